"""How much of a grouping another one keeps."""

import random
from collections.abc import Callable

import pytest

from bench.cases import Case
from bench.stability import agreement, calibration, correlation, measured, overlap
from synthesis.model import Comment, Synthesis

FOUND = {"a": {"p": 3}, "b": {"p": 3}, "c": {"q": 3}, "d": {"q": 3}, "e": {}}


def test_the_same_groups_under_other_names_agree_wholly() -> None:
    renamed = {answer: {f"new {name}": size for name, size in of.items()} for answer, of in FOUND.items()}

    assert agreement(FOUND, renamed) == pytest.approx(1)
    assert agreement(FOUND, {answer: renamed[answer] for answer in "abc"}) == pytest.approx(1)


def test_another_grouping_agrees_less() -> None:
    assert agreement(FOUND, {"a": {"x": 1}, "b": {"y": 1}, "c": {"x": 1}, "d": {"y": 1}, "e": {}}) < 0.5


def test_a_phenomenon_is_kept_as_far_as_it_overlaps_with_the_most_similar_one() -> None:
    part = {"a": {"x": 1}, "c": {"x": 1}, "d": {"y": 1}}

    assert overlap({"a", "b"}, part) == 1 / 2
    assert overlap({"c", "d"}, part) == 1 / 2
    assert overlap({"d"}, part) == 1
    assert overlap({"b"}, part) == 0


def test_the_figure_of_a_phenomenon_is_compared_with_what_is_kept_of_it() -> None:
    assert correlation([(0.1, 0.2), (0.5, 0.6), (0.9, 0.7)]) == pytest.approx(1)
    assert correlation([(0.1, 0.2), (0.1, 0.6), (0.1, 0.7)]) is None
    assert ("0.9–1.0", 2, 0.75) in calibration([(0.9, 0.5), (1.0, 1.0), (0.2, 0.3)])


def test_what_shows_the_order_of_the_answers_is_found_out(made: Callable[..., Synthesis]) -> None:
    comments = [Comment(answer_id=f"a{number}", text="x") for number in range(20)]
    case = Case("made", comments, {each.answer_id: frozenset("x") for each in comments})

    def in_order(some: list[Comment]) -> Synthesis:
        return made({"p": [(each.answer_id, 0, 1) for each in some]})

    def sorted_first(some: list[Comment]) -> Synthesis:
        return in_order(sorted(some, key=lambda each: each.answer_id))

    assert not measured(case, in_order, draws=1, shuffles=2).same_bytes
    assert measured(case, sorted_first, draws=1, shuffles=2).same_bytes


def test_the_draws_are_nine_tenths_and_the_same_in_every_run(made: Callable[..., Synthesis]) -> None:
    comments = [Comment(answer_id=f"a{number}", text="x") for number in range(20)]
    case = Case("made", comments, {each.answer_id: frozenset("x") for each in comments})
    drawn: list[list[str]] = []

    def made_of(some: list[Comment]) -> Synthesis:
        drawn.append([each.answer_id for each in some])
        return made({"p": [(each.answer_id, 0, 1) for each in some]})

    measured(case, made_of, draws=3, shuffles=0)
    random.seed(5)
    measured(case, made_of, draws=3, shuffles=0)

    assert [len(some) for some in drawn[:4]] == [20, 18, 18, 18]
    assert drawn[1:4] == drawn[5:]
    assert drawn[1] != drawn[2]
