"""What the county's team does to the phenomena of a round: kept as events, undone by events, handed to the synthesis.

The payload of a row is the event's own fields (docs/edits.md; `tag` and `count` are the service's alone), and for the
history `names`, the phenomena that it was about as they were called then, and `with`, the number of the first event of
the same act: several segments move in one act, and back in one.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from pydantic import TypeAdapter
from sqlmodel import Session, col, select

from reports.briefing import Label
from survey_service import audit
from survey_service.errors import NotFound, SurveyServiceError
from survey_service.models import EditKind as EditKind
from survey_service.models import PhenomenonEdit, Round
from synthesis.editing.edits import Edit

KINDS: tuple[EditKind, ...] = get_args(EditKind)
BESIDE: frozenset[EditKind] = frozenset({"tag", "count"})
"""Kinds that the synthesis does not know as edits: tags stand beside a phenomenon, a count is asked of the whole."""
NAMES, WITH = "names", "with"
_EDIT: TypeAdapter[Edit] = TypeAdapter(Edit)


class UndoneAlready(SurveyServiceError):
    """Somebody has undone the event meanwhile: `by` whom, and when."""

    status = 409

    def __init__(self, by: str, at: datetime.datetime) -> None:
        super().__init__()
        self.by, self.at = by, at


@dataclass(frozen=True)
class Event:
    """One stored event. `number` orders them; `undone_by` is the undo that stands against it, if one does."""

    number: int
    kind: EditKind
    payload: dict[str, Any]
    by: str
    at: datetime.datetime
    undone_by: int = 0

    @property
    def names(self) -> tuple[Label, ...]:
        """The phenomena that it was about, as they were called then."""
        return tuple(map(Label.model_validate, self.payload.get(NAMES, ())))

    @property
    def act(self) -> int:
        """The number of the first event of the act that it belongs to."""
        return int(self.payload.get(WITH, self.number))

    @property
    def undoes(self) -> int:
        """The number of the event that an undo takes back; 0 for other kinds."""
        return int(self.payload["event"].removeprefix("e")) if self.kind == "undo" else 0

    def speaks_of(self) -> frozenset[str]:
        """The digests of all segments that it names."""
        return frozenset(_digests({key: value for key, value in self.payload.items() if key in _ANCHORS}))

    def as_edit(self) -> Edit:
        """The event as the synthesis knows it; only of a kind that it knows."""
        fields = {key: value for key, value in self.payload.items() if key not in (NAMES, WITH)}
        return _EDIT.validate_python(
            {"id": f"e{self.number}", "at": self.at, "by": self.by, "kind": self.kind, **fields}
        )


_ANCHORS = {"phenomenon", "phenomena", "parts", "segment", "to"}


def of_round(session: Session, round_id: int) -> tuple[Event, ...]:
    """The events of a round, the oldest first."""
    rows = session.exec(
        select(PhenomenonEdit).where(PhenomenonEdit.round_id == round_id).order_by(col(PhenomenonEdit.id))
    )
    events = [Event(row.id or 0, row.kind, row.payload, row.by, row.at) for row in rows]
    undone: dict[int, int] = {}
    for event in reversed(events):
        if event.undoes and event.number not in undone:
            undone.setdefault(event.undoes, event.number)
    return tuple(Event(e.number, e.kind, e.payload, e.by, e.at, undone.get(e.number, 0)) for e in events)


def for_synthesis(events: Sequence[Event]) -> tuple[Edit, ...]:
    """The events that the synthesis is made with, undos of these among them."""
    kind = {event.number: event.kind for event in events}
    leads_to = {event.number: event.undoes for event in events}
    found = []
    for event in events:
        last = event.number
        while leads_to.get(last):
            last = leads_to[last]
        if kind.get(last) not in BESIDE:
            found.append(event.as_edit())
    return tuple(found)


def count_asked(events: Iterable[Event]) -> int | None:
    """How many phenomena are asked for; None when it is left to the synthesis."""
    asked = [event.payload["count"] for event in events if event.kind == "count" and not event.undone_by]
    return asked[-1] if asked else None


def lock(session: Session, round_: Round) -> None:
    """Let nobody else add to the round's events until this transaction ends."""
    session.exec(select(Round.id).where(Round.id == round_.id).with_for_update()).one()


def add(session: Session, round_: Round, kind: EditKind, payload: dict[str, Any], *, actor: str) -> int:
    """Keep an event and return its number. Raises ValidationError (pydantic) for one that makes no sense."""
    row = PhenomenonEdit(round_id=round_.id or 0, kind=kind, payload=payload, by=actor)
    session.add(row)
    session.flush()
    if kind not in BESIDE:
        Event(row.id or 0, kind, payload, actor, row.at).as_edit()
    audit.record(session, round_.county_id, actor, f"phenomenon.{_ACTS[kind]}", f"round:{round_.id} edit:{row.id}")
    return row.id or 0


def undo(session: Session, round_: Round, number: int, *, actor: str) -> Event:
    """Undo an act by its first event, or redo it by undoing its undo. Raises NotFound and UndoneAlready."""
    lock(session, round_)
    events = {event.number: event for event in of_round(session, round_.id or 0)}
    event = events.get(number)
    if event is None or event.act != number:
        raise NotFound
    if event.undone_by:
        other = events[event.undone_by]
        raise UndoneAlready(other.by, other.at)
    first: dict[str, int] = {}
    for each in events.values():
        if each.act == number and not each.undone_by:
            payload = {"event": f"e{each.number}", NAMES: event.payload.get(NAMES, []), **first}
            added = add(session, round_, "undo", payload, actor=actor)
            first = first or {WITH: added}
    return event


_ACTS: dict[EditKind, str] = {
    "rename": "rename",
    "merge": "merge",
    "split": "split",
    "move": "move_segment",
    "pin": "pin",
    "hide": "hide",
    "undo": "undo",
    "tag": "tag",
    "count": "ask_count",
}


def _digests(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    else:
        for each in value.values() if isinstance(value, dict) else value:
            yield from _digests(each)
