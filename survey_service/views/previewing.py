"""The questionnaire as each audience sees it, every branch, in the respondent's own fields, with nothing to save."""

import io

from flask import Blueprint, Response, render_template, send_file

from questionnaires.model import AnyQuestion
from reports.response import response_pdf
from survey_service import blanks, previews, rounds
from survey_service.forms import form_for, part_of
from survey_service.i18n import Language
from survey_service.services import services
from survey_service.views import access
from survey_service.views.access import me

blueprint = Blueprint("previewing", __name__, url_prefix="/kierrokset/<int:round_id>/kysely/nakyma/<audience>")
blueprint.before_request(access.required)


@blueprint.get("/")
def show(round_id: int, audience: str) -> str:
    """All sections with their fields, conditions and instructions, as the audience sees them."""
    with services().db.reading() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        told = previews.seen_by(session, round_, audience)
    questions = [question for section in told.sections for question in section.questions_for(told.audience)]
    return render_template(
        "staff/questionnaire_seen.html",
        round=round_,
        told=told,
        audiences=previews.audiences(told.questionnaire),
        copy=blanks.blank(told),
        parts=_parts(questions),
    )


@blueprint.get("/kysely-<any(fi, sv):language>.pdf")
def pdf(round_id: int, audience: str, language: Language) -> Response:
    """The same as a PDF, in the language that is asked for."""
    with services().db.reading() as session:
        told = previews.seen_by(session, rounds.owned(session, round_id, me().county_id), audience)
    content = io.BytesIO(response_pdf(blanks.blank(told), language))
    name = f"kysely-{told.year}-{audience}-{language}.pdf"
    return send_file(content, mimetype="application/pdf", as_attachment=True, download_name=name)


def _parts(questions: list[AnyQuestion]) -> dict[str, object]:
    form = form_for(questions)()
    return {one.id: part_of(form, one) for one in questions}
