"""Chooses what is quoted: one sentence as the gist of a phenomenon, and a few that show its range."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from synthesis.embedding import normalised
from synthesis.segmentation import Segment
from synthesis.sentences import sentences

if TYPE_CHECKING:
    from synthesis.embedding import Vectors

PRIVATE = re.compile(
    r"\b\d{6}[-+A-FU-Y]\d{3}[0-9A-FHJ-NPR-Y]\b"  # identity code
    r"|[\w.+-]+@[\w-]+\.[\w.-]+"
    r"|(?<!\w)\+?\d[\d ()-]{6,}\d"
    r"|https?://\S+",
    re.IGNORECASE,
)
FEWEST_WORDS = 4
MOST_WORDS = 45


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


def quoted(
    segments: list[Segment], groups: list[int], vectors: "Vectors", most: int
) -> list[tuple[Quotation, list[Quotation]]]:
    """Return the gist and up to `most` quotations of each group, in the order of their numbers."""
    found = []
    for group in range(max(groups, default=-1) + 1):
        rows = [row for row, label in enumerate(groups) if label == group]
        found.append(_gist_and_quotes([segments[row] for row in rows], vectors[rows], most))
    return found


def _gist_and_quotes(segments: list[Segment], vectors: "Vectors", most: int) -> tuple[Quotation, list[Quotation]]:
    """Return the sentence that stands for all of them, and up to `most` quotations from different organisations.

    `vectors` (len(segments), d) belong to the segments. The quotations begin with the most typical one; each further
    one is the farthest from those already chosen, so that they show the range of the phenomenon.
    """
    import numpy as np

    typical = vectors @ normalised(vectors.mean(axis=0, keepdims=True))[0]
    ranked = sorted(range(len(segments)), key=lambda row: (-round(float(typical[row]), 5), segments[row].answer_id))
    told = {row: _best_sentence(segments[row]) for row in ranked}
    fit = [row for row in ranked if told[row] is not None] or ranked
    quotation = {row: told[row] or _whole(segments[row]) for row in fit}
    chosen = _spread(fit, segments, np.asarray(vectors), most)
    return quotation[fit[0]], [quotation[row] for row in chosen if told[row] is not None]


def _spread(ranked: list[int], segments: list[Segment], vectors: "Vectors", most: int) -> list[int]:
    """The most typical one first, then the one least like those chosen, out of the more typical two thirds."""
    pool = ranked[: max(most, 2 * len(ranked) // 3)]
    chosen = [pool[0]]
    while len(chosen) < most:
        organisations = {segments[row].organisation for row in chosen}
        left = [row for row in pool if segments[row].organisation not in organisations]
        if not left:
            break
        chosen.append(min(left, key=lambda row: round(float((vectors[chosen] @ vectors[row]).max()), 5)))
    return chosen


def _best_sentence(segment: Segment) -> Quotation | None:
    """The longest sentence of readable length that holds nothing private."""
    spans = [(segment.start + start, segment.start + end) for start, end in sentences(segment.text)]
    quotations = [Quotation(segment, start, end) for start, end in spans]
    safe = [each for each in quotations if not PRIVATE.search(each.text)]
    fit = [each for each in safe if FEWEST_WORDS <= len(each.text.split()) <= MOST_WORDS]
    return max(fit or safe, key=lambda each: (each.end - each.start, -each.start), default=None)


def _whole(segment: Segment) -> Quotation:
    return Quotation(segment, segment.start, segment.end)
