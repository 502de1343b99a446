"""Submissions: a response frozen as it was sent. What comes after answering reads the one that stands, and no draft."""

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from sqlmodel import Session, col, select

from questionnaires.values import Value
from survey_service import attachments, audit, invitations, on_behalf, openness, saving, stored
from survey_service.db import now
from survey_service.errors import RoundClosed
from survey_service.jobs import Jobs
from survey_service.models import (
    Invitation,
    Organisation,
    Reopening,
    Response,
    Round,
    ScanState,
    Submission,
    SubmissionEnd,
)
from survey_service.openness import Openness
from survey_service.stored import StoredAnswer


@dataclass(frozen=True)
class Submitted:
    """One submission. It stands while `end` is empty; `answers` are by question id, `link_id` sent it."""

    id: int
    response_id: int
    number: int
    questionnaire_version: int
    submitted_at: datetime.datetime
    end: SubmissionEnd
    ended_at: datetime.datetime | None
    answers: Mapping[str, StoredAnswer]
    link_id: int | None = None

    @property
    def values(self) -> dict[str, Value]:
        """The values by question id."""
        return {question_id: answer.value for question_id, answer in self.answers.items()}

    def changed(self, answers: Mapping[str, StoredAnswer]) -> frozenset[str]:
        """The questions that `answers` answer in another way than this submission did."""
        return frozenset(
            question_id
            for question_id in {*self.answers, *answers}
            if _said(self.answers.get(question_id)) != _said(answers.get(question_id))
        )


def submit(session: Session, jobs: Jobs, response: Response, invitation_id: int, *, link_id: int | None) -> bool:
    """Submit a response, or what was reopened of it, and ask for the receipt mail.

    False, and nothing happens, when it stands submitted and nothing of it is reopened. Raises RoundClosed when the
    deadline has passed, or that of the reopening; what was submitted before stands then.
    """
    response = saving.locked(session, response)
    round_ = session.get_one(Round, response.round_id)
    opened = openness.of(session, response, round_, response.organisation_id)
    if opened.submitted and opened.reopened is None:
        return False
    if now() > opened.until:
        raise RoundClosed
    before = standing(session, response.id or 0)
    _end(session, before, opened, "replaced")
    submission = _frozen(session, response, opened, before, link_id)
    response.state, response.submitted_at = "submitted", submission.submitted_at
    invitations.send(session, jobs, session.get_one(Invitation, invitation_id), "receipt")
    audit.record(
        session, round_.county_id, on_behalf.actor(session, link_id), "response.submit", f"response:{response.id}"
    )
    return True


def take_back(session: Session, response: Response, *, link_id: int) -> bool:
    """Make a submitted response a draft again, with everything in it. False when it is one already.

    Raises RoundClosed after the deadline: what has been worked on since then does not change any more.
    """
    response = saving.locked(session, response)
    round_ = session.get_one(Round, response.round_id)
    opened = openness.of(session, response, round_, response.organisation_id)
    if not opened.submitted:
        return False
    if now() > opened.deadline:
        raise RoundClosed
    _end(session, standing(session, response.id or 0), opened, "taken_back")
    response.state, response.submitted_at, response.changed_at = "draft", None, now()
    audit.record(session, round_.county_id, f"link:{link_id}", "response.take_back", f"response:{response.id}")
    return True


def standing(session: Session, response_id: int) -> Submitted | None:
    """The submission that counts; None for what is only a draft."""
    return next((one for one in of_response(session, response_id) if not one.end), None)


def of_response(session: Session, response_id: int) -> list[Submitted]:
    """Every submission of a response, the newest first."""
    query = select(Submission).where(Submission.response_id == response_id)
    scans = attachments.scans(session, response_id)
    return [_told(row, scans) for row in session.exec(query.order_by(col(Submission.number).desc()))]


def taken_back_at(session: Session, response_ids: Collection[int]) -> dict[int, datetime.datetime]:
    """When responses that had been submitted were last taken back, by response id; without those that never were."""
    query = select(Submission).where(col(Submission.response_id).in_(response_ids), Submission.end == "taken_back")
    rows = session.exec(query.order_by(col(Submission.number)))
    return {row.response_id: row.ended_at for row in rows if row.ended_at is not None}


def of_round(session: Session, round_: Round) -> list[tuple[Organisation, Submitted]]:
    """The submission that counts of each organisation of the round that has one, by the organisation's key."""
    query = (
        select(Organisation, Submission)
        .join(Response, col(Response.organisation_id) == col(Organisation.id))
        .join(Submission, col(Submission.response_id) == col(Response.id))
        .where(Response.round_id == round_.id, Submission.end == "")
        .order_by(col(Organisation.key))
    )
    found = session.exec(query).all()
    scans = attachments.scans(session, *(row.response_id for _, row in found))
    return [(organisation, _told(row, scans)) for organisation, row in found]


def _end(session: Session, before: Submitted | None, opened: Openness, end: SubmissionEnd) -> None:
    if before is not None:
        row = session.get_one(Submission, before.id)
        row.end, row.ended_at = end, now()
    if opened.reopened is not None:
        session.get_one(Reopening, opened.reopened.id).ended_at = now()
    session.flush()


def _frozen(
    session: Session, response: Response, opened: Openness, before: Submitted | None, link_id: int | None
) -> Submission:
    earlier = of_response(session, response.id or 0)
    answers = opened.counting(stored.living(session, response.id or 0), before.answers if before else {})
    submission = Submission(
        response_id=response.id or 0,
        number=earlier[0].number + 1 if earlier else 1,
        questionnaire_version=session.get_one(Round, response.round_id).questionnaire_version,
        answers={question_id: answer.frozen() for question_id, answer in sorted(answers.items())},
        link_id=link_id,
    )
    session.add(submission)
    session.flush()
    return submission


def _said(answer: StoredAnswer | None) -> Value | None:
    # an emptied answer says as much as one that was never given
    return None if answer is None or answer.value.is_empty() else answer.value


def _told(row: Submission, scans: Mapping[str, ScanState]) -> Submitted:
    answers = {question_id: StoredAnswer.thawed(kept) for question_id, kept in row.answers.items()}
    return Submitted(
        id=row.id or 0,
        response_id=row.response_id,
        number=row.number,
        questionnaire_version=row.questionnaire_version,
        submitted_at=row.submitted_at,
        end=row.end,
        ended_at=row.ended_at,
        link_id=row.link_id,
        # a virus may be found in a file after it was sent: then there is no file any more
        answers={
            question_id: replace(answer, value=attachments.without_infected(answer.value, scans))
            for question_id, answer in answers.items()
        },
    )
