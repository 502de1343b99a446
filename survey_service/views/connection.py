"""Whether the link is still open in this browser, for the scripts of pages that have been open for long."""

from flask import Blueprint, jsonify
from flask_wtf.csrf import generate_csrf
from werkzeug.wrappers import Response as AnyResponse

from survey_service import answering
from survey_service.services import services
from survey_service.views.opened import answer_link

blueprint = Blueprint("connection", __name__)


@blueprint.get("/vastaus/yhteys")
def tell() -> AnyResponse:
    """For whom the link is open, and the key that the forms of this browser carry now."""
    with services().db.reading() as session:
        told = answering.behind(session, answer_link())
    return jsonify(whose=told.whose, csrf_token=generate_csrf())
