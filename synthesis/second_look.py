"""Looks again at the parts of each segment: one that is clearly about another phenomenon stands there instead."""

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from synthesis.clustering import UNPLACED, Grouping, centroids
from synthesis.embedding import Encoder, normalised
from synthesis.encoding import encoded
from synthesis.parameters import Parameters
from synthesis.segmentation import FEWEST_LETTERS, Segment, clauses
from synthesis.spreading import Share, silent
from synthesis.words import Reading

if TYPE_CHECKING:
    from synthesis.embedding import Vectors
    from synthesis.space import Means


@dataclass(frozen=True, slots=True)
class Placed:
    """A segment, finally: its words, its group (-1: none), how strongly it stands there (0–1), its vector (d,)."""

    segment: Segment
    reading: Reading
    group: int
    strength: float
    vector: "Vectors"


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a segment, how near it lies to each group (groups,), and its vector (d,)."""

    segment: Segment
    near: "Vectors"
    vector: "Vectors"

    def group(self, home: int, margin: float) -> int:
        """The nearest group, if it is nearer than the segment's own by the margin."""
        nearest = int(self.near.argmax())
        letters = sum(map(str.isalpha, self.segment.text))
        return nearest if letters >= FEWEST_LETTERS and self.near[nearest] - self.near[home] >= margin else home


def placed(
    segments: list[Segment],
    readings: list[Reading],
    vectors: "Vectors",
    means: "Means",
    grouping: Grouping,
    encoder: Encoder,
    parameters: Parameters,
    fixed: frozenset[int] = frozenset(),
    tell: Share = silent,
) -> list[Placed]:
    """Return the segments, those cut up that speak of more than one phenomenon; the longest part stays where it was.

    `vectors` (n, d) are the segments', with the `means` of the languages taken out. Those in `fixed` (by their place in
    `segments`) stay whole.
    """
    whole = [
        Placed(*each) for each in zip(segments, readings, grouping.labels, grouping.strengths, vectors, strict=True)
    ]
    if not encoder.pointwise or max(grouping.labels, default=UNPLACED) == UNPLACED:
        return whole
    parts = _parts(whole, means, centroids(vectors, grouping.labels), encoder, parameters.share_of_whole, tell)
    free = [[] if row in fixed else parts.get(row, []) for row in range(len(whole))]
    return [
        final for each, several in zip(whole, free, strict=True) for final in _cut(each, several, parameters.margin)
    ]


def _parts(
    whole: list[Placed], means: "Means", centres: "Vectors", encoder: Encoder, share: float, tell: Share
) -> dict[int, list[_Part]]:
    """The parts of each placed segment that has several; a part's vector keeps a share of the whole's."""
    import numpy as np

    cut = {row: clauses(each.segment) for row, each in enumerate(whole) if each.group != UNPLACED}
    flat = [(row, part) for row, several in cut.items() if len(several) > 1 for part in several]
    if not flat:
        return {}
    own = means.taken_out(encoded(encoder, [part.text for _, part in flat], tell), [part.language for _, part in flat])
    seen = normalised(share * np.stack([whole[row].vector for row, _ in flat]) + (1 - share) * own)
    found: dict[int, list[_Part]] = {}
    for (row, part), near, vector in zip(flat, seen @ centres.T, seen, strict=True):
        found.setdefault(row, []).append(_Part(part, near, vector))
    return found


def _cut(whole: Placed, parts: list[_Part], margin: float) -> list[Placed]:
    """Neighbouring parts of one group stay together."""
    longest = max(range(len(parts)), key=lambda at: len(parts[at].segment.text), default=0)
    groups = [whole.group if at == longest else part.group(whole.group, margin) for at, part in enumerate(parts)]
    if len(set(groups)) < 2:
        return [whole]
    found = []
    for group, run in groupby(zip(groups, parts, strict=True), key=lambda each: each[0]):
        first, *_, last = [part for _, part in run] * 2
        begin = whole.segment.start
        span = (first.segment.start - begin, last.segment.end - begin)
        strength = whole.strength if group == whole.group else float(max(0.0, min(1.0, first.near[group])))
        vector = whole.vector if group == whole.group else first.vector
        found.append(Placed(whole.segment.part(*span), whole.reading.part(*span), group, strength, vector))
    return found
