"""A person's own data (GDPR 15–17), found by an e-mail address: told, handed out, corrected, erased where it may be."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, SQLModel, col, select

from survey_service import audit, links
from survey_service.db import now
from survey_service.link_requests import tidy
from survey_service.models import (
    AuditEvent,
    Contact,
    DeliveryEvent,
    Feedback,
    Invitation,
    LinkRequest,
    Mail,
    Membership,
    Network,
    Organisation,
    PersonRequest,
    RequestAct,
    Round,
    Share,
    StaffMember,
    UnreachableAddress,
)
from survey_service.records import documents
from survey_service.records.documents import Place, holds, name_of, pattern_of
from survey_service.records.trees import delete_tree

LONGEST_REFERENCE = 120


@dataclass(frozen=True)
class PersonData:
    """What is known of an address in a county. `answers` and `year` are documents, `acts` a log: these stay."""

    email: str
    contacts: tuple[Place, ...] = ()
    shares: tuple[Place, ...] = ()
    mails: tuple[Place, ...] = ()
    undelivered: tuple[Place, ...] = ()
    feedback: tuple[Place, ...] = ()
    link_requests: tuple[Place, ...] = ()
    answers: tuple[Place, ...] = ()
    year: tuple[Place, ...] = ()
    account: tuple[Place, ...] = ()
    acts: tuple[Place, ...] = ()
    groups: tuple[str, ...] = field(
        default=(
            "contacts",
            "shares",
            "mails",
            "undelivered",
            "feedback",
            "link_requests",
            "answers",
            "year",
            "account",
            "acts",
        ),
        repr=False,
    )

    def counts(self) -> dict[str, int]:
        """How many places there are in each group, empty groups left out."""
        return {name: len(getattr(self, name)) for name in self.groups if getattr(self, name)}

    def as_document(self) -> dict[str, Any]:
        """What is handed out as JSON."""
        groups = {name: [_plain(place) for place in getattr(self, name)] for name in self.groups}
        return {"format": 1, "kind": "ennakko personal data", "email": self.email, **groups}


def find(session: Session, county_id: int, typed: str) -> PersonData:
    """Where an address stands in the county, whatever case it is written in. Raises link_requests.NoAddress."""
    email = tidy(typed)
    contacts = _contacts(session, county_id, email)
    shares = _shares(session, county_id, email)
    return PersonData(
        email=email,
        contacts=tuple(_contact(session, contact, organisation) for contact, organisation in contacts),
        shares=tuple(_share(session, share) for share in shares),
        mails=tuple(_mails(session, [one.id or 0 for one, _ in contacts], [one.id or 0 for one in shares])),
        undelivered=tuple(_undelivered(session, county_id, email)),
        feedback=tuple(
            Place("feedback", told=one.words, at=one.written_at) for one in _feedback(session, county_id, email)
        ),
        link_requests=tuple(Place("link_request", at=one.asked_at) for one in _link_requests(session, email)),
        answers=tuple(documents.answers(session, county_id, email)),
        year=tuple(documents.of_the_year(session, county_id, email)),
        account=tuple(_account(session, county_id, email)),
        acts=tuple(_acts(session, county_id, email)),
    )


def note(
    session: Session, county_id: int, act: RequestAct, counts: dict[str, int], reference: str, *, actor: str
) -> PersonRequest:
    """Note what was done at a person's request, without whose it was."""
    made = PersonRequest(county_id=county_id, act=act, reference=reference[:LONGEST_REFERENCE], counts=counts, by=actor)
    session.add(made)
    session.flush()
    audit.record(session, county_id, actor, f"person.{act}", f"request:{made.id}")
    return made


def correct(session: Session, county_id: int, typed: str, new: str, reference: str, *, actor: str) -> dict[str, int]:
    """Put another address in the place of one, wherever it is not part of a document or of the log. NoAddress."""
    email, address = tidy(typed), tidy(new)
    counts: Counter[str] = Counter()
    for group, rows in _changeable(session, county_id, email):
        for row in rows:
            row.email = address
            counts[group] += 1
    _forget_undelivered(session, county_id, email)
    note(session, county_id, "corrected", dict(counts), reference, actor=actor)
    return dict(counts)


def erase(session: Session, county_id: int, typed: str, reference: str, *, actor: str) -> dict[str, int]:
    """Take an address away wherever it is not part of a document or of the log. NoAddress.

    A contact that was never asked anything goes; one that was stays as a role without an address, and its links end.
    """
    email = tidy(typed)
    counts: Counter[str] = Counter()
    for contact, _organisation in _contacts(session, county_id, email):
        _erase_contact(session, contact)
        counts["contacts"] += 1
    for group, rows in _changeable(session, county_id, email):
        for row in rows:
            row.email = ""
            counts[group] += 1
    counts["undelivered"] += _forget_undelivered(session, county_id, email)
    requests = [one.id or 0 for one in _link_requests(session, email)]
    counts["link_requests"] += sum(delete_tree(session, SQLModel.metadata.tables["linkrequest"], requests).values())
    note(session, county_id, "erased", {name: count for name, count in counts.items() if count}, reference, actor=actor)
    return dict(counts)


def requests(session: Session, county_id: int) -> Sequence[PersonRequest]:
    """What was done at people's requests, the newest first."""
    query = select(PersonRequest).where(PersonRequest.county_id == county_id)
    return session.exec(query.order_by(col(PersonRequest.id).desc())).all()


def _erase_contact(session: Session, contact: Contact) -> None:
    invited = session.exec(select(Invitation).where(Invitation.contact_id == contact.id)).all()
    if not invited:
        delete_tree(session, SQLModel.metadata.tables["contact"], [contact.id or 0])
        session.expire_all()
        return
    for invitation in invited:
        links.end_invitation(session, invitation)
    for membership in session.exec(select(Membership).where(Membership.contact_id == contact.id)):
        session.delete(membership)
    contact.email, contact.name, contact.answers, contact.is_primary = "", "", False, False
    contact.ended_at = contact.ended_at or now()
    session.flush()


def _changeable(
    session: Session, county_id: int, email: str
) -> Iterator[tuple[str, Iterable[Contact | Share | Feedback]]]:
    yield "contacts", [contact for contact, _ in _contacts(session, county_id, email)]
    yield "shares", _shares(session, county_id, email)
    yield "feedback", _feedback(session, county_id, email)


def _same(column: Any, email: str) -> Any:
    return func.lower(func.trim(column)) == email


def _contacts(session: Session, county_id: int, email: str) -> Sequence[tuple[Contact, Organisation]]:
    query = select(Contact, Organisation).join(Organisation, col(Organisation.id) == col(Contact.organisation_id))
    found = query.where(Organisation.county_id == county_id, _same(Contact.email, email))
    return session.exec(found.order_by(col(Contact.id))).all()


def _shares(session: Session, county_id: int, email: str) -> Sequence[Share]:
    query = (
        select(Share)
        .join(Invitation, col(Invitation.id) == col(Share.invitation_id))
        .join(Round, col(Round.id) == col(Invitation.round_id))
        .where(Round.county_id == county_id, _same(Share.email, email))
    )
    return session.exec(query.order_by(col(Share.id))).all()


def _feedback(session: Session, county_id: int, email: str) -> Sequence[Feedback]:
    query = select(Feedback).where(Feedback.county_id == county_id, _same(Feedback.email, email))
    return session.exec(query.order_by(col(Feedback.id))).all()


def _link_requests(session: Session, email: str) -> Sequence[LinkRequest]:
    return session.exec(select(LinkRequest).where(_same(LinkRequest.email, email))).all()


def _contact(session: Session, contact: Contact, organisation: Organisation) -> Place:
    titles = " / ".join(title for title in dict.fromkeys((contact.title_fi, contact.title_sv)) if title)
    query = select(Network).join(Membership, col(Membership.network_id) == col(Network.id))
    networks = session.exec(query.where(Membership.contact_id == contact.id).order_by(col(Network.key)))
    told = [contact.name, titles, *(network.name_fi for network in networks)]
    return Place("contact", name_of(organisation), told=", ".join(word for word in told if word), at=contact.ended_at)


def _share(session: Session, share: Share) -> Place:
    invitation = session.get_one(Invitation, share.invitation_id)
    round_ = session.get_one(Round, invitation.round_id)
    organisation = session.get_one(Organisation, invitation.organisation_id)
    return Place("share", name_of(organisation), round_.year, share.name, share.created_at)


def _mails(session: Session, contacts: list[int], shares: list[int]) -> Iterator[Place]:
    to_contact = col(Invitation.contact_id).in_(contacts) & col(Mail.share_id).is_(None)
    query = (
        select(Mail, Round)
        .join(Invitation, col(Invitation.id) == col(Mail.invitation_id))
        .join(Round, col(Round.id) == col(Invitation.round_id))
        .where(to_contact | col(Mail.share_id).in_(shares))
        .order_by(col(Mail.id))
    )
    for mail, round_ in session.exec(query):
        yield Place("mail", year=round_.year, told=f"{mail.kind}, {mail.state}", at=mail.sent_at or mail.created_at)


def _undelivered(session: Session, county_id: int, email: str) -> Iterator[Place]:
    for one in session.exec(_unreachable(county_id, email)):
        yield Place("unreachable", told=one.why, at=one.since)
    for event in session.exec(_events(county_id, email)):
        yield Place("event", told=f"{event.kind}: {event.detail}", at=event.noted_at)


def _forget_undelivered(session: Session, county_id: int, email: str) -> int:
    """Take an address out of what mail systems said of it; how many places that were."""
    unreachable = session.exec(_unreachable(county_id, email)).all()
    events = session.exec(_events(county_id, email)).all()
    for one in unreachable:
        session.delete(one)
    for event in events:
        event.detail = ""
    return len(unreachable) + len(events)


def _unreachable(county_id: int, email: str) -> Any:
    return select(UnreachableAddress).where(
        UnreachableAddress.county_id == county_id, _same(UnreachableAddress.email, email)
    )


def _events(county_id: int, email: str) -> Any:
    """What mail systems told with this very address in their words."""
    query = (
        select(DeliveryEvent)
        .join(Mail, col(Mail.id) == col(DeliveryEvent.mail_id))
        .join(Invitation, col(Invitation.id) == col(Mail.invitation_id))
        .join(Round, col(Round.id) == col(Invitation.round_id))
    )
    return query.where(Round.county_id == county_id, holds(DeliveryEvent.detail, pattern_of(email)))


def _account(session: Session, county_id: int, email: str) -> Iterator[Place]:
    query = select(StaffMember).where(StaffMember.county_id == county_id, _same(StaffMember.email, email))
    for member in session.exec(query):
        state = "open" if member.active else "closed"
        yield Place("account", told=f"{member.title}, {member.role}, {state}", at=member.created_at)


def _acts(session: Session, county_id: int, email: str) -> Iterator[Place]:
    query = select(AuditEvent).where(AuditEvent.county_id == county_id, _same(AuditEvent.actor, email))
    for event in session.exec(query.order_by(col(AuditEvent.id))):
        yield Place("act", told=f"{event.action} {event.thing}", at=event.at)


def _plain(place: Place) -> dict[str, Any]:
    told = asdict(place)
    told["organisation"] = place.organisation.model_dump() if place.organisation else None
    told["at"] = place.at.isoformat() if place.at else None
    return {name: value for name, value in told.items() if value not in (None, "")}
