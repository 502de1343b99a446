"""Has the files looked at that came while the virus scanner was away, and takes an infected one out of its answer."""

import datetime

import structlog
from sqlmodel import Session, col, select

from questionnaires.values import VALUE, Upload
from survey_service import attachments, scanning
from survey_service.db import Database, now
from survey_service.models import Answer, AnswerRevision, Attachment, Response, ScanState
from survey_service.settings import Settings

FIRST_WAIT_S = 30.0
LONGEST_WAIT_S = 1800.0
GIVE_UP_AFTER = datetime.timedelta(days=7)

log = structlog.get_logger()


def look_again(db: Database, settings: Settings, attachment_id: int, turn: int) -> float | None:
    """Have one waiting file scanned. Gives the seconds after which to try again, None when that is over."""
    with db.reading() as session:
        row = session.get_one(Attachment, attachment_id)
    if row.scan != "waiting":
        return None
    verdict: ScanState = "none"
    try:
        # a scanner that is not in the settings any more will not come back
        if settings.clamd:
            with attachments.opened(settings.files_folder, row.key) as stream:
                verdict = scanning.scan(settings.clamd, stream)
    except (scanning.ScannerAway, OSError) as trouble:
        return _later(attachment_id, row.stored_at, turn, type(trouble).__name__)
    with db.writing() as session:
        session.get_one(Attachment, attachment_id).scan = verdict
        if verdict == "infected":
            _take_out(session, row)
    if verdict == "infected":
        log.warning("an infected file was removed", attachment=attachment_id)
        attachments.delete_bytes(settings.files_folder, row.key)
    return None


def given_up(stored_at: datetime.datetime) -> bool:
    """Whether a file has waited for so long that it is not tried any more."""
    return now() - stored_at > GIVE_UP_AFTER


def waiting(session: Session) -> list[int]:
    """The ids of the files that are still to be looked at."""
    since = now() - GIVE_UP_AFTER
    wanted = select(Attachment.id).where(Attachment.scan == "waiting", col(Attachment.stored_at) > since)
    return [attachment_id or 0 for attachment_id in session.exec(wanted)]


def _later(attachment_id: int, stored_at: datetime.datetime, turn: int, trouble: str) -> float | None:
    if given_up(stored_at):
        log.error("a file could not be scanned for days; it is not tried any more", attachment=attachment_id)
        return None
    log.warning("a file could not be scanned yet", attachment=attachment_id, trouble=trouble)
    return min(FIRST_WAIT_S * 2.0 ** min(turn - 1, 10), LONGEST_WAIT_S)


def _take_out(session: Session, file: Attachment) -> None:
    """Empty the answer that holds the file; it goes on telling which file that was, and why it is gone."""
    if file.response_id is None:
        return
    session.exec(select(Response).where(Response.id == file.response_id).with_for_update()).one()
    wanted = Answer.response_id == file.response_id, Answer.question_id == file.question_id
    answer = session.exec(select(Answer).where(*wanted)).first()
    value = VALUE.validate_python(answer.value) if answer else None
    if answer is None or not isinstance(value, Upload) or value.attachment != file.key:
        return
    answer.value = Upload(name=value.name, removed="infected").model_dump(mode="json")
    answer.version, answer.saved_at, answer.link_id = answer.version + 1, now(), None
    session.add(
        AnswerRevision(answer_id=answer.id or 0, version=answer.version, value=answer.value, saved_at=answer.saved_at)
    )
