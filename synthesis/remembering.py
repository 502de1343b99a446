"""Makes of a synthesis what the next year needs to know of it."""

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from synthesis.grouping.space import language_means
from synthesis.languages.detection import detect
from synthesis.meaning.embedding import Encoder, normalised
from synthesis.model import Comment, Synthesis
from synthesis.naming.phrases import mentioned
from synthesis.reading import read
from synthesis.segmentation import Segment
from synthesis.years import Remembered, Year

if TYPE_CHECKING:
    from synthesis.meaning.embedding import Vectors

STRONGEST = 40
"""So many segments of a phenomenon tell what it is about."""
DIGITS = 4


def remembered(comments: Iterable[Comment], synthesis: Synthesis, encoder: Encoder) -> Year:
    """Return the year of a synthesis of these comments; segments of answers that are gone are passed over."""
    answers = {comment.answer_id: comment for comment in comments}
    parts: dict[str, list[Segment]] = {}
    for phenomenon in synthesis.phenomena:
        there = [each for each in phenomenon.segments if each.answer_id in answers][:STRONGEST]
        parts[phenomenon.id] = [_segment(answers[each.answer_id], each.start, each.end) for each in there]
    return _year(parts, encoder)


def recalled(synthesis: Synthesis, quotes: dict[str, list[str]], encoder: Encoder) -> Year:
    """Return a year whose answers are gone: of the gist, name, keywords and `quotes` of each phenomenon."""
    parts = {}
    for each in synthesis.phenomena:
        texts = dict.fromkeys([each.gist.text, *quotes.get(each.id, []), each.label.fi, each.label.sv])
        segments = [_told(text) for text in texts if text and text.strip()]
        parts[each.id] = [*segments, _told(", ".join(each.keywords))] if each.keywords else segments
    return _year(parts, encoder)


def _segment(comment: Comment, start: int, end: int) -> Segment:
    text = comment.text[start:end]
    return Segment(comment.answer_id, start, end, text, "", detect(text, inherited=comment.language))


def _told(text: str) -> Segment:
    return Segment("", 0, len(text), text, "", detect(text, inherited=None))


def _year(parts: dict[str, list[Segment]], encoder: Encoder) -> Year:
    flat = [segment for segments in parts.values() for segment in segments]
    said = [
        set(mentioned(reading, segment.language)) for reading, segment in zip(read(flat).readings, flat, strict=True)
    ]
    vectors = _vectors(flat, encoder)
    found, first = [], 0
    for identity, segments in parts.items():
        rows = slice(first, first + len(segments))
        first += len(segments)
        found.append(_remembered(identity, said[rows], None if vectors is None else vectors[rows]))
    return Year(encoder=encoder.name, phenomena=tuple(found))


def _vectors(segments: list[Segment], encoder: Encoder) -> "Vectors | None":
    if not segments or not encoder.pointwise:
        return None
    languages = [segment.language for segment in segments]
    bare = encoder.encode([segment.text for segment in segments])
    return language_means(bare, languages).taken_out(bare, languages)


def _remembered(identity: str, said: list[set[str]], vectors: "Vectors | None") -> Remembered:
    counts = Counter(word for words in said for word in words)
    kept = {word: round(count / len(said), DIGITS) for word, count in sorted(counts.items())}
    centre = () if vectors is None or not len(vectors) else normalised(vectors.mean(axis=0, keepdims=True))[0]
    vector = tuple(round(float(number), DIGITS) for number in centre)
    return Remembered(id=identity, size=len(said), vector=vector, words=kept)
