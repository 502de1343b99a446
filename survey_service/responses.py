"""Responses: what one organisation answers in one round, drafted by several people and submitted once."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from questionnaires.values import VALUE, Value
from survey_service import answering, attachments, audit, invitations, limits
from survey_service.answering import Answering
from survey_service.attachments import Sent
from survey_service.db import now
from survey_service.errors import NotAllowed, ResponseAlreadySubmitted, ResponseEmpty, RoundClosed
from survey_service.jobs import Jobs
from survey_service.models import Answer, AnswerRevision, Invitation, Organisation, Response, Round

__all__ = ["Conflict", "SaveOutcome", "answers", "open_draft", "save", "save_section", "submit"]

# no letter or digit that could be taken for another one when it is read aloud
REFERENCE_LETTERS = "ACDEFHJKLMNPRTUVWXY3479"


@dataclass(frozen=True)
class Conflict:
    """Somebody else saved another value to a question while this one was being written. Both are kept."""

    question_id: str
    theirs: Value


@dataclass(frozen=True)
class SaveOutcome:
    """What a save did: the questions that it changed, and those in which it met another's text."""

    changed: tuple[str, ...]
    conflicts: tuple[Conflict, ...]


def open_draft(session: Session, round_: Round, organisation: Organisation) -> Response:
    """The organisation's response in the round, made now when there is none."""
    found = answering.find(session, round_.id or 0, organisation.id or 0)
    if found is not None:
        return found
    response = Response(round_id=round_.id or 0, organisation_id=organisation.id or 0, reference=_reference(round_))
    try:
        with session.begin_nested():
            session.add(response)
    except IntegrityError:
        # a colleague's first save came in between; the draft is the same one
        found = answering.find(session, round_.id or 0, organisation.id or 0)
        assert found is not None
        return found
    return response


def answers(session: Session, response_id: int) -> dict[str, Value]:
    """The stored values of a response by question id."""
    return {question_id: answer.value for question_id, answer in answering.stored(session, response_id).items()}


def save(
    session: Session,
    response: Response,
    values: Mapping[str, Value],
    *,
    link_id: int | None,
    language: str,
    seen: Mapping[str, int],
) -> SaveOutcome:
    """Store what was changed. `seen` gives for each question the version that the writer had before them (0: none).

    A value that the writer did not touch never overwrites a newer one. Where both changed, the writer's value is
    stored and the other one stays as a revision and in the outcome. Raises ResponseAlreadySubmitted and RoundClosed.
    """
    response = _locked(session, response)
    if response.state == "submitted":
        raise ResponseAlreadySubmitted
    if now() > session.get_one(Round, response.round_id).deadline:
        raise RoundClosed
    rows = {row.question_id: row for row in session.exec(select(Answer).where(Answer.response_id == response.id))}
    changed: list[str] = []
    conflicts: list[Conflict] = []
    for question_id, value in values.items():
        row = rows.get(question_id)
        if not _is_new(session, row, value, seen.get(question_id, 0)):
            continue
        if row is not None and row.version > seen.get(question_id, 0):
            conflicts.append(Conflict(question_id, VALUE.validate_python(row.value)))
        _write(session, response, row, question_id, value, link_id, language)
        changed.append(question_id)
    if changed:
        response.changed_at = now()
    return SaveOutcome(tuple(changed), tuple(conflicts))


def save_section(
    session: Session,
    told: Answering,
    values: Mapping[str, Value],
    sent: Mapping[str, Sent],
    *,
    folder: Path,
    language: str,
    seen: Mapping[str, int],
) -> SaveOutcome:
    """`save` what was posted for the organisation of an opened link, files included; makes the draft at the first save.

    A value whose question is not among `seen` was not on the page, and is left alone. Raises limits.TooMany.
    """
    if told.state == "submitted":
        raise ResponseAlreadySubmitted
    if told.closed:
        raise RoundClosed
    limits.note(session, (limits.SAVES_OF_LINK, str(told.link_id)))
    if sent:
        limits.note(session, (limits.UPLOADS_OF_LINK, str(told.link_id)))
    shown = {question_id: value for question_id, value in values.items() if question_id in seen}
    if told.response_id is None and not sent and all(value.is_empty() for value in shown.values()):
        # a mail scanner that sends an empty form must not leave a draft behind
        return SaveOutcome((), ())
    response = draft_of(session, told)
    files = attachments.store_all(session, folder, response.id or 0, sent)
    return save(session, response, {**shown, **files}, link_id=told.link_id, language=language, seen=seen)


def draft_of(session: Session, told: Answering) -> Response:
    """The response of an opened link's organisation, made now when there is none."""
    round_ = session.get_one(Round, told.round_id)
    return open_draft(session, round_, session.get_one(Organisation, told.organisation_id))


def submit(session: Session, jobs: Jobs, response: Response, invitation_id: int, *, actor: str) -> bool:
    """Submit a response and ask for its receipt mail. False, and nothing happens, when it was submitted before.

    Raises RoundClosed after the deadline.
    """
    response = _locked(session, response)
    if response.state == "submitted":
        return False
    round_ = session.get_one(Round, response.round_id)
    if now() > round_.deadline:
        raise RoundClosed
    response.state, response.submitted_at = "submitted", now()
    invitations.send(session, jobs, session.get_one(Invitation, invitation_id), "receipt")
    audit.record(session, round_.county_id, actor, "response.submit", f"response:{response.id}")
    return True


def submit_for(session: Session, jobs: Jobs, told: Answering) -> bool:
    """`submit`, for the organisation of an opened link.

    A link to one section cannot (NotAllowed), nor can a response without any answer be submitted (ResponseEmpty).
    """
    if told.only is not None:
        raise NotAllowed
    if not told.written:
        raise ResponseEmpty
    return submit(session, jobs, draft_of(session, told), told.invitation_id, actor=f"link:{told.link_id}")


def _locked(session: Session, response: Response) -> Response:
    # saves of one response follow one another, so that a version is compared and raised in one piece
    query = select(Response).where(Response.id == response.id).with_for_update()
    return session.exec(query.execution_options(populate_existing=True)).one()


def _is_new(session: Session, row: Answer | None, value: Value, seen: int) -> bool:
    if row is None:
        return not value.is_empty()
    if VALUE.validate_python(row.value) == value:
        return False
    if row.version == seen:
        return True
    before = session.exec(
        select(AnswerRevision).where(AnswerRevision.answer_id == row.id, AnswerRevision.version == seen)
    ).first()
    return not value.is_empty() if before is None else VALUE.validate_python(before.value) != value


def _write(
    session: Session,
    response: Response,
    row: Answer | None,
    question_id: str,
    value: Value,
    link_id: int | None,
    language: str,
) -> None:
    row = row or Answer(response_id=response.id or 0, question_id=question_id, value={}, version=0)
    row.value, row.language, row.link_id = value.model_dump(mode="json"), language, link_id
    row.version, row.saved_at = row.version + 1, now()
    session.add(row)
    session.flush()
    session.add(
        AnswerRevision(
            answer_id=row.id or 0, version=row.version, value=row.value, saved_at=row.saved_at, link_id=link_id
        )
    )


def _reference(round_: Round) -> str:
    return f"{round_.year}-" + "".join(secrets.choice(REFERENCE_LETTERS) for _ in range(6))
