"""The map of the answers, with the same in a list: for the county's team alone, since no word on it is cleared."""

from flask import Blueprint, render_template, request

from survey_service import answer_map, audit, briefings, workbench
from survey_service.services import services
from survey_service.views import access
from survey_service.views.access import me

blueprint = Blueprint("answer_map", __name__, url_prefix="/koosteet/<int:briefing_id>/tyopoyta/kartta")
blueprint.before_request(access.required)


@blueprint.get("/")
def show(briefing_id: int) -> str:
    """Every segment as a point, near those that say alike; one phenomenon (`ilmio`) may stand out."""
    with services().db.reading() as session:
        bench = workbench.load(session, briefings.load(session, briefing_id, me().county_id)[0])
    audit.record_reading(services().db, me().county_id, me().email, "phenomenon.read", f"briefing:{briefing_id}")
    return render_template(
        "staff/answer_map.html",
        bench=bench,
        round=bench.round,
        briefing_id=briefing_id,
        map=answer_map.drawn(bench),
        chosen=request.args.get("ilmio", ""),
        wide=answer_map.WIDE,
        high=answer_map.HIGH,
    )
