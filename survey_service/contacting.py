"""Writing to those who are asked: whom it concerns and in which language, told before it is done."""

from dataclasses import dataclass
from typing import Literal

from sqlmodel import Session, col, select

from questionnaires.model import Language, Text
from survey_service import audit, briefing_versions, deadlines, invitations, lineage, links, networks, rounds
from survey_service.db import now
from survey_service.errors import NotFound
from survey_service.jobs import Jobs
from survey_service.models import Contact, Invitation, Organisation, Purpose, Response, Round
from survey_service.participants import place_in_lists

Hindrance = Literal["", "unpublished", "closed", "no_briefing"]

__all__ = [
    "Addressee",
    "KeyHolder",
    "Purpose",
    "addressees",
    "hindrance",
    "invite",
    "is_closed",
    "key_holders",
    "remind",
    "renew_link",
    "resend",
    "revoke_links",
    "waiting",
]


@dataclass(frozen=True)
class Addressee:
    """One contact that a mail would go to, and its languages in order. `invited`: it was asked already."""

    organisation_id: int
    organisation: Text
    title: Text
    email: str
    languages: tuple[Language, ...]
    invited: bool

    @property
    def address(self) -> str:
        """The address as it is compared: those with the same get one mail."""
        return self.email.strip().lower()


@dataclass(frozen=True)
class KeyHolder:
    """One contact with an invitation that stands. `links` count what opens it now; `closed`: its time is over."""

    invitation_id: int
    purpose: Purpose
    title: Text
    email: str
    links: int
    closed: bool


def addressees(session: Session, round_: Round, purpose: Purpose, language: Language = "fi") -> list[Addressee]:
    """Every contact in the round that is asked to answer or report, or (in the network) to choose or name, in order."""
    asked = networks.asked_for(purpose)
    query = (
        select(Contact, Organisation)
        .join(Organisation, col(Organisation.id) == col(Contact.organisation_id))
        .where(lineage.in_round(round_), asked, col(Contact.ended_at).is_(None))
        .order_by(col(Contact.id))
    )
    found = sorted(session.exec(query), key=lambda pair: place_in_lists(pair[1], language))
    living = [one for one in invitations.of_round(session, round_.id or 0, purpose) if one.ended_at is None]
    invited = {one.contact_id for one in living}
    return [_addressee(contact, organisation, contact.id in invited) for contact, organisation in found]


def waiting(session: Session, round_: Round) -> list[Addressee]:
    """Those who were invited, whose organisation has not submitted and still has time to."""
    submitted = set(
        session.exec(
            select(Response.organisation_id).where(Response.round_id == round_.id, Response.state == "submitted")
        )
    )
    everyone = addressees(session, round_, "answer")
    late = now() > round_.deadline
    longer = deadlines.longer(session, round_) if late else {}
    return [
        one
        for one in everyone
        if one.invited
        and one.organisation_id not in submitted
        and not (late and now() > longer.get(one.organisation_id, round_.deadline))
    ]


def is_closed(session: Session, round_: Round, purpose: Purpose, organisation_id: int | None = None) -> bool:
    """Whether the time for answering, for choosing or for naming is over; for one organisation, or for every one."""
    if purpose != "answer":
        return now() > rounds.closing(round_, purpose)
    return deadlines.is_over(session, round_, organisation_id)


def hindrance(session: Session, round_: Round, purpose: Purpose, organisation_id: int | None = None) -> Hindrance:
    """What stands in the way of inviting (one organisation, or all that were not invited), or an empty word."""
    if round_.published_at is None:
        return "unpublished"
    if is_closed(session, round_, purpose, organisation_id):
        return "closed"
    return "no_briefing" if purpose == "select" and briefing_versions.latest(session, round_.id or 0) is None else ""


def invite(
    session: Session,
    jobs: Jobs,
    round_: Round,
    purpose: Purpose,
    *,
    actor: str,
    organisation_id: int | None = None,
    sending_id: int | None = None,
) -> int:
    """Invite those who were not invited yet, or one organisation among them; gives how many mails that makes."""
    before = _invited(session, round_, purpose)
    query = select(Organisation).where(lineage.in_round(round_)).order_by(col(Organisation.id))
    if organisation_id is not None:
        query = query.where(Organisation.id == organisation_id)
    invitations.invite(session, jobs, round_, session.exec(query).all(), purpose, sending_id=sending_id)
    new = _invited(session, round_, purpose) - before
    audit.record(
        session, round_.county_id, actor, f"round.invite_to_{purpose}", _subject(round_.id or 0, organisation_id)
    )
    return len({address for _, address in new})


def remind(
    session: Session,
    jobs: Jobs,
    round_: Round,
    *,
    actor: str,
    organisation_id: int | None = None,
    sending_id: int | None = None,
) -> int:
    """Remind those who have not submitted, or one organisation among them; gives how many mails that makes."""
    mails = invitations.remind(session, jobs, round_, organisation_id=organisation_id, sending_id=sending_id)
    audit.record(session, round_.county_id, actor, "round.remind", _subject(round_.id or 0, organisation_id))
    return sum(mail.carried_by_id is None for mail in mails)


def resend(session: Session, jobs: Jobs, round_: Round, invitation_id: int, *, actor: str) -> None:
    """Send an invitation of the round once more, with a fresh link; NotFound when there is none."""
    invitations.resend(session, jobs, _invitation(session, round_, invitation_id))
    audit.record(session, round_.county_id, actor, "invitation.resend", f"invitation:{invitation_id}")


def key_holders(session: Session, round_: Round, organisation_id: int) -> tuple[Text, list[KeyHolder]]:
    """The name of an organisation, and its contacts whose invitation stands; NotFound when it has none."""
    query = (
        select(Invitation, Contact, Organisation)
        .join(Contact, col(Contact.id) == col(Invitation.contact_id))
        .join(Organisation, col(Organisation.id) == col(Invitation.organisation_id))
        .where(
            Invitation.round_id == round_.id,
            Invitation.organisation_id == organisation_id,
            col(Invitation.ended_at).is_(None),
        )
        .order_by(col(Invitation.id))
    )
    found = session.exec(query).all()
    if not found:
        raise NotFound
    organisation = found[0][2]
    return Text(fi=organisation.name_fi, sv=organisation.name_sv), [
        KeyHolder(
            invitation_id=invitation.id or 0,
            purpose=invitation.purpose,
            title=Text(fi=contact.title_fi, sv=contact.title_sv),
            email=contact.email,
            links=links.living(session, invitation),
            closed=is_closed(session, round_, invitation.purpose, organisation_id),
        )
        for invitation, contact, _ in found
    ]


def revoke_links(session: Session, round_: Round, invitation_id: int, *, actor: str) -> None:
    """End every link to an invitation of the round, and send nothing; NotFound when there is none that stands."""
    links.revoke_all(session, _standing(session, round_, invitation_id))
    audit.record(session, round_.county_id, actor, "invitation.revoke_links", f"invitation:{invitation_id}")


def renew_link(session: Session, jobs: Jobs, round_: Round, invitation_id: int, *, actor: str) -> None:
    """End every link to an invitation of the round, and send a fresh one; NotFound, or RoundClosed and none ended."""
    invitations.renew(session, jobs, _standing(session, round_, invitation_id))
    audit.record(session, round_.county_id, actor, "invitation.renew_link", f"invitation:{invitation_id}")


def _invitation(session: Session, round_: Round, invitation_id: int) -> Invitation:
    invitation = session.get(Invitation, invitation_id)
    if invitation is None or invitation.round_id != round_.id:
        raise NotFound
    return invitation


def _standing(session: Session, round_: Round, invitation_id: int) -> Invitation:
    invitation = _invitation(session, round_, invitation_id)
    if invitation.ended_at is not None:
        raise NotFound
    return invitation


def _invited(session: Session, round_: Round, purpose: Purpose) -> set[tuple[int, str]]:
    return {(one.organisation_id, one.address) for one in addressees(session, round_, purpose) if one.invited}


def _subject(round_id: int, organisation_id: int | None) -> str:
    return f"round:{round_id}" if organisation_id is None else f"round:{round_id} organisation:{organisation_id}"


def _addressee(contact: Contact, organisation: Organisation, invited: bool) -> Addressee:
    languages: dict[str, tuple[Language, ...]] = {
        "fi": ("fi",),
        "sv": ("sv",),
        "fi_sv": ("fi", "sv"),
        "sv_fi": ("sv", "fi"),
    }
    return Addressee(
        organisation_id=organisation.id or 0,
        organisation=Text(fi=organisation.name_fi, sv=organisation.name_sv),
        title=Text(fi=contact.title_fi, sv=contact.title_sv),
        email=contact.email,
        languages=languages[organisation.language_status],
        invited=invited,
    )
