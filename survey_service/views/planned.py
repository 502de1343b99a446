"""The mails of a round on one page: what is planned, how each mail has fared, and whom nobody can reach."""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext, ngettext
from werkzeug.wrappers import Response

from survey_service import deliveries, rounds, schedule, timetable, workdays
from survey_service.deliveries import Delivery
from survey_service.i18n import clock, day, locale
from survey_service.schedule import PlannedKind
from survey_service.services import services
from survey_service.views import access, sorting, words
from survey_service.views.access import me, sending
from survey_service.views.dates import read_day

blueprint = Blueprint("planned", __name__, url_prefix="/kierrokset/<int:round_id>/viestit")
blueprint.before_request(access.required)

TIME = re.compile(r"(\d{1,2})[.:](\d{2})")


@dataclass
class Filled:
    """What stands in the form's fields, and what is wrong with it by field.

    `closed`: why nobody works on the chosen day, in words; `instead` is then the next day on which people do.
    """

    kind: PlannedKind
    day: str = ""
    time: str = "9.00"
    errors: dict[str, str] = field(default_factory=dict)
    closed: str = ""
    instead: str = ""
    at: datetime.datetime | None = None


@dataclass(frozen=True)
class Line:
    """One mail of the table."""

    organisation: str
    mail: Delivery


@blueprint.get("/")
def show(round_id: int) -> str:
    """What is planned, and how the mails have fared."""
    return _page(round_id, Filled("reminder"))


@blueprint.post("/ajastus")
@sending
def plan(round_id: int) -> str | tuple[str, int] | Response:
    """Plan a sending, or tell why not; on a holiday the next working day is proposed first."""
    asked = request.form.get("kind", "")
    filled = _read("invitation" if asked == "invitation" else "reminder")
    if filled.at is None or filled.errors or filled.closed:
        return _page(round_id, filled), 422
    try:
        with services().db.writing() as session:
            round_ = rounds.owned(session, round_id, me().county_id)
            schedule.plan(session, services().jobs, round_, filled.kind, filled.at, actor=me().email)
    except (schedule.InThePast, schedule.TooLate, schedule.TakenAlready) as trouble:
        filled.errors["day"] = _told(trouble)
        return _page(round_id, filled), trouble.status
    flash(gettext("It is planned. You can move or cancel it until it goes."), "success")
    return _to(round_id)


@blueprint.post("/ajastus/ehdotetut")
@sending
def plan_proposed(round_id: int) -> Response:
    """Plan all that the timetable asks for."""
    with services().db.writing() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        number = schedule.plan_proposed(session, services().jobs, round_, actor=me().email)
    flash(ngettext("One sending is planned.", "%(num)s sendings are planned.", number), "success" if number else "info")
    return _to(round_id)


@blueprint.get("/ajastus/<int:sending_id>")
@sending
def ask_move(round_id: int, sending_id: int) -> str:
    """The form that moves a sending."""
    with services().db.reading() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        planned = schedule.owned(session, round_, sending_id)
    filled = Filled(planned.kind, day(planned.at), clock(planned.at))
    return render_template("staff/move_sending.html", round=round_, planned=planned, filled=filled)


@blueprint.post("/ajastus/<int:sending_id>")
@sending
def move(round_id: int, sending_id: int) -> tuple[str, int] | Response:
    """Move a sending to another moment, or tell why not."""
    with services().db.writing() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        planned = schedule.owned(session, round_, sending_id)
        filled = _read(planned.kind)
        if filled.at is not None and not filled.errors and not filled.closed:
            try:
                schedule.move(session, services().jobs, round_, sending_id, filled.at, actor=me().email)
                flash(gettext("It is moved."), "success")
                return _to(round_id)
            except schedule.Gone:
                return _gone(round_id)
            except (schedule.InThePast, schedule.TooLate, schedule.TakenAlready) as trouble:
                filled.errors["day"] = _told(trouble)
    return render_template("staff/move_sending.html", round=round_, planned=planned, filled=filled), 422


@blueprint.post("/ajastus/<int:sending_id>/peru")
@sending
def cancel(round_id: int, sending_id: int) -> Response:
    """Let a planned sending never go."""
    try:
        with services().db.writing() as session:
            round_ = rounds.owned(session, round_id, me().county_id)
            schedule.cancel(session, round_, sending_id, actor=me().email)
    except schedule.Gone:
        return _gone(round_id)
    flash(gettext("It is cancelled and will not be sent."), "success")
    return _to(round_id)


@blueprint.post("/osoitteet/<int:mark_id>")
@sending
def write_again(round_id: int, mark_id: int) -> Response:
    """Take an address as reachable again."""
    with services().db.writing() as session:
        rounds.owned(session, round_id, me().county_id)
        deliveries.unmark(session, me().county_id, mark_id, actor=me().email)
    flash(gettext("The address is written to again. Send the invitation again from the round's page."), "success")
    return _to(round_id)


def _page(round_id: int, filled: Filled) -> str:
    with services().db.reading() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        mails = deliveries.of_round(session, round_id)
        wanted = request.args.get("tila", "")
        shown = [Line(one.organisation.in_language(locale()), one) for one in mails if wanted in ("", one.state)]
        return render_template(
            "staff/mails.html",
            round=round_,
            planned=schedule.of_round(session, round_),
            made=schedule.mails_of(session, round_),
            proposals=schedule.proposals(session, round_),
            holiday=lambda moment: _closed(moment.astimezone(timetable.FINLAND).date()),
            unreached=deliveries.unreached(session, round_),
            marks=deliveries.marks(session, round_.county_id),
            lines=sorting.as_asked(shown[::-1], COLUMNS, lambda line: f"{line.organisation} {line.mail.email}"),
            counts={state: n for state in words.MAIL_STATES if (n := sum(one.state == state for one in mails))},
            wanted=wanted,
            filled=filled,
        )


COLUMNS = {
    "organisaatio": lambda line: line.organisation.casefold(),
    "viesti": lambda line: line.mail.kind,
    "tila": lambda line: line.mail.state,
    "aika": lambda line: line.mail.sent_at or line.mail.created_at,
}


def _read(kind: PlannedKind) -> Filled:
    """The day and the time of the form; a day on which nobody works is told first, unless it was confirmed."""
    form: Mapping[str, str] = request.form
    filled = Filled(kind, form.get("instead") or form.get("day", "").strip(), form.get("time", "").strip())
    on, at = read_day(filled.day), TIME.fullmatch(filled.time)
    if on is None:
        filled.errors["day"] = gettext("Please write the date as day.month.year, for example 5.3.2027.")
    if at is None or int(at[1]) > 23 or int(at[2]) > 59:
        filled.errors["time"] = gettext("Please write the time as hours and minutes, for example 9.00.")
    elif on is not None:
        try:
            filled.at = timetable.moment_on(on, datetime.time(int(at[1]), int(at[2])))
        except timetable.NoSuchTime:
            filled.errors["time"] = gettext("The clocks are put forward that night: this time does not come.")
    if on is not None and not filled.errors and not workdays.is_working_day(on) and "anyway" not in form:
        filled.closed, filled.instead = _closed(on), day(workdays.next_from(on))
    return filled


def _closed(on: datetime.date) -> str:
    """Why nobody works on a day, in words; empty when people do."""
    if workdays.is_working_day(on):
        return ""
    return workdays.holiday(on, locale()) or gettext("a weekend")


def _told(trouble: Exception) -> str:
    if isinstance(trouble, schedule.InThePast):
        return str(gettext("That moment has passed. Please choose one that is still to come."))
    if isinstance(trouble, schedule.TooLate):
        return str(
            gettext("The time for answering is over then. Please choose an earlier moment, or move the deadline.")
        )
    return str(gettext("The same is planned for that day already."))


def _gone(round_id: int) -> Response:
    flash(gettext("Nothing was changed: it was carried out or cancelled before."), "info")
    return _to(round_id)


def _to(round_id: int) -> Response:
    return redirect(url_for("staff.planned.show", round_id=round_id), 303)
