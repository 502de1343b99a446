"""Copies what was answered last year into a field, when its button was pressed."""

from collections.abc import Sequence
from typing import Any

from flask import flash, request
from flask_babel import gettext

from questionnaires.model import AnyQuestion
from reports.response import CopyQuestion
from survey_service import answering, copies, i18n, last_year, responses
from survey_service.answering import Answering
from survey_service.last_year import LastYear
from survey_service.responses import SaveOutcome, Writer
from survey_service.views.opened import answer_link

ACT = "copy:"


def copied(
    session: Any, told: Answering, sound: Sequence[AnyQuestion], outcome: SaveOutcome, writer: Writer
) -> Answering:
    """Do what the button says, once the page itself is saved; gives how the response stands then."""
    question = _wanted(sound)
    if question is None or question.id in outcome.rivals or outcome.is_late:
        return told
    if not last_year.copy(session, responses.draft_of(session, told), told, question, writer):
        flash(gettext("It could not be copied as it is: it does not fit, or the field has an answer already."), "info")
        return told
    flash(gettext("Copied from last year. Please read it through, and change what is different now."), "success")
    return answering.behind(session, answer_link())


def in_words(last: LastYear, questions: Sequence[AnyQuestion]) -> dict[str, CopyQuestion]:
    """What was answered then to each of `questions`, in the reader's language but for the writer's own words."""
    return {
        question.id: copies.in_words(last.asked_as(question), answer.value, i18n.locale(), answer.language)
        for question in questions
        if (answer := last.answer_to(question)) is not None
    }


def _wanted(sound: Sequence[AnyQuestion]) -> AnyQuestion | None:
    act = request.form.get("act", "")
    return next((question for question in sound if act == ACT + question.id), None)
