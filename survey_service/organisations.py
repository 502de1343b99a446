"""The organisations of a county: listed, added, changed; they end and are continued, and seldom go."""

import datetime
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from questionnaires.model import Text
from survey_service import audit, lineage, networks
from survey_service.db import now
from survey_service.errors import NotFound, SurveyServiceError
from survey_service.i18n import day as written_day
from survey_service.models import (
    Contact,
    County,
    Decision,
    Invitation,
    LanguageStatus,
    Organisation,
    OrganisationKind,
    Response,
    ServiceArea,
)
from survey_service.organisation_facts import ANSWERS, OrganisationFacts, Places, named
from survey_service.timetable import FINLAND


class InUse(SurveyServiceError):
    """What belongs to a round, a decision or another organisation is not removed: it can only end."""

    status = 409


@dataclass(frozen=True)
class Listed:
    """One organisation of the list. `primary` is whom to turn to, `others` how many contacts there are besides.

    `ended` and `begins`: it is not there yet, or any more; `legal_body` the body that it is in law, if another one.
    """

    id: int
    name: Text
    kind: OrganisationKind
    code: str | None
    language_status: LanguageStatus
    inhabitants: int | None
    service_area_id: int | None
    service_area: Text | None
    primary: Contact | None
    others: int
    in_network: bool
    active_to: datetime.date | None
    ended: bool
    begins: datetime.date | None
    legal_body: str
    region: str


def owned(session: Session, organisation_id: int, county_id: int) -> Organisation:
    """The county's organisation with this id; NotFound when there is none."""
    organisation = session.get(Organisation, organisation_id)
    if organisation is None or organisation.county_id != county_id:
        raise NotFound
    return organisation


def of_county(session: Session, county_id: int) -> list[Organisation]:
    """Every organisation of the county, in the order in which they were added."""
    query = select(Organisation).where(Organisation.county_id == county_id)
    return list(session.exec(query.order_by(col(Organisation.id))))


def listed(session: Session, county_id: int) -> list[Listed]:
    """Every organisation of the county, with its service area and its contacts."""
    areas = {one.id: Text(fi=one.name_fi, sv=one.name_sv) for one in areas_of(session, county_id)}
    contacts: dict[int, list[Contact]] = {}
    for contact in living_contacts(session, county_id):
        contacts.setdefault(contact.organisation_id, []).append(contact)
    members = set(session.exec(networks.members()))
    return [_listed(one, areas, contacts.get(one.id or 0, []), members) for one in of_county(session, county_id)]


def living_contacts(session: Session, county_id: int) -> list[Contact]:
    """The contacts of the county's organisations that have not ended, the primary ones first."""
    query = (
        select(Contact)
        .join(Organisation, col(Organisation.id) == col(Contact.organisation_id))
        .where(Organisation.county_id == county_id, col(Contact.ended_at).is_(None))
        .order_by(col(Contact.is_primary).desc(), col(Contact.id))
    )
    return list(session.exec(query))


def areas_of(session: Session, county_id: int) -> list[ServiceArea]:
    """The county's service areas, in the order in which they were added."""
    query = select(ServiceArea).where(ServiceArea.county_id == county_id)
    return list(session.exec(query.order_by(col(ServiceArea.id))))


def legal_bodies(county: County, organisations: Iterable[Listed]) -> int:
    """How many bodies the organisations are in law: a county's own services are the county, in however many roles."""
    organiser = named(county.legal_body or county.name_fi)
    return len({named(one.legal_body) or (organiser if one.kind == "sote" else one.id) for one in organisations})


def same_body(session: Session, organisation: Organisation) -> list[Text]:
    """The names of the other roles in which the organisation's legal body stands in its county."""
    body = named(organisation.legal_body)
    if not body:
        return []
    county = session.get_one(County, organisation.county_id)
    roles = [Text(fi=county.name_fi, sv=county.name_sv)] if named(county.legal_body or county.name_fi) == body else []
    others = [one for one in of_county(session, county.id or 0) if one.id != organisation.id]
    return roles + [Text(fi=one.name_fi, sv=one.name_sv) for one in others if named(one.legal_body) == body]


def line_of(session: Session, organisation: Organisation) -> tuple[list[Organisation], Organisation | None]:
    """The organisations that this one continues, also through others, and the one that continues it."""
    before = [session.get_one(Organisation, key) for key in lineage.line_of(session, organisation.id or 0)[1:]]
    return before, session.get(Organisation, organisation.successor_id) if organisation.successor_id else None


def places_of(session: Session, county_id: int) -> Places:
    """Everything that the county's organisations and service areas are called."""
    organisations = of_county(session, county_id)
    areas = {
        named(name): one.key for one in areas_of(session, county_id) for name in (one.name_sv, one.name_fi, one.key)
    }
    called: dict[str, str] = {}
    # who has ended is found by its name as well, unless one that goes on has the same
    for one in sorted(organisations, key=lambda one: one.active_to is None):
        called |= {named(name): one.key for name in (one.name_sv, one.name_fi, one.code or one.key, one.key)}
    living = [one for one in organisations if one.code and one.active_to is None]
    return Places(
        called, areas, _networks(session, county_id), {one.code or "": (one.key, one.name_fi) for one in living}
    )


def _networks(session: Session, county_id: int) -> dict[str, str]:
    known = {
        named(name): one.key
        for one in networks.of_county(session, county_id)
        for name in (one.name_sv, one.name_fi, one.key)
    }
    yes = [named(word) for word, meant in ANSWERS.items() if meant]
    return {**dict.fromkeys(yes, networks.FIRST), networks.FIRST: networks.FIRST, **known}


def words_of(session: Session, organisation: Organisation) -> dict[str, str]:
    """The organisation as the words of a form or a row, by field."""
    area = session.get(ServiceArea, organisation.service_area_id) if organisation.service_area_id else None
    successor = session.get(Organisation, organisation.successor_id) if organisation.successor_id else None
    return in_words(facts_of(organisation, area.key if area else "", successor.key if successor else ""))


def facts_of(organisation: Organisation, service_area: str, successor: str) -> OrganisationFacts:
    """What is known of the organisation; `service_area` and `successor` are the keys of those that it names."""
    told = organisation.model_dump(include=set(OrganisationFacts.__dataclass_fields__))
    return OrganisationFacts(**told, service_area=service_area, successor=successor)


def in_words(facts: OrganisationFacts) -> dict[str, str]:
    """The facts as the words of a form or a row, by field."""
    return {name: _word(value) for name, value in asdict(facts).items()}


def create(session: Session, county_id: int, facts: OrganisationFacts, *, actor: str) -> Organisation:
    """A new organisation of the county, with a key made of its name."""
    organisation = begun(county_id, free_key(facts.name_fi, {one.key for one in of_county(session, county_id)}), facts)
    session.add(organisation)
    put(organisation, facts, *_named_by(session, county_id, facts))
    session.flush()
    audit.record(session, county_id, actor, "organisation.create", f"organisation:{organisation.id}")
    return organisation


def change(session: Session, organisation: Organisation, facts: OrganisationFacts, *, actor: str) -> None:
    """Bring an organisation up to date."""
    put(organisation, facts, *_named_by(session, organisation.county_id, facts))
    audit.record(session, organisation.county_id, actor, "organisation.change", f"organisation:{organisation.id}")


def begun(county_id: int, key: str, facts: OrganisationFacts) -> Organisation:
    """The row of a new organisation, without what names another."""
    return Organisation(
        county_id=county_id,
        key=key,
        kind=facts.kind,
        name_fi=facts.name_fi,
        name_sv=facts.name_sv,
        language_status=facts.language_status,
    )


def put(organisation: Organisation, facts: OrganisationFacts, area_id: int | None, successor_id: int | None) -> None:
    """Write the facts into the organisation's row; the ids are those of what they name by key."""
    for name, value in asdict(facts).items():
        if name not in ("service_area", "successor"):
            setattr(organisation, name, value)
    organisation.service_area_id, organisation.successor_id = area_id, successor_id


def _named_by(session: Session, county_id: int, facts: OrganisationFacts) -> tuple[int | None, int | None]:
    area = next((one.id for one in areas_of(session, county_id) if one.key == facts.service_area), None)
    successor = next((one.id for one in of_county(session, county_id) if one.key == facts.successor), None)
    return area, successor


def end(session: Session, organisation: Organisation, *, actor: str) -> None:
    """Let today be the organisation's last day; what it has answered stays."""
    organisation.active_to = now().astimezone(FINLAND).date()
    audit.record(session, organisation.county_id, actor, "organisation.end", f"organisation:{organisation.id}")


def is_used(session: Session, organisation: Organisation) -> bool:
    """Whether anything belongs to it that must not go: an invitation, a response, a decision, a predecessor."""
    belonging = (
        select(Invitation.id).where(Invitation.organisation_id == organisation.id),
        select(Response.id).where(Response.organisation_id == organisation.id),
        select(Decision.id).where(Decision.organisation_id == organisation.id),
        select(Organisation.id).where(Organisation.successor_id == organisation.id),
    )
    return any(session.exec(query.limit(1)).first() is not None for query in belonging)


def remove(session: Session, organisation: Organisation, *, actor: str) -> None:
    """Remove an organisation that was added by mistake, with its contacts. Raises InUse."""
    if is_used(session, organisation):
        raise InUse
    audit.record(session, organisation.county_id, actor, "organisation.remove", f"organisation:{organisation.id}")
    try:
        with session.begin_nested():
            for contact in list(organisation.contacts):
                networks.leave_all(session, contact)
                session.delete(contact)
            session.flush()
            session.delete(organisation)
            session.flush()
    except IntegrityError as trouble:
        raise InUse from trouble


def free_key(name: str, taken: Iterable[str]) -> str:
    """A key made of a name that is not among `taken`."""
    plain = named(name).translate(str.maketrans("åäö", "aao"))
    key = "_".join("".join(letter if letter.isascii() and letter.isalnum() else " " for letter in plain).split())
    key, used = key[:60] or "organisaatio", set(taken)
    numbers: Sequence[str] = ("", *(f"_{number}" for number in range(2, len(used) + 3)))
    return next(f"{key}{number}" for number in numbers if f"{key}{number}" not in used)


def _word(value: object) -> str:
    if isinstance(value, datetime.date):
        return written_day(value)
    return "" if value is None else str(value)


def _listed(
    one: Organisation, areas: dict[int | None, Text], contacts: Sequence[Contact], members: Collection[int]
) -> Listed:
    today = now().astimezone(FINLAND).date()
    primary = next((contact for contact in contacts if contact.is_primary), None)
    return Listed(
        id=one.id or 0,
        name=Text(fi=one.name_fi, sv=one.name_sv),
        kind=one.kind,
        code=one.code,
        language_status=one.language_status,
        inhabitants=one.inhabitants,
        service_area_id=one.service_area_id,
        service_area=areas.get(one.service_area_id),
        primary=primary,
        others=len(contacts) - (1 if primary else 0),
        in_network=any(contact.id in members for contact in contacts),
        active_to=one.active_to,
        ended=one.active_to is not None and one.active_to < today,
        begins=one.active_from if one.active_from and one.active_from > today else None,
        legal_body=one.legal_body,
        region=one.region,
    )
