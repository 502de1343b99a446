"""A new year: the first round from a template, the next from last year's, other dates, and what changed."""

from functools import cache

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from questionnaires import comparing, loading
from questionnaires.condition_words import when
from questionnaires.model import Questionnaire
from survey_service import rounds
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
    if theme not in {one.theme for one in _themes()}:
        filled.errors["theme"] = gettext("Please choose a theme.")
    if filled.errors:
        return _new_page(filled), 422
    try:
        with services().db.writing() as session:
            made = rounds.create(
                session, me().county_id, loading.load(theme), filled.year, filled.dates, actor=me().email
            )
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
    return _copy_page(round_id, dates.shown(rounds.moved_dates(round_, year), year=year))


@blueprint.post("/<int:round_id>/seuraava")
@sending
def copy(round_id: int) -> Page:
    """Make the next year's round."""
    with services().db.reading() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
    filled = dates.read(request.form, rounds.dates_of(round_))
    theme = request.form.get("theme", "")
    if theme and theme not in {one.theme for one in _themes()}:
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
                questionnaire=loading.load(theme) if theme else None,
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


@blueprint.get("/<int:round_id>/kysely")
def questionnaire(round_id: int) -> Page:
    """What the round asks, and what changed since the round that it was made from."""
    with services().db.reading() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        asked = rounds.questionnaire_of(round_)
        previous = rounds.previous_of(session, round_)
        changes = comparing.compare(rounds.questionnaire_of(previous), asked) if previous else []
    return render_template(
        "staff/questionnaire.html", round=round_, asked=asked, previous=previous, changes=changes, when=when
    )


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


@cache
def _themes() -> list[Questionnaire]:
    # they come with the service and cannot change while it runs
    return [loading.load(theme) for theme in loading.available()]


def _made(round_id: int) -> Response:
    flash(gettext("The round is made. Please check its questionnaire and timetable, and then publish it."), "success")
    return redirect(url_for("staff.rounds.show", round_id=round_id), 303)
