"""Puts the almost alike together when there are too many segments to compare every one with every other."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from synthesis.editing.bonds import FREE, Bonds
from synthesis.grouping.space import word_vectors
from synthesis.meaning.embedding import normalised
from synthesis.parameters import Parameters
from synthesis.segmentation import Segment

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from synthesis.meaning.embedding import Vectors

    Numbers = NDArray[np.int64]

ROUNDS = 3
"""So often every segment is looked at while the small groups are formed."""
BATCH = 4096


@dataclass(frozen=True, slots=True)
class Condensed:
    """What is grouped: rows that stand for one segment each, or for several that are almost alike.

    `of` (n,) is the row of each segment, or None where each is a row of its own; `vectors` (rows, d) are the means of
    the segments' and have length one; `said` are the base forms that they mention, and `bonds` those of the rows.
    """

    vectors: "Vectors"
    said: list[list[str]]
    bonds: Bonds
    of: "Numbers | None" = None


def condensed(
    vectors: "Vectors", said: list[list[str]], segments: list[Segment], parameters: Parameters, bonds: Bonds
) -> Condensed:
    """Return the segments as they are, or many of them condensed; `segments` must stand in an order of their own.

    Identical texts make one row; if there are still too many, k-means makes small groups of them. What people decided
    on stays alone. `vectors` are (n, d), and `said` are the base forms that each segment mentions.
    """
    import numpy as np

    if len(segments) <= parameters.most_compared:
        return Condensed(vectors, said, bonds)
    of = _distinct(segments, bonds.fixed())
    if of.max() >= parameters.condensed_to:
        of = _alike(vectors, said, of, parameters, bonds.fixed())
    elif of.max() == 0:
        of = np.arange(len(segments)) % parameters.fewest_segments  # one text alone: a tree needs leaves
    return Condensed(_means(vectors, of), _joined(said, of), _of_rows(bonds, of), of)


def _distinct(segments: list[Segment], fixed: frozenset[int]) -> "Numbers":
    """The row (n,) of each segment when identical texts share one."""
    import numpy as np

    rows: dict[tuple[str, str, int], int] = {}
    keys = [(each.text, each.language, row if row in fixed else FREE) for row, each in enumerate(segments)]
    return np.array([rows.setdefault(key, len(rows)) for key in keys], np.int64)


def _alike(
    vectors: "Vectors", said: list[list[str]], distinct: "Numbers", parameters: Parameters, fixed: frozenset[int]
) -> "Numbers":
    """The row (n,) of each segment when at most `condensed_to` rows, and those in `fixed`, are to remain."""
    import numpy as np
    from sklearn.cluster import MiniBatchKMeans

    weight = sum(parameters.word_weights) / len(parameters.word_weights)
    mixed = normalised(np.hstack([vectors, weight * word_vectors(said, parameters.word_dimensions)]))
    _, first = np.unique(distinct, return_index=True)
    free = np.array([row not in fixed for row in first])
    sizes = np.bincount(distinct)[free]
    means = MiniBatchKMeans(
        min(parameters.condensed_to, len(sizes)),
        batch_size=BATCH,
        max_iter=ROUNDS,
        max_no_improvement=None,
        n_init=1,
        random_state=0,
    )
    group = np.empty(len(first), np.int64)
    group[free] = means.fit_predict(mixed[first[free]], sample_weight=sizes)
    group[~free] = parameters.condensed_to + np.arange((~free).sum())
    return np.unique(group[distinct], return_inverse=True)[1].astype(np.int64)


def _means(vectors: "Vectors", of: "Numbers") -> "Vectors":
    import numpy as np

    order = np.argsort(of, kind="stable")
    sums = np.add.reduceat(vectors[order], np.searchsorted(of[order], np.arange(of.max() + 1)))
    return normalised(sums / np.bincount(of)[:, None])


def _joined(said: list[list[str]], of: "Numbers") -> list[list[str]]:
    joined: list[list[str]] = [[] for _ in range(int(of.max()) + 1)]
    for row, lemmas in zip(of.tolist(), said, strict=True):
        joined[row] += lemmas
    return joined


def _of_rows(bonds: Bonds, of: "Numbers") -> Bonds:
    if not bonds.fixed():
        return Bonds()
    kept = [FREE] * (int(of.max()) + 1)
    for row in bonds.fixed():
        kept[of[row]] = bonds.kept[row]
    return Bonds(tuple(kept))
