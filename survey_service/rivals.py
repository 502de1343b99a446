"""Texts that stand beside an answer because two wrote at once: a person decides between them, nothing else does."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from sqlmodel import Session

from questionnaires.model import AnyQuestion
from questionnaires.values import VALUE, Value
from survey_service import joining, openness, saving
from survey_service.db import now
from survey_service.models import Answer, Response, Rival
from survey_service.saving import Verdict, Writer

How = Literal["keep", "take", "join"]
HOWS: tuple[How, ...] = get_args(How)


@dataclass(frozen=True)
class Choice:
    """What a person chose: keep the answer, take the rival's value instead, or join both.

    The versions are those that the person saw; `seen_answer` 0: there was no answer.
    """

    rival_id: int
    how: How
    seen_answer: int
    seen_rival: int


def is_stale(session: Session, response: Response, choice: Choice, page: str = "") -> bool:
    """Whether the answer or the rival has changed, or was decided on, since the person saw the two on `page`.

    What the page itself has changed since is known to the person.
    """
    rival = _rival(session, response, choice)
    if rival is None or rival.decided_at is not None:
        return True
    row = _answer(session, response, rival.question_id)
    seen = (row.version if row else 0) == choice.seen_answer or (row is not None and row.writer == page != "")
    return not (seen and (rival.version == choice.seen_rival or rival.writer == page))


def decide(
    session: Session, response: Response, choice: Choice, questions: Sequence[AnyQuestion], writer: Writer
) -> Verdict:
    """Do as chosen, on one of `questions`, when nothing changed since the person looked.

    What is displaced stays among the revisions of the answer, and the rival as it was decided on.
    """
    response = saving.locked(session, response)
    return act(session, response, choice, questions, writer, stale=is_stale(session, response, choice, writer.page))


def act(
    session: Session,
    response: Response,
    choice: Choice,
    questions: Sequence[AnyQuestion],
    writer: Writer,
    *,
    stale: bool,
) -> Verdict:
    """`decide` for a response that is locked, and when it is known whether the person saw its texts as they were."""
    rival = _rival(session, response, choice)
    question = next((one for one in questions if rival is not None and one.id == rival.question_id), None)
    if rival is None or question is None:
        return Verdict("stale")
    if openness.of_response(session, response).is_shut(question.id):
        return Verdict("submitted", question.id)
    if stale:
        return Verdict("stale", question.id)
    row = _answer(session, response, question.id)
    value = _chosen(question, row, rival, choice.how)
    if value is None:
        return Verdict("too_much", question.id)
    if choice.how != "keep":
        # a text that is taken as it stands remains its writer's
        author = (
            writer
            if choice.how == "join"
            else Writer(rival.link_id, writer.page, rival.language, rival.questionnaire_version)
        )
        saving.write(session, response, row, question.id, value, author)
        saving.settle(session, response, question.id, value)
        response.changed_at = now()
    rival.decided_at, rival.decided_by = now(), writer.link_id
    session.flush()
    return Verdict("done", question.id)


def _chosen(question: AnyQuestion, row: Answer | None, rival: Rival, how: How) -> Value | None:
    theirs = VALUE.validate_python(rival.value)
    return joining.together(question, saving.value_of(row), theirs) if how == "join" else theirs


def _rival(session: Session, response: Response, choice: Choice) -> Rival | None:
    rival = session.get(Rival, choice.rival_id, populate_existing=True)
    return rival if rival is not None and rival.response_id == response.id else None


def _answer(session: Session, response: Response, question_id: str) -> Answer | None:
    return next((row for row in saving.answers_of(session, response) if row.question_id == question_id), None)
