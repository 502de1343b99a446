"""What people tell a county about the service: kept, told of by mail, and answered within 14 days (306/2019)."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from survey_service import audit, limits
from survey_service.db import now
from survey_service.errors import NotFound, SurveyServiceError
from survey_service.jobs import Jobs
from survey_service.link_requests import NoAddress, tidy
from survey_service.models import County, Feedback

ANSWERED_WITHIN = datetime.timedelta(days=14)
TOLD_WITHIN = datetime.timedelta(days=5)
LONGEST = 5000
LONGEST_PAGE = 200


@dataclass(frozen=True)
class Written:
    """What somebody wrote. `email` is empty for who wants no answer, `page` the address of the page it is about."""

    words: str
    email: str
    language: str
    page: str


class WrittenWrong(SurveyServiceError):
    """What was written cannot be taken yet; `fields` are words, long, email or county."""

    status = 422

    def __init__(self, *fields: str) -> None:
        super().__init__()
        self.fields = fields


def give(session: Session, jobs: Jobs, county_id: int | None, written: Written, client: str) -> Feedback:
    """Keep what was written, and ask for the mail that tells the county. Raises WrittenWrong and limits.TooMany."""
    county = session.get(County, county_id) if county_id else None
    wrong = [] if written.words else ["words"]
    wrong += ["long"] if len(written.words) > LONGEST else []
    wrong += [] if _is_answerable(written.email) else ["email"]
    wrong += [] if county else ["county"]
    if wrong or county is None:
        raise WrittenWrong(*wrong)
    limits.note(session, (limits.FEEDBACK_OF_CLIENT, client))
    if written.email:
        limits.note(session, (limits.FEEDBACK_OF_ADDRESS, tidy(written.email)))
    given = Feedback(
        county_id=county.id or 0,
        words=written.words,
        email=written.email,
        language=written.language,
        page=written.page[:LONGEST_PAGE],
        answer_by=now() + ANSWERED_WITHIN,
    )
    session.add(given)
    session.flush()
    jobs.enqueue(session, "tell_feedback", given.id or 0)
    return given


def of_county(session: Session, county_id: int) -> Sequence[Feedback]:
    """What a county was told: first what waits for an answer, the most urgent first, then the answered."""
    found = session.exec(
        select(Feedback).where(Feedback.county_id == county_id).order_by(col(Feedback.answer_by))
    ).all()
    waiting = [one for one in found if one.answered_at is None]
    return [*waiting, *(one for one in reversed(found) if one.answered_at is not None)]


def mark_answered(session: Session, county_id: int, feedback_id: int, staff_id: int, *, actor: str) -> None:
    """Note that one was answered; who did it first, and when, stays. NotFound for another county's."""
    one = session.get(Feedback, feedback_id)
    if one is None or one.county_id != county_id:
        raise NotFound
    if one.answered_at is None:
        one.answered_at, one.answered_by = now(), staff_id
        audit.record(session, county_id, actor, "feedback.answer", f"feedback:{feedback_id}")


def untold(session: Session) -> Sequence[int]:
    """Those of which the county has had no mail yet, and which are young enough for one."""
    query = (
        select(Feedback.id)
        .join(County, col(County.id) == col(Feedback.county_id))
        .where(col(Feedback.told_at).is_(None), County.contact_email != "", Feedback.written_at > now() - TOLD_WITHIN)
    )
    return [id_ or 0 for id_ in session.exec(query)]


def _is_answerable(email: str) -> bool:
    try:
        return not email or bool(tidy(email))
    except NoAddress:
        return False
