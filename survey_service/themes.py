"""The theme of a round: what was chosen, on which day and why; one is the main theme."""

import datetime
from dataclasses import dataclass

from sqlmodel import Session, col, select

from survey_service import audit
from survey_service.db import now
from survey_service.errors import NotFound, SurveyServiceError
from survey_service.models import Round, StaffMember, ThemeChoice

LONGEST_REASON = 2000
LONGEST_THEME = 120


class ThemeRefused(SurveyServiceError):
    """A theme was noted without its name, its reason or its day; `faults` name the fields."""

    status = 422

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__(", ".join(faults))
        self.faults = faults


@dataclass(frozen=True)
class Chosen:
    """A theme that was chosen for a round. `stands` is False for one that was replaced or taken away."""

    choice_id: int
    theme: str
    main: bool
    chosen_on: datetime.date
    reason: str
    by: str
    noted_at: datetime.datetime
    stands: bool


def of_round(session: Session, round_: Round) -> list[Chosen]:
    """Everything that was chosen for a round, newest first."""
    query = (
        select(ThemeChoice, StaffMember)
        .join(StaffMember, col(StaffMember.id) == col(ThemeChoice.staff_id))
        .where(ThemeChoice.round_id == round_.id)
        .order_by(col(ThemeChoice.id).desc())
    )
    return [
        Chosen(
            row.id or 0, row.theme, row.main, row.chosen_on, row.reason, by.title, row.created_at, row.ended_at is None
        )
        for row, by in session.exec(query)
    ]


def choose(
    session: Session, round_: Round, chosen_on: datetime.date | None, reason: str, *, staff_id: int, actor: str
) -> None:
    """Note on which day and why the round's own theme was chosen. What was noted before is kept beside it.

    Raises ThemeRefused.
    """
    day, reason = _checked(round_.theme, chosen_on, reason)
    # two who note it at once: the second waits here, and then replaces what the first has noted
    session.exec(select(Round.id).where(Round.id == round_.id).with_for_update()).one()
    for row in _standing(session, round_, main=True):
        row.ended_at = now()
    session.flush()
    _note(session, round_, round_.theme, day, reason, main=True, staff_id=staff_id)
    audit.record(session, round_.county_id, actor, "theme.choose", f"round:{round_.id}")


def add_extra(
    session: Session,
    round_: Round,
    theme: str,
    chosen_on: datetime.date | None,
    reason: str,
    *,
    staff_id: int,
    actor: str,
) -> None:
    """Note a theme beside the main one; one of the same name that stands is replaced. Raises ThemeRefused."""
    day, reason = _checked(theme, chosen_on, reason)
    for row in _standing(session, round_, main=False):
        if row.theme.casefold() == theme.casefold():
            row.ended_at = now()
    _note(session, round_, theme, day, reason, main=False, staff_id=staff_id)
    audit.record(session, round_.county_id, actor, "theme.add_extra", f"round:{round_.id}")


def take_away(session: Session, round_: Round, choice_id: int, *, actor: str) -> None:
    """Take an extra theme away; that it was there is kept. NotFound when there is none."""
    row = next((row for row in _standing(session, round_, main=False) if row.id == choice_id), None)
    if row is None:
        raise NotFound
    row.ended_at = now()
    audit.record(session, round_.county_id, actor, "theme.take_away", f"round:{round_.id}")


def _standing(session: Session, round_: Round, *, main: bool) -> list[ThemeChoice]:
    query = select(ThemeChoice).where(
        ThemeChoice.round_id == round_.id, ThemeChoice.main == main, col(ThemeChoice.ended_at).is_(None)
    )
    return list(session.exec(query))


def _checked(theme: str, chosen_on: datetime.date | None, reason: str) -> tuple[datetime.date, str]:
    faults = [] if 0 < len(theme) <= LONGEST_THEME else ["theme"]
    faults += [] if 0 < len(reason) <= LONGEST_REASON else ["reason"]
    if faults or chosen_on is None:
        raise ThemeRefused((*faults, *(() if chosen_on else ("chosen_on",))))
    return chosen_on, reason


def _note(
    session: Session, round_: Round, theme: str, day: datetime.date, reason: str, *, main: bool, staff_id: int
) -> None:
    session.add(
        ThemeChoice(round_id=round_.id or 0, theme=theme, main=main, chosen_on=day, reason=reason, staff_id=staff_id)
    )
    session.flush()
