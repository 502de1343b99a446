"""A county with its service areas, organisations and contacts, taken in from one YAML document."""

from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from sqlmodel import Session, select

from survey_service.models import (
    Contact,
    County,
    LanguageStatus,
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
    """A role and its address."""

    title: Name
    email: str = Field(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")


class CountyPart(_Part):
    """The county itself."""

    code: str = Field(pattern=r"^\d{2}$")
    name: Name
    languages: list[str]
    contact: ContactPart


class ServiceAreaPart(_Part):
    """A service area."""

    id: str
    name: Name


class OrganisationPart(_Part):
    """An organisation and who answers for it. `code` is the kuntanumero as text: "47" and "047" are the same."""

    id: str
    kind: OrganisationKind
    code: str | None = None
    name: Name
    language_status: LanguageStatus
    inhabitants: int | None = None
    inhabitants_year: int | None = None
    service_area: str | None = None
    contact: ContactPart


class NetworkPart(ContactPart):
    """A member of the network of contact persons."""

    organisation: str


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
    network: list[NetworkPart] = []
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
    )
    session.add(county)
    session.flush()
    areas = _service_areas(session, county, document)
    organisations = {part.id: _organisation(session, county, areas, part) for part in document.organisations}
    for member in document.network:
        if member.organisation not in organisations:
            raise UnreadableCounty(f"network: there is no organisation {member.organisation}.")
        _contact(session, organisations[member.organisation], member, answers=False, network=True)
    return county


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
    )
    session.add(organisation)
    session.flush()
    _contact(session, organisation, part.contact, answers=True, network=False)
    return organisation


def _contact(session: Session, organisation: Organisation, part: ContactPart, *, answers: bool, network: bool) -> None:
    session.add(
        Contact(
            organisation_id=organisation.id or 0,
            title_fi=part.title.fi,
            title_sv=part.title.sv,
            email=part.email,
            answers=answers,
            network=network,
        )
    )
