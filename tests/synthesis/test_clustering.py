"""Groups are what stands together however one looks."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
import pytest
from scipy.cluster.hierarchy import linkage
from scipy.spatial.distance import squareform

from synthesis.grouping.clustering import cut, grouped
from synthesis.meaning.embedding import normalised
from synthesis.parameters import DEFAULT, Parameters
from synthesis.segmentation import Segment

if TYPE_CHECKING:
    from synthesis.meaning.embedding import Vectors


@pytest.fixture
def three_heaps() -> "Vectors":
    noise = np.random.default_rng(1).normal(scale=0.1, size=(30, 8))
    return normalised(np.repeat(np.eye(8)[:3], 10, axis=0) + noise)


def of_many(segment: Callable[..., Segment], number: int) -> list[Segment]:
    return [segment("teksti", f"Kunta {each}") for each in range(number)]


def test_clear_heaps_are_found(three_heaps: "Vectors", segment: Callable[..., Segment]) -> None:
    grouping = grouped([three_heaps] * 2, of_many(segment, 30), DEFAULT, count=3)

    heaps = {(label, row // 10) for row, label in enumerate(grouping.labels) if label >= 0}
    assert len(heaps) == max(grouping.labels) + 1 == 3
    assert all(0 <= stability <= 1 for stability in grouping.stabilities)


def test_what_one_organisation_says_is_no_phenomenon(three_heaps: "Vectors", segment: Callable[..., Segment]) -> None:
    alone = [segment("teksti", "Kunta A") for _ in range(30)]

    grouping = grouped([three_heaps], alone, DEFAULT)

    assert set(grouping.labels) == {-1}


def test_the_hierarchy_joins_all_groups_in_the_end(three_heaps: "Vectors", segment: Callable[..., Segment]) -> None:
    grouping = grouped([three_heaps], of_many(segment, 30), DEFAULT, count=3)

    assert len(grouping.merges) == 2


def few_voices_beside_many(inner: float) -> "Vectors":
    """A linkage tree of twelve that lie 0.5 from each other and of four, `inner` from each other and 0.7 from these."""
    distances = np.full((16, 16), 0.7)
    distances[:12, :12] = 0.5
    distances[12:, 12:] = inner
    np.fill_diagonal(distances, 0)
    tree: Vectors = linkage(squareform(distances), "average")
    return tree


def test_a_few_voices_close_together_do_not_drown_in_a_larger_group() -> None:
    labels = cut(few_voices_beside_many(inner=0.2), DEFAULT)

    assert len(set(labels[:12])) == len(set(labels[12:])) == 1
    assert labels[0] != labels[12]


@pytest.mark.parametrize(("inner", "most"), [(0.45, 8), (0.2, 3)])
def test_loose_or_large_groups_must_stand_wholly_apart(inner: float, most: int) -> None:
    labels = cut(few_voices_beside_many(inner), Parameters(most_in_small=most))

    assert len(set(labels)) == 1
