"""The response of one organisation, as the county's team reads it."""

import io
from collections.abc import Sequence

from flask import Blueprint, render_template, request, send_file
from werkzeug.wrappers import Response

from questionnaires.model import AnyQuestion
from reports.response import CopyQuestion, response_pdf
from survey_service import attachments, audit, backgrounds, copies, papers, received, rounds
from survey_service.formfields import whole
from survey_service.i18n import locale
from survey_service.indicators import choosing
from survey_service.received import Received
from survey_service.records import marks, notes
from survey_service.services import services
from survey_service.views import access
from survey_service.views.access import me
from survey_service.views.downloads import saved_as

blueprint = Blueprint("received", __name__, url_prefix="/kierrokset/<int:round_id>/vastaukset/<int:organisation_id>")
blueprint.before_request(access.required)


@blueprint.get("/")
def show(round_id: int, organisation_id: int) -> str:
    """What the organisation has submitted."""
    with services().db.reading() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        response = received.of(session, round_, organisation_id, _number())
        materials = backgrounds.of_organisation(session, organisation_id)
        marked = marks.of_response(session, response.response_id)
        noted = notes.of_response(session, response.response_id)
        shown = choosing.shown(session, round_, organisation_id, response.submitted_at)
    _note("response.read", response.response_id)
    questions = [question for section in response.sections for question in response.questions(section)]
    worded = {
        question.id: copies.in_words(
            question, response.values.get(question.id), locale(), response.languages.get(question.id, "")
        )
        for question in questions
    }
    return render_template(
        "staff/received.html",
        round=round_,
        received=response,
        backgrounds=materials,
        worded=worded,
        earlier=_earlier(response, questions),
        marks=marked,
        noted=noted,
        shown=shown,
    )


@blueprint.get("/vastaus.pdf")
def pdf(round_id: int, organisation_id: int) -> Response:
    """The response as a PDF."""
    with services().db.reading() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        sent = received.sent_by(session, round_, organisation_id, _number())
        copy = papers.sent_of(session, sent, locale())
    _note("response.download", sent.response_id)
    content = io.BytesIO(response_pdf(copy, locale()))
    name = f"vastaus-{copy.reference}-{copy.number}.pdf"
    return send_file(content, mimetype="application/pdf", as_attachment=True, download_name=name)


@blueprint.get("/liite/<question_id>")
def attachment(round_id: int, organisation_id: int, question_id: str) -> Response:
    """The file that was given to a question, to save."""
    with services().db.reading() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        response = received.of(session, round_, organisation_id, _number())
        value = response.values.get(question_id)
        file = attachments.find(session, services().settings.files_folder, response.response_id, value)
    _note("attachment.download", response.response_id)
    return saved_as(file)


def _note(action: str, response_id: int) -> None:
    """That somebody of the county has read an answer (laki 906/2019, 17 §)."""
    audit.record_reading(services().db, me().county_id, me().email, action, f"response:{response_id}")


def _number() -> int | None:
    """Which submission is asked for; None: the one that counts."""
    return whole(request.args.get("versio")) or None


def _earlier(response: Received, questions: Sequence[AnyQuestion]) -> dict[str, CopyQuestion]:
    """How the changed questions were answered before, where that may be read."""
    if response.before is None:
        return {}
    answers = response.before.answers
    changed = (question for question in questions if question.id in response.changed)
    return {question.id: copies.told_of(question, answers.get(question.id), locale()) for question in changed}
