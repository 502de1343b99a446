"""The advance material that the parties of a negotiation may fetch: a package, frozen when the team let it out."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlmodel import Session, col, select

from survey_service import audit, handovers, negotiations, parties, timetable
from survey_service.candidates import ChangedMeanwhile
from survey_service.db import now
from survey_service.errors import NotFound
from survey_service.models import Negotiation, ReleasedMaterial, Round, StaffMember


@dataclass(frozen=True)
class Released:
    """One package with who let it out."""

    row: ReleasedMaterial
    by: str


def history(session: Session, negotiation_id: int | None) -> list[Released]:
    """Every package of a negotiation that was let out, the newest first."""
    query = (
        select(ReleasedMaterial, StaffMember)
        .join(StaffMember, col(StaffMember.id) == col(ReleasedMaterial.staff_id))
        .where(ReleasedMaterial.negotiation_id == (negotiation_id or 0))
        .order_by(col(ReleasedMaterial.number).desc())
    )
    return [Released(row, by.title) for row, by in session.exec(query)]


def standing(session: Session, negotiation_id: int | None) -> ReleasedMaterial | None:
    """The package that the parties fetch: the newest, unless it was withdrawn."""
    newest = next(iter(history(session, negotiation_id)), None)
    return newest.row if newest and newest.row.withdrawn_at is None else None


def stored(folder: Path, content: bytes) -> tuple[str, Path]:
    """Keep the bytes of a package under a new key; delete them again when its row does not come about."""
    key = secrets.token_hex(16)
    path = place_of(folder, key)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return key, path


def release(
    session: Session,
    round_: Round,
    area_id: int,
    key: str,
    content: bytes,
    *,
    files: int,
    briefing_version: int,
    seen: int,
    staff_id: int,
    actor: str,
) -> ReleasedMaterial:
    """Let the parties fetch a package whose bytes lie under `key`.

    `seen` is the number of the last one that the form knew: raises ChangedMeanwhile when another was let out since.
    """
    row = negotiations.row_of(session, round_, area_id)
    last = next(iter(history(session, row.id)), None)
    number = last.row.number if last else 0
    if number != seen:
        raise ChangedMeanwhile
    made = ReleasedMaterial(
        negotiation_id=row.id or 0,
        number=number + 1,
        key=key,
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        files=files,
        briefing_version=briefing_version,
        staff_id=staff_id,
    )
    session.add(made)
    session.flush()
    audit.record(session, round_.county_id, actor, "negotiation.release_material", f"negotiation:{row.id}")
    for party in parties.of_negotiation(session, round_, area_id):
        handovers.note(
            session, round_, area_id, "material", party.name_fi, timetable.today(), staff_id=staff_id, actor=actor
        )
    return made


def withdraw(session: Session, round_: Round, area_id: int, number: int, *, actor: str) -> ReleasedMaterial:
    """Take a package back: nobody fetches it any more; NotFound for one that does not stand."""
    row = negotiations.row_of(session, round_, area_id)
    found = standing(session, row.id)
    if found is None or found.number != number:
        raise NotFound
    found.withdrawn_at, found.withdrawn_by = now(), actor
    session.add(found)
    session.flush()
    audit.record(session, round_.county_id, actor, "negotiation.withdraw_material", f"negotiation:{row.id}")
    return found


def of_round(session: Session, round_id: int) -> Sequence[ReleasedMaterial]:
    """Every package of the round's negotiations."""
    own = select(Negotiation.id).where(Negotiation.round_id == round_id)
    return session.exec(select(ReleasedMaterial).where(col(ReleasedMaterial.negotiation_id).in_(own))).all()


def place_of(folder: Path, key: str) -> Path:
    """Where a package lies in the archive folder."""
    return (folder / "material" / f"{key}.zip").absolute()
