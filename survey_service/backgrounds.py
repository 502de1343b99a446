"""Files and links beside a round or an organisation: plans, reports and accounts that answers build on."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlmodel import Session, col, select

from questionnaires.model import Text
from survey_service import attachments, audit, lineage
from survey_service.attachments import Received, StoredFile
from survey_service.errors import NotFound
from survey_service.jobs import Jobs
from survey_service.models import Attachment, Background, Organisation, Round


@dataclass(frozen=True)
class Written:
    """A background as it is written: a link, or a file that comes with it; `organisation_id` None is the round's."""

    title: str
    year: int | None
    url: str
    organisation_id: int | None


@dataclass(frozen=True)
class Told:
    """A background as a reader sees it; `file` is a file's name, `organisation` whose it is (None: the round's)."""

    background_id: int
    title: str
    year: int | None
    url: str
    file: str
    organisation: Text | None


def of_round(session: Session, round_: Round) -> list[Told]:
    """What stands beside the round and its organisations, the round's own first."""
    own = col(Background.round_id) == round_.id
    others = col(Background.organisation_id).in_(select(Organisation.id).where(lineage.in_round(round_)))
    return _told(session, own | others)


def of_organisation(session: Session, organisation_id: int) -> list[Told]:
    """What stands beside one organisation's answers."""
    return _told(session, col(Background.organisation_id) == organisation_id)


def seen_by(session: Session, round_id: int, organisation_id: int) -> list[Told]:
    """What an organisation that answers may read: the round's, and its own."""
    return _told(session, _for(round_id, organisation_id))


def add(
    session: Session, jobs: Jobs, round_: Round, written: Written, file: Received | None, *, actor: str
) -> Background:
    """Put a link or a file beside the round or one of its organisations; NotFound for another organisation."""
    if written.organisation_id is not None:
        place = select(Organisation.id).where(lineage.in_round(round_), Organisation.id == written.organisation_id)
        if session.exec(place).first() is None:
            raise NotFound
    row = Background(
        county_id=round_.county_id,
        round_id=round_.id if written.organisation_id is None else None,
        organisation_id=written.organisation_id,
        attachment_id=attachments.keep(session, jobs, file).id if file else None,
        title=written.title,
        year=written.year,
        url=written.url,
    )
    session.add(row)
    session.flush()
    audit.record(session, round_.county_id, actor, "background.add", f"background:{row.id} round:{round_.id}")
    return row


def remove(session: Session, round_: Round, background_id: int, *, actor: str) -> None:
    """Take a background away; NotFound when it is none of the round. The sweep deletes the bytes of its file."""
    row = _one(session, _of_county(round_), background_id)
    session.delete(row)
    session.flush()
    if row.attachment_id and (file := session.get(Attachment, row.attachment_id)):
        session.delete(file)
    audit.record(session, round_.county_id, actor, "background.remove", f"background:{background_id}")


def file_of(session: Session, folder: Path, round_: Round, background_id: int) -> StoredFile:
    """The file of a background of the round or its organisations, as `attachments.find`."""
    return _file(session, folder, _one(session, _of_county(round_), background_id))


def file_for(session: Session, folder: Path, round_id: int, organisation_id: int, background_id: int) -> StoredFile:
    """The same for one that the organisation may read."""
    return _file(session, folder, _one(session, _for(round_id, organisation_id), background_id))


def _for(round_id: int, organisation_id: int) -> Any:
    return (col(Background.round_id) == round_id) | (col(Background.organisation_id) == organisation_id)


def _of_county(round_: Round) -> Any:
    mine = col(Background.round_id).is_(None) | (col(Background.round_id) == round_.id)
    return (col(Background.county_id) == round_.county_id) & mine


def _one(session: Session, wanted: Any, background_id: int) -> Background:
    row = session.exec(select(Background).where(wanted, Background.id == background_id)).first()
    if row is None:
        raise NotFound
    return row


def _file(session: Session, folder: Path, row: Background) -> StoredFile:
    return attachments.handed_out(folder, session.get(Attachment, row.attachment_id) if row.attachment_id else None)


def _told(session: Session, wanted: Any) -> list[Told]:
    query = (
        select(Background, Attachment, Organisation)
        .join(Attachment, col(Attachment.id) == col(Background.attachment_id), isouter=True)
        .join(Organisation, col(Organisation.id) == col(Background.organisation_id), isouter=True)
        .where(wanted)
        .order_by(col(Background.organisation_id).is_not(None), col(Organisation.name_fi), col(Background.id))
    )
    return [
        Told(
            background_id=row.id or 0,
            title=row.title,
            year=row.year,
            url=row.url,
            file=file.name if file else "",
            organisation=Text(fi=whose.name_fi, sv=whose.name_sv) if whose else None,
        )
        for row, file, whose in session.exec(query)
    ]
