"""What the county has of each indicator, and of how many municipalities: for those who take figures in."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from questionnaires.model import Text
from survey_service.indicators import storing
from survey_service.indicators.figures import Title
from survey_service.indicators.model import Good, library
from survey_service.indicators.storing import Standing
from survey_service.models import ImportKind, Organisation


@dataclass(frozen=True)
class Held:
    """One indicator of which there are figures: its years, and how many municipalities have a value in any."""

    key: str
    title: Text
    owner: Text | None
    good: Good
    first: int
    last: int
    municipalities: int
    missing: int
    kind: ImportKind
    picked_on: date


def held(session: Session, county_id: int) -> list[Held]:
    """The indicators of which the county has figures, in the catalogue's order and then by key."""
    titles = storing.titles(session, county_id)
    found: dict[str, list[Standing]] = {}
    for one in storing.standing(session, county_id, gender="total").values():
        found.setdefault(one.figure.indicator, []).append(one)
    order = {one.key: number for number, one in enumerate(library().indicators)}
    keys = sorted(found, key=lambda key: (order.get(key, len(order)), key))
    return [_held(key, titles.get(key, Title(key, key)), found[key]) for key in keys]


def _held(key: str, title: Title, some: list[Standing]) -> Held:
    known = library().get(key)
    years = [one.figure.year for one in some]
    newest = max(some, key=lambda one: one.picked_on)
    places = {one.figure.area for one in some if one.figure.area.kind == "kunta" and one.figure.value is not None}
    return Held(
        key=key,
        title=Text(fi=title.fi, sv=title.sv),
        owner=Text(fi=title.owner_fi, sv=title.owner_sv) if title.owner_fi else None,
        good=known.good if known else "none",
        first=min(years),
        last=max(years),
        municipalities=len(places),
        missing=sum(one.figure.value is None for one in some),
        kind=newest.kind,
        picked_on=newest.picked_on,
    )


def is_measured(organisation: Organisation) -> bool:
    """Whether figures of an organisation itself can be taken in: it is a municipality with a number."""
    return organisation.kind == "kunta" and bool(organisation.code)
