"""Saying in which language an answer is written, where its words and its page do not agree."""

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from survey_service import answering, written_in
from survey_service.services import services
from survey_service.views.opened import answer_link, same_link_as_form

blueprint = Blueprint("languages", __name__)


@blueprint.post("/vastaus/kirjoitettu/<question_id>")
def say(question_id: str) -> Response:
    """Keep it, and go back to the answer."""
    with services().db.writing() as session:
        told = answering.behind(session, answer_link())
        same_link_as_form(told.whose)
        changed = written_in.say(session, told, question_id, request.form.get("written_in", ""))
    if changed:
        flash(gettext("The language of the answer is corrected."), "success")
    return redirect(url_for("respond.review", _anchor=f"a-{question_id}"), 303)
