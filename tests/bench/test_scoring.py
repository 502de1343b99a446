"""The figures of a score, on a made case whose figures were also found by another program."""

from collections.abc import Callable

import pytest

from bench.scoring import Gold, foremost, placed, score, score_found
from synthesis.model import Synthesis

GOLD: Gold = {
    "a1": frozenset("x"),
    "a2": frozenset("x"),
    "a3": frozenset("x"),
    "a4": frozenset("xy"),
    "a5": frozenset("y"),
    "a6": frozenset("y"),
    "a7": frozenset("yz"),
    "a8": frozenset("z"),
    "a9": frozenset("z"),
    "a10": frozenset("z"),
    "a11": frozenset(),
    "a12": frozenset(),
}
GROUPS = {
    "p01": [("a1", 0, 10), ("a2", 0, 10), ("a4", 0, 10), ("a5", 0, 4), ("a11", 0, 5)],
    "p02": [("a5", 4, 20), ("a6", 0, 9), ("a7", 0, 9), ("a3", 0, 9), ("a4", 10, 18)],
    "p03": [("a8", 0, 9), ("a9", 0, 9), ("a7", 9, 18)],
}
Made = Callable[..., Synthesis]


def test_a_made_case_has_the_figures_that_another_program_finds(made: Made) -> None:
    figures = score(GOLD, made(GROUPS, unplaced=("a10", "a12")))

    assert figures.ami == pytest.approx(0.4617117168810953, abs=1e-9)
    assert figures.bcubed_f == pytest.approx(0.7757675366511076, abs=1e-9)
    assert (figures.coverage, figures.none_recall, figures.rare_found) == (0.9, 0.5, 1.0)
    assert (figures.phenomena, figures.gold) == (3, 3)


def test_the_gold_itself_scores_one(made: Made) -> None:
    groups = {label: [(a, 0, 9) for a in GOLD if label in GOLD[a]] for label in "xyz"}

    figures = score(GOLD, made(groups, unplaced=("a11", "a12")))

    assert (figures.ami, figures.bcubed_f, figures.coverage, figures.none_recall) == pytest.approx((1, 1, 1, 1))


def test_nothing_placed_scores_no_more_than_chance() -> None:
    figures = score_found(GOLD, {answer: {} for answer in GOLD})

    assert figures.ami == pytest.approx(0, abs=1e-9)
    assert (figures.coverage, figures.none_recall, figures.phenomena) == (0, 1, 0)


def test_what_cannot_be_measured_has_no_figure() -> None:
    figures = score_found({"a": frozenset("x"), "b": frozenset("y")}, {"a": {"p": 1}, "b": {"q": 1}})

    assert (figures.none_recall, figures.rare_found) == (None, None)


def test_an_answer_that_stands_nowhere_is_an_error(made: Made) -> None:
    with pytest.raises(ValueError, match="1 answers stand nowhere, for example a12"):
        placed(GOLD, made(GROUPS, unplaced=("a10",)))


def test_an_answer_stands_foremost_where_most_of_it_stands_and_of_two_alike_in_the_smaller() -> None:
    found = {"a": {"p": 5, "q": 6}, "b": {"p": 5, "q": 5}, "c": {"p": 1}, "d": {}}

    assert foremost(found) == {"a": "q", "b": "q", "c": "p", "d": "alone d"}
