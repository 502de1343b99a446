"""Groups segments into phenomena: average linkage, cut where the groups stand apart best."""

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from synthesis.parameters import Parameters
from synthesis.segmentation import Segment

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from synthesis.embedding import Vectors

UNPLACED = -1
FEWEST_ORGANISATIONS = 2


@dataclass(frozen=True, slots=True)
class Grouping:
    """Which group each segment belongs to (-1: none), how strongly (0–1), and how the groups join one another."""

    labels: "NDArray[np.int64]"
    strengths: "NDArray[np.float32]"
    stabilities: tuple[float, ...]
    merges: tuple[tuple[int, int], ...]


def grouped(vectors: "Vectors", segments: list[Segment], parameters: Parameters, count: int | None = None) -> Grouping:
    """Group the segments, whose vectors are given; `count` fixes the number of groups, which is found otherwise."""
    from scipy.cluster.hierarchy import fcluster, linkage

    tree = linkage(vectors, "average", metric="cosine")
    candidates = [count] if count else range(2, max(3, len(vectors) // 5))
    cuts = [fcluster(tree, number, "maxclust") - 1 for number in candidates]
    best = max(cuts, key=lambda labels: _separation(vectors, labels))
    labels = _without_small(best, segments, parameters.fewest_in_phenomenon)
    return Grouping(labels, _strengths(vectors, labels), _cohesions(vectors, labels), _merges(vectors, labels))


def _separation(vectors: "Vectors", labels: "NDArray[np.int64]") -> float:
    from sklearn.metrics import silhouette_score

    if not 1 < len(set(labels.tolist())) < len(vectors):
        return -1.0
    return round(float(silhouette_score(vectors, labels, metric="cosine")), 6)


def _without_small(labels: "NDArray[np.int64]", segments: list[Segment], fewest: int) -> "NDArray[np.int64]":
    """What fewer organisations told of than it takes is no phenomenon."""
    import numpy as np

    told = {(int(label), segment.organisation) for label, segment in zip(labels, segments, strict=True)}
    organisations = Counter(label for label, _ in told)
    sizes = Counter(labels.tolist())
    kept = [label for label in sorted(sizes) if sizes[label] >= fewest and organisations[label] >= FEWEST_ORGANISATIONS]
    number = {label: new for new, label in enumerate(kept)}
    return np.array([number.get(int(label), UNPLACED) for label in labels], dtype=np.int64)


def centroids(vectors: "Vectors", labels: "NDArray[np.int64]") -> "Vectors":
    """Return one vector of length one for each group, in the order of their numbers."""
    import numpy as np

    from synthesis.embedding import normalised

    number = int(labels.max(initial=-1)) + 1
    return normalised(np.stack([vectors[labels == label].mean(axis=0) for label in range(number)]))


def _strengths(vectors: "Vectors", labels: "NDArray[np.int64]") -> "NDArray[np.float32]":
    import numpy as np

    if labels.max(initial=-1) < 0:
        return np.zeros(len(labels), np.float32)
    near = vectors @ centroids(vectors, labels).T
    return np.where(labels >= 0, np.clip(near[np.arange(len(labels)), labels], 0, 1), 0)


def _cohesions(vectors: "Vectors", labels: "NDArray[np.int64]") -> tuple[float, ...]:
    strengths = _strengths(vectors, labels)
    return tuple(float(strengths[labels == label].mean()) for label in range(int(labels.max(initial=-1)) + 1))


def _merges(vectors: "Vectors", labels: "NDArray[np.int64]") -> tuple[tuple[int, int], ...]:
    """How the groups join, as in a linkage matrix: numbers from the number of groups upwards are earlier joins."""
    from scipy.cluster.hierarchy import linkage

    if labels.max(initial=-1) < 1:
        return ()
    tree = linkage(centroids(vectors, labels), "average", metric="cosine")
    return tuple((int(row[0]), int(row[1])) for row in tree)
