"""What stands beside each question of a section: when it was saved last, and what a reader should know of it."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from flask import render_template

from questionnaires.model import AnyQuestion
from reports.response import CopyQuestion
from survey_service import copies, i18n
from survey_service.answering import Answering


@dataclass(frozen=True)
class Beside:
    """What the page tells beside one question. `stored` is its answer, `rivals` what others wrote at the same time."""

    question: AnyQuestion
    saved_at: datetime.datetime | None = None
    stored: CopyQuestion | None = None
    rivals: tuple[CopyQuestion, ...] = ()

    def html(self, told: Answering) -> str:
        """The fragment of the page."""
        return render_template("respond/_beside.html", beside=self, told=told)


def beside_each(told: Answering, questions: Iterable[AnyQuestion]) -> dict[str, Beside]:
    """What stands beside each of `questions` as `told` knows it."""
    return {question.id: _beside(told, question) for question in questions}


def _beside(told: Answering, question: AnyQuestion) -> Beside:
    stored = told.answers.get(question.id)
    rivals = [rival for rival in told.rivals if rival.question_id == question.id]
    return Beside(
        question=question,
        saved_at=stored.saved_at if stored else None,
        stored=copies.in_words(question, stored.value, i18n.locale()) if stored and rivals else None,
        rivals=tuple(copies.in_words(question, rival.value, i18n.locale()) for rival in rivals),
    )
