"""Reopening a response that was received: a form with the sections, the reason and the last day."""

import datetime
from dataclasses import dataclass, field

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from survey_service import received, reopening, rounds
from survey_service.formfields import clean, whole
from survey_service.i18n import FINLAND, day
from survey_service.received import Received
from survey_service.reopening import Fault, ReopeningRefused, Wanted
from survey_service.services import services
from survey_service.timetable import CLOSING
from survey_service.views import access, dates
from survey_service.views.access import me, sending

blueprint = Blueprint("reopening", __name__, url_prefix="/kierrokset/<int:round_id>/vastaukset/<int:organisation_id>")
blueprint.before_request(access.required)


@dataclass
class Filled:
    """What stands in the fields, and what is wrong with it by field."""

    whole: bool = False
    sections: frozenset[str] = frozenset()
    reason: str = ""
    until: str = ""
    seen: int = 0
    errors: dict[str, str] = field(default_factory=dict)


@blueprint.get("/avaa")
@sending
def ask(round_id: int, organisation_id: int) -> str:
    """Which sections, why, and until when; what holds already is filled in."""
    return _page(round_id, organisation_id)


@blueprint.post("/avaa")
@sending
def reopen(round_id: int, organisation_id: int) -> Response | tuple[str, int]:
    """Reopen, and tell the organisation."""
    filled = _filled()
    try:
        with services().db.writing() as session:
            round_ = rounds.owned(session, round_id, me().county_id)
            reopening.reopen(session, services().jobs, round_, organisation_id, _wanted(filled), by=me())
    except ReopeningRefused as refused:
        filled.errors |= dict(_told(fault) for fault in refused.faults)
        return _page(round_id, organisation_id, filled), 422
    flash(gettext("The response is reopened. The organisation is told by mail."), "success")
    return redirect(url_for("staff.received.show", round_id=round_id, organisation_id=organisation_id), 303)


@blueprint.post("/sulje")
@sending
def end(round_id: int, organisation_id: int) -> Response:
    """End a reopening before its time."""
    with services().db.writing() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        reopening.end(session, services().jobs, round_, organisation_id, whole(request.form.get("seen")), by=me())
    flash(gettext("The reopening is ended. What was sent before counts. The organisation is told by mail."), "success")
    return redirect(url_for("staff.following.show", round_id=round_id, organisation_id=organisation_id), 303)


def _page(round_id: int, organisation_id: int, filled: Filled | None = None) -> str:
    with services().db.reading() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        shown = received.of(session, round_, organisation_id)
    return render_template("staff/reopen.html", round=round_, received=shown, filled=filled or _as_it_is(shown))


def _as_it_is(shown: Received) -> Filled:
    now = shown.reopened
    if now is None:
        return Filled()
    until = day(now.until) if now.runs else ""
    return Filled(whole=not now.section_ids, sections=now.section_ids, reason=now.reason, until=until, seen=now.id)


def _filled() -> Filled:
    form = request.form
    return Filled(
        whole=form.get("whole") == "yes",
        sections=frozenset(form.getlist("section")),
        reason=clean(form.get("reason")),
        until=form.get("until", "").strip()[:40],
        seen=whole(form.get("seen")),
    )


def _wanted(filled: Filled) -> Wanted:
    last = dates.read_day(filled.until)
    until = datetime.datetime.combine(last, CLOSING, FINLAND) if last else None
    return Wanted(filled.sections, filled.whole, filled.reason, until, filled.seen)


def _told(fault: Fault) -> tuple[str, str]:
    """The field and what is wrong with it."""
    match fault:
        case "sections":
            return "sections", gettext("Please choose at least one section, or the whole response.")
        case "reason":
            return "reason", gettext("Please write why the response is reopened.")
        case "reason_too_long":
            return "reason", gettext("The reason is too long. Please use at most 2,000 characters.")
        case "until":
            return "until", gettext("Please write the date as day.month.year, for example 5.3.2027.")
        case "until_past":
            return "until", gettext("The time has passed already. Please choose a later day.")
        case "until_far":
            return "until", gettext("Please choose a day within the next 60 days.")
