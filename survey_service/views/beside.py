"""What stands beside each question of a section: when it was saved last, and what a reader should know of it."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from flask import render_template

from questionnaires.model import AnyQuestion
from reports.response import CopyQuestion
from survey_service import copies, i18n
from survey_service.answering import Answering
from survey_service.responses import SaveOutcome


@dataclass(frozen=True)
class Beside:
    """What the page tells beside one question. `theirs` is another's text that a save has just met."""

    question: AnyQuestion
    saved_at: datetime.datetime | None = None
    theirs: CopyQuestion | None = None

    def html(self, told: Answering) -> str:
        """The fragment of the page."""
        return render_template("respond/_beside.html", beside=self, told=told)


def beside_each(told: Answering, questions: Iterable[AnyQuestion], outcome: SaveOutcome) -> dict[str, Beside]:
    """What stands beside each of `questions` as `told` knows it, after a save that ended as `outcome`."""
    theirs = {conflict.question_id: conflict.theirs for conflict in outcome.conflicts}
    return {
        question.id: Beside(
            question=question,
            saved_at=told.answers[question.id].saved_at if question.id in told.answers else None,
            theirs=copies.in_words(question, theirs[question.id], i18n.locale()) if question.id in theirs else None,
        )
        for question in questions
    }
