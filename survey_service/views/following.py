"""One organisation of a round: everything about it in one place, and all that can be done."""

from flask import Blueprint, render_template

from survey_service import deadlines, following, rounds
from survey_service.db import now
from survey_service.i18n import locale
from survey_service.services import services
from survey_service.views import access
from survey_service.views.access import me

blueprint = Blueprint("following", __name__, url_prefix="/kierrokset/<int:round_id>/vastaajat/<int:organisation_id>")
blueprint.before_request(access.required)


@blueprint.get("/")
def show(round_id: int, organisation_id: int) -> str:
    """How the organisation stands: its contacts, its mails, what is missing, and what has happened."""
    with services().db.reading() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        followed = following.of(session, round_, organisation_id, locale())
        deadline = deadlines.of(session, round_, organisation_id)
    return render_template(
        "staff/following.html",
        round=round_,
        followed=followed,
        row=followed.row,
        deadline=deadline,
        open=now() <= deadline,
    )
