"""The agenda of a negotiation: read and printed, put in order, and taken as a file."""

import io
from itertools import pairwise

from flask import Blueprint, flash, redirect, render_template, request, send_file, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from questionnaires.model import Language
from reports.briefing import Label
from survey_service import agenda_orders, agendas, rounds, selections
from survey_service.agenda_orders import AgendaRefused, Version
from survey_service.agendas import Arranged
from survey_service.candidates import ChangedMeanwhile
from survey_service.i18n import locale
from survey_service.services import services
from survey_service.views import access, agendaforms
from survey_service.views.access import arranging, me
from survey_service.views.agendaforms import Filled

blueprint = Blueprint("agendas", __name__, url_prefix="/kierrokset/<int:round_id>/neuvottelut/<int:area_id>")
blueprint.before_request(access.required)

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}
Page = str | tuple[str, int] | Response


@blueprint.get("/asialista/")
def show(round_id: int, area_id: int) -> Page:
    """The agenda as it stands, to read and to print."""
    with services().db.reading() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        found = agendas.arranged(session, round_, locale(), area_id)
        told = agendas.told(session, round_, locale(), found)
        confirmed = agendas.ready(session, round_id) is not None
        chosen_from = selections.chosen_from(session, round_id)
    return render_template(
        "staff/agenda.html",
        round=round_,
        meeting=found.meeting,
        found=found,
        agenda=told,
        confirmed=confirmed,
        chosen_from=chosen_from.id if chosen_from else None,
    )


@blueprint.get("/asialista/jarjestys")
@arranging
def ask(round_id: int, area_id: int) -> Page:
    """What could be on it, with places, minutes and own items."""
    return _page(round_id, area_id)


@blueprint.post("/asialista/jarjestys")
@arranging
def arrange(round_id: int, area_id: int) -> Page:
    """Move one item in what is shown, or save the agenda."""
    found = _found(round_id, area_id)
    filled = agendaforms.read(request.form, found)
    if "move" in request.form:
        return _page(round_id, area_id, filled.moved(request.form["move"]))
    if filled.errors:
        return _page(round_id, area_id, filled), 422
    try:
        with services().db.writing() as session:
            round_ = rounds.owned(session, round_id, me().county_id)
            new = agenda_orders.arrange(
                session,
                round_,
                area_id,
                filled.lines,
                added=filled.added,
                seen=filled.seen,
                staff_id=me().staff_id,
                actor=me().email,
            )
    except ChangedMeanwhile:
        return _page(round_id, area_id, filled, met=True), 409
    except AgendaRefused:
        filled.errors["own_fi"] = gettext("There are too many items of your own. Please leave some out.")
        return _page(round_id, area_id, filled), 422
    flash(gettext("Saved.") if new else gettext("Nothing had changed."), "success" if new else "info")
    return redirect(url_for("staff.agendas.ask", round_id=round_id, area_id=area_id), 303)


@blueprint.get("/asialista-<any(fi, sv):language>.<any(docx, pdf):kind>")
def download(round_id: int, area_id: int, language: Language, kind: str) -> Response:
    """The agenda as a document to fill in."""
    from reports.agenda import agenda_leaflet
    from reports.leaflet import leaflet_docx, leaflet_pdf

    with services().db.reading() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        told = agendas.of_negotiation(session, round_, language, area_id)
    made = (leaflet_docx if kind == "docx" else leaflet_pdf)(agenda_leaflet(told, language))
    name = f"asialista-{told.year}-{area_id}-{language}.{kind}"
    return send_file(io.BytesIO(made), mimetype=TYPES[kind], as_attachment=True, download_name=name)


def _found(round_id: int, area_id: int) -> Arranged:
    with services().db.reading() as session:
        return agendas.arranged(session, rounds.owned(session, round_id, me().county_id), locale(), area_id)


def _page(round_id: int, area_id: int, filled: Filled | None = None, *, met: bool = False) -> str:
    with services().db.reading() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        found = agendas.arranged(session, round_, locale(), area_id)
        versions = agenda_orders.history(session, found.meeting.negotiation_id)
    seen = filled.seen if filled else 0
    since = [one for one in versions if met and one.number > seen]
    return render_template(
        "staff/agenda_order.html",
        round=round_,
        meeting=found.meeting,
        found=found,
        filled=filled or agendaforms.as_it_is(found),
        seen=found.version.number if met or filled is None else filled.seen,
        since=since,
        changes=_changes(versions),
        unsaved=filled is not None,
    )


def _changes(versions: list[Version]) -> list[tuple[Version, list[tuple[str, Label]]]]:
    """Each version with what it changed, the newest first; the first one began the order."""
    return [(one, agenda_orders.differing(before, one)) for one, before in pairwise([*versions, Version()])]
