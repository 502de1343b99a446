"""What the network says of the phenomena: choices, points and disagreement; and the agenda that follows from it."""

import io
from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, render_template, request, send_file
from werkzeug.wrappers import Response

from survey_service import (
    agendas,
    briefing_versions,
    briefings,
    named_before,
    networks,
    orders,
    rounds,
    selections,
    weighing,
)
from survey_service.formfields import whole
from survey_service.i18n import locale
from survey_service.services import services
from survey_service.views import access, sorting, words_of_weighing
from survey_service.views.access import me
from survey_service.weighing import Result

blueprint = Blueprint("choosing", __name__, url_prefix="/koosteet/<int:briefing_id>")
blueprint.before_request(access.required)

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@blueprint.get("/valinnat")
def show(briefing_id: int) -> str:
    """What the members say, of all networks or of one (`verkosto`), and what was confirmed from it."""
    network_id = whole(request.args.get("verkosto"))
    with services().db.reading() as session:
        stored, briefing = briefings.load(session, briefing_id, me().county_id)
        if network_id:
            networks.owned(session, network_id, me().county_id)
        everybody = selections.members(session, briefing_id)
        members = [one for one in everybody if network_id in (0, *one.networks)]
        results = weighing.results(members, [finding.id for finding in briefing.findings])
        confirmed = orders.history(session, briefing_id)
        versions = briefing_versions.of_round(session, stored.round_id)
        return render_template(
            "staff/choosing.html",
            round=rounds.owned(session, stored.round_id, me().county_id),
            briefing_id=briefing_id,
            by_id={finding.id: finding for finding in briefing.findings},
            shown=sorting.as_asked(
                results.values(), _columns({one.id: one.label.shown(locale())[0] for one in briefing.findings})
            ),
            results=results,
            members=members,
            weighed=weighing.weighed(members),
            waited_for=weighing.waited_for(members),
            networks=networks.of_county(session, me().county_id),
            network_id=network_id,
            confirmed=confirmed[0] if confirmed else None,
            earlier=confirmed[1:],
            history=selections.history(session, briefing_id),
            named=named_before.of(session, briefing_id, briefing),
            published=versions[0] if versions else None,
            elsewhere=selections.elsewhere(session, stored.round_id, briefing_id),
            purse=selections.PURSE,
            w=words_of_weighing,
        )


@blueprint.get("/asialista.docx")
def agenda(briefing_id: int) -> Response:
    """The agenda of a service area (`alue`) or of the whole county as a Word document, in the reader's language."""
    from reports.agenda import agenda_docx

    with services().db.reading() as session:
        stored, briefing = briefings.load(session, briefing_id, me().county_id)
        told = agendas.agenda(session, stored, briefing, locale(), whole(request.args.get("alue")))
    content = io.BytesIO(agenda_docx(told, locale()))
    name = f"asialista-{told.year}-{locale()}.docx"
    return send_file(content, mimetype=DOCX, as_attachment=True, download_name=name)


def _columns(names: Mapping[str, str]) -> dict[str, Callable[[Result], Any]]:
    """By what the results are sorted."""
    return {
        "ilmio": lambda one: names[one.phenomenon_id].casefold(),
        "neuvotteluun": lambda one: (one.to_negotiation, one.all_.total),
        "verkostoon": lambda one: one.all_.choices["network"],
        "ei_nyt": lambda one: one.all_.choices["not_now"],
        "pisteet": lambda one: one.all_.total,
        "erimielisyys": lambda one: one.disagreement,
    }
