"""Who asks: the county, and the role in it that helps."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlmodel import Session, col, select

from questionnaires.model import Language, Text
from reports.alphabet import place
from survey_service.models import County


@dataclass(frozen=True)
class Organiser:
    """The county that asks, and the role in it that helps."""

    id: int
    name: Text
    contact_title: Text
    contact_email: str


def every(session: Session, language: Language) -> list[Organiser]:
    """Every county of this installation, by its name in `language`."""
    found = [of(county) for county in session.exec(select(County))]
    return sorted(found, key=lambda one: place(one.name.in_language(language)))


def of(county: County) -> Organiser:
    """The county as the organiser of a round."""
    return Organiser(
        id=county.id or 0,
        name=Text(fi=county.name_fi, sv=county.name_sv),
        contact_title=Text(fi=county.contact_title_fi, sv=county.contact_title_sv),
        contact_email=county.contact_email,
    )


def by_code(session: Session, codes: Collection[str], language: Language) -> dict[str, str]:
    """The names of the counties with these codes, by code; by name."""
    found = session.exec(select(County).where(col(County.code).in_(codes)))
    names = {county.code: of(county).name.in_language(language) for county in found}
    return dict(sorted(names.items(), key=lambda named: place(named[1])))
