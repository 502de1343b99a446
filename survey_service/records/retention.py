"""How long records are kept, by the county's own rule for each kind, and what is due to be deleted."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from sqlmodel import Session, SQLModel, col, select

from survey_service import audit, rounds, submissions
from survey_service.db import now
from survey_service.errors import SurveyServiceError
from survey_service.i18n import FINLAND
from survey_service.models import (
    Archive,
    Deletion,
    Feedback,
    RecordKind,
    RetentionRule,
    Round,
    StoredBriefing,
    SynthesisRun,
)
from survey_service.records import archives

Kind = RecordKind
KINDS: tuple[Kind, ...] = get_args(Kind)
OF_ROUND: tuple[RecordKind, ...] = ("responses", "briefings", "sending")
TABLES: dict[RecordKind, tuple[str, ...]] = {
    "responses": ("response", "issue", "indicatorchoice"),
    "briefings": ("briefingversion", "storedbriefing", "synthesisrun", "candidate", "phenomenonedit", "clearing"),
    "sending": ("invitation", "trialmail"),
}
"""The tables of a round that go with each kind, with everything below them."""
MOST_YEARS = 200
LONGEST_BASIS = 500
Fault = Literal["years", "basis"]
Hindrance = Literal["", "no_rule", "not_due", "being_made", "no_package", "not_received", "outdated", "others_first"]


class RulesRefused(SurveyServiceError):
    """Rules cannot be as they were written; `faults` are (kind, what is wrong), in the order of the form."""

    status = 422

    def __init__(self, faults: Sequence[tuple[RecordKind, Fault]]) -> None:
        super().__init__()
        self.faults = tuple(faults)


@dataclass(frozen=True)
class Rule:
    """Kept for so many `years` after the year in which it arose (None: nothing becomes due), and on what `basis`."""

    years: int | None = None
    basis: str = ""


@dataclass(frozen=True)
class Due:
    """One kind of records of one year. `kept_until` is its last day; `hindrance` is why it may not be deleted yet.

    `archive` is the package that a person has received, which stands for what is deleted.
    """

    kind: RecordKind
    year: int
    round_id: int | None
    kept_until: datetime.date | None
    hindrance: Hindrance
    archive: Archive | None = None
    basis: str = ""

    @property
    def is_due(self) -> bool:
        """Whether its time has run out, whatever else stands in the way."""
        return self.hindrance not in ("no_rule", "not_due")


def rules(session: Session, county_id: int) -> dict[RecordKind, Rule]:
    """The county's rule for every kind; where it has none, nothing becomes due."""
    known = {row.kind: Rule(row.years, row.basis) for row in session.exec(_rules(county_id))}
    return {kind: known.get(kind, Rule()) for kind in KINDS}


def change(session: Session, county_id: int, wanted: Mapping[RecordKind, Rule], *, actor: str) -> None:
    """Set the county's rules. Raises RulesRefused for years out of reason, and for years without a basis."""
    if faults := [(kind, fault) for kind, rule in wanted.items() for fault in _faults(rule)]:
        raise RulesRefused(faults)
    known = {row.kind: row for row in session.exec(_rules(county_id))}
    for kind, rule in wanted.items():
        row = known.get(kind) or RetentionRule(county_id=county_id, kind=kind, by=actor)
        if (row.years, row.basis) == (rule.years, rule.basis):
            continue
        row.years, row.basis, row.by, row.changed_at = rule.years, rule.basis, actor, now()
        session.add(row)
        years = "for good" if rule.years is None else f"{rule.years} years"
        audit.record(session, county_id, actor, "retention.change", f"{kind} {years}")


def overview(session: Session, county_id: int) -> list[Due]:
    """What there is of each kind and year, and whether it is due: the newest year first."""
    known = rules(session, county_id)
    found = [
        due
        for round_ in rounds.of_county(session, county_id)
        for kind in OF_ROUND
        if (due := _of_round(session, round_, kind, known[kind]))
    ]
    found += list(_feedback(session, county_id, known["feedback"]))
    return sorted(found, key=lambda due: (-due.year, KINDS.index(due.kind)))


def of_round(session: Session, round_: Round, kind: RecordKind) -> Due | None:
    """One kind of a round's records; None when there is nothing of it."""
    return _of_round(session, round_, kind, rules(session, round_.county_id)[kind])


def of_year(session: Session, county_id: int, kind: RecordKind, year: int) -> Due | None:
    """One kind of the county's records of a year; None when there is nothing of it."""
    found = overview(session, county_id)
    return next((due for due in found if (due.kind, due.year) == (kind, year)), None)


def deletions(session: Session, county_id: int) -> Sequence[Deletion]:
    """What was deleted in the county, the newest first."""
    query = select(Deletion).where(Deletion.county_id == county_id)
    return session.exec(query.order_by(col(Deletion.id).desc())).all()


def deletions_of(session: Session, round_id: int) -> dict[RecordKind, Deletion]:
    """What was deleted of a round, by kind."""
    query = select(Deletion).where(Deletion.round_id == round_id).order_by(col(Deletion.id))
    return {row.kind: row for row in session.exec(query)}


def _rules(county_id: int):  # type: ignore[no-untyped-def]  # noqa: ANN202 - SQLModel's type has no name of its own
    return select(RetentionRule).where(RetentionRule.county_id == county_id)


def _faults(rule: Rule) -> Iterator[Fault]:
    if rule.years is not None and not 0 <= rule.years <= MOST_YEARS:
        yield "years"
    if (rule.years is not None and not rule.basis) or len(rule.basis) > LONGEST_BASIS:
        yield "basis"


def _of_round(session: Session, round_: Round, kind: RecordKind, rule: Rule) -> Due | None:
    if not _holds(session, round_, kind):
        return None
    until = _until(round_.year, rule)
    hindrance = _time(until) or _order(session, round_, kind)
    archive: Archive | None = None
    if not hindrance:
        hindrance, archive = _archived(session, round_)
    return Due(kind, round_.year, round_.id, until, hindrance, archive, rule.basis)


def _holds(session: Session, round_: Round, kind: RecordKind) -> bool:
    tables = (SQLModel.metadata.tables[name] for name in TABLES[kind])
    return any(session.execute(select(one.c.id).where(one.c.round_id == round_.id)).first() for one in tables)


def _time(until: datetime.date | None) -> Hindrance:
    if until is None:
        return "no_rule"
    return "not_due" if datetime.datetime.now(FINLAND).date() <= until else ""


def _order(session: Session, round_: Round, kind: RecordKind) -> Hindrance:
    """What else must come to its end first: answers and marks lead to links, so the links go last."""
    if kind == "sending" and any(_holds(session, round_, other) for other in ("responses", "briefings")):
        return "others_first"
    runs = select(SynthesisRun.id).where(
        SynthesisRun.round_id == round_.id, col(SynthesisRun.state).in_(archives.UNFINISHED)
    )
    packing = any(one.state in archives.UNFINISHED for one in archives.of_round(session, round_.id or 0))
    return "being_made" if packing or session.exec(runs).first() is not None else ""


def _archived(session: Session, round_: Round) -> tuple[Hindrance, Archive | None]:
    """The newest package that was received; none is asked for where nothing was ever sent in."""
    packages = [one for one in archives.of_round(session, round_.id or 0) if one.state == "finished"]
    received = next((one for one in packages if one.received_at), None)
    if received is not None:
        return ("outdated" if archives.newer_than(session, received) else ""), received
    if packages:
        return "not_received", None
    briefed = session.exec(select(StoredBriefing.id).where(StoredBriefing.round_id == round_.id)).first()
    return ("no_package" if briefed or submissions.of_round(session, round_) else ""), None


def _feedback(session: Session, county_id: int, rule: Rule) -> Iterator[Due]:
    written = session.exec(select(Feedback.written_at).where(Feedback.county_id == county_id))
    for year in sorted({at.astimezone(FINLAND).year for at in written}):
        until = _until(year, rule)
        yield Due("feedback", year, None, until, _time(until), basis=rule.basis)


def _until(year: int, rule: Rule) -> datetime.date | None:
    return None if rule.years is None else datetime.date(year + rule.years, 12, 31)
