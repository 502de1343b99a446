"""Which theme a round has: on which day it was chosen, and why; an extra one warns."""

import datetime
from typing import Literal

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from survey_service import rounds, themes
from survey_service.formfields import clean
from survey_service.i18n import day
from survey_service.services import services
from survey_service.themes import ThemeRefused
from survey_service.timetable import FINLAND
from survey_service.views import access, dates
from survey_service.views.access import me, sending

blueprint = Blueprint("themes", __name__, url_prefix="/kierrokset/<int:round_id>/teema")
blueprint.before_request(access.required)

Kind = Literal["main", "extra"]
Page = str | tuple[str, int] | Response


@blueprint.get("/")
@sending
def ask(round_id: int) -> Page:
    """On which day and why the round's theme was chosen."""
    return _page(round_id, "main")


@blueprint.post("/")
@sending
def choose(round_id: int) -> Page:
    """Note it."""
    return _note(round_id, "main")


@blueprint.get("/lisateema")
@sending
def ask_extra(round_id: int) -> Page:
    """A theme beside the main one, and why one alone is better."""
    return _page(round_id, "extra")


@blueprint.post("/lisateema")
@sending
def add_extra(round_id: int) -> Page:
    """Note it."""
    return _note(round_id, "extra")


@blueprint.post("/<int:choice_id>/pois")
@sending
def take_away(round_id: int, choice_id: int) -> Response:
    """Take an extra theme away."""
    with services().db.writing() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        themes.take_away(session, round_, choice_id, actor=me().email)
    flash(gettext("The extra theme is taken away."), "success")
    return _to(round_id)


def _note(round_id: int, kind: Kind) -> Page:
    chosen_on, reason = dates.read_day(clean(request.form.get("chosen_on"))), clean(request.form.get("reason"))
    try:
        with services().db.writing() as session:
            round_ = rounds.owned(session, round_id, me().county_id)
            if kind == "main":
                themes.choose(session, round_, chosen_on, reason, staff_id=me().staff_id, actor=me().email)
            else:
                theme = clean(request.form.get("theme"))
                themes.add_extra(session, round_, theme, chosen_on, reason, staff_id=me().staff_id, actor=me().email)
    except ThemeRefused as refused:
        return _page(round_id, kind, {fault: _told(fault) for fault in refused.faults}), 422
    flash(gettext("The theme is noted."), "success")
    return _to(round_id)


def _told(fault: str) -> str:
    match fault:
        case "theme":
            return str(gettext("Please name the theme in a few words."))
        case "chosen_on":
            return str(gettext("Please write the date as day.month.year, for example 5.3.2027."))
        case _:
            return str(gettext("Please write why the theme was chosen, in at most 2,000 characters."))


def _page(round_id: int, kind: Kind, errors: dict[str, str] | None = None) -> str:
    with services().db.reading() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        noted = themes.of_round(session, round_)
    stands = next((one for one in noted if one.main and one.stands), None) if kind == "main" else None
    today = datetime.datetime.now(FINLAND).date()
    form = request.form
    return render_template(
        "staff/theme.html",
        round=round_,
        kind=kind,
        name=rounds.questionnaire_of(round_).theme_name,
        noted=noted,
        theme=form.get("theme", ""),
        chosen_on=form.get("chosen_on", day(stands.chosen_on if stands else today)),
        reason=form.get("reason", stands.reason if stands else ""),
        errors=errors or {},
    )


def _to(round_id: int) -> Response:
    return redirect(url_for("staff.candidates.show", round_id=round_id), 303)
