"""Archive packages of rounds: asked for by staff, made in the background, handed out, confirmed as received."""

import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import structlog
from sqlmodel import Session, col, select

from survey_service import audit, stages, submissions
from survey_service.db import Database, now
from survey_service.errors import NotFound, NothingToArchive, SurveyServiceError
from survey_service.jobs import Jobs
from survey_service.models import (
    Archive,
    BriefingVersion,
    Confidentiality,
    County,
    Response,
    Round,
    RunState,
    StoredBriefing,
    Submission,
)
from survey_service.records import contents, packing
from survey_service.records.bagging import Bag, digest_of

LONGEST_PLACE = 200
UNFINISHED: tuple[RunState, ...] = ("queued", "running")
Fault = Literal["where", "seen"]
log = structlog.get_logger()


class ReceiptRefused(SurveyServiceError):
    """A receipt cannot be as it was given; `faults` say why, in the order of the form."""

    status = 422

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(", ".join(faults))
        self.faults = tuple(faults)


def start(session: Session, jobs: Jobs, round_: Round, *, actor: str) -> Archive:
    """Ask for a package of the round; one that is on its way already is given back. Raises NothingToArchive."""
    # two clicks at once: the second waits here, and then finds what the first has made
    session.exec(select(Round.id).where(Round.id == round_.id).with_for_update()).one()
    underway = next((one for one in of_round(session, round_.id or 0) if one.state in UNFINISHED), None)
    if underway is not None:
        return underway
    if not submissions.of_round(session, round_):
        raise NothingToArchive
    archive = Archive(round_id=round_.id or 0, key=secrets.token_hex(16), by=actor)
    session.add(archive)
    session.flush()
    jobs.enqueue(session, "archive", archive.id or 0)
    audit.record(session, round_.county_id, actor, "archive.start", f"archive:{archive.id}")
    return archive


def of_round(session: Session, round_id: int) -> Sequence[Archive]:
    """The packages of a round, the newest first."""
    return session.exec(select(Archive).where(Archive.round_id == round_id).order_by(col(Archive.id).desc())).all()


def owned(session: Session, round_: Round, archive_id: int) -> Archive:
    """A package of the round; NotFound when there is none."""
    archive = session.get(Archive, archive_id)
    if archive is None or archive.round_id != round_.id:
        raise NotFound
    return archive


def unfinished(session: Session) -> list[int]:
    """The packages that are still to be made."""
    return [id_ or 0 for id_ in session.exec(select(Archive.id).where(col(Archive.state).in_(UNFINISHED)))]


def carry_out(db: Database, archive_folder: Path, files_folder: Path, archive_id: int) -> None:
    """Read, pack without a session, write down what was made. Doing it again makes the same bytes."""
    with db.writing() as session:
        archive = session.get_one(Archive, archive_id)
        if archive.state not in UNFINISHED:
            return
        archive.state = "running"
        round_ = session.get_one(Round, archive.round_id)
        folder = _folder(session, round_, archive)
        told = contents.of_round(session, round_, archive)
    try:
        file = place_of(archive_folder, archive)
        with Bag(file, folder, _info(told, archive)) as bag:
            packing.pack(told, bag, files_folder, stages.reporter(db, Archive, archive_id))
        size, sha256 = file.stat().st_size, digest_of(file)
    except Exception as trouble:
        # only its kind: a whole account would hold answers
        log.error("packing failed", archive=archive_id, error=type(trouble).__name__)
        abandon(db, archive_id)
        return
    with db.writing() as session:
        archive = session.get_one(Archive, archive_id)
        archive.state, archive.stage, archive.share, archive.finished_at = "finished", "", 1.0, now()
        archive.size, archive.sha256, archive.files = size, sha256, bag.files


def abandon(db: Database, archive_id: int) -> None:
    """Tell those who wait that a package will not be finished; one that has ended is left as it is."""
    with db.writing() as session:
        archive = session.get(Archive, archive_id)
        if archive is not None and archive.state in UNFINISHED:
            archive.state, archive.trouble, archive.finished_at = "failed", "unexpected", now()


def file_of(archive_folder: Path, archive: Archive) -> Path:
    """The finished package; NotFound while there is none, and when it is gone."""
    file = place_of(archive_folder, archive)
    if archive.state != "finished" or archive.erased_at or not file.is_file():
        raise NotFound
    return file


def place_of(archive_folder: Path, archive: Archive) -> Path:
    """Where the file of a package is, or will be."""
    return (archive_folder / f"{archive.key}.zip").absolute()


def confirm(session: Session, round_: Round, archive: Archive, where: str, *, seen: bool, actor: str) -> None:
    """Note that a person has the package where it is kept, and has checked it there. Raises ReceiptRefused.

    `seen` is the tick for that; a second confirmation changes nothing. NotFound for one that is not finished.
    """
    if archive.state != "finished" or archive.erased_at:
        raise NotFound
    faults: list[Fault] = [] if where and len(where) <= LONGEST_PLACE else ["where"]
    if not seen:
        faults.append("seen")
    if faults:
        raise ReceiptRefused(faults)
    if archive.received_at is None:
        archive.received_at, archive.received_by, archive.received_where = now(), actor, where
        audit.record(session, round_.county_id, actor, "archive.confirm", f"archive:{archive.id}")


def newer_than(session: Session, archive: Archive) -> bool:
    """Whether anything has come to the round, or was marked in it, after the package was made."""
    own = select(Response.id).where(Response.round_id == archive.round_id)
    made = archive.created_at
    sent = select(Submission.id).where(
        col(Submission.response_id).in_(own), (col(Submission.submitted_at) > made) | (col(Submission.ended_at) > made)
    )
    marked = select(Confidentiality.id).where(
        col(Confidentiality.response_id).in_(own),
        (col(Confidentiality.set_at) > made) | (col(Confidentiality.ended_at) > made),
    )
    briefed = select(StoredBriefing.id).where(
        StoredBriefing.round_id == archive.round_id, StoredBriefing.created_at > made
    )
    published = select(BriefingVersion.id).where(
        BriefingVersion.round_id == archive.round_id, BriefingVersion.at > made
    )
    return any(session.exec(query).first() is not None for query in (sent, marked, briefed, published))


def _folder(session: Session, round_: Round, archive: Archive) -> str:
    return f"ennakko-{session.get_one(County, round_.county_id).code}-{round_.year}-{archive.id}"


def _info(told: contents.Contents, archive: Archive) -> dict[str, str]:
    return {
        "Source-Organization": told.export.county.fi,
        "External-Description": f"Hytetu {told.export.year}: {told.export.theme.fi} / {told.export.theme.sv}",
        "External-Identifier": told.export.case_number,
        "Bagging-Date": archive.created_at.date().isoformat(),
        "Bag-Software-Agent": told.metadata["package"]["software"],
    }
