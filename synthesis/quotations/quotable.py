"""The sentences of a segment that may be quoted, each with how telling it is of its phenomenon."""

import re
from dataclasses import dataclass

from synthesis.grouping.second_look import Placed
from synthesis.languages.sentences import sentences, trimmed
from synthesis.languages.words import Reading
from synthesis.naming.phrases import is_content
from synthesis.quotations.standalone import stands_alone
from synthesis.segmentation import Segment

PRIVATE = re.compile(
    r"\b\d{6}[-+A-FU-Y]\d{3}[0-9A-FHJ-NPR-Y]\b"  # identity code
    r"|(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]+"
    r"|(?<!\w)\+?\d[\d ()-]{6,}\d"
    r"|https?://\S+",
    re.IGNORECASE,
)
_BULLET = re.compile(r"^(?:[-–—•*·+>]|\(?\d{1,2}[.)]|[a-zåäö]\))\s+")
WORDS_COUNTED = 3
"""A sentence is as telling as the mean of so many of its most telling words."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A sentence of a segment; `start` and `end` count characters of the answer."""

    segment: Segment
    start: int
    end: int

    @property
    def text(self) -> str:
        """The sentence as it was written."""
        return self.segment.text[self.start - self.segment.start : self.end - self.segment.start]

    @property
    def words(self) -> int:
        """Its length in words."""
        return len(self.text.split())


@dataclass(frozen=True, slots=True)
class Sentence:
    """A quotation, whether it says what it means alone, and how telling its words are of the phenomenon (0–1)."""

    quotation: Quotation
    is_whole: bool
    telling: float


def quotable(member: Placed, weights: dict[str, float]) -> list[Sentence]:
    """Return the sentences of a segment that hold nothing private, in order; `weights` tells how telling a word is."""
    text = member.segment.text
    spans = [_without_bullet(text, *span) for span in sentences(text)]
    return [
        _sentence(member, start, end, weights)
        for start, end in spans
        if start < end and not PRIVATE.search(text[start:end])
    ]


def _without_bullet(text: str, start: int, end: int) -> tuple[int, int]:
    bullet = _BULLET.match(text[start:end])
    return (start + bullet.end() if bullet else start), end


def _sentence(member: Placed, start: int, end: int, weights: dict[str, float]) -> Sentence:
    segment = member.segment
    reading = member.reading.part(start, end)
    quotation = Quotation(segment, segment.start + start, segment.start + end)
    is_whole = stands_alone(quotation.text, reading, segment.language)
    return Sentence(quotation, is_whole, _telling(reading, member, weights))


def _telling(reading: Reading, member: Placed, weights: dict[str, float]) -> float:
    lemmas = {word.lemma for word in reading.words if is_content(word, member.segment.language)}
    most = sorted((max(0.0, weights.get(lemma, 0.0)) for lemma in lemmas), reverse=True)[:WORDS_COUNTED]
    return sum(most) / WORDS_COUNTED


def without_private(segment: Segment) -> Quotation:
    """Return the longest stretch of a segment between what is private in it."""
    edges = [0, *(edge for match in PRIVATE.finditer(segment.text) for edge in match.span()), len(segment.text)]
    stretches = [trimmed(segment.text, *span) for span in zip(edges[::2], edges[1::2], strict=True)]
    start, end = max(stretches, key=lambda span: span[1] - span[0])
    return Quotation(segment, segment.start + start, segment.start + end)
