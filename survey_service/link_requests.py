"""Somebody asks for a link again: only known addresses get a mail, and nobody is told which ones are known.

The page itself looks nothing up. It leaves a request that the worker answers, so that neither what it says nor how long
it takes depends on the address.
"""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import func
from sqlmodel import Session, col, select

from questionnaires.table_checks import LONGEST_EMAIL
from survey_service import deadlines, invitations, limits
from survey_service.db import now
from survey_service.errors import SurveyServiceError
from survey_service.jobs import Jobs
from survey_service.models import Contact, Invitation, LinkRequest, Mail, Reopening, Response, Round, Share


class NoAddress(SurveyServiceError):
    """What was typed is no e-mail address."""

    status = 422


@dataclass(frozen=True)
class Door:
    """One thing that a known address may open. `share` is None for a contact's own invitation."""

    invitation: Invitation
    share: Share | None
    round: Round

    def closes_at(self, session: Session) -> datetime.datetime:
        """The deadline of what is done behind it."""
        return deadlines.behind(session, self.invitation, self.round)


def ask(session: Session, jobs: Jobs, typed: str, client: str) -> None:
    """Leave a request for `typed`. NoAddress when it is none; TooMany when the browser has asked too often.

    When an address was asked for too often, known or not, nothing happens and nothing is told.
    """
    address = tidy(typed)
    limits.note(session, (limits.LINK_REQUESTS_OF_CLIENT, client))
    try:
        limits.note(session, (limits.LINK_REQUESTS_OF_ADDRESS, address))
    except limits.TooMany:
        return
    request = LinkRequest(email=address)
    session.add(request)
    session.flush()
    jobs.enqueue(session, "send_links", request.id or 0)


def answer(session: Session, jobs: Jobs, request_id: int) -> None:
    """Send what was asked for, one mail for each county that knows the address, and forget the request."""
    request = session.get(LinkRequest, request_id)
    if request is None:
        return
    found = sorted(doors(session, request.email), key=lambda door: door.round.county_id)
    for _, of_county in groupby(found, key=lambda door: door.round.county_id):
        first = next(of_county)
        if not _is_on_its_way(session, first):
            invitations.send(session, jobs, first.invitation, "link", share=first.share)
    session.delete(request)


def doors(session: Session, address: str, county_id: int | None = None) -> list[Door]:
    """What an address may open now, in all counties or in one: standing invitations and shares of open rounds."""
    found = [*_invited(session, address), *_shared(session, address)]
    return [door for door in found if county_id in (None, door.round.county_id) and _is_open(session, door)]


def tidy(typed: str) -> str:
    """An address as it is looked for; NoAddress when it is none."""
    address = "".join(filter(str.isprintable, typed)).strip().lower()
    name, _, host = address.rpartition("@")
    if not name or "." not in host.strip(".") or " " in address or len(address) > LONGEST_EMAIL:
        raise NoAddress
    return address


def _invited(session: Session, address: str) -> Iterator[Door]:
    query = (
        select(Invitation, Round)
        .join(Contact, col(Contact.id) == col(Invitation.contact_id))
        .join(Round, col(Round.id) == col(Invitation.round_id))
        .where(func.lower(Contact.email) == address)
        .order_by(col(Invitation.id))
    )
    return (Door(invitation, None, round_) for invitation, round_ in session.exec(query))


def _shared(session: Session, address: str) -> Iterator[Door]:
    query = (
        select(Share, Invitation, Round)
        .join(Invitation, col(Invitation.id) == col(Share.invitation_id))
        .join(Round, col(Round.id) == col(Invitation.round_id))
        .where(func.lower(Share.email) == address, col(Share.ended_at).is_(None))
        .order_by(col(Share.id))
    )
    return (Door(invitation, share, round_) for share, invitation, round_ in session.exec(query))


def _is_open(session: Session, door: Door) -> bool:
    if door.invitation.ended_at is not None:
        return False
    if door.round.published_at is None and door.invitation.purpose not in ("name", "follow_up"):
        return False
    return now() <= door.closes_at(session) or (
        door.invitation.purpose == "answer" and _is_reopened(session, door.invitation)
    )


def _is_reopened(session: Session, invitation: Invitation) -> bool:
    query = (
        select(Reopening.id)
        .join(Response, col(Response.id) == col(Reopening.response_id))
        .where(
            Response.round_id == invitation.round_id,
            Response.organisation_id == invitation.organisation_id,
            col(Reopening.ended_at).is_(None),
            col(Reopening.until) >= now(),
        )
    )
    return session.exec(query).first() is not None


def _is_on_its_way(session: Session, door: Door) -> bool:
    waiting = select(Mail.id).where(
        Mail.invitation_id == door.invitation.id,
        Mail.kind == "link",
        Mail.share_id == (door.share.id if door.share else None),
        Mail.state == "queued",
        Mail.attempts == 0,
    )
    return session.exec(waiting).first() is not None


def unanswered(session: Session) -> Sequence[int]:
    """The requests that no worker has answered yet."""
    return [id_ or 0 for id_ in session.exec(select(LinkRequest.id))]
