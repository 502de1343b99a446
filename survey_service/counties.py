"""A county with its service areas, organisations and contacts, taken in from one YAML document."""

import datetime
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from sqlmodel import Session, select

from survey_service import networks, plans
from survey_service.models import (
    Contact,
    County,
    LanguageStatus,
    Network,
    Organisation,
    OrganisationKind,
    ServiceArea,
    StaffRole,
)


class UnreadableCounty(Exception):
    """The document cannot be read as a county; the message says where and how to mend it."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Name(_Part):
    """A name in both languages."""

    fi: str
    sv: str


class ContactPart(_Part):
    """A role and its address; `name` only where an organisation wants its contact to be called by it."""

    title: Name
    name: str = ""
    email: str = Field(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")


class AskedPart(ContactPart):
    """A contact of an organisation, and what it is asked: to answer, to work in the contact persons' network."""

    answers: bool = True
    network: bool = False


class CountyPart(_Part):
    """The county itself. `legal_body`: the body that it is in law, when that is another one."""

    code: str = Field(pattern=r"^\d{2}$")
    name: Name
    languages: list[str]
    contact: ContactPart
    legal_body: str = ""


class ServiceAreaPart(_Part):
    """A service area."""

    id: str
    name: Name


class OrganisationPart(_Part):
    """An organisation and who answers for it. `code` is the kuntanumero as text: "47" and "047" are the same.

    `contact` is the primary one, if any is known; `successor` the id of the organisation that continues it.
    """

    id: str
    kind: OrganisationKind
    code: str | None = None
    name: Name
    language_status: LanguageStatus
    inhabitants: int | None = None
    inhabitants_year: int | None = None
    service_area: str | None = None
    active_from: datetime.date | None = None
    active_to: datetime.date | None = None
    successor: str | None = None
    legal_body: str = ""
    contact: ContactPart | None = None
    contacts: list[AskedPart] = []


class NetworkPart(_Part):
    """A network of the county."""

    id: str
    name: Name


class NetworkMemberPart(ContactPart):
    """A member of networks; without any named, of that of the hytetu contact persons."""

    organisation: str
    networks: list[str] = []


class StaffPart(_Part):
    """A role of the county that signs in."""

    email: str
    title: Name | str
    role: StaffRole


class MemberPart(_Part):
    """A member organisation of the NGO council."""

    id: str
    name: Name | str
    email: str


class CountyDocument(_Part):
    """The whole document."""

    county: CountyPart
    service_areas: list[ServiceAreaPart] = []
    organisations: list[OrganisationPart]
    networks: list[NetworkPart] = []
    network: list[NetworkMemberPart] = []
    staff: list[StaffPart] = []
    members: list[MemberPart] = []


def read(file: Path) -> CountyDocument:
    """The county in a YAML file; UnreadableCounty says what is wrong with it."""
    try:
        content: Any = YAML(typ="safe").load(file.read_text(encoding="utf-8"))
        return CountyDocument.model_validate(content)
    except (OSError, UnicodeDecodeError, YAMLError, RecursionError) as trouble:
        raise UnreadableCounty(f"{file}: the file cannot be read as YAML ({trouble}).") from trouble
    except ValidationError as trouble:
        first = trouble.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the document"
        raise UnreadableCounty(f"{file}: {where}: {first['msg']}.") from trouble


def take_in(session: Session, document: CountyDocument) -> County:
    """Add the county and all that belongs to it. Its code must be new."""
    part = document.county
    if session.exec(select(County).where(County.code == part.code)).first() is not None:
        raise UnreadableCounty(f"A county with the code {part.code} is in the database already.")
    county = County(
        code=part.code,
        name_fi=part.name.fi,
        name_sv=part.name.sv,
        languages=part.languages,
        contact_title_fi=part.contact.title.fi,
        contact_title_sv=part.contact.title.sv,
        contact_email=part.contact.email,
        legal_body=part.legal_body,
    )
    session.add(county)
    session.flush()
    plans.begin(session, county.id or 0)
    fill(session, county, document)
    return county


def fill(session: Session, county: County, document: CountyDocument) -> None:
    """Add the service areas, organisations and contacts of a document to a county that has none of them yet."""
    areas = _service_areas(session, county, document)
    organisations = {part.id: _organisation(session, county, areas, part) for part in document.organisations}
    for part in document.organisations:
        if part.successor is not None:
            if part.successor not in organisations:
                raise UnreadableCounty(f"{part.id}: there is no organisation {part.successor}.")
            organisations[part.id].successor_id = organisations[part.successor].id
    _networks(session, county, organisations, document)


def _networks(
    session: Session, county: County, organisations: dict[str, Organisation], document: CountyDocument
) -> None:
    known = {
        part.id: Network(county_id=county.id or 0, key=part.id, name_fi=part.name.fi, name_sv=part.name.sv)
        for part in document.networks
    }
    session.add_all(known.values())
    session.flush()
    for member in document.network:
        if member.organisation not in organisations:
            raise UnreadableCounty(f"network: there is no organisation {member.organisation}.")
        if unknown := [key for key in member.networks if key not in known]:
            raise UnreadableCounty(f"network: there is no network {unknown[0]}.")
        contact = _contact(session, organisations[member.organisation], member, answers=False)
        joined = [known[key] for key in member.networks] or [networks.first_of(session, county.id or 0)]
        for network in joined:
            networks.join(session, network, contact)


def _service_areas(session: Session, county: County, document: CountyDocument) -> dict[str, ServiceArea]:
    areas = {
        part.id: ServiceArea(county_id=county.id or 0, key=part.id, name_fi=part.name.fi, name_sv=part.name.sv)
        for part in document.service_areas
    }
    session.add_all(areas.values())
    session.flush()
    return areas


def _organisation(
    session: Session, county: County, areas: dict[str, ServiceArea], part: OrganisationPart
) -> Organisation:
    if part.service_area is not None and part.service_area not in areas:
        raise UnreadableCounty(f"{part.id}: there is no service area {part.service_area}.")
    organisation = Organisation(
        county_id=county.id or 0,
        key=part.id,
        kind=part.kind,
        code=part.code.zfill(3) if part.code else None,
        name_fi=part.name.fi,
        name_sv=part.name.sv,
        language_status=part.language_status,
        inhabitants=part.inhabitants,
        inhabitants_year=part.inhabitants_year,
        service_area_id=areas[part.service_area].id if part.service_area else None,
        active_from=part.active_from,
        active_to=part.active_to,
        legal_body=part.legal_body,
    )
    session.add(organisation)
    session.flush()
    first = [AskedPart(**part.contact.model_dump())] if part.contact is not None else []
    for more in (*first, *part.contacts):
        contact = _contact(session, organisation, more, answers=more.answers)
        if more.network:
            networks.join(session, networks.first_of(session, county.id or 0), contact)
    return organisation


def _contact(session: Session, organisation: Organisation, part: ContactPart, *, answers: bool) -> Contact:
    contact = Contact(
        organisation_id=organisation.id or 0,
        title_fi=part.title.fi,
        title_sv=part.title.sv,
        name=part.name,
        email=part.email,
        answers=answers,
        # the first who answers is the one to turn to
        is_primary=answers and not any(one.is_primary for one in organisation.contacts),
    )
    organisation.contacts.append(contact)
    session.flush()
    return contact
