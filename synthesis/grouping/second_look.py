"""Looks again at the parts of each segment: one that is clearly about another phenomenon stands there instead."""

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from synthesis.grouping.clustering import UNPLACED, Grouping, centroids
from synthesis.languages.words import Reading
from synthesis.meaning.embedding import Encoder, normalised
from synthesis.meaning.encoding import encoded
from synthesis.parameters import Parameters
from synthesis.segmentation import FEWEST_LETTERS, Segment, clauses
from synthesis.spreading import Share, silent

if TYPE_CHECKING:
    from synthesis.grouping.space import Means
    from synthesis.meaning.embedding import Vectors


LETTERS_OF_WEIGHT_ONE = 60
"""A part of so many characters counts once, a shorter one less, a longer one up to `Parameters.most_weight`."""


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
    """Return the segments, those cut up that speak of more than one phenomenon; some part stays where the whole was.

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
    return [final for each, several in zip(whole, free, strict=True) for final in _cut(each, several, parameters)]


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


def _cut(whole: Placed, parts: list[_Part], parameters: Parameters) -> list[Placed]:
    """Neighbouring parts of one group stay together."""
    groups = _path(whole, parts, parameters) if parts else []
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


def _path(whole: Placed, parts: list[_Part], parameters: Parameters) -> list[int]:
    """The best way through the groups from the first part to the last, where every change of group costs (Viterbi).

    A part counts by its length, a change by what stands between the two. Where no part would stay in the whole's group,
    the one does that loses least by it.
    """
    import numpy as np

    near = np.stack([part.near for part in parts])
    near[:, whole.group] += parameters.loyalty
    weights = [_weight(part.segment, parameters) for part in parts]
    total, origins = weights[0] * near[0], []
    for row in range(1, len(parts)):
        best = int(total.argmax())
        changed = total[best] - _cost(whole.segment, parts[row - 1].segment, parts[row].segment, parameters)
        origins.append(np.where(total >= changed, np.arange(len(total)), best))
        total = np.maximum(total, changed) + weights[row] * near[row]
    groups = [int(total.argmax())]
    for origin in reversed(origins):
        groups.append(int(origin[groups[-1]]))
    groups.reverse()
    if whole.group in groups:
        return groups
    loss = near.max(axis=1) - near[:, whole.group]
    given_back = groups[int(loss.argmin())]
    return [whole.group if group == given_back else group for group in groups]


def _weight(part: Segment, parameters: Parameters) -> float:
    """A scrap of words says too little to change anything."""
    if sum(map(str.isalpha, part.text)) < FEWEST_LETTERS:
        return 0.0
    return min(parameters.most_weight, len(part.text) / LETTERS_OF_WEIGHT_ONE)


def _cost(whole: Segment, left: Segment, right: Segment, parameters: Parameters) -> float:
    """What a change of group costs here: least between bullets and paragraphs, most in the middle of a sentence."""
    if "\n" in whole.text[left.end - whole.start : right.start - whole.start]:
        return parameters.change_after_item
    ended = left.text.rstrip("\"')”»").endswith((".", "!", "?", "…"))
    return parameters.change_after_sentence if ended else parameters.change_within_sentence
