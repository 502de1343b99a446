"""The coordinator asks organisations how their decisions come along: who was asked, who has told, who is reminded."""

from collections.abc import Collection

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext, ngettext
from werkzeug.wrappers import Response

from survey_service import following_up, rounds
from survey_service.db import now
from survey_service.errors import NobodyToAsk, RoundClosed
from survey_service.following_up import TooSoon
from survey_service.formfields import clean, whole
from survey_service.i18n import day, locale
from survey_service.services import services
from survey_service.timetable import closing_of
from survey_service.views import access, dates
from survey_service.views.access import me, sending

blueprint = Blueprint("follow_up", __name__, url_prefix="/kierrokset/<int:round_id>/seuranta")
blueprint.before_request(access.required)

Page = str | tuple[str, int] | Response


@blueprint.get("/")
def show(round_id: int) -> str:
    """Who was asked, and how much each has told."""
    with services().db.reading() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        return render_template(
            "staff/follow_up.html",
            round=round_,
            asked=following_up.state(session, round_, locale()),
            askable=sum(one.open for one in following_up.askable(session, round_)),
            waiting=len({one.address for one in following_up.waiting(session, round_)}),
            closed=round_.follow_up_deadline is not None and now() > round_.follow_up_deadline,
        )


@blueprint.get("/pyynto")
@sending
def ask(round_id: int) -> str:
    """Which decisions are asked about, until when, and to whom the mails would go. At first all that are open."""
    return _ask_page(round_id, None)


@blueprint.post("/pyynto")
@sending
def send(round_id: int) -> Page:
    """Ask who is responsible for the ticked decisions."""
    typed, chosen = clean(request.form.get("until")), {whole(one) for one in request.form.getlist("decision")}
    last, errors = dates.read_day(typed), dict[str, str]()
    if not chosen:
        errors["decisions"] = gettext("Please tick at least one decision.")
    if last is None:
        errors["until"] = gettext("Please write the date as day.month.year, for example 5.3.2027.")
    if last is None or errors:
        return _ask_page(round_id, chosen, typed, errors), 422
    try:
        with services().db.writing() as session:
            round_ = rounds.owned(session, round_id, me().county_id)
            who = {"staff_id": me().staff_id, "actor": me().email}
            number = following_up.ask(session, services().jobs, round_, chosen, closing_of(last), **who)  # type: ignore[arg-type]
    except TooSoon:
        errors["until"] = gettext("The time has passed already. Please choose a later day.")
        return _ask_page(round_id, chosen, typed, errors), 422
    except NobodyToAsk:
        errors["decisions"] = gettext("Nobody can be written to about these: the organisations have no contact.")
        return _ask_page(round_id, chosen, typed, errors), 422
    if number:
        flash(ngettext("One mail is on its way.", "%(num)s mails are on their way.", number), "success")
    else:
        flash(gettext("The same was asked a moment ago, so nothing was sent again."), "info")
    return _to(round_id)


@blueprint.get("/muistutus")
@sending
def ask_remind(round_id: int) -> str:
    """Whom a reminder would go to."""
    with services().db.reading() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        waiting = following_up.waiting(session, round_, locale())
    return render_template("staff/remind_of_decisions.html", round=round_, addressees=waiting)


@blueprint.post("/muistutus")
@sending
def remind(round_id: int) -> Response:
    """Remind those who have not told of all."""
    try:
        with services().db.writing() as session:
            round_ = rounds.owned(session, round_id, me().county_id)
            number = following_up.remind(session, services().jobs, round_, actor=me().email)
    except RoundClosed:
        flash(gettext("The last day has passed, so nobody was reminded. You can ask again with a later day."), "alert")
        return _to(round_id)
    if number:
        flash(ngettext("One reminder is on its way.", "%(num)s reminders are on their way.", number), "success")
    else:
        flash(gettext("Nobody was reminded: a mail went to all of them within the last twelve hours."), "info")
    return _to(round_id)


def _ask_page(
    round_id: int, chosen: Collection[int] | None, typed: str = "", errors: dict[str, str] | None = None
) -> str:
    with services().db.reading() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        known = following_up.askable(session, round_, locale())
        ticked = {one.decision.decision_id for one in known if one.open} if chosen is None else set(chosen)
        concerned = {one.organisation_id for one in known}
        people = following_up.reached(session, round_, concerned, locale())
    found = {one.organisation_id for one in people}
    return render_template(
        "staff/ask_progress.html",
        round=round_,
        askable=known,
        ticked=ticked,
        people=people,
        unreached={one.organisation_id: one.organisation for one in known if one.organisation_id not in found},
        until=typed or day(following_up.usual_day()),
        errors=errors or {},
    )


def _to(round_id: int) -> Response:
    return redirect(url_for("staff.follow_up.show", round_id=round_id), 303)
