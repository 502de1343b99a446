"""Which organisations there are at a time, and which of them continue which (municipal mergers)."""

import datetime
from collections.abc import Mapping

from sqlalchemy import ColumnElement, and_, or_
from sqlmodel import Session, col, select

from survey_service.models import Guest, Organisation, Round
from survey_service.timetable import FINLAND


def active_on(day: datetime.date) -> ColumnElement[bool]:
    """The condition under which an organisation exists on a day."""
    begins, ends = col(Organisation.active_from), col(Organisation.active_to)
    return and_(or_(begins.is_(None), begins <= day), or_(ends.is_(None), ends >= day))


def in_round(round_: Round) -> ColumnElement[bool]:
    """The condition under which an organisation is in a round: of its county, and there on the last day to answer.

    One of another county's region must be a guest of this round.
    """
    last_day = round_.deadline.astimezone(FINLAND).date()
    guests = select(Guest.organisation_id).where(Guest.round_id == round_.id)
    invited = or_(col(Organisation.region) == "", col(Organisation.id).in_(guests))
    return and_(col(Organisation.county_id) == round_.county_id, active_on(last_day), invited)


def line_of(session: Session, organisation_id: int) -> tuple[int, ...]:
    """The organisation's id, and then those of all that it continues, also through others."""
    return lines(session).get(organisation_id, (organisation_id,))


def lines(session: Session) -> dict[int, tuple[int, ...]]:
    """`line_of` by organisation id, of those that continue another one."""
    rows = session.exec(
        select(Organisation.id, Organisation.successor_id)
        .where(col(Organisation.successor_id).is_not(None))
        .order_by(col(Organisation.name_fi))
    )
    successors = {before or 0: after or 0 for before, after in rows}
    found: dict[int, tuple[int, ...]] = {}
    for before in successors:
        for after in _after(successors, before):
            found[after] = (*found.get(after, (after,)), before)
    return found


def _after(successors: Mapping[int, int], before: int) -> list[int]:
    chain = [before]
    # a ring of successors must not go round for ever
    while (following := successors.get(chain[-1])) is not None and following not in chain:
        chain.append(following)
    return chain[1:]
