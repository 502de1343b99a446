"""Fewer phenomena are merges of those found, more are splits of them: whatever the number, nothing is shuffled."""

import inspect
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synthesis.grouping.nesting import Nest, nested
from synthesis.parameters import DEFAULT


def a_nest(seed: int, rows: int, groups: int, *, separate: tuple[int, ...] = ()) -> tuple[Nest, "np.ndarray"]:
    random = np.random.default_rng(seed)
    labels = random.integers(-1, groups, rows)
    labels[: 2 * groups] = np.repeat(np.arange(groups), 2)
    partitions = np.stack([random.integers(0, size, rows) for size in range(2, 12)])
    together = (partitions[:, :, None] == partitions[:, None, :]).mean(axis=0).astype(np.float32)
    tellers = [[f"Kunta {random.integers(0, 9)}" for _ in range(random.integers(1, 3))] for _ in range(rows)]
    return nested(together, labels, tellers, DEFAULT, separate), labels


def is_refined_by(coarse: list[int], fine: list[int]) -> bool:
    return len(set(zip(coarse, fine, strict=True))) == len(set(fine))


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.integers(12, 60), st.integers(1, 6))
def test_each_number_is_one_merge_or_split_away_from_the_next(seed: int, rows: int, groups: int) -> None:
    nest, labels = a_nest(seed, rows, groups)

    for count in range(1, nest.parts):
        coarse, fine = nest.groups(count), nest.groups(count + 1)
        assert len(set(coarse)) == count
        assert is_refined_by(coarse, fine)
    found = nest.groups(nest.found)
    assert is_refined_by(found, list(range(nest.parts)))
    placed = labels >= 0
    assert is_refined_by(labels[placed].tolist(), nest.part[placed].tolist())
    assert is_refined_by([found[part] for part in nest.part[placed]], labels[placed].tolist())


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000), st.integers(12, 60), st.integers(1, 6))
def test_every_part_has_enough_to_be_a_phenomenon(seed: int, rows: int, groups: int) -> None:
    nest, labels = a_nest(seed, rows, groups)

    for part in range(nest.parts):
        group = labels[nest.part == part][0]
        alone = len(set(nest.part[labels == group].tolist())) == 1
        assert alone or (nest.part == part).sum() >= 2


def test_the_steps_named_are_those_that_follow() -> None:
    nest, _ = a_nest(3, 50, 4)

    left, right, _ = nest.next_merge(nest.found) or pytest.fail("no merge")
    before, after = nest.groups(nest.found), nest.groups(nest.found - 1)
    joined = {
        group
        for group in before
        if len({b for a, b in zip(after, before, strict=True) if a == after[before.index(group)]}) > 1
    }
    assert joined == {left, right}

    split, share = nest.next_split(nest.found) or pytest.fail("no split")
    finer = nest.groups(nest.found + 1)
    assert len({fine for group, fine in zip(before, finer, strict=True) if group == split}) == 2
    assert 0 <= share <= 1


def test_what_people_keep_apart_never_merges() -> None:
    nest, _ = a_nest(1, 40, 4, separate=(0, 0, 1, 1))

    least = nest.groups(1)

    assert len(set(least)) == 2
    assert least[nest.part[0]] != least[nest.part[2]]


def test_merges_lead_to_one_group() -> None:
    nest, _ = a_nest(2, 40, 5)

    assert len(nest.merges(5)) == 4
    assert {side for merge in nest.merges(5) for side in merge} == set(range(8))


def test_a_chain_may_be_longer_than_calls_can_be_nested() -> None:
    pair = np.arange(400) // 2
    together = (0.95 - 0.9 * np.maximum(pair[:, None], pair) / 200).astype(np.float32)
    together[pair[:, None] == pair] = 0.99
    tellers = [[f"Kunta {row}", f"Kunta {row + 1}"] for row in range(400)]
    usual = sys.getrecursionlimit()

    sys.setrecursionlimit(len(inspect.stack()) + 120)
    try:
        nest = nested(together, np.zeros(400, np.int64), tellers, DEFAULT)
    finally:
        sys.setrecursionlimit(usual)

    assert nest.parts == 200
    assert nest.next_split(1) is not None
