"""What the things of the log are called now: "round:3" is a year and a theme, "staff:4" an address."""

import re
from collections.abc import Callable, Iterable

from sqlmodel import Session, col, select

from questionnaires.model import Language
from survey_service.models import (
    Decision,
    Invitation,
    Negotiation,
    Organisation,
    Response,
    Round,
    ServiceArea,
    StaffMember,
    StoredBriefing,
    SynthesisRun,
)

THING = re.compile(r"(\w+):(\d{1,9})")


def names(session: Session, county_id: int, things: Iterable[str], language: Language) -> dict[str, str]:
    """The names of those of `things` that exist and belong to the county; the others have none."""
    ids: dict[str, set[int]] = {}
    for kind, number in THING.findall(" ".join(things)):
        ids.setdefault(kind, set()).add(int(number))
    found: dict[str, str] = {}
    for kind, name in _NAMERS.items():
        if wanted := ids.get(kind):
            found |= {f"{kind}:{id_}": words for id_, words in name(session, county_id, wanted, language).items()}
    return found


def _rounds(session: Session, county_id: int, ids: set[int], language: Language) -> dict[int, str]:
    query = select(Round).where(Round.county_id == county_id, col(Round.id).in_(ids))
    return {one.id or 0: str(one.year) for one in session.exec(query)}


def _staff(session: Session, county_id: int, ids: set[int], language: Language) -> dict[int, str]:
    query = select(StaffMember).where(StaffMember.county_id == county_id, col(StaffMember.id).in_(ids))
    return {one.id or 0: one.email for one in session.exec(query)}


def _organisations(session: Session, county_id: int, ids: set[int], language: Language) -> dict[int, str]:
    query = select(Organisation).where(Organisation.county_id == county_id, col(Organisation.id).in_(ids))
    return {one.id or 0: _named(one, language) for one in session.exec(query)}


def _decisions(session: Session, county_id: int, ids: set[int], language: Language) -> dict[int, str]:
    query = select(Decision).where(Decision.county_id == county_id, col(Decision.id).in_(ids))
    return {one.id or 0: f"{one.year}, {one.key}" for one in session.exec(query)}


def _negotiations(session: Session, county_id: int, ids: set[int], language: Language) -> dict[int, str]:
    name = ServiceArea.name_sv if language == "sv" else ServiceArea.name_fi
    query = (
        select(Negotiation.id, name, Round.year)
        .join(Round, col(Round.id) == Negotiation.round_id)
        .outerjoin(ServiceArea, col(ServiceArea.id) == Negotiation.service_area_id)
        .where(Round.county_id == county_id, col(Negotiation.id).in_(ids))
    )
    return {id_ or 0: f"{area} {year}" if area else str(year) for id_, area, year in session.exec(query)}


def _through_organisation(table: type[Response] | type[Invitation]) -> Callable[..., dict[int, str]]:
    def named(session: Session, county_id: int, ids: set[int], language: Language) -> dict[int, str]:
        query = (
            select(table.id, Organisation, Round.year)
            .join(Organisation, col(Organisation.id) == table.organisation_id)
            .join(Round, col(Round.id) == table.round_id)
            .where(Round.county_id == county_id, col(table.id).in_(ids))
        )
        return {id_ or 0: f"{_named(one, language)} {year}" for id_, one, year in session.exec(query)}

    return named


def _through_round(table: type[StoredBriefing] | type[SynthesisRun]) -> Callable[..., dict[int, str]]:
    def named(session: Session, county_id: int, ids: set[int], language: Language) -> dict[int, str]:
        query = (
            select(table.id, Round.year)
            .join(Round, col(Round.id) == table.round_id)
            .where(Round.county_id == county_id, col(table.id).in_(ids))
        )
        return {id_ or 0: str(year) for id_, year in session.exec(query)}

    return named


def _named(organisation: Organisation, language: Language) -> str:
    return organisation.name_sv if language == "sv" else organisation.name_fi


_NAMERS: dict[str, Callable[[Session, int, set[int], Language], dict[int, str]]] = {
    "round": _rounds,
    "staff": _staff,
    "organisation": _organisations,
    "decision": _decisions,
    "negotiation": _negotiations,
    "response": _through_organisation(Response),
    "invitation": _through_organisation(Invitation),
    "briefing": _through_round(StoredBriefing),
    "run": _through_round(SynthesisRun),
}
