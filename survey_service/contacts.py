"""The contacts of an organisation: added, changed, ended. Of those who answer, exactly one is the primary one."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sqlmodel import Session, col, select

from questionnaires.model import Text
from survey_service import audit, links, networks
from survey_service.db import now
from survey_service.errors import NotFound, SurveyServiceError
from survey_service.models import Contact, Invitation, Organisation
from survey_service.organisation_facts import ContactFacts


class AddressTaken(SurveyServiceError):
    """The organisation has a contact with this address already."""

    status = 409


def of(session: Session, organisation_id: int, *, ended: bool = False) -> list[Contact]:
    """The contacts of an organisation, the primary one first; or those that have `ended`, the newest first."""
    state = col(Contact.ended_at).is_not(None) if ended else col(Contact.ended_at).is_(None)
    order: Sequence[Any] = (
        (col(Contact.ended_at).desc(),) if ended else (col(Contact.is_primary).desc(), col(Contact.id))
    )
    query = select(Contact).where(Contact.organisation_id == organisation_id, state)
    return list(session.exec(query.order_by(*order)))


def owned(session: Session, organisation: Organisation, contact_id: int) -> Contact:
    """The organisation's contact with this id, also an ended one; NotFound when there is none."""
    contact = session.get(Contact, contact_id)
    if contact is None or contact.organisation_id != organisation.id:
        raise NotFound
    return contact


def check_living(contact: Contact) -> None:
    """Raise NotFound for a contact that has ended: it stays as it was."""
    if contact.ended_at is not None:
        raise NotFound


def networks_of(session: Session, contact: Contact) -> list[Text]:
    """The names of the networks to which a contact belongs."""
    return networks.names_of(session, contact.id or 0)


def facts_of(contact: Contact, belongs_to: Sequence[str]) -> ContactFacts:
    """What is known of a contact that belongs to the networks with these keys."""
    told = contact.model_dump(include=set(ContactFacts.__dataclass_fields__))
    return ContactFacts(**told, networks=tuple(belongs_to))


def begun(organisation: Organisation, told: Sequence[ContactFacts]) -> list[Contact]:
    """The rows of the contacts of a new organisation, whose addresses differ; one of those who answer is primary."""
    primary = next((one for one in told if one.is_primary), None) or next((one for one in told if one.answers), None)
    return [
        Contact(
            **{name: value for name, value in asdict(one).items() if name not in ("is_primary", "networks")},
            organisation_id=organisation.id or 0,
            is_primary=one is primary,
        )
        for one in told
    ]


def in_words(facts: ContactFacts) -> dict[str, str]:
    """The facts as the words of a form or a row, by field."""
    told = {**asdict(facts), "networks": ";".join(facts.networks)}
    return {name: ("1" if value else "") if isinstance(value, bool) else value for name, value in told.items()}


def add(session: Session, organisation: Organisation, facts: ContactFacts, *, actor: str) -> Contact:
    """One more contact. Raises AddressTaken."""
    contact = Contact(
        organisation_id=organisation.id or 0, title_fi="", title_sv="", email="", answers=False, is_primary=False
    )
    _put(session, organisation, contact, facts)
    audit.record(session, organisation.county_id, actor, "contact.add", f"contact:{contact.id}")
    return contact


def change(session: Session, organisation: Organisation, contact: Contact, facts: ContactFacts, *, actor: str) -> None:
    """Bring a contact up to date. Raises AddressTaken, and NotFound for one that has ended."""
    check_living(contact)
    _put(session, organisation, contact, facts)
    audit.record(session, organisation.county_id, actor, "contact.change", f"contact:{contact.id}")


def end(session: Session, organisation: Organisation, contact: Contact, *, actor: str) -> None:
    """End a contact, and its invitations and links with it; what it was asked stays on record."""
    _lock(session, organisation)
    if contact.ended_at is not None:
        return
    contact.ended_at, contact.is_primary = now(), False
    standing = select(Invitation).where(Invitation.contact_id == contact.id, col(Invitation.ended_at).is_(None))
    for invitation in session.exec(standing):
        links.end_invitation(session, invitation)
    networks.leave_all(session, contact)
    _settle(session, organisation, None)
    audit.record(session, organisation.county_id, actor, "contact.end", f"contact:{contact.id}")


def _lock(session: Session, organisation: Organisation) -> None:
    # two clicks at once: the second waits here, and then finds what the first has made
    session.exec(select(Organisation.id).where(Organisation.id == organisation.id).with_for_update()).one()


def _put(session: Session, organisation: Organisation, contact: Contact, facts: ContactFacts) -> None:
    _lock(session, organisation)
    others = [one for one in of(session, organisation.id or 0) if one.id != contact.id]
    if any(one.email.lower() == facts.email for one in others):
        raise AddressTaken
    for name, value in asdict(facts).items():
        if name not in ("is_primary", "networks"):
            setattr(contact, name, value)
    contact.is_primary = contact.is_primary and contact.answers
    session.add(contact)
    session.flush()
    networks.belong(session, organisation.county_id, contact, facts.networks)
    _settle(session, organisation, contact if facts.is_primary else None)


def _settle(session: Session, organisation: Organisation, wanted: Contact | None) -> None:
    """Let exactly one of those who answer be the primary one: who is wanted, else who is, else the first."""
    answering = [one for one in of(session, organisation.id or 0) if one.answers]
    primary = wanted or next((one for one in answering if one.is_primary), None) or next(iter(answering), None)
    for one in answering:
        if one is not primary:
            one.is_primary = False
    # the old one first: at no time are there two
    session.flush()
    if primary is not None:
        primary.is_primary = True
        session.flush()
