"""What the organisations of a round show beside their answers, for the county's team."""

from flask import Blueprint, render_template

from reports.alphabet import place
from survey_service import indicators, rounds
from survey_service.i18n import locale
from survey_service.services import services
from survey_service.views import access
from survey_service.views.access import me

blueprint = Blueprint("chosen_indicators", __name__, url_prefix="/kierrokset/<int:round_id>/indikaattorit")
blueprint.before_request(access.required)


@blueprint.get("/")
def show(round_id: int) -> str:
    """The chosen indicators of each organisation that has sent its response, by name."""
    with services().db.reading() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        chosen = indicators.chosen(session, round_)
    chosen.sort(key=lambda one: place(one.organisation.in_language(locale())))
    return render_template("staff/chosen_indicators.html", round=round_, chosen=chosen)
