"""Chooses what is quoted: one sentence as the gist of a phenomenon, and a few that show its range."""

import re
from dataclasses import dataclass

from synthesis.embedding import normalised
from synthesis.second_look import Placed
from synthesis.segmentation import Segment
from synthesis.sentences import sentences, trimmed

PRIVATE = re.compile(
    r"\b\d{6}[-+A-FU-Y]\d{3}[0-9A-FHJ-NPR-Y]\b"  # identity code
    r"|(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]+"
    r"|(?<!\w)\+?\d[\d ()-]{6,}\d"
    r"|https?://\S+",
    re.IGNORECASE,
)
_FRAGMENT = re.compile(
    r"^(?:ja|mutta|eikä|vaan|joista|joiden|joka|jotka|sekä|tai|och|men|eller|utan|som|vilket|and|but|or)\b|[–—,:;-]$",
    re.IGNORECASE,
)
"""How a clause begins or ends that does not stand alone."""
FEWEST_WORDS_OF_A_GIST = 5
MOST_WORDS_OF_A_GIST = 24
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


def quoted(segments: list[Placed], most: int) -> list[tuple[Quotation, list[Quotation]]]:
    """Return the gist and up to `most` quotations of each group, in the order of their numbers.

    The gist is the most typical sentence of handy length. The quotations come from different organisations; each
    further one is the least like those already chosen, so that they show the range of the phenomenon.
    """
    found = []
    for group in range(max((each.group for each in segments), default=-1) + 1):
        ranked = _most_typical_first([each for each in segments if each.group == group])
        told = [(each, sentence) for each in ranked if (sentence := _best_sentence(each.segment))]
        if told:
            found.append((_gist([sentence for _, sentence in told]), _spread(told, most)))
        else:
            found.append((_without_private(ranked[0].segment), []))
    return found


def _most_typical_first(members: list[Placed]) -> list[Placed]:
    import numpy as np

    vectors = np.stack([each.vector for each in members])
    typical = vectors @ normalised(vectors.mean(axis=0, keepdims=True))[0]
    order = sorted(
        range(len(members)),
        key=lambda row: (-round(float(typical[row]), 4), members[row].segment.answer_id, members[row].segment.start),
    )
    return [members[row] for row in order]


def _gist(sentences_in_order: list[Quotation]) -> Quotation:
    """Of the most typical third, the first that neither rambles nor merely hints."""
    likely = sentences_in_order[: max(3, len(sentences_in_order) // 3)]
    handy = [each for each in likely if FEWEST_WORDS_OF_A_GIST <= len(each.text.split()) <= MOST_WORDS_OF_A_GIST]
    alone = [each for each in handy if not _FRAGMENT.search(each.text)]
    return (alone or handy or likely)[0]


def _spread(told: list[tuple[Placed, Quotation]], most: int) -> list[Quotation]:
    """The most typical one first, then the one least like those chosen, out of the more typical two thirds."""
    pool = told[: max(most, 2 * len(told) // 3)]
    chosen = [pool[0]]
    while len(chosen) < most:
        organisations = {each.segment.organisation for each, _ in chosen}
        left = [option for option in pool if option[0].segment.organisation not in organisations]
        if not left:
            break
        chosen.append(min(left, key=lambda option: _nearest(option[0], [each for each, _ in chosen])))
    return [sentence for _, sentence in chosen]


def _nearest(one: Placed, others: list[Placed]) -> float:
    return round(max(float(one.vector @ other.vector) for other in others), 4)


def _best_sentence(segment: Segment) -> Quotation | None:
    """The longest sentence of readable length that holds nothing private."""
    spans = [(segment.start + start, segment.start + end) for start, end in sentences(segment.text)]
    quotations = [Quotation(segment, start, end) for start, end in spans]
    safe = [each for each in quotations if not PRIVATE.search(each.text)]
    fit = [each for each in safe if FEWEST_WORDS <= len(each.text.split()) <= MOST_WORDS]
    alone = [each for each in fit if not _FRAGMENT.search(each.text)]
    return max(alone or fit or safe, key=lambda each: (each.end - each.start, -each.start), default=None)


def _without_private(segment: Segment) -> Quotation:
    """The longest stretch of a segment between what is private in it."""
    edges = [0, *(edge for match in PRIVATE.finditer(segment.text) for edge in match.span()), len(segment.text)]
    stretches = [trimmed(segment.text, *span) for span in zip(edges[::2], edges[1::2], strict=True)]
    start, end = max(stretches, key=lambda span: span[1] - span[0])
    return Quotation(segment, segment.start + start, segment.start + end)
