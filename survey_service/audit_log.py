"""The log of acts, read: filtered, a page at a time, or whole for a file; and the one way in which old parts go."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, delete, func, select

from survey_service import audit
from survey_service.db import now
from survey_service.errors import NotYet
from survey_service.models import AuditDeletion, AuditEvent
from survey_service.timetable import FINLAND

PER_PAGE = 100
SHORTEST_KEPT = datetime.timedelta(days=366)
DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Wanted:
    """What of the log is asked for. Days are days in Finland, both included; empty texts stand for everything.

    `actor` and `thing` are looked for inside; `action` is a whole one ("round.publish") or its beginning ("round.").
    """

    since: datetime.date | None = None
    until: datetime.date | None = None
    actor: str = ""
    action: str = ""
    thing: str = ""


@dataclass(frozen=True)
class Entry:
    """One act as it was recorded."""

    id: int
    at: datetime.datetime
    actor: str
    action: str
    thing: str


@dataclass(frozen=True)
class Page:
    """A page of the log, the newest first; pages are counted from 1."""

    entries: tuple[Entry, ...]
    number: int
    total: int

    @property
    def pages(self) -> int:
        """How many pages there are, one at least."""
        return max(1, -(-self.total // PER_PAGE))


def page(session: Session, county_id: int, wanted: Wanted, number: int) -> Page:
    """A page of what is wanted; one beyond the last is the last."""
    conditions = _conditions(county_id, wanted)
    total = session.exec(select(func.count()).select_from(AuditEvent).where(*conditions)).one()
    number = max(1, min(number, -(-total // PER_PAGE)))
    query = select(AuditEvent).where(*conditions).order_by(col(AuditEvent.id).desc())
    found = session.exec(query.offset((number - 1) * PER_PAGE).limit(PER_PAGE))
    return Page(tuple(map(_entry, found)), number, total)


def every(session: Session, county_id: int, wanted: Wanted) -> Iterator[Entry]:
    """All that is wanted, the oldest first; read as it is taken, so that a long log needs no room."""
    query = select(AuditEvent).where(*_conditions(county_id, wanted)).order_by(col(AuditEvent.id))
    for event in session.exec(query.execution_options(yield_per=500)):
        yield _entry(event)


def actions(session: Session, county_id: int) -> list[str]:
    """The actions that stand in a county's log, for a choice among them."""
    query = select(AuditEvent.action).where(AuditEvent.county_id == county_id).distinct()
    return sorted(session.exec(query))


def delete_before(session: Session, county_id: int, before: datetime.datetime, *, actor: str, reason: str) -> int:
    """Delete a county's log from before a moment, and record that: gives how many acts went.

    The record comes first and stays for good; without it the database itself refuses. NotYet for a moment within the
    last year.
    """
    if before > now() - SHORTEST_KEPT:
        raise NotYet
    session.add(AuditDeletion(county_id=county_id, before=before, actor=actor, reason=reason))
    session.flush()
    old = (col(AuditEvent.county_id) == county_id, col(AuditEvent.at) < before)
    gone = session.exec(delete(AuditEvent).where(*old)).rowcount
    audit.record(session, county_id, actor, "log.delete", f"county:{county_id}")
    return int(gone)


def _conditions(county_id: int, wanted: Wanted) -> list[Any]:
    found: list[Any] = [col(AuditEvent.county_id) == county_id]
    if wanted.since:
        found.append(col(AuditEvent.at) >= _midnight(wanted.since))
    if wanted.until:
        found.append(col(AuditEvent.at) < _midnight(wanted.until + DAY))
    if wanted.action.endswith("."):
        found.append(col(AuditEvent.action).startswith(wanted.action, autoescape=True))
    elif wanted.action:
        found.append(col(AuditEvent.action) == wanted.action)
    for column, words in ((AuditEvent.actor, wanted.actor), (AuditEvent.thing, wanted.thing)):
        if words:
            found.append(col(column).icontains(words, autoescape=True))
    return found


def _midnight(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(), FINLAND)


def _entry(event: AuditEvent) -> Entry:
    return Entry(event.id or 0, event.at, event.actor, event.action, event.thing)
