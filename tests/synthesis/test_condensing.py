"""Very many segments are grouped as few are: by what they say, whatever stands for them on the way."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from synthesis.editing.bonds import FREE, Bonds
from synthesis.grouping.clustering import Grouping, grouped
from synthesis.grouping.condensing import condensed
from synthesis.grouping.space import ways_of_looking
from synthesis.meaning.embedding import normalised
from synthesis.parameters import DEFAULT
from synthesis.segmentation import Segment

if TYPE_CHECKING:
    from synthesis.meaning.embedding import Vectors

SMALL = replace(DEFAULT, most_compared=100, condensed_to=40)
WORDS = ["jono", "uni", "raha"]
Heaps = tuple["Vectors", list[list[str]], list[Segment]]


@pytest.fixture
def heaps(segment: Callable[..., Segment]) -> "Heaps":
    """Three matters of 100 segments each, by turns."""
    noise = np.random.default_rng(1).normal(scale=0.1, size=(300, 8))
    vectors = normalised(np.tile(np.eye(8)[:3], (100, 1)) + noise)
    segments = [segment(f"{WORDS[row % 3]} {row}", f"Kunta {row % 7}") for row in range(300)]
    return vectors, [[WORDS[row % 3]] for row in range(300)], segments


def of_heaps(heaps: "Heaps", bonds: Bonds = Bonds()) -> Grouping:  # noqa: B008
    vectors, said, segments = heaps
    rows = condensed(vectors, said, segments, SMALL, bonds)
    ways = ways_of_looking(rows.vectors, rows.said, SMALL)
    return grouped(ways, segments, SMALL, bonds=rows.bonds, of=rows.of)


def test_few_segments_are_left_as_they_are(heaps: "Heaps") -> None:
    rows = condensed(*heaps, DEFAULT, Bonds())

    assert rows.vectors is heaps[0]
    assert rows.said is heaps[1]
    assert rows.of is None


def test_many_segments_come_into_the_group_of_what_they_say(heaps: "Heaps") -> None:
    grouping = of_heaps(heaps)

    matters = {(label, row % 3) for row, label in enumerate(grouping.labels) if label >= 0}
    assert len(grouping.labels) == len(grouping.strengths) == 300
    assert len(matters) == max(grouping.labels) + 1
    assert sum(label < 0 for label in grouping.labels) < 30


def test_there_are_no_more_rows_than_asked_for(heaps: "Heaps") -> None:
    rows = condensed(*heaps, SMALL, Bonds())

    assert len(rows.vectors) == len(rows.said) <= SMALL.condensed_to
    assert rows.of is not None
    assert set(rows.of.tolist()) == set(range(len(rows.vectors)))


def test_what_people_decided_on_stays_alone(heaps: "Heaps") -> None:
    kept = [FREE] * 300
    kept[5], kept[6], kept[7] = 0, 0, 1

    rows = condensed(*heaps, SMALL, Bonds(tuple(kept)))

    assert rows.of is not None
    assert [rows.bonds.kept[row] for row in rows.of[[5, 6, 7]]] == [0, 0, 1]
    assert all((rows.of == rows.of[row]).sum() == 1 for row in (5, 6, 7))
    assert len(rows.bonds.fixed()) == 3


def test_copies_of_one_text_are_one_phenomenon(segment: Callable[..., Segment]) -> None:
    copies = [segment("Jonot ovat pitkät", f"Kunta {row % 5}") for row in range(150)]
    vectors = np.tile(np.array([1, 0], np.float32), (150, 1))

    grouping = of_heaps((vectors, [["jono", "pitkä"]] * 150, copies))

    assert set(grouping.labels) == {0}
    assert grouping.stabilities == (1.0,)
