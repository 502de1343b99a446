"""Example regions that come with the service: a county's organisations as data, to begin with."""

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import as_file, files

from sqlmodel import Session, select

from questionnaires.model import Text
from survey_service import counties
from survey_service.counties import AskedPart, CountyDocument, OrganisationPart, UnreadableCounty
from survey_service.errors import NotFound
from survey_service.models import County, Organisation
from survey_service.organisation_files import HEADINGS, Table

NAMES = ("pohjanmaa", "pohjois_karjala")


@dataclass(frozen=True)
class Region:
    """An example region, and how many municipalities it has."""

    name: str
    county: Text
    municipalities: int


def every() -> list[Region]:
    """The regions that there are."""
    return [_region(name) for name in NAMES]


@functools.cache
def document_of(name: str) -> CountyDocument:
    """The region as a county's document; NotFound for a name that is none."""
    if name not in NAMES:
        raise NotFound
    with as_file(files("survey_service") / "regions" / f"{name}.yaml") as file:
        return counties.read(file)


def add(session: Session, name: str) -> tuple[County, int]:
    """The region's county, added or filled, and how many organisations it got.

    NotFound for a name that is none, UnreadableCounty for a county that has organisations already.
    """
    document = document_of(name)
    county = session.exec(select(County).where(County.code == document.county.code)).first()
    if county is None:
        county = counties.take_in(session, document)
    elif session.exec(select(Organisation.id).where(Organisation.county_id == county.id)).first() is not None:
        raise UnreadableCounty(f"{county.name_fi} has organisations already; take in a table instead: county import.")
    else:
        counties.fill(session, county, document)
    return county, len(document.organisations)


def table_of(name: str) -> Table:
    """The region as a table of organisations and contacts; NotFound for a name that is none."""
    columns = tuple(HEADINGS)
    rows = [row for part in document_of(name).organisations for row in _rows(part)]
    lines = tuple(
        (number, tuple(row.get(column, "") for column in columns)) for number, row in enumerate(rows, start=2)
    )
    return Table(columns, lines)


def _region(name: str) -> Region:
    document = document_of(name)
    county = Text(fi=document.county.name.fi, sv=document.county.name.sv)
    return Region(name, county, sum(part.kind == "kunta" for part in document.organisations))


def _rows(part: OrganisationPart) -> Iterator[dict[str, str]]:
    own = {
        "key": part.id,
        "kind": part.kind,
        "code": part.code or "",
        "name_fi": part.name.fi,
        "name_sv": part.name.sv,
        "language_status": part.language_status,
    }
    for contact in part.contacts:
        yield own | _contact(contact)


def _contact(part: AskedPart) -> dict[str, str]:
    flags = {"answers": part.answers, "networks": part.network}
    told = {"title_fi": part.title.fi, "title_sv": part.title.sv, "email": part.email, "name": part.name}
    return told | {name: "1" if said else "" for name, said in flags.items()}
