"""What the network chose, the order that the coordinator confirms, and the agenda that follows from it."""

import io
from collections.abc import Mapping

from flask import Blueprint, flash, redirect, render_template, request, send_file, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from survey_service import agendas, briefing_versions, briefings, orders, rounds, selections
from survey_service.formfields import whole
from survey_service.i18n import locale
from survey_service.orders import OrderRefused
from survey_service.services import services
from survey_service.views import access
from survey_service.views.access import me, sending

blueprint = Blueprint("choosing", __name__, url_prefix="/koosteet/<int:briefing_id>")
blueprint.before_request(access.required)

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@blueprint.get("/valinnat")
def show(briefing_id: int) -> str:
    """Who chose what and why, and the order as it stands."""
    with services().db.reading() as session:
        briefings.load(session, briefing_id, me().county_id)
        order = orders.proposed_order(session, briefing_id)
    return _page(briefing_id, order)


@blueprint.post("/valinnat")
@sending
def arrange(briefing_id: int) -> str | tuple[str, int] | Response:
    """Move one phenomenon up or down in what is shown, or confirm the order."""
    with services().db.reading() as session:
        _, briefing = briefings.load(session, briefing_id, me().county_id)
    order = numbered(request.form, [finding.id for finding in briefing.findings])
    if "move" in request.form:
        return _page(briefing_id, moved(order, request.form["move"]), unsaved=True)
    if wrong := unreadable(request.form):
        trouble = gettext("Please write the place as a number, or leave the field empty: %(typed)s", typed=wrong)
        return _page(briefing_id, order, trouble=trouble), 422
    try:
        with services().db.writing() as session:
            orders.confirm(session, briefing_id, me().county_id, me().staff_id, order, actor=me().email)
    except OrderRefused:
        trouble = gettext("Please give a number to at least one phenomenon that comes to the negotiation.")
        return _page(briefing_id, order, trouble=trouble), 422
    flash(gettext("The order is confirmed. The agenda follows it."), "success")
    return redirect(url_for("briefings.choosing.show", briefing_id=briefing_id), 303)


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


def numbered(form: Mapping[str, str], known: list[str]) -> list[str]:
    """The phenomena that got a number, in the order of their numbers; equal numbers as they stood on the page."""
    given = [(form.get(f"place-{key}", "").strip(), key) for key in known]
    places = [(float(text.replace(",", ".")), key) for text, key in given if _is_number(text)]
    return [key for _, key in sorted(places, key=lambda place: place[0])]


def unreadable(form: Mapping[str, str]) -> str:
    """What was typed as a place but is no number, comma between; empty when all can be read."""
    return ", ".join(f"”{text}”" for text in unread(form).values())


def unread(form: Mapping[str, str]) -> dict[str, str]:
    """What was typed as the place of each phenomenon but is no number, by its id."""
    places = {name.removeprefix("place-"): text for name, text in form.items() if name.startswith("place-")}
    return {key: text.strip() for key, text in places.items() if text.strip() and not _is_number(text.strip())}


def moved(order: list[str], how: str) -> list[str]:
    """The order with one phenomenon moved: `how` is "up:ID" or "down:ID"."""
    direction, _, key = how.partition(":")
    if key not in order:
        return order
    place = order.index(key)
    other = place - 1 if direction == "up" else place + 1
    if not 0 <= other < len(order):
        return order
    swapped = list(order)
    swapped[place], swapped[other] = swapped[other], swapped[place]
    return swapped


def _is_number(text: str) -> bool:
    whole, _, part = text.replace(",", ".").partition(".")
    return len(text) < 6 and whole.isdecimal() and (part == "" or part.isdecimal())


def _page(briefing_id: int, order: list[str], *, unsaved: bool = False, trouble: str = "") -> str:
    with services().db.reading() as session:
        stored, briefing = briefings.load(session, briefing_id, me().county_id)
        round_ = rounds.owned(session, stored.round_id, me().county_id)
        by_id = {finding.id: finding for finding in briefing.findings}
        tally = selections.tally(session, briefing_id)
        versions = briefing_versions.of_round(session, stored.round_id)
        elsewhere = {
            one.briefing_id: one.number
            for one in reversed(versions)
            if one.briefing_id != briefing_id and selections.history(session, one.briefing_id)
        }
        shown = [*order, *(key for key in tally if key not in order)]
        return render_template(
            "staff/choosing.html",
            round=round_,
            briefing_id=briefing_id,
            findings=[by_id[key] for key in (*shown, *(key for key in by_id if key not in shown)) if key in by_id],
            order=order,
            tally=tally,
            history=selections.history(session, briefing_id),
            published=versions[0] if versions else None,
            elsewhere=elsewhere,
            voters=selections.voters(session, briefing_id),
            confirmed=orders.confirmed(session, briefing_id),
            by_id=by_id,
            typed=unread(request.form),
            unsaved=unsaved,
            trouble=trouble,
        )
