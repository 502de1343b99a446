"""Cuts an answer into what may be about different matters: its bullets and paragraphs, and within these its clauses."""

import re
from dataclasses import dataclass

from synthesis.languages.sentences import sentences, trimmed
from synthesis.model import Comment, Language

_BULLET = re.compile(r"^[ \t]*(?:[-–—•*·+>]|\(?\d{1,2}[.)]|[a-zåäö]\))[ \t]+", re.MULTILINE)
_PARAGRAPH = re.compile(r"\n[ \t]*\n")
_CLAUSE = re.compile(
    r"\s[–—-]\s|;\s|:\s|,\s(?=(?:mutta|ja|eikä|vaan|joista|samalla|lisäksi|men|och|samtidigt|dessutom|but|and)\b)"
)
FEWEST_LETTERS = 12
"""A shorter stretch says too little alone: it stays with the one before it."""
FEWEST_WORDS_OF_A_CLAUSE = 4


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of one answer about one matter; `text` is `comment.text[start:end]`."""

    answer_id: str
    start: int
    end: int
    text: str
    organisation: str
    language: Language = "fi"

    def part(self, start: int, end: int) -> "Segment":
        """Return a stretch of this segment; `start` and `end` count characters of its text."""
        text = self.text[start:end]
        first = self.start + start
        return Segment(self.answer_id, first, self.start + end, text, self.organisation, self.language)


def whole(comment: Comment, language: Language) -> Segment:
    """Return the answer as one segment, without the white space around it."""
    start, end = trimmed(comment.text, 0, len(comment.text))
    organisation = comment.organisation or comment.answer_id
    return Segment(comment.answer_id, start, max(start, end), comment.text[start:end], organisation, language)


def items(segment: Segment) -> list[Segment]:
    """Return the bullets or paragraphs of a segment, in order."""
    return [segment.part(*span) for span in _joined(segment.text, _items(segment.text))]


def clauses(segment: Segment) -> list[Segment]:
    """Return the sentences of a segment, and the clauses of these that can stand alone; bullets are sentences."""
    found = []
    for item in items(segment):
        spans = [span for sentence in sentences(item.text) for span in _clause_spans(item.text, *sentence)]
        found += [item.part(*trimmed(item.text, *span)) for span in spans]
    return found


def _items(text: str) -> list[tuple[int, int]]:
    """The stretches between bullets, or between blank lines."""
    bullets = {match.start(): match.end() for match in _BULLET.finditer(text)}
    paragraphs = [match.end() for match in _PARAGRAPH.finditer(text)]
    starts = sorted({0, *bullets}) if len(bullets) > 1 else [0, *paragraphs]
    ends = [*starts[1:], len(text)]
    return [trimmed(text, bullets.get(start, start), end) for start, end in zip(starts, ends, strict=True)]


def _joined(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join what is too short to stand alone to the stretch before it (the first to the one after it)."""
    kept: list[tuple[int, int]] = []
    for start, end in spans:
        if start >= end:
            continue
        if kept and (_is_short(text[start:end]) or _is_short(text[slice(*kept[-1])])):
            kept[-1] = (kept[-1][0], end)
        else:
            kept.append((start, end))
    return kept


def _is_short(text: str) -> bool:
    return sum(map(str.isalpha, text)) < FEWEST_LETTERS


def _words(text: str) -> int:
    """How many there are, if there are fewer than a clause needs: a sentence may be very long."""
    return len(text.split(maxsplit=FEWEST_WORDS_OF_A_CLAUSE))


def _clause_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    cuts = [start]
    for match in _CLAUSE.finditer(text, start, end):
        before, after = text[cuts[-1] : match.start()], text[match.end() : end]
        if min(_words(before), _words(after)) >= FEWEST_WORDS_OF_A_CLAUSE:
            cuts.append(match.end())
    return list(zip(cuts, [*cuts[1:], end], strict=True))
