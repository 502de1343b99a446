"""Until when an organisation may answer: until the round's deadline, or its own where it was given more time."""

import datetime

from sqlmodel import Session, col, select

from survey_service import rounds
from survey_service.db import now
from survey_service.models import Extension, Invitation, Round


def of(session: Session, round_: Round, organisation_id: int) -> datetime.datetime:
    """The deadline of one organisation."""
    query = select(Extension.until).where(Extension.round_id == round_.id, Extension.organisation_id == organisation_id)
    own = session.exec(query.order_by(col(Extension.id).desc())).first()
    return max(round_.deadline, own or round_.deadline)


def longer(session: Session, round_: Round) -> dict[int, datetime.datetime]:
    """The deadlines of those organisations that have more time than the round gives, by id."""
    query = select(Extension).where(Extension.round_id == round_.id, col(Extension.organisation_id).is_not(None))
    newest = {one.organisation_id or 0: one.until for one in session.exec(query.order_by(col(Extension.id)))}
    return {organisation_id: until for organisation_id, until in newest.items() if until > round_.deadline}


def last(session: Session, round_: Round) -> datetime.datetime:
    """When the last organisation's time is over."""
    return max([round_.deadline, *longer(session, round_).values()])


def behind(session: Session, invitation: Invitation, round_: Round) -> datetime.datetime:
    """Until when what an invitation asks for may be done: answering, choosing, naming or reporting."""
    if invitation.purpose != "answer":
        return rounds.closing(round_, invitation.purpose)
    return of(session, round_, invitation.organisation_id)


def is_over(session: Session, round_: Round, organisation_id: int | None = None) -> bool:
    """Whether the time for answering is over: of one organisation, or (None) of every one."""
    until = last(session, round_) if organisation_id is None else of(session, round_, organisation_id)
    return now() > until
