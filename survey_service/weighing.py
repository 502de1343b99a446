"""What the members' weights come to: for each phenomenon the choices, the spread of the points, and disagreement."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal

from reports.alphabet import place
from reports.briefing import KINDS, Kind
from survey_service.models import Choice
from survey_service.selections import CHOICES, Member, Weight

MOSTLY = 0.6
"""From this share of the same choice on, the members mostly agree."""
MANY_POINTS = 4
"""So many of a member's points on one phenomenon say that it matters much."""
SIDE = 1 / 3
"""When this share gave many points and this share none, the points part the members in two camps."""
Agreement = Literal["too_few", "agreed", "mostly", "split"]


@dataclass(frozen=True)
class Counted:
    """How some members weighed a phenomenon: how many made each choice, and the points of each member, least first.

    Who weighed something but gave this phenomenon nothing counts with 0 points.
    """

    choices: Mapping[Choice, int]
    points: tuple[int, ...]

    @property
    def total(self) -> int:
        """All points that were given."""
        return sum(self.points)

    @property
    def middle(self) -> float:
        """The median of the points; 0 where nobody weighed."""
        return float(median(self.points)) if self.points else 0.0

    @property
    def gave(self) -> int:
        """How many members gave points."""
        return sum(points > 0 for points in self.points)

    @property
    def no_view(self) -> int:
        """How many members weighed, but made no choice on this one."""
        return len(self.points) - sum(self.choices.values())


@dataclass(frozen=True)
class Result:
    """What the network says of one phenomenon: `all_` members together, and `by_kind` of their organisations.

    `said` are the members who gave a choice, points or a comment, by organisation.
    """

    phenomenon_id: str
    all_: Counted
    by_kind: Mapping[Kind, Counted]
    said: tuple[tuple[Member, Weight], ...]

    @property
    def to_negotiation(self) -> int:
        """How many would take it to the negotiation."""
        return self.all_.choices["negotiation"]

    @property
    def share(self) -> float | None:
        """The share (0–1) of the most common choice; None when fewer than two made one."""
        made = sum(self.all_.choices.values())
        return max(self.all_.choices.values()) / made if made > 1 else None

    @property
    def points_part(self) -> bool:
        """Whether the points part the members: a third gave many and a third none, at least two on each side."""
        least = max(2.0, SIDE * len(self.all_.points))
        many = sum(points >= MANY_POINTS for points in self.all_.points)
        return many >= least and self.all_.points.count(0) >= least

    @property
    def agreement(self) -> Agreement:
        """How far the members agree: `split` when less than 60 % made the same choice, or the points part them."""
        if self.points_part or (self.share is not None and self.share < MOSTLY):
            return "split"
        if self.share is None:
            return "too_few"
        return "agreed" if self.share == 1 else "mostly"

    @property
    def disagreement(self) -> tuple[bool, float]:
        """A key by which phenomena are sorted: the greatest has the most disagreement."""
        return self.agreement == "split", 0.0 if self.share is None else 1 - self.share

    @property
    def dots(self) -> tuple[tuple[int, Choice | None], ...]:
        """Each member who weighed, as points and choice, in order: what a picture of the spread shows."""
        weights = [weight for _, weight in self.said]
        silent = [Weight()] * (len(self.all_.points) - len(weights))
        order = (*CHOICES, None)
        return tuple(
            (one.points, one.choice)
            for one in sorted([*weights, *silent], key=lambda one: (one.points, order.index(one.choice)))
        )


def weighed(members: Iterable[Member]) -> list[Member]:
    """Those who have weighed something."""
    return [member for member in members if member.marks]


def waited_for(members: Iterable[Member]) -> list[Member]:
    """Those who have weighed nothing yet, by organisation."""
    return sorted((one for one in members if not one.marks), key=lambda one: place(one.organisation.fi))


def voters(members: Sequence[Member]) -> tuple[int, int]:
    """How many members have weighed something, out of how many that were asked."""
    return len(weighed(members)), len(members)


def results(members: Sequence[Member], phenomena: Iterable[str]) -> dict[str, Result]:
    """What the members who have weighed say of each phenomenon: those that most would take to the negotiation first.

    Phenomena that equally many chose stand by their points, then as they were given.
    """
    who = sorted(weighed(members), key=lambda one: place(one.organisation.fi))
    made = [_result(who, key) for key in phenomena]
    made.sort(key=lambda one: (-one.to_negotiation, -one.all_.total))
    return {one.phenomenon_id: one for one in made}


def _result(who: Sequence[Member], key: str) -> Result:
    weights = [(member, member.marks[key].weight if key in member.marks else Weight()) for member in who]
    kinds = {member.kind for member in who}
    return Result(
        phenomenon_id=key,
        all_=_counted(weight for _, weight in weights),
        by_kind={
            kind: _counted(weight for member, weight in weights if member.kind == kind)
            for kind in KINDS
            if kind in kinds
        },
        said=tuple((member, weight) for member, weight in weights if weight != Weight()),
    )


def _counted(weights: Iterable[Weight]) -> Counted:
    some = list(weights)
    choices = {choice: sum(one.choice == choice for one in some) for choice in CHOICES}
    return Counted(choices, tuple(sorted(one.points for one in some)))
