"""The decisions of a negotiation as they are written in the service: by agenda item, in order, draft or decided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from sqlmodel import Session, col, select

from reports.agenda import Item
from reports.briefing import Label, Language
from survey_service import agendas, audit, decisions, negotiations
from survey_service.candidates import ChangedMeanwhile
from survey_service.db import now
from survey_service.decisions import PastDecision
from survey_service.errors import NotFound
from survey_service.models import Decision, Negotiation, Round

Status = Literal["draft", "decided", "dropped"]
STATUSES: tuple[Status, ...] = get_args(Status)
FIELDS = tuple(field for field in decisions.FIELDS if field != "programmes")
WRITTEN = (*FIELDS, "item", "matter", "status")
"""What a form about a decision holds; an import writes its programmes."""
OTHER = Item(kind="issue", heading=Label(fi="Muut asiat", sv="Övriga ärenden"))


@dataclass(frozen=True)
class Decided:
    """An item of the agenda with the decisions that were written about it. The last item holds all other matters."""

    item: Item
    decisions: tuple[PastDecision, ...]


def by_item(session: Session, round_: Round, language: Language, area_id: int) -> list[Decided]:
    """The items of a negotiation's agenda with their decisions; NotFound for another county's area.

    A decision about an item that is not on the agenda any more stands with the other matters.
    """
    meeting = negotiations.of_area(session, round_, area_id)
    written = decisions.of_negotiation(session, meeting.negotiation_id or 0)
    *agenda, other = items(session, round_, language, area_id)
    known = {item.key for item in agenda}
    told = [Decided(item, tuple(one for one in written if one.item == item.key)) for item in agenda]
    return [*told, Decided(other, tuple(one for one in written if one.item not in known))]


def items(session: Session, round_: Round, language: Language, area_id: int) -> tuple[Item, ...]:
    """What can be decided on in a negotiation: the matters of its agenda, and last all others."""
    return (*agendas.matters(session, round_, language, area_id), OTHER)


def owned(session: Session, round_: Round, area_id: int, decision_id: int) -> PastDecision:
    """One decision of the negotiation. Raises NotFound."""
    meeting = negotiations.of_area(session, round_, area_id)
    written = decisions.of_negotiation(session, meeting.negotiation_id or 0)
    found = next((one for one in written if one.decision_id == decision_id), None)
    if found is None:
        raise NotFound
    return found


def add(session: Session, round_: Round, area_id: int, fields: Mapping[str, Any], *, actor: str) -> None:
    """Write a new decision, the last of its negotiation; its identifier is the next free number of the year."""
    negotiation = negotiations.row_of(session, round_, area_id)
    keys = session.exec(
        select(Decision.key).where(Decision.county_id == round_.county_id, Decision.year == round_.year)
    ).all()
    key = max((int(key) for key in keys if key.isdecimal()), default=0) + 1
    row = Decision(county_id=round_.county_id, year=round_.year, key=str(key), action="")
    row.negotiation_id, row.place = (
        negotiation.id,
        1 + max((one.place for one in _rows(session, negotiation)), default=0),
    )
    _put(session, row, fields, actor)
    audit.record(session, round_.county_id, actor, "decision.write", f"decision:{row.id}")


def change(
    session: Session,
    round_: Round,
    area_id: int,
    decision_id: int,
    fields: Mapping[str, Any],
    *,
    seen: int,
    actor: str,
) -> bool:
    """Write a decision anew; gives whether that changed something. `seen` is the version that its writer had read.

    Raises ChangedMeanwhile when it would write over somebody, NotFound.
    """
    owned(session, round_, area_id, decision_id)
    # two who write at once: the second waits here, and then sees what the first has written
    row = session.exec(select(Decision).where(Decision.id == decision_id).with_for_update()).one()
    session.refresh(row)
    if not differing(row, fields):
        return False
    if row.version != seen:
        raise ChangedMeanwhile
    row.version += 1
    _put(session, row, fields, actor)
    audit.record(session, round_.county_id, actor, "decision.change", f"decision:{row.id}")
    return True


def move(session: Session, round_: Round, area_id: int, decision_id: int, up: bool, *, actor: str) -> bool:
    """Let a decision change places with the one before, or after, it in its item; False at the end of the item."""
    moved = owned(session, round_, area_id, decision_id)
    negotiation = negotiations.row_of(session, round_, area_id)
    beside = [one for one in _rows(session, negotiation) if one.item == moved.item]
    at = [one.id for one in beside].index(decision_id)
    to = at - 1 if up else at + 1
    if not 0 <= to < len(beside):
        return False
    beside[at].place, beside[to].place = beside[to].place, beside[at].place
    session.add_all(beside)
    session.flush()
    audit.record(session, round_.county_id, actor, "decision.order", f"decision:{decision_id}")
    return True


def differing(standing: Decision | PastDecision, fields: Mapping[str, Any]) -> tuple[str, ...]:
    """Which of the written fields say something else than what stands."""
    return tuple(field for field in WRITTEN if getattr(standing, field) != fields[field])


def headings(of: Sequence[Item], language: Language) -> dict[str, str]:
    """The items of an agenda by their keys, in words."""
    return {item.key: item.heading.shown(language)[0] for item in of}


def _put(session: Session, row: Decision, fields: Mapping[str, Any], actor: str) -> None:
    for field in WRITTEN:
        setattr(row, field, fields[field])
    row.changed_by, row.changed_at = actor, now()
    session.add(row)
    session.flush()


def _rows(session: Session, negotiation: Negotiation) -> list[Decision]:
    query = select(Decision).where(Decision.negotiation_id == negotiation.id)
    return list(session.exec(query.order_by(col(Decision.place), col(Decision.id))))
