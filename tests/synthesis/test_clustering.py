"""Groups are what stands together however one looks."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
import pytest

from synthesis.clustering import grouped
from synthesis.embedding import normalised
from synthesis.parameters import DEFAULT
from synthesis.segmentation import Segment

if TYPE_CHECKING:
    from synthesis.embedding import Vectors


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
