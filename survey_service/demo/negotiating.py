"""The demo's negotiations: agenda, summons, material, and what is decided on in the first of them."""

import datetime
from collections.abc import Mapping
from typing import Any

from sqlmodel import Session

from reports.briefing import Label
from survey_service import (
    agenda_orders,
    agendas,
    negotiated,
    negotiations,
    party_notes,
    standing_blocks,
    summonses,
    timetable,
)
from survey_service.db import Database
from survey_service.demo import choosing, people
from survey_service.jobs import Jobs
from survey_service.models import Round
from survey_service.settings import Settings

DECIDING = "rannikko"
"""The service area in whose negotiation the demo decides."""


def write_blocks(session: Session, round_: Round) -> None:
    """Write the standing blocks; before the briefing is published, so that the negotiators read them in it."""
    by = people.team(session, round_.county_id)._asdict()
    for kind in standing_blocks.KINDS:
        told = people.year()["blocks"][kind]
        standing_blocks.write(session, round_, kind, told["fi"], told["sv"], seen=0, **by)


def prepare(session: Session, jobs: Jobs, round_: Round) -> int:
    """Arrange the negotiations, put an agenda in order, and summon; gives how many mails."""
    by = people.team(session, round_.county_id)._asdict()
    for key, told in people.year()["negotiations"].items():
        _arrange(session, round_, people.area_id(session, round_, key), told, by)
    area_id = people.area_id(session, round_, DECIDING)
    lines = agendas.arranged(session, round_, "fi", area_id).lines
    agenda_orders.arrange(session, round_, area_id, lines, added=Label(**people.year()["own_item"]), seen=0, **by)
    notes = people.year()["notes"]
    party = people.organisation(session, round_, notes["organisation"]).id or 0
    words = {kind: notes[kind] for kind in party_notes.KINDS}
    party_notes.write(session, round_, area_id, party, words, seen=dict.fromkeys(party_notes.KINDS, 0), **by)
    return summonses.send(session, jobs, round_, area_id, seen=0, **by)


def release(settings: Settings, db: Database, round_id: int) -> int:
    """Let the parties of the first negotiation fetch its material; gives how many files that are."""
    from survey_service.packages import let_out

    with db.reading() as session:
        round_ = session.get_one(Round, round_id)
        area_id, by = people.area_id(session, round_, DECIDING), people.team(session, round_.county_id)
    return let_out(db, settings, round_id, area_id, seen=0, staff_id=by.staff_id, actor=by.actor)


def decide(session: Session, round_: Round) -> int:
    """Write down what was decided about the chosen phenomena; gives how many decisions."""
    _, briefing = choosing.briefing_of(session, round_)
    keys, area_id = choosing.phenomena(session, round_, briefing), people.area_id(session, round_, DECIDING)
    actor = people.team(session, round_.county_id).actor
    for told in people.year()["decisions"]:
        fields = {
            **dict.fromkeys(negotiated.WRITTEN, ""),
            **{name: value for name, value in told.items() if name in negotiated.WRITTEN},
            "organisation_id": people.organisation(session, round_, told["organisation"]).id,
            "item": keys.get(told["about"], ""),
            "due": people.day(told["due_in_days"]),
            "status": "decided",
        }
        negotiated.add(session, round_, area_id, fields, actor=actor)
    return len(people.year()["decisions"])


def _arrange(session: Session, round_: Round, area_id: int, told: Mapping[str, Any], by: Mapping[str, Any]) -> None:
    day = people.day(told["in_days"])
    starts, ends = (timetable.moment_on(day, _time(told[name])) for name in ("time", "until"))
    negotiations.arrange(
        session, round_, area_id, starts, told["place"], told["remote_link"], ends_at=ends, actor=by["actor"]
    )
    for duty in ("chair", "minute_taker"):
        negotiations.appoint(session, round_, area_id, duty, people.year()[duty], seen=(), **by)


def _time(written: str) -> datetime.time:
    hours, minutes = written.split(".")
    return datetime.time(int(hours), int(minutes))
