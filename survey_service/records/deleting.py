"""Deletes what is due, once, by a person's word: the rows, the files, and the packages that are kept here.

What stays is a `Deletion`: who, when, what kind, how many of what, on what basis, after which package.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Table
from sqlmodel import Session, SQLModel, col, select

from survey_service import attachments, audit, released_material
from survey_service.db import Database, now
from survey_service.errors import SurveyServiceError
from survey_service.i18n import FINLAND
from survey_service.models import Attachment, Deletion, Feedback, RecordKind, Response, Round
from survey_service.records import archives, retention
from survey_service.records.retention import Due, Hindrance
from survey_service.records.trees import delete_tree


class NotToBeDeleted(SurveyServiceError):
    """Something stands in the way of a deletion; `hindrance` says what, and is empty when there is nothing left."""

    status = 409

    def __init__(self, hindrance: Hindrance) -> None:
        super().__init__(hindrance)
        self.hindrance = hindrance


@dataclass(frozen=True)
class Leftover:
    """Files whose rows are gone: `delete_files` deletes them, once the transaction has committed."""

    attachments: tuple[str, ...] = ()
    packages: tuple[Path, ...] = ()


def delete(
    session: Session, county_id: int, kind: RecordKind, year: int, archive_folder: Path, *, actor: str
) -> tuple[Deletion, Leftover]:
    """Delete one kind of a year's records. Raises NotToBeDeleted."""
    # two admins at once: the second waits here, and then finds that nothing is left
    session.exec(select(Round.id).where(Round.county_id == county_id).order_by(col(Round.id)).with_for_update()).all()
    due = retention.of_year(session, county_id, kind, year)
    if due is None or due.hindrance:
        raise NotToBeDeleted(due.hindrance if due else "")
    leftover = _leftover(session, due, archive_folder)
    counts = _rows(session, county_id, due)
    done = Deletion(
        county_id=county_id,
        round_id=due.round_id,
        year=year,
        kind=kind,
        counts={name: count for name, count in sorted(counts.items()) if count},
        basis=due.basis,
        archive_sha256=due.archive.sha256 if due.archive else "",
        by=actor,
    )
    session.add(done)
    session.flush()
    audit.record(session, county_id, actor, f"records.delete_{kind}", f"deletion:{done.id} year:{year}")
    return done, leftover


def finish(db: Database, files_folder: Path, leftover: Leftover) -> None:
    """Delete the files that belonged to deleted rows, and what the database still holds of those in its own file."""
    for key in leftover.attachments:
        attachments.delete_bytes(files_folder, key)
    for package in leftover.packages:
        package.unlink(missing_ok=True)
    db.forget_deleted()


def _rows(session: Session, county_id: int, due: Due) -> Counter[str]:
    if due.round_id is None:
        return delete_tree(session, _table("feedback"), _feedback_of(session, county_id, due.year))
    counts: Counter[str] = Counter()
    for name in retention.TABLES[due.kind]:
        table = _table(name)
        ids = session.execute(select(table.c.id).where(table.c.round_id == due.round_id)).scalars().all()
        counts += delete_tree(session, table, ids)
    session.expire_all()
    return counts


def _leftover(session: Session, due: Due, archive_folder: Path) -> Leftover:
    if due.kind != "responses":
        return Leftover()
    own = select(Response.id).where(Response.round_id == due.round_id)
    keys = session.exec(select(Attachment.key).where(col(Attachment.response_id).in_(own))).all()
    packages = [one for one in archives.of_round(session, due.round_id or 0) if one.erased_at is None]
    for archive in packages:
        archive.erased_at = now()
    # what the parties were given of the negotiations holds their presentations, and goes with them
    given = released_material.of_round(session, due.round_id or 0)
    for released in given:
        released.withdrawn_at = released.withdrawn_at or now()
    session.flush()
    files = (
        *(archives.place_of(archive_folder, one) for one in packages),
        *(released_material.place_of(archive_folder, one.key) for one in given),
    )
    return Leftover(tuple(keys), files)


def _feedback_of(session: Session, county_id: int, year: int) -> Sequence[int]:
    rows = session.exec(select(Feedback).where(Feedback.county_id == county_id))
    return [row.id or 0 for row in rows if row.written_at.astimezone(FINLAND).year == year]


def _table(name: str) -> Table:
    return SQLModel.metadata.tables[name]
