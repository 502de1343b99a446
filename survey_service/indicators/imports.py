"""Takes in files of figures: whole or not at all, and the same file twice is the same as once. Each can be removed."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from sqlmodel import Session, col, select

from survey_service import audit
from survey_service.errors import NotFound
from survey_service.indicators import storing
from survey_service.indicators.figures import Category, Figure, Known, Place, Read, Title
from survey_service.indicators.model import library
from survey_service.models import County, IndicatorImport, Observation, Organisation


@dataclass(frozen=True)
class Change:
    """A figure that says something else than the one that is known."""

    before: Figure
    after: Figure


@dataclass(frozen=True)
class Lines:
    """What a file says of one indicator: its years, and how many of its figures are new, other, the same, missing."""

    title: Title
    first: int
    last: int
    new: int
    changed: int
    same: int
    missing: int


@dataclass(frozen=True)
class Plan:
    """What taking in a file would do. `already` is the day on which the very same file was taken in (None: never).

    `renamed` are indicators whose title is another one than ours, as (ours, the file's); `unlisted` the codes of the
    county's municipalities that a list of regions does not have.
    """

    lines: tuple[Lines, ...] = ()
    changes: tuple[Change, ...] = ()
    already: datetime.datetime | None = None
    renamed: tuple[tuple[str, str], ...] = ()
    unlisted: tuple[str, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """How many figures are new, changed, as before and missing."""
        return {name: sum(getattr(one, name) for one in self.lines) for name in ("new", "changed", "same", "missing")}


def known_to(session: Session, county_id: int) -> Known:
    """What files of the county are read against."""
    codes = select(Organisation.code).where(Organisation.county_id == county_id, Organisation.kind == "kunta")
    return Known(
        county=session.get_one(County, county_id).code,
        municipalities=frozenset(code for code in session.exec(codes) if code),
        regions=regions_of(session, county_id),
        described=frozenset(storing.descriptions(session, county_id)),
    )


def regions_of(session: Session, county_id: int) -> dict[str, tuple[Category, str]]:
    """Sotkanet's regions as the newest list of the county tells them; empty before there is one."""
    query = select(IndicatorImport.regions).where(
        IndicatorImport.county_id == county_id, IndicatorImport.kind == "regions"
    )
    newest = session.exec(query.order_by(col(IndicatorImport.id).desc())).first() or {}
    return {number: (found[0], found[1]) for number, found in newest.items()}


def planned(session: Session, county_id: int, read: Read) -> Plan:
    """What taking in `read` would change. Nothing is changed."""
    twin = select(IndicatorImport).where(
        IndicatorImport.county_id == county_id, IndicatorImport.sha256 == read.sha256, IndicatorImport.kind == read.kind
    )
    earlier = session.exec(twin).first()
    keys = list(dict.fromkeys(figure.indicator for figure in read.figures))
    standing = {place: one.figure for place, one in storing.standing(session, county_id, keys).items()}
    titles = storing.titles(session, county_id)
    changes = [
        Change(before, figure)
        for figure in read.figures
        if (before := standing.get(figure.place)) is not None and _says(before) != _says(figure)
    ]
    return Plan(
        lines=tuple(_lines(key, titles, read.figures, standing) for key in keys),
        changes=tuple(changes),
        already=earlier.taken_in_at if earlier else None,
        renamed=tuple(_renamed(read)),
        unlisted=_unlisted(session, county_id, read),
    )


def take_in(session: Session, county_id: int, read: Read, picked_on: datetime.date, *, actor: str) -> Plan:
    """Take in what a file holds; with a problem, and the second time, nothing happens. `picked_on`: made on that day.

    What is known of the same place is not overwritten: the newest import counts, and stands until it is removed.
    """
    # two clicks at once: the second waits here, and then finds the file taken in
    session.exec(select(County.id).where(County.id == county_id).with_for_update()).one()
    plan = planned(session, county_id, read)
    if read.problems or plan.already:
        return plan
    row = _row(session, county_id, read, picked_on, plan, actor)
    session.add_all(
        Observation(
            import_id=row.id or 0,
            indicator=figure.indicator,
            area=figure.area.kind,
            code=figure.area.code,
            year=figure.year,
            gender=figure.gender,
            value=figure.value,
            absolute=figure.absolute,
        )
        for figure in read.figures
    )
    session.flush()
    audit.record(session, county_id, actor, "indicators.take_in", f"indicators:{row.id}")
    return plan


def _row(
    session: Session, county_id: int, read: Read, picked_on: datetime.date, plan: Plan, actor: str
) -> IndicatorImport:
    titles = storing.titles(session, county_id)
    own = {key: titles[key] for key in dict.fromkeys(figure.indicator for figure in read.figures) if key in titles}
    row = IndicatorImport(
        county_id=county_id,
        kind=read.kind,
        file=read.file,
        sha256=read.sha256,
        picked_on=picked_on,
        by=actor,
        counts={
            **plan.counts,
            "elsewhere": read.elsewhere,
            "unknown": read.unknown_rows,
            "regions": len(read.regions),
            "titles": len(read.titles),
        },
        titles={key: asdict(title) for key, title in (own | dict(read.titles)).items()},
        regions={number: list(found) for number, found in read.regions.items()},
    )
    session.add(row)
    session.flush()
    return row


def of_county(session: Session, county_id: int) -> list[IndicatorImport]:
    """Every import of the county, the newest first."""
    query = select(IndicatorImport).where(IndicatorImport.county_id == county_id)
    return list(session.exec(query.order_by(col(IndicatorImport.id).desc())))


def remove(session: Session, county_id: int, import_id: int, *, actor: str) -> IndicatorImport:
    """Remove an import with its figures; those of earlier ones count again. NotFound when it is none of the county."""
    row = session.get(IndicatorImport, import_id)
    if row is None or row.county_id != county_id:
        raise NotFound
    for observation in session.exec(select(Observation).where(Observation.import_id == import_id)):
        session.delete(observation)
    session.flush()
    session.delete(row)
    audit.record(session, county_id, actor, "indicators.remove", f"indicators:{import_id}")
    return row


def _says(figure: Figure) -> tuple[str | None, str | None]:
    return figure.value, figure.absolute


def _lines(key: str, titles: Mapping[str, Title], figures: Sequence[Figure], standing: Mapping[Place, Figure]) -> Lines:
    own = [figure for figure in figures if figure.indicator == key]
    known = [figure for figure in own if figure.place in standing]
    same = sum(_says(standing[figure.place]) == _says(figure) for figure in known)
    years = [figure.year for figure in own]
    return Lines(
        title=titles.get(key, Title(key, key)),
        first=min(years),
        last=max(years),
        new=len(own) - len(known),
        changed=len(known) - same,
        same=same,
        missing=sum(figure.value is None for figure in own),
    )


def _renamed(read: Read) -> list[tuple[str, str]]:
    ours = {one.key: one.title.fi for one in library().indicators}
    return [(ours[key], title.fi) for key, title in read.titles.items() if key in ours and ours[key] != title.fi]


def _unlisted(session: Session, county_id: int, read: Read) -> tuple[str, ...]:
    if read.kind != "regions":
        return ()
    listed = {code for category, code in read.regions.values() if category == "kunta"}
    return tuple(sorted(known_to(session, county_id).municipalities - listed))
