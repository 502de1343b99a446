"""The calendar of a round with today in it: what is done, what is late, what goes on and what comes next."""

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from sqlmodel import Session

from survey_service import briefings, orders, rounds, selections
from survey_service.models import Round
from survey_service.timetable import Step
from survey_service.turnout import Row

State = Literal["done", "past", "late", "now", "next", "coming"]


@dataclass(frozen=True)
class Milestone:
    """A step and how it stands today: `past` is one of which nobody here can say whether it was done."""

    step: Step
    state: State


def of_round(session: Session, round_: Round, rows: Sequence[Row], today: datetime.date) -> list[Milestone]:
    """The calendar of a round; of some steps the service can tell whether they are done."""
    round_id = round_.id or 0
    found = briefings.latest(session, round_id)
    chosen = selections.chosen_from(session, round_id)
    counted = [row for row in rows if row.counted]
    done = {
        "kyselyn_laatiminen": round_.published_at is not None,
        "lahetys": bool(counted) and all(row.state != "not_invited" for row in counted),
        "vastaaminen": bool(counted) and all(row.state == "submitted" for row in counted),
        "koonti_ja_ilmiot": found is not None,
        "nostojen_valinta": chosen is not None and orders.confirmed(session, chosen.id or 0) is not None,
    }
    return of(
        rounds.steps_of(round_),
        today,
        done={step for step, is_done in done.items() if is_done},
        undone={step for step, is_done in done.items() if not is_done},
    )


def of(
    steps: Sequence[Step], today: datetime.date, *, done: Collection[str], undone: Collection[str]
) -> list[Milestone]:
    """The steps in their order. `done` and `undone` are the ids of those of which the service itself can tell."""
    coming = min((step.start for step in steps if step.start > today and step.id not in done), default=None)
    return [Milestone(step, _state(step, today, coming, done, undone)) for step in steps]


def _state(
    step: Step,
    today: datetime.date,
    coming: datetime.date | None,
    done: Collection[str],
    undone: Collection[str],
) -> State:
    if step.id in done:
        return "done"
    if step.end < today:
        return "late" if step.id in undone else "past"
    if step.start <= today:
        return "now"
    return "next" if step.start == coming else "coming"
