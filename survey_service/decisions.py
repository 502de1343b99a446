"""The decisions of a year's negotiations: taken in from a file, listed, and told to those who are responsible."""

import datetime
import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, SQLModel, col, select

from questionnaires.model import Text
from reports.alphabet import place as alphabetical
from survey_service import audit, lineage
from survey_service.db import now
from survey_service.decision_files import WrittenDecision
from survey_service.errors import NotFound
from survey_service.models import County, Decision, Organisation, Round
from survey_service.records.trees import delete_tree

FIELDS = (
    "organisation_id",
    "responsible",
    "goal",
    "action",
    "cooperation",
    "follow_up",
    "division",
    "follow_up_action",
    "forum",
    "due",
    "language",
    "programmes",
)
STANDING = ("year", "item", "matter", "status", "version", "changed_by", "changed_at")
LAWS_FOUR = ("goal", "action", "cooperation", "follow_up")
"""What the law asks to be negotiated on (612/2021, 6–7 §)."""


@dataclass(frozen=True)
class PastDecision:
    """A decision as it is told to a reader: `organisation` is the responsible one of the county, if any.

    `programmes` are the keys of the programmes that it serves, with spaces between. `reported` is the status that was
    told of it last during the year, where that is told beside it (`progress_reports.beside`).
    """

    key: str
    action: str
    goal: str
    cooperation: str
    follow_up: str
    division: str
    forum: str
    responsible: str
    due: datetime.date | None
    language: str
    organisation_id: int | None
    organisation: Text | None
    programmes: str = ""
    follow_up_action: str = ""
    decision_id: int = 0
    year: int = 0
    item: str = ""
    matter: str = ""
    status: str = "decided"
    version: int = 1
    changed_by: str = ""
    changed_at: datetime.datetime | None = None
    reported: Text | None = None
    reported_at: datetime.datetime | None = None

    @property
    def gaps(self) -> tuple[str, ...]:
        """Which of the law's four it does not say."""
        return tuple(field for field in LAWS_FOUR if not getattr(self, field))


@dataclass(frozen=True)
class DecisionPlan:
    """What taking in a file would do. `vanishing` are known and not in the file: nothing happens to them unasked."""

    new: tuple[WrittenDecision, ...]
    changed: tuple[WrittenDecision, ...]
    same: tuple[WrittenDecision, ...]
    vanishing: tuple[PastDecision, ...]


def of_year(session: Session, county_id: int, year: int) -> tuple[PastDecision, ...]:
    """The county's decisions of a year, in the order of their keys."""
    return _told(session, select(Decision).where(Decision.county_id == county_id, Decision.year == year))


def of_negotiation(session: Session, negotiation_id: int) -> tuple[PastDecision, ...]:
    """The decisions that were written in one negotiation, in their order."""
    rows = session.exec(select(Decision).where(Decision.negotiation_id == negotiation_id)).all()
    places = {row.id: row.place for row in rows}
    told = _told(session, select(Decision).where(Decision.negotiation_id == negotiation_id))
    return tuple(sorted(told, key=lambda one: places[one.decision_id]))


def forums(session: Session, county_id: int) -> dict[str, int]:
    """The register of forums: each one that a decision of the county names, by the alphabet, with how many do."""
    named = session.exec(select(Decision.forum).where(Decision.county_id == county_id, Decision.forum != ""))
    return _counted(named)


def forums_of(known: Iterable[PastDecision]) -> dict[str, int]:
    """The forums that these decisions name, as `forums` gives them."""
    return _counted(one.forum for one in known if one.forum)


def filtered(
    known: Iterable[PastDecision], *, forum: str = "", organisation_id: int = 0, until: datetime.date | None = None
) -> tuple[PastDecision, ...]:
    """Those of one forum, of one responsible organisation and due by a day; what is empty filters nothing."""
    return tuple(
        one
        for one in known
        if (not forum or one.forum == forum)
        and (not organisation_id or one.organisation_id == organisation_id)
        and (until is None or (one.due is not None and one.due <= until))
    )


def of_year_before(session: Session, round_: Round, organisation_id: int | None = None) -> tuple[PastDecision, ...]:
    """The decisions that a round looks back at: all, or those for which one organisation, or one that it continues, is.

    A decision belongs to who was responsible when it was made: a merger changes nothing in it. Drafts and what was
    dropped are no decisions.
    """
    wanted = select(Decision).where(
        Decision.county_id == round_.county_id,
        Decision.year == year_before(session, round_),
        Decision.status == "decided",
    )
    if organisation_id is not None:
        wanted = wanted.where(col(Decision.organisation_id).in_(lineage.line_of(session, organisation_id)))
    return _told(session, wanted)


def by_organisation(session: Session, round_: Round) -> dict[int, tuple[PastDecision, ...]]:
    """The decisions that a round looks back at, by who is responsible, and by who continues that."""
    everything, continuing = of_year_before(session, round_), lineage.lines(session)
    known = {one.organisation_id for one in everything if one.organisation_id} | continuing.keys()
    lines = {key: continuing.get(key, (key,)) for key in known}
    return {key: tuple(one for one in everything if one.organisation_id in line) for key, line in lines.items()}


def as_row(decision: PastDecision) -> dict[str, str]:
    """The decision as a row of a file, by field."""
    row = {field: getattr(decision, field) or "" for field in ("key", *FIELDS)}
    organisation = decision.organisation.fi if decision.organisation else ""
    row["programmes"] = "; ".join(decision.programmes.split())
    return {**row, "organisation": organisation, "due": decision.due.isoformat() if decision.due else ""}


def year_before(session: Session, round_: Round) -> int:
    """The year whose decisions a round looks back at: that of the round before it."""
    before = session.get(Round, round_.previous_round_id) if round_.previous_round_id else None
    return before.year if before else round_.year - 1


def planned(session: Session, county_id: int, year: int, written: Sequence[WrittenDecision]) -> DecisionPlan:
    """What taking in `written` would do; nothing is changed yet."""
    known = _rows(session, county_id, year)
    new = tuple(one for one in written if one.key not in known)
    changed = tuple(one for one in written if one.key in known and _differs(known[one.key], one))
    keys = {one.key for one in written}
    return DecisionPlan(
        new=new,
        changed=changed,
        same=tuple(one for one in written if one not in new and one not in changed),
        vanishing=tuple(one for one in of_year(session, county_id, year) if one.key not in keys),
    )


def take_in(
    session: Session,
    county_id: int,
    year: int,
    written: Sequence[WrittenDecision],
    *,
    remove: Collection[str] = (),
    actor: str,
) -> DecisionPlan:
    """Add what is new, bring what is known up to date by its key, and remove those of `remove` that are not written."""
    plan = planned(session, county_id, year, written)
    known = _rows(session, county_id, year)
    for one in (*plan.new, *plan.changed):
        row = known.get(one.key) or Decision(county_id=county_id, year=year, key=one.key, action="")
        for field in FIELDS:
            setattr(row, field, getattr(one, field))
        row.version = row.version + 1 if row.id else 1
        row.changed_by, row.changed_at = actor, now()
        session.add(row)
    gone = [one.key for one in plan.vanishing if one.key in remove]
    for key in gone:
        # with what was reported on it
        delete_tree(session, SQLModel.metadata.tables["decision"], [known[key].id or 0])
    session.flush()
    done = f"{len(plan.new)} new, {len(plan.changed)} changed, {len(gone)} removed"
    audit.record(session, county_id, actor, "decisions.import", f"year:{year} {done}")
    return plan


def county_with_code(session: Session, code: str) -> int:
    """The id of the county with this code; NotFound when there is none."""
    county = session.exec(select(County).where(County.code == code.zfill(2))).first()
    if county is None:
        raise NotFound
    return county.id or 0


def _counted(names: Iterable[str]) -> dict[str, int]:
    counted = Counter(names)
    return {name: counted[name] for name in sorted(counted, key=alphabetical)}


def _rows(session: Session, county_id: int, year: int) -> dict[str, Decision]:
    query = select(Decision).where(Decision.county_id == county_id, Decision.year == year)
    return {row.key: row for row in session.exec(query)}


def _differs(row: Decision, written: WrittenDecision) -> bool:
    return any(getattr(row, field) != getattr(written, field) for field in FIELDS)


def _told(session: Session, query: Any) -> tuple[PastDecision, ...]:
    rows: Iterable[Decision] = session.exec(query).all()
    ids = {row.organisation_id for row in rows if row.organisation_id}
    found = session.exec(select(Organisation).where(col(Organisation.id).in_(ids))) if ids else ()
    names = {one.id: Text(fi=one.name_fi, sv=one.name_sv) for one in found}
    return tuple(_past(row, names.get(row.organisation_id)) for row in sorted(rows, key=lambda row: _order(row.key)))


def _past(row: Decision, organisation: Text | None) -> PastDecision:
    told = {field: getattr(row, field) for field in (*FIELDS, *STANDING)}
    return PastDecision(key=row.key, decision_id=row.id or 0, organisation=organisation, **told)


def _order(key: str) -> list[tuple[int, int, str]]:
    """2 before 10, and § 4 b after § 4."""
    parts = re.findall(r"\d+|\D+", key)
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part.casefold()) for part in parts]
