"""What people have written about the service, for the county's staff."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from survey_service import feedback
from survey_service.db import now
from survey_service.services import services
from survey_service.views import access
from survey_service.views.access import me, sending

blueprint = Blueprint("feedback_received", __name__, url_prefix="/palautteet")
blueprint.before_request(access.required)


@blueprint.get("/")
def index() -> str:
    """What waits for an answer, what is late, and what has been answered."""
    with services().db.reading() as session:
        given = feedback.of_county(session, me().county_id)
    return render_template("staff/feedback.html", given=given, now=now())


@blueprint.post("/<int:feedback_id>/vastattu")
@sending
def answered(feedback_id: int) -> Response:
    """Mark one as answered."""
    with services().db.writing() as session:
        feedback.mark_answered(session, me().county_id, feedback_id, me().staff_id, actor=me().email)
    flash(gettext("The feedback is marked as answered."), "success")
    return redirect(url_for("staff.feedback_received.index"), 303)
