"""All that is known of one organisation in a round, in one place: its row, its contacts, mails, links and history."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import func
from sqlmodel import Session, col, select

from questionnaires.model import Language, Text
from survey_service import deliveries, extending, on_behalf, participants, submissions, turnout
from survey_service.db import now
from survey_service.deliveries import Delivery
from survey_service.extending import Given
from survey_service.models import (
    Contact,
    Invitation,
    Link,
    Organisation,
    Reopening,
    Response,
    Round,
    Share,
    StaffMember,
)
from survey_service.on_behalf import Entered
from survey_service.turnout import Row

What = Literal["invited", "ended", "begun", "arrived", "taken_back", "reopened", "extended", "shared", "written"]


@dataclass(frozen=True)
class Reached:
    """One contact of the organisation. `invitation_id` None: it has no invitation to answer that stands.

    `links` count what opens it now, `mail` is the newest to it.
    """

    contact_id: int
    title: Text
    email: str
    answers: bool
    invitation_id: int | None
    begun_at: datetime.datetime | None
    links: int
    mail: Delivery | None


@dataclass(frozen=True)
class Event:
    """Something that happened. `detail` is a name or a reason as somebody wrote it, `until` when it ends."""

    at: datetime.datetime
    what: What
    detail: str = ""
    number: int = 0
    until: datetime.datetime | None = None


@dataclass(frozen=True)
class Followed:
    """One organisation in a round."""

    organisation: Organisation
    row: Row
    contacts: tuple[Reached, ...]
    mails: tuple[Delivery, ...]
    extensions: tuple[Given, ...]
    reference: str
    entered: tuple[Entered, ...]
    history: tuple[Event, ...]


def of(session: Session, round_: Round, organisation_id: int, language: Language) -> Followed:
    """What is known of an organisation in the round; NotFound for one that is not of it."""
    organisation = participants.one(session, round_, organisation_id)
    row = next(row for row in turnout.of_round(session, round_, language) if row.organisation_id == organisation_id)
    mails = [one for one in deliveries.of_round(session, round_.id or 0) if one.organisation_id == organisation_id]
    given = extending.of_round(session, round_, organisation_id)
    response = _response(session, round_, organisation_id)
    return Followed(
        organisation=organisation,
        row=row,
        contacts=tuple(_contacts(session, round_, organisation_id, mails)),
        mails=tuple(reversed(mails)),
        extensions=tuple(given),
        reference=response.reference if response else "",
        entered=tuple(on_behalf.of_organisation(session, round_.id or 0, organisation_id)),
        history=tuple(sorted(_history(session, round_, organisation_id, response, given), key=_at, reverse=True)),
    )


def _at(event: Event) -> datetime.datetime:
    return event.at


def _response(session: Session, round_: Round, organisation_id: int) -> Response | None:
    return session.exec(
        select(Response).where(
            Response.round_id == round_.id,
            Response.organisation_id == organisation_id,
            col(Response.share_id).is_(None),
        )
    ).first()


def _contacts(session: Session, round_: Round, organisation_id: int, mails: Sequence[Delivery]) -> Iterator[Reached]:
    invited = {one.contact_id: one for one in _invitations(session, round_, organisation_id) if not one.ended_at}
    links = _living_links(session, [one.id or 0 for one in invited.values()])
    newest = {one.invitation_id: one for one in mails}
    contacts = session.exec(select(Contact).where(Contact.organisation_id == organisation_id).order_by(col(Contact.id)))
    for contact in contacts:
        invitation = invited.get(contact.id or 0)
        if invitation is None and (contact.ended_at is not None or not contact.answers):
            continue
        key = invitation.id or 0 if invitation else 0
        yield Reached(
            contact_id=contact.id or 0,
            title=Text(fi=contact.title_fi, sv=contact.title_sv),
            email=contact.email,
            answers=contact.answers,
            invitation_id=invitation.id if invitation else None,
            begun_at=invitation.begun_at if invitation else None,
            links=links.get(key, 0),
            mail=newest.get(key),
        )


def _invitations(session: Session, round_: Round, organisation_id: int) -> Sequence[Invitation]:
    return session.exec(
        select(Invitation)
        .where(
            Invitation.round_id == round_.id,
            Invitation.organisation_id == organisation_id,
            Invitation.purpose == "answer",
        )
        .order_by(col(Invitation.id))
    ).all()


def _living_links(session: Session, invitation_ids: Sequence[int]) -> dict[int, int]:
    query = (
        select(Link.invitation_id, func.count())
        .where(
            col(Link.invitation_id).in_(invitation_ids),
            col(Link.revoked_at).is_(None),
            col(Link.expires_at) > now(),
        )
        .group_by(col(Link.invitation_id))
    )
    return dict(session.exec(query).all())


def _history(
    session: Session, round_: Round, organisation_id: int, response: Response | None, given: Sequence[Given]
) -> Iterator[Event]:
    invited = _invitations(session, round_, organisation_id)
    titles = {one.id: one for one in session.exec(select(Contact).where(Contact.organisation_id == organisation_id))}
    for one in invited:
        email = titles[one.contact_id].email
        yield Event(one.created_at, "invited", email)
        if one.begun_at:
            yield Event(one.begun_at, "begun", email)
        if one.ended_at:
            yield Event(one.ended_at, "ended", email)
    shares = session.exec(select(Share).where(col(Share.invitation_id).in_([one.id or 0 for one in invited])))
    for share in shares:
        yield Event(share.created_at, "shared", share.name)
    for extension in given:
        yield Event(extension.at, "extended", extension.reason, until=extension.until)
    if response is not None:
        yield Event(response.created_at, "written")
        yield from _sent(session, response.id or 0)


def _sent(session: Session, response_id: int) -> Iterator[Event]:
    for sent in submissions.of_response(session, response_id):
        yield Event(sent.submitted_at, "arrived", number=sent.number)
        if sent.end == "taken_back" and sent.ended_at:
            yield Event(sent.ended_at, "taken_back", number=sent.number)
    for one, title in session.exec(
        select(Reopening, StaffMember.title)
        .join(StaffMember, col(StaffMember.id) == col(Reopening.staff_id))
        .where(Reopening.response_id == response_id)
    ):
        yield Event(one.created_at, "reopened", f"{title}: {one.reason}", until=one.until)
