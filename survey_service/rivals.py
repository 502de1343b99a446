"""Texts that stand beside an answer because two wrote at once: a person decides between them, nothing else does."""

from dataclasses import dataclass
from typing import Literal, get_args

from sqlmodel import Session

from questionnaires.model import AnyQuestion
from questionnaires.values import VALUE, Value
from survey_service import joining, saving
from survey_service.db import now
from survey_service.errors import NotFound
from survey_service.models import Answer, Response, Rival
from survey_service.saving import Writer

How = Literal["keep", "take", "join"]
HOWS: tuple[How, ...] = get_args(How)
Decided = Literal["done", "stale", "too_much", "submitted"]


@dataclass(frozen=True)
class Choice:
    """What a person chose: keep the answer, take the rival's value instead, or join both.

    The versions are those that the person saw; `seen_answer` 0: there was no answer.
    """

    rival_id: int
    how: How
    seen_answer: int
    seen_rival: int


def is_stale(session: Session, response: Response, choice: Choice) -> bool:
    """Whether the answer or the rival has changed, or was decided on, since the person saw the two."""
    rival = _rival(session, response, choice.rival_id)
    row = _answer(session, response, rival.question_id)
    versions = (row.version if row else 0, rival.version)
    return rival.decided_at is not None or versions != (choice.seen_answer, choice.seen_rival)


def decide(session: Session, response: Response, choice: Choice, question: AnyQuestion, writer: Writer) -> Decided:
    """Do as chosen. NotFound for a rival of another response or question.

    `stale`: something changed since the person looked; `too_much`: both together are more than the question takes, or
    cannot stand together; `submitted`: the response was sent. In all three nothing is changed. What is displaced stays
    among the revisions of the answer, and the rival as it was decided on.
    """
    response = saving.locked(session, response)
    rival = _rival(session, response, choice.rival_id)
    if rival.question_id != question.id:
        raise NotFound
    if response.state == "submitted":
        return "submitted"
    if is_stale(session, response, choice):
        return "stale"
    row = _answer(session, response, rival.question_id)
    if choice.how != "keep":
        value = _chosen(question, row, rival, choice.how)
        if value is None:
            return "too_much"
        # a text that is taken as it stands remains its writer's
        author = writer if choice.how == "join" else Writer(rival.link_id, writer.page, rival.language)
        saving.write(session, response, row, question.id, value, author)
        saving.settle(session, response, question.id, value)
        response.changed_at = now()
    rival.decided_at, rival.decided_by = now(), writer.link_id
    session.flush()
    return "done"


def _chosen(question: AnyQuestion, row: Answer | None, rival: Rival, how: How) -> Value | None:
    theirs = VALUE.validate_python(rival.value)
    if how == "take" or row is None:
        return theirs
    both = joining.joined(question, VALUE.validate_python(row.value), theirs)
    return both if both is not None and joining.fits(question, both) else None


def _rival(session: Session, response: Response, rival_id: int) -> Rival:
    rival = session.get(Rival, rival_id, populate_existing=True)
    if rival is None or rival.response_id != response.id:
        raise NotFound
    return rival


def _answer(session: Session, response: Response, question_id: str) -> Answer | None:
    return next((row for row in saving.answers_of(session, response) if row.question_id == question_id), None)
