"""Groups segments by how often they stand together when they are grouped in many ways (consensus clustering)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from synthesis.editing.bonds import Bonds
from synthesis.grouping.guiding import Guide, guided, owners
from synthesis.grouping.nesting import Nest, nested
from synthesis.meaning.embedding import normalised
from synthesis.parameters import Parameters
from synthesis.segmentation import Segment

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from synthesis.meaning.embedding import Vectors

    Numbers = NDArray[np.int64]
    Floats = NDArray[np.float32]

UNPLACED = -1
ALIKE = 1e-6
"""A smaller distance (by cosine) is a matter of rounding: copies of a text are never parted."""


@dataclass(frozen=True, slots=True)
class Grouping:
    """Which group each segment belongs to (-1: none), how strongly (0–1), and how the groups join one another.

    `stabilities` holds one number (0–1) for each group: in how many of the partitions its segments stand together.
    `merges` are pairs as in a linkage matrix: numbers from the number of groups upwards are earlier pairs. `nest` is
    the tree in which fewer and more groups stand, its `part` one number for each segment.
    """

    labels: list[int]
    strengths: list[float]
    stabilities: tuple[float, ...]
    merges: tuple[tuple[int, int], ...]
    nest: Nest | None = None
    seeds: dict[int, int] = field(default_factory=dict)
    """The seed that a group comes from, by its number."""
    heard: frozenset[int] = frozenset()
    """The seeds that have segments in some group."""

    @property
    def number(self) -> int:
        """How many groups there are."""
        return len(self.stabilities)

    def as_found(self) -> "Grouping":
        """The same with the groups that were found, whatever number was asked for."""
        return self if self.nest is None else replace(self, labels=self.nest.labels(self.nest.found).tolist())


def grouped(
    ways: "Iterable[Vectors]",
    segments: list[Segment],
    parameters: Parameters,
    count: int | None = None,
    bonds: Bonds = Bonds(),  # noqa: B008 - a frozen value
    of: "Numbers | None" = None,
    guide: Guide | None = None,
) -> Grouping:
    """Group the segments, given their vectors in several spaces; `bonds` hold.

    With a `count` so many of them are merged or split that there are as many groups, or next to it.

    `of` (n,) is the row of the vectors, and of the bonds, in which each segment stands; without it each has its own.
    `guide` knows what the network expects: its seeds attract what belongs to them.

    Average linkage in every space, cut at several numbers of groups, gives the partitions; average linkage on the
    share of partitions that part two segments gives the groups (evidence accumulation, Fred and Jain 2005).
    """
    import numpy as np
    from scipy.cluster.hierarchy import linkage
    from scipy.spatial.distance import squareform

    together = _together(ways, parameters)
    if guide is not None:
        pull = guide.pull(together)
        together = (together + _together(guide.further_ways(pull), parameters)) / np.float32(2)
    rows = np.arange(len(segments)) if of is None else of
    tellers = _tellers(rows, segments)
    tree = linkage(squareform(1 - bonds.bound(together), checks=False), "average")
    labels, spared = bonds.enforced(cut(tree, parameters), together)
    labels = _without_small(labels, tellers, parameters, spared)
    seeds: dict[int, int] = {}
    heard: frozenset[int] = frozenset()
    if guide is not None:
        given = guided(labels, together, pull, bonds.fixed())
        labels = _without_small(given, tellers, parameters, frozenset(given[sorted(bonds.fixed())].tolist()))
    nest = nested(bonds.bound(together), labels, tellers, parameters, bonds.kept)
    number = nest.found if count is None else nest.nearest(count)
    labels = nest.labels(number)
    if guide is not None:
        seeds, heard = owners(given, labels, pull)
    strengths, stabilities = _strengths(together, labels, np.bincount(rows))
    nest = replace(nest, part=nest.part[rows])
    return Grouping(
        labels[rows].tolist(), strengths[rows].tolist(), stabilities, nest.merges(number), nest, seeds, heard
    )


def _tellers(rows: "Numbers", segments: list[Segment]) -> list[list[str]]:
    """The organisation of each segment that stands in a row."""
    told: list[list[str]] = [[] for _ in range(int(rows.max()) + 1)]
    for row, segment in zip(rows.tolist(), segments, strict=True):
        told[row].append(segment.organisation)
    return told


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
    tree[tree[:, 2] < ALIKE, 2] = 0
    numbers = {max(2, round(multiple * len(vectors) ** 0.5)) for multiple in parameters.granularities}
    return [fcluster(tree, number, "maxclust") for number in sorted(numbers)]


def cut(tree: "Floats", parameters: Parameters) -> "Numbers":
    """Return the group of each row of a linkage tree: what stands apart, and what is small, close and nearly apart."""
    from scipy.cluster.hierarchy import fcluster

    labels: Numbers = fcluster(tree, parameters.apart, "distance").astype("int64")
    members = [[row] for row in range(len(labels))]
    heights = [0.0] * len(labels)
    for left, right, height, size in tree.tolist():
        if parameters.small_apart <= height <= parameters.apart:
            for node in (int(left), int(right)):
                small = parameters.fewest_in_phenomenon <= len(members[node]) <= parameters.most_in_small
                if small and heights[node] <= parameters.small_within:
                    labels[members[node]] = labels.max() + 1
        members.append(members[int(left)] + members[int(right)] if size <= parameters.most_in_small else [])
        heights.append(height)
    return labels


def _without_small(
    labels: "Numbers", tellers: list[list[str]], parameters: Parameters, spared: frozenset[int] = frozenset()
) -> "Numbers":
    """What too few segments or organisations tell of is no phenomenon, unless it is to be spared."""
    import numpy as np

    told = [(label, each) for label, several in zip(labels.tolist(), tellers, strict=True) for each in several]
    sizes = Counter(label for label, _ in told)
    organisations = Counter(label for label, _ in set(told))
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


def _strengths(together: "Floats", labels: "Numbers", sizes: "Numbers") -> "tuple[Floats, tuple[float, ...]]":
    """Each row's mean share with the other segments of its group, and the mean of these over those of the group."""
    import numpy as np

    strengths = np.zeros(len(labels))
    stabilities = []
    for label in range(int(labels.max(initial=-1)) + 1):
        rows = np.flatnonzero(labels == label)
        members = np.repeat(rows, sizes[rows])
        within = together[np.ix_(rows, members)]
        strengths[rows] = (within.sum(axis=1) - 1) / max(1, len(members) - 1)
        stabilities.append(float(strengths[members].mean()))
    return np.clip(strengths, 0, 1), tuple(stabilities)


def centroids(vectors: "Vectors", labels: list[int]) -> "Vectors":
    """Return one vector of length one for each group, in the order of their numbers; there must be a group."""
    import numpy as np

    of = np.array(labels)
    return normalised(np.stack([vectors[of == label].mean(axis=0) for label in range(max(labels) + 1)]))
