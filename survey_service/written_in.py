"""In which language an answer is written: its page's, unless its words are plainly in the other or a person says so."""

from collections.abc import Sequence
from typing import get_args

from sqlmodel import Session, select

from questionnaires.model import Language
from survey_service import saving
from survey_service.answering import Answering
from survey_service.errors import NotFound
from survey_service.models import Answer, Response

LANGUAGES: tuple[Language, ...] = get_args(Language)


def note_found(session: Session, response_id: int, question_id: str, version: int, texts: Sequence[str]) -> None:
    """Look into the texts of one version of an answer; what a person has said about it stays."""
    # the detector is for the worker alone
    from synthesis.languages.detection import detect

    query = select(Answer).where(Answer.response_id == response_id, Answer.question_id == question_id)
    answer = session.exec(query.with_for_update()).first()
    if answer is None or answer.version != version or answer.language_from == "said":
        return
    inherited: Language = "sv" if answer.language == "sv" else "fi"
    found = detect(" ".join(texts), inherited=inherited)
    if found in LANGUAGES and found != inherited:
        answer.language, answer.language_from = found, "found"


def say(session: Session, told: Answering, question_id: str, language: str) -> bool:
    """Keep what a person says about the language of an answer. False, and nothing is kept, when that was known.

    NotFound for a question that cannot be changed with the link, or that has no answer, or for another language.
    """
    sections = [section for section in told.sections if told.may_change(section)]
    asked = {question.id for section in sections for question in told.questions(section)}
    if language not in LANGUAGES or question_id not in asked or told.response_id is None:
        raise NotFound
    response = saving.locked(session, session.get_one(Response, told.response_id))
    answer = next((row for row in saving.answers_of(session, response) if row.question_id == question_id), None)
    if answer is None:
        raise NotFound
    if answer.language == language:
        return False
    answer.language, answer.language_from = language, "said"
    return True
