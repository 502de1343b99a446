"""The order in which a negotiation's agenda was put: every version with who and when, over what is proposed now."""

import datetime
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlmodel import Session, col, select

from reports.agenda import Item
from reports.briefing import Label
from survey_service import audit, negotiations
from survey_service.agenda_items import Proposed
from survey_service.candidates import ChangedMeanwhile
from survey_service.errors import SurveyServiceError
from survey_service.models import AgendaVersion, Round, StaffMember

OWN = "own:"
LONGEST = 200
MOST_MINUTES = 600
MOST_OWN = 40


class AgendaRefused(SurveyServiceError):
    """An own item without a heading, with one that is too long, or too many of them."""

    status = 422


@dataclass(frozen=True)
class Line:
    """One item as it stands in an agenda, or beside it (`on` False). `minutes` 0: nobody has estimated them.

    `is_new`: it was proposed after the order was saved, and stands where such things are proposed.
    """

    item: Item
    on: bool = True
    minutes: int = 0
    is_new: bool = False
    waits: bool = False

    @property
    def key(self) -> str:
        """What names the item to the service, whatever it is called."""
        return self.item.key

    @property
    def is_own(self) -> bool:
        """Whether the team wrote it itself."""
        return self.key.startswith(OWN)


@dataclass(frozen=True)
class Version:
    """An agenda as somebody saved it; 0: nobody has yet. `lines` as they are stored."""

    number: int = 0
    lines: tuple[dict[str, Any], ...] = ()
    by: str = ""
    at: datetime.datetime | None = None


def history(session: Session, negotiation_id: int | None) -> list[Version]:
    """Every version of a negotiation's agenda, the newest first."""
    query = (
        select(AgendaVersion, StaffMember)
        .join(StaffMember, col(StaffMember.id) == col(AgendaVersion.staff_id))
        .where(AgendaVersion.negotiation_id == (negotiation_id or 0))
        .order_by(col(AgendaVersion.version).desc())
    )
    return [Version(row.version, tuple(row.lines), by.title, row.created_at) for row, by in session.exec(query)]


def newest(session: Session, negotiation_id: int | None) -> Version:
    """The version that counts."""
    return next(iter(history(session, negotiation_id)), Version())


def in_order(proposed: Sequence[Proposed], version: Version) -> list[Line]:
    """Everything that is proposed, and the team's own items, in the order that was saved.

    What came since then stands after the last of its kind; what is proposed no more is left out.
    """
    known = {one.item.key: one for one in proposed}
    lines = [line for stored in version.lines if (line := _line(stored, known)) is not None]
    saved = {line.key for line in lines}
    for one in proposed:
        if one.item.key not in saved:
            fresh = Line(one.item, on=one.on, is_new=version.number > 0, waits=one.waits)
            lines.insert(_place_for(fresh, lines) if version.number else len(lines), fresh)
    return lines


def gone(proposed: Sequence[Proposed], version: Version) -> list[Label]:
    """What was on the saved agenda and is proposed no more, by the names that it had."""
    known = {one.item.key for one in proposed}
    return [
        _label(stored)
        for stored in version.lines
        if stored["on"] and stored["key"] not in known and not stored["key"].startswith(OWN)
    ]


def arrange(
    session: Session,
    round_: Round,
    area_id: int,
    lines: Iterable[Line],
    *,
    added: Label | None = None,
    seen: int,
    staff_id: int,
    actor: str,
) -> bool:
    """Save an order as a new version, an own item `added` at its end; gives whether it says something else.

    `seen` is the version that its writer had read. Raises ChangedMeanwhile, AgendaRefused, NotFound.
    """
    row = negotiations.row_of(session, round_, area_id)
    before = newest(session, row.id)
    written = [_stored(line) for line in lines]
    if added is not None:
        written.append({"key": _next_key(session, row.id), "on": True, "minutes": 0, "fi": added.fi, "sv": added.sv})
    _check(written)
    if list(before.lines) == written:
        return False
    if before.number != seen:
        raise ChangedMeanwhile
    session.add(AgendaVersion(negotiation_id=row.id or 0, version=before.number + 1, lines=written, staff_id=staff_id))
    session.flush()
    audit.record(session, round_.county_id, actor, "negotiation.order", f"negotiation:{row.id}")
    return True


def differing(before: Version, after: Version) -> list[tuple[str, Label]]:
    """What a version changed of the one before: (how, which) with how one of added, taken_in, left_out, and so on."""
    was = {stored["key"]: stored for stored in before.lines}
    told: list[tuple[str, Label]] = []
    for stored in after.lines:
        old = was.get(stored["key"])
        if old is None:
            if stored["key"].startswith(OWN):
                told.append(("added", _label(stored)))
        elif old["on"] != stored["on"]:
            told.append(("taken_in" if stored["on"] else "left_out", _label(stored)))
        elif old["minutes"] != stored["minutes"]:
            told.append(("minutes", _label(stored)))
        elif stored["key"].startswith(OWN) and _label(old) != _label(stored):
            told.append(("renamed", _label(stored)))
    stayed = [stored["key"] for stored in after.lines if stored["key"] in was]
    if stayed != [key for key in was if key in set(stayed)]:
        told.append(("moved", Label()))
    return told


def _line(stored: dict[str, Any], known: dict[str, Proposed]) -> Line | None:
    found = known.get(stored["key"])
    if found is not None:
        return Line(found.item, on=stored["on"], minutes=stored["minutes"], waits=found.waits)
    if not stored["key"].startswith(OWN):
        return None
    return Line(Item(key=stored["key"], kind="own", heading=_label(stored)), on=stored["on"], minutes=stored["minutes"])


def _place_for(fresh: Line, lines: Sequence[Line]) -> int:
    """After the last of the same kind, else at the end."""
    same = [place for place, line in enumerate(lines) if line.item.kind == fresh.item.kind]
    return same[-1] + 1 if same else len(lines)


def _stored(line: Line) -> dict[str, Any]:
    heading = line.item.heading
    return {"key": line.key, "on": line.on, "minutes": line.minutes, "fi": heading.fi, "sv": heading.sv}


def _label(stored: dict[str, Any]) -> Label:
    return Label(fi=stored["fi"], sv=stored["sv"])


def _next_key(session: Session, negotiation_id: int | None) -> str:
    """A key that no item of the negotiation ever had: decisions of an item that was left out keep pointing at it."""
    keys = {stored["key"] for version in history(session, negotiation_id) for stored in version.lines}
    numbers = [int(key.removeprefix(OWN)) for key in keys if key.startswith(OWN)]
    return f"{OWN}{max(numbers, default=0) + 1}"


def _check(written: Collection[dict[str, Any]]) -> None:
    own = [stored for stored in written if stored["key"].startswith(OWN)]
    names = [name for stored in own for name in (stored["fi"], stored["sv"]) if name]
    unnamed = any(not (stored["fi"] or stored["sv"]) for stored in own)
    if unnamed or len(own) > MOST_OWN or any(len(name) > LONGEST for name in names):
        raise AgendaRefused


def renamed(line: Line, fi: str, sv: str) -> Line:
    """An own item under another name."""
    return replace(line, item=line.item.model_copy(update={"heading": Label(fi=fi or None, sv=sv or None)}))
