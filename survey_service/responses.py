"""Responses: what one organisation answers in one round, drafted by several people and submitted once."""

import secrets
from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from questionnaires.model import AnyQuestion
from questionnaires.values import Value
from survey_service import answering, attachments, limits, members, rivals, stored, submissions
from survey_service.answering import Answering
from survey_service.attachments import Received
from survey_service.errors import NotAllowed, ResponseEmpty
from survey_service.jobs import Jobs
from survey_service.members import Addition
from survey_service.models import Organisation, Response, Round
from survey_service.rivals import Choice, decide
from survey_service.saving import SaveOutcome, Verdict, Writer, locked, save, undecided

__all__ = [
    "SaveOutcome",
    "Verdict",
    "Writer",
    "answers",
    "decide",
    "open_draft",
    "save",
    "save_section",
    "submit_for",
    "take_back_for",
    "undecided",
]

# no letter or digit that could be taken for another one when it is read aloud
REFERENCE_LETTERS = "ACDEFHJKLMNPRTUVWXY3479"


def open_draft(session: Session, round_: Round, organisation: Organisation, share_id: int | None = None) -> Response:
    """The organisation's response in the round, or a member's beside it; made now when there is none."""
    place = round_.id or 0, organisation.id or 0, share_id
    found = answering.find(session, *place)
    if found is not None:
        return found
    response = Response(round_id=place[0], organisation_id=place[1], share_id=share_id, reference=_reference(round_))
    try:
        with session.begin_nested():
            session.add(response)
    except IntegrityError:
        # a colleague's first save came in between; the draft is the same one
        found = answering.find(session, *place)
        assert found is not None
        return found
    return response


def answers(session: Session, response_id: int) -> dict[str, Value]:
    """The stored values of a response by question id."""
    return {question_id: answer.value for question_id, answer in stored.living(session, response_id).items()}


def save_section(
    session: Session,
    jobs: Jobs,
    told: Answering,
    values: Mapping[str, Value],
    files: Mapping[str, Received],
    *,
    writer: Writer,
    seen: Mapping[str, int],
    choice: Choice | Addition | None = None,
) -> SaveOutcome:
    """`save` what was posted through an opened link, files included; makes the draft at the first save.

    A value whose question is not among `seen` was not on the page, and is left alone. With a `choice` between two
    texts, or of a member's to add, what the page held is saved first, and then it is done. Raises limits.TooMany.
    """
    limits.note(session, (limits.SAVES_OF_LINK, str(told.link_id)))
    if files:
        limits.note(session, (limits.UPLOADS_OF_LINK, str(told.link_id)))
    shown = {question_id: value for question_id, value in values.items() if question_id in seen}
    if not (told.response_id or files or choice) and all(value.is_empty() for value in shown.values()):
        # a mail scanner that sends an empty form must not leave a draft behind
        return SaveOutcome()
    response = locked(session, draft_of(session, told))
    # compared before the page's own texts change what it compares with
    stale = isinstance(choice, Choice) and rivals.is_stale(session, response, choice, writer.page)
    given = {
        question_id: attachments.attach(session, jobs, response.id or 0, question_id, file)
        for question_id, file in files.items()
    }
    outcome = save(session, response, {**shown, **given}, writer, seen)
    if choice is None:
        return outcome
    if isinstance(choice, Addition):
        return replace(outcome, verdict=members.add(session, response, choice, _open_to(told), writer))
    verdict = rivals.act(session, response, choice, _open_to(told), writer, stale=stale)
    met = tuple(met for met in outcome.rivals if (met, "done") != (verdict.question_id, verdict.result))
    return replace(outcome, rivals=met, verdict=verdict)


def draft_of(session: Session, told: Answering) -> Response:
    """The response that an opened link writes in, made now when there is none."""
    round_ = session.get_one(Round, told.round_id)
    return open_draft(session, round_, session.get_one(Organisation, told.organisation_id), told.member_id)


def _open_to(told: Answering) -> list[AnyQuestion]:
    return [question for section in told.sections for question in section.questions_for(told.audience)]


def take_back_for(session: Session, told: Answering, number: int) -> bool:
    """Take back what the organisation of an opened link sent; only the contact's own link can (else NotAllowed).

    False, and nothing happens, when what stands is not the submission of this `number`.
    """
    if not told.is_contact:
        raise NotAllowed
    if told.sent is None or told.sent.number != number:
        return False
    return submissions.take_back(session, draft_of(session, told), link_id=told.link_id)


def submit_for(session: Session, jobs: Jobs, told: Answering) -> bool:
    """Submit for the organisation of an opened link.

    Only the contact's own link can (else NotAllowed), and only with an answer (else ResponseEmpty).
    """
    if told.share is not None:
        raise NotAllowed
    if not told.written:
        raise ResponseEmpty
    return submissions.submit(session, jobs, draft_of(session, told), told.invitation_id, link_id=told.link_id)


def _reference(round_: Round) -> str:
    return f"{round_.year}-" + "".join(secrets.choice(REFERENCE_LETTERS) for _ in range(6))
