"""Groups segments by how often they stand together when they are grouped in many ways (consensus clustering)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from synthesis.bonds import Bonds
from synthesis.embedding import normalised
from synthesis.parameters import Parameters
from synthesis.segmentation import Segment

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from synthesis.embedding import Vectors

    Numbers = NDArray[np.int64]
    Floats = NDArray[np.float32]

UNPLACED = -1


@dataclass(frozen=True, slots=True)
class Grouping:
    """Which group each segment belongs to (-1: none), how strongly (0–1), and how the groups join one another.

    `stabilities` holds one number (0–1) for each group: in how many of the partitions its segments stand together.
    `merges` are pairs as in a linkage matrix: numbers from the number of groups upwards are earlier pairs.
    """

    labels: list[int]
    strengths: list[float]
    stabilities: tuple[float, ...]
    merges: tuple[tuple[int, int], ...]


def grouped(
    ways: "Iterable[Vectors]",
    segments: list[Segment],
    parameters: Parameters,
    count: int | None = None,
    bonds: Bonds = Bonds(),  # noqa: B008 - a frozen value
) -> Grouping:
    """Group the segments, given their vectors in several spaces; `count` fixes the number of groups, `bonds` hold.

    Average linkage in every space, cut at several numbers of groups, gives the partitions; average linkage on the
    share of partitions that part two segments gives the groups (evidence accumulation, Fred and Jain 2005).
    """
    from scipy.cluster.hierarchy import linkage
    from scipy.spatial.distance import squareform

    together = _together(ways, parameters)
    tree = linkage(squareform(1 - bonds.bound(together), checks=False), "average")
    labels, spared = bonds.enforced(_cut(tree, segments, parameters, count), together)
    labels = _without_small(labels, segments, parameters, spared)
    strengths, stabilities = _strengths(together, labels)
    return Grouping(labels.tolist(), strengths, stabilities, _merges(together, labels))


def _together(ways: "Iterable[Vectors]", parameters: Parameters) -> "Floats":
    """In which share of the partitions two segments stand in one group: (n, n), ones on the diagonal."""
    import numpy as np

    partitions = [partition for vectors in ways for partition in _partitions(vectors, parameters)]
    total = np.zeros((len(partitions[0]),) * 2, np.float32)
    for partition in partitions:
        total += partition[:, None] == partition[None, :]
    return total / np.float32(len(partitions))


def _partitions(vectors: "Vectors", parameters: Parameters) -> "list[Numbers]":
    from scipy.cluster.hierarchy import fcluster, linkage

    tree = linkage(vectors, "average", metric="cosine")
    numbers = {max(2, round(multiple * len(vectors) ** 0.5)) for multiple in parameters.granularities}
    return [fcluster(tree, number, "maxclust") for number in sorted(numbers)]


def _cut(tree: "Floats", segments: list[Segment], parameters: Parameters, count: int | None) -> "Numbers":
    from scipy.cluster.hierarchy import fcluster

    if count is None:
        return _without_small(fcluster(tree, parameters.apart, "distance"), segments, parameters)
    cuts = (fcluster(tree, number, "maxclust") for number in range(count, len(segments) + 1))
    best = _without_small(next(cuts), segments, parameters)
    for cut in cuts:
        labels = _without_small(cut, segments, parameters)
        if best.max() + 1 == count:
            break
        best = max(best, labels, key=lambda each: -abs(int(each.max()) + 1 - count))
    return best


def _without_small(
    labels: "Numbers", segments: list[Segment], parameters: Parameters, spared: frozenset[int] = frozenset()
) -> "Numbers":
    """What too few segments or organisations tell of is no phenomenon, unless it is to be spared."""
    import numpy as np

    sizes = Counter(labels.tolist())
    told = {(int(label), segment.organisation) for label, segment in zip(labels, segments, strict=True)}
    organisations = Counter(label for label, _ in told)
    kept = [
        label
        for label in sorted(sizes)
        if label in spared
        or (
            label != UNPLACED
            and sizes[label] >= parameters.fewest_in_phenomenon
            and organisations[label] >= parameters.fewest_organisations
        )
    ]
    number = {label: new for new, label in enumerate(kept)}
    return np.array([number.get(int(label), UNPLACED) for label in labels], dtype=np.int64)


def _strengths(together: "Floats", labels: "Numbers") -> tuple[list[float], tuple[float, ...]]:
    """Each segment's mean share with the others of its group, and the mean of these in each group."""
    import numpy as np

    strengths = np.zeros(len(labels))
    stabilities = []
    for label in range(int(labels.max(initial=-1)) + 1):
        rows = np.flatnonzero(labels == label)
        within = together[np.ix_(rows, rows)]
        strengths[rows] = (within.sum(axis=1) - 1) / max(1, len(rows) - 1)
        stabilities.append(float(strengths[rows].mean()))
    return np.clip(strengths, 0, 1).tolist(), tuple(stabilities)


def _merges(together: "Floats", labels: "Numbers") -> tuple[tuple[int, int], ...]:
    import numpy as np
    from scipy.cluster.hierarchy import linkage
    from scipy.spatial.distance import squareform

    number = int(labels.max(initial=-1)) + 1
    if number < 2:
        return ()
    member = np.eye(number, dtype=np.float32)[labels] * (labels >= 0)[:, None]
    sizes = member.sum(axis=0)
    near = member.T @ together @ member / np.outer(sizes, sizes)
    np.fill_diagonal(near, 1)
    tree = linkage(squareform(np.maximum(1 - near, 0), checks=False), "average")
    return tuple((int(row[0]), int(row[1])) for row in tree)


def centroids(vectors: "Vectors", labels: list[int]) -> "Vectors":
    """Return one vector of length one for each group, in the order of their numbers; there must be a group."""
    import numpy as np

    of = np.array(labels)
    return normalised(np.stack([vectors[of == label].mean(axis=0) for label in range(max(labels) + 1)]))
