"""The agenda of a negotiation: what is proposed for it, in the order into which the team has put it."""

import datetime
from dataclasses import dataclass

from sqlmodel import Session

from reports.agenda import Agenda, Item, numbered
from reports.briefing import Briefing, Label, Language, Text
from survey_service import agenda_items, agenda_orders, briefings, negotiations, orders, rounds, selections
from survey_service.agenda_items import Proposed
from survey_service.agenda_orders import Line, Version
from survey_service.details import legal_basis
from survey_service.errors import NotYet
from survey_service.letters.wording import moment
from survey_service.models import County, Round, StoredBriefing
from survey_service.negotiations import WHOLE_COUNTY, Appointed, Meeting
from survey_service.timetable import FINLAND

TITLE = Text(fi="Hytetu-neuvottelun asialista", sv="Föredragningslista för hytetu-förhandlingen")


@dataclass(frozen=True)
class Arranged:
    """All that could be on the agenda of a negotiation, in order, and the version of the order that counts.

    `gone`: what was on the agenda when it was saved, and is proposed no more.
    """

    meeting: Meeting
    lines: tuple[Line, ...]
    version: Version
    gone: tuple[Label, ...]


def ready(session: Session, round_id: int) -> int | None:
    """The briefing whose order was confirmed, so that its phenomena are proposed; None before that."""
    stored = selections.chosen_from(session, round_id)
    return stored.id if stored and orders.confirmed(session, stored.id or 0) else None


def published(session: Session, round_: Round) -> tuple[StoredBriefing, Briefing] | None:
    """The briefing that the network chooses from; None before one is published."""
    stored = selections.chosen_from(session, round_.id or 0)
    return briefings.load(session, stored.id or 0, round_.county_id) if stored else None


def arranged(session: Session, round_: Round, language: Language, area_id: int) -> Arranged:
    """What could be on the agenda of a negotiation; NotFound for another county's area."""
    return _arranged(session, round_, language, area_id, published(session, round_))


def of_negotiation(session: Session, round_: Round, language: Language, area_id: int) -> Agenda:
    """The agenda as it stands; before the order of the phenomena is confirmed, without them.

    Names of who chose are in `language`. Words in which people could be recognised stay out of it.
    """
    return told(session, round_, language, arranged(session, round_, language, area_id))


def agenda(
    session: Session, stored: StoredBriefing, briefing: Briefing, language: Language, area_id: int = WHOLE_COUNTY
) -> Agenda:
    """The agenda that follows from the order that was confirmed on this briefing; NotYet without one."""
    if orders.confirmed(session, stored.id or 0) is None:
        raise NotYet
    round_ = session.get_one(Round, stored.round_id)
    found = _arranged(session, round_, language, area_id, (stored, briefing))
    return told(session, round_, language, found)


def matters(session: Session, round_: Round, language: Language, area_id: int) -> tuple[Item, ...]:
    """What is decided on in a negotiation: the items of its agenda, and before there is one its standing blocks."""
    items = numbered(_on(arranged(session, round_, language, area_id)))
    return tuple(item for item in items if item.kind != "fixed")


def _arranged(
    session: Session,
    round_: Round,
    language: Language,
    area_id: int,
    chosen_from: tuple[StoredBriefing, Briefing] | None,
) -> Arranged:
    meeting = negotiations.of_area(session, round_, area_id)
    proposed: list[Proposed] = agenda_items.proposed(session, round_, language, area_id, chosen_from)
    version = agenda_orders.newest(session, meeting.negotiation_id)
    lines = agenda_orders.in_order(proposed, version)
    return Arranged(meeting, tuple(lines), version, tuple(agenda_orders.gone(proposed, version)))


def _on(found: Arranged) -> list[Item]:
    return [line.item.model_copy(update={"minutes": line.minutes}) for line in found.lines if line.on]


def told(session: Session, round_: Round, language: Language, found: Arranged) -> Agenda:
    """The agenda of what was found, as `of_negotiation` gives it."""
    county, meeting = session.get_one(County, round_.county_id), found.meeting
    theme, basis = rounds.questionnaire_of(round_).theme_name, legal_basis(round_)
    return Agenda(
        title=TITLE,
        county=Text(fi=county.name_fi, sv=county.name_sv),
        year=round_.year,
        theme=Text(fi=theme.fi, sv=theme.sv),
        area=meeting.area,
        legal_basis=Text(fi=basis.fi, sv=basis.sv),
        made_on=datetime.datetime.now(FINLAND).date(),
        items=numbered(_on(found)),
        when=moment(meeting.starts_at, language) if meeting.starts_at else "",
        place=", ".join(filter(None, (meeting.place, meeting.remote_link))),
        chair=_names(meeting.chairs),
        minute_taker=_names(meeting.minute_takers),
    )


def without_choices(agenda: Agenda) -> Agenda:
    """The agenda for whoever is invited: without who of the network chose an item, and why."""
    return agenda.model_copy(
        update={"items": tuple(item.model_copy(update={"chosen_by": ()}) for item in agenda.items)}
    )


def _names(people: tuple[Appointed, ...]) -> str:
    """Who was named; where two were, both, so that the conflict is seen."""
    return " / ".join(one.who for one in people)
