"""What a script of the respondent's pages is answered: the same as a page tells, as JSON."""

from collections.abc import Mapping, Sequence

from flask import jsonify, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from questionnaires.model import Section
from questionnaires.values import Value
from survey_service import i18n
from survey_service.answering import Answering
from survey_service.db import now
from survey_service.forms import NO_QUESTION, Mistake
from survey_service.progress import progress
from survey_service.responses import SaveOutcome
from survey_service.views.beside import beside_each
from survey_service.views.late import told_late

LATE = {"submitted": "response_already_submitted", "closed": "round_closed"}


def wanted() -> bool:
    """Whether the request asks for JSON rather than a page."""
    return request.accept_mimetypes.best_match(["text/html", "application/json"]) == "application/json"


def saved(
    told: Answering,
    section: Section,
    values: Mapping[str, Value],
    seen: Mapping[str, int],
    wrong: Sequence[Mistake],
    outcome: SaveOutcome,
) -> AnyResponse:
    """That the section's questions among `seen` were saved, those in `wrong` excepted, and how all stand now.

    A text that came too late to be sent is kept all the same; `trouble` and `message` tell it.
    """
    posted = [question for question in section.questions_for(told.audience) if question.id in seen]
    late = LATE[outcome.too_late] if outcome.is_late else None
    besides = beside_each(told, posted)
    answer = jsonify(
        saved=i18n.clock(now()),
        versions={question.id: _version(told, question.id, values, seen, outcome) for question in posted},
        wrong={mistake.field_id: mistake.message for mistake in wrong if mistake.question_id in {NO_QUESTION, *seen}},
        beside={question_id: beside.html(told) for question_id, beside in besides.items()},
        asked=told.asked(section),
        rivals=[question_id for question_id, beside in besides.items() if beside.rivals],
        sections={one.id: _state(told, one) for one in told.sections},
        trouble=late,
        message=". ".join(told_late(told, outcome.too_late)) if late else None,
    )
    answer.status_code = 409 if late else 200
    return answer


def _state(told: Answering, section: Section) -> str:
    return render_template("respond/_state.html", part=progress(section, told.states, told.values))


def trouble(code: str, message: str, status: int) -> tuple[AnyResponse, int]:
    """That nothing was saved, and why, in the reader's language."""
    return jsonify(trouble=code, message=message), status


def _version(
    told: Answering, question_id: str, values: Mapping[str, Value], seen: Mapping[str, int], outcome: SaveOutcome
) -> int:
    # a newer text of somebody else's has not been read here: the next save must still meet it
    stored = told.answers.get(question_id)
    if stored is None:
        return seen[question_id]
    ours = question_id in outcome.changed or values.get(question_id) == stored.value
    return stored.version if ours else seen[question_id]
