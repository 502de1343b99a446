"""A new year: the first round from a template, the next from last year's, and other dates."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from questionnaires.model import Questionnaire
from survey_service import own_templates, rounds
from survey_service import timetable as timetables
from survey_service.i18n import locale
from survey_service.own_templates import Offered
from survey_service.rounds import DatesOutOfOrder, YearTaken
from survey_service.services import services
from survey_service.views import access, dates
from survey_service.views.access import me, sending
from survey_service.views.dates import Filled

blueprint = Blueprint("years", __name__, url_prefix="/kierrokset")
blueprint.before_request(access.required)

Page = str | tuple[str, int] | Response


@blueprint.get("/uusi")
@sending
def new() -> Page:
    """The form for a round from a template."""
    year = _year_to_make()
    return _new_page(dates.shown(rounds.usual_dates(year), year=year))


@blueprint.post("/uusi")
@sending
def create() -> Page:
    """Make a round from a template."""
    filled = dates.read(request.form, rounds.usual_dates(dates.coming_year()))
    theme = request.form.get("theme", "")
    questionnaire = _chosen(theme)
    if questionnaire is None:
        filled.errors["theme"] = gettext("Please choose a theme.")
    if filled.errors or questionnaire is None:
        return _new_page(filled), 422
    try:
        with services().db.writing() as session:
            made = rounds.create(session, me().county_id, questionnaire, filled.year, filled.dates, actor=me().email)
    except (YearTaken, DatesOutOfOrder) as trouble:
        return _new_page(dates.refused(filled, trouble)), 422
    return _made(made.id or 0)


@blueprint.get("/<int:round_id>/seuraava")
@sending
def next_year(round_id: int) -> Page:
    """The form for the next year's round after the pattern of this one."""
    with services().db.reading() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
    year = _year_to_make()
    days = timetables.days_between(round_.year, year)
    after = rounds.moved_dates(round_, year)
    return _copy_page(round_id, dates.moved(rounds.dates_of(round_), after, days, year=year))


@blueprint.post("/<int:round_id>/seuraava")
@sending
def copy(round_id: int) -> Page:
    """Make the next year's round."""
    with services().db.reading() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
    filled = dates.read(request.form, rounds.dates_of(round_))
    theme = request.form.get("theme", "")
    questionnaire = _chosen(theme) if theme else None
    if theme and questionnaire is None:
        filled.errors["theme"] = gettext("Please choose a theme.")
    if filled.errors:
        return _copy_page(round_id, filled), 422
    try:
        with services().db.writing() as session:
            made = rounds.copy_to_next_year(
                session,
                rounds.owned(session, round_id, me().county_id),
                filled.year,
                actor=me().email,
                questionnaire=questionnaire,
                dates=filled.dates,
            )
    except (YearTaken, DatesOutOfOrder) as trouble:
        return _copy_page(round_id, dates.refused(filled, trouble)), 422
    return _made(made.id or 0)


@blueprint.get("/<int:round_id>/aikataulu")
@sending
def timetable(round_id: int) -> Page:
    """The form for other dates."""
    with services().db.reading() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
    filled = dates.shown(rounds.dates_of(round_), year=round_.year)
    return render_template("staff/dates.html", round=round_, filled=filled)


@blueprint.post("/<int:round_id>/aikataulu")
@sending
def change_timetable(round_id: int) -> Page:
    """Give the round other dates."""
    with services().db.writing() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        filled = dates.read(request.form, rounds.dates_of(round_), year=round_.year)
        try:
            if not filled.errors:
                rounds.change_dates(session, round_, filled.dates, actor=me().email)
        except DatesOutOfOrder as trouble:
            filled = dates.refused(filled, trouble)
        if filled.errors:
            return render_template("staff/dates.html", round=round_, filled=filled), 422
    flash(gettext("The timetable was changed."), "success")
    return redirect(url_for("staff.rounds.show", round_id=round_id), 303)


def _year_to_make() -> int:
    with services().db.reading() as session:
        newest = rounds.of_county(session, me().county_id)[:1]
    return newest[0].year + 1 if newest else dates.coming_year()


def _new_page(filled: Filled) -> str:
    return render_template(
        "staff/new_round.html", filled=filled, themes=_themes(), chosen=request.form.get("theme", "")
    )


def _copy_page(round_id: int, filled: Filled) -> str:
    with services().db.reading() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
    kept = rounds.questionnaire_of(round_)
    return render_template(
        "staff/copy_round.html",
        round=round_,
        kept=kept,
        filled=filled,
        themes=_themes(),
        chosen=request.form.get("theme", ""),
    )


def _chosen(name: str) -> Questionnaire | None:
    with services().db.reading() as session:
        return own_templates.named(session, me().county_id, name)


def _themes() -> list[Offered]:
    with services().db.reading() as session:
        return own_templates.offered(session, me().county_id, locale())


def _made(round_id: int) -> Response:
    flash(gettext("The round is made. Please check its questionnaire and timetable, and then publish it."), "success")
    return redirect(url_for("staff.rounds.show", round_id=round_id), 303)
