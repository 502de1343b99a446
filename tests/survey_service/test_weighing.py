"""What the members' weights come to, and when it is called disagreement."""

import datetime

import pytest

from reports.briefing import Text
from survey_service import weighing
from survey_service.selections import Mark, Member, Weight
from survey_service.weighing import Result

AT = datetime.datetime(2027, 3, 10, tzinfo=datetime.UTC)
NAME = Text(fi="Kuusivaara", sv="Granberga")


def result(*weights: Weight | None, kinds: tuple[str, ...] = ()) -> Result:
    """The result of one phenomenon; a member whose weight is None has weighed another phenomenon alone."""
    given = [("p2", Weight("network")) if weight is None else ("p1", weight) for weight in weights]
    members = [
        Member(at, NAME, NAME, kinds[at] if kinds else "kunta", frozenset(), {key: Mark(weight, AT)})
        for at, (key, weight) in enumerate(given)
    ]
    silent = Member(99, NAME, NAME, "sote", frozenset(), {})
    return weighing.results([*members, silent], ["p1", "p2"])["p1"]


def chosen(negotiation: int, network: int, not_now: int) -> Result:
    counts = {"negotiation": negotiation, "network": network, "not_now": not_now}
    return result(*(Weight(choice) for choice, count in counts.items() for _ in range(count)))


def test_points_are_told_as_sum_median_range_and_givers_and_who_gave_nothing_counts_with_zero() -> None:
    told = result(Weight("negotiation", 5, "x"), Weight("network", 2), Weight("not_now"), None).all_

    assert (told.total, told.middle, told.points, told.gave, told.no_view) == (7, 1.0, (0, 0, 2, 5), 2, 1)
    assert told.choices == {"negotiation": 1, "network": 1, "not_now": 1}
    nobody = result().all_
    assert (nobody.total, nobody.middle, nobody.points) == (0, 0.0, ())


@pytest.mark.parametrize(
    ("counts", "agreement"),
    [
        ((0, 0, 0), "too_few"),
        ((1, 0, 0), "too_few"),
        ((4, 0, 0), "agreed"),
        ((3, 0, 2), "mostly"),
        ((2, 1, 1), "split"),
        ((1, 0, 1), "split"),
    ],
)
def test_members_disagree_when_less_than_sixty_percent_chose_the_same(counts, agreement: str) -> None:
    assert chosen(*counts).agreement == agreement


def test_members_disagree_also_when_the_points_part_them() -> None:
    many, none = Weight("negotiation", 4, "x"), Weight("negotiation", 0, "x")
    assert result(many, many, none, none).agreement == "split"
    assert result(many, none).agreement == "agreed", "one against one is not two camps"
    assert result(many, many, none, none, *[Weight("negotiation", 2, "x")] * 3).agreement == "agreed"


def test_the_most_disagreement_stands_first_when_sorted_by_it() -> None:
    in_order = [chosen(4, 0, 0), chosen(3, 0, 2), chosen(2, 1, 1), chosen(1, 0, 1)]
    by_share = sorted(in_order, key=lambda one: one.disagreement, reverse=True)
    assert [one.agreement for one in by_share] == ["split", "split", "mostly", "agreed"]


def test_kinds_of_organisations_are_counted_apart_and_the_picture_has_a_mark_for_each_member() -> None:
    told = result(
        Weight("negotiation", 3, "x"),
        Weight("not_now"),
        Weight("not_now"),
        None,
        kinds=("kunta", "sote", "kunta", "sote"),
    )
    assert {kind: (one.choices["not_now"], one.total) for kind, one in told.by_kind.items()} == {
        "kunta": (1, 3),
        "sote": (1, 0),
    }
    assert told.dots == ((0, "not_now"), (0, "not_now"), (0, None), (3, "negotiation"))
