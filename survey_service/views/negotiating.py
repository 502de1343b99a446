"""What negotiators open: the briefings of the rounds that they were given, as the network reads them."""

import io

from flask import Blueprint, Response, render_template, send_file, url_for

from reports.briefing import Briefing
from reports.files import Kind, to_file
from reports.html import anchors, to_fragment
from survey_service import accounts, audit, briefings, rounds
from survey_service.errors import NotFound
from survey_service.i18n import locale
from survey_service.services import services
from survey_service.views import access
from survey_service.views.access import me
from survey_service.views.briefings import KINDS, pictured

blueprint = Blueprint("negotiating", __name__, url_prefix="/neuvottelu")
blueprint.before_request(access.required)


@blueprint.get("/")
def index() -> str:
    """The rounds that one was given."""
    with services().db.reading() as session:
        given = set(accounts.rounds_read(session, me().staff_id))
        every = rounds.of_county(session, me().county_id)
        found = [one for one in every if me().is_staff() or one.id in given]
        shown = [(one, rounds.questionnaire_of(one), briefings.latest(session, one.id or 0)) for one in found]
    return render_template("staff/negotiating.html", rounds=shown)


@blueprint.get("/<int:round_id>/")
def show(round_id: int) -> str:
    """The newest briefing of a round, without the words in which people could be recognised."""
    briefing = _briefing(round_id)

    def address(name: str) -> str | None:
        kind, _, rest = name.partition("-")
        return url_for("staff.negotiating.drawn", round_id=round_id, name=rest) if kind == "picture" else anchors(name)

    part = to_fragment(briefing, locale(), address)
    return render_template(
        "staff/negotiators_briefing.html", round_id=round_id, briefing=briefing, part=part, kinds=KINDS
    )


@blueprint.get("/<int:round_id>/lataa/<any(pdf, docx, pptx, xlsx, html, json):kind>")
def download(round_id: int, kind: Kind) -> Response:
    """The same as a file."""
    briefing = _briefing(round_id)
    content = io.BytesIO(to_file(briefing, kind, locale()))
    audit.record_reading(services().db, me().county_id, me().email, "briefing.download", f"round:{round_id}")
    name = f"ilmiokooste-{briefing.year}-{locale()}.{kind}"
    return send_file(content, mimetype=KINDS[kind], as_attachment=True, download_name=name)


@blueprint.get("/<int:round_id>/kuvat/<any(heat, flow, strips):name>.svg")
def drawn(round_id: int, name: str) -> Response:
    """A picture of the briefing's page."""
    return pictured(_briefing(round_id), name)


def _briefing(round_id: int) -> Briefing:
    """NotFound for a round that a negotiator was not given, or that has no briefing yet.

    Who sees the county's rounds anyhow may look how they see it.
    """
    with services().db.reading() as session:
        rounds.owned(session, round_id, me().county_id)
        if not me().is_staff() and round_id not in accounts.rounds_read(session, me().staff_id):
            raise NotFound
        found = briefings.latest(session, round_id)
    if found is None:
        raise NotFound
    return found[1].for_network()
