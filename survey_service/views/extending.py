"""Giving more time to answer: a form with the last day and the reason, for one organisation or for the round."""

from dataclasses import dataclass, field

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext, ngettext
from werkzeug.wrappers import Response

from survey_service import deadlines, extending, participants, rounds
from survey_service.extending import ExtensionRefused, Fault
from survey_service.formfields import clean, whole
from survey_service.services import services
from survey_service.views import access, dates
from survey_service.views.access import me, sending

blueprint = Blueprint("extending", __name__, url_prefix="/kierrokset/<int:round_id>/lisaaika")
blueprint.before_request(access.required)


@dataclass
class Filled:
    """What stands in the fields, and what is wrong with it by field."""

    until: str = ""
    reason: str = ""
    errors: dict[str, str] = field(default_factory=dict)


@blueprint.get("/")
@sending
def ask(round_id: int) -> str:
    """Until when, and why; and what was given before."""
    return _page(round_id, _wanted(request.args.get("organisaatio")), Filled())


@blueprint.post("/")
@sending
def extend(round_id: int) -> Response | tuple[str, int]:
    """Give the time, and tell those who have not answered."""
    organisation_id = _wanted(request.form.get("organisation_id"))
    filled = Filled(request.form.get("until", "").strip()[:40], clean(request.form.get("reason")))
    try:
        with services().db.writing() as session:
            round_ = rounds.owned(session, round_id, me().county_id)
            told = extending.extend(
                session,
                services().jobs,
                round_,
                organisation_id,
                dates.read_day(filled.until),
                filled.reason,
                by=me(),
            )
    except ExtensionRefused as refused:
        filled.errors |= dict(_told(fault) for fault in refused.faults)
        return _page(round_id, organisation_id, filled), 422
    flash(_done(told), "success")
    return redirect(_back(round_id, organisation_id), 303)


def _page(round_id: int, organisation_id: int | None, filled: Filled) -> str:
    with services().db.reading() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        organisation = participants.one(session, round_, organisation_id) if organisation_id is not None else None
        return render_template(
            "staff/extend.html",
            round=round_,
            organisation=organisation,
            deadline=deadlines.of(session, round_, organisation_id) if organisation_id else round_.deadline,
            given=extending.of_round(session, round_, organisation_id),
            filled=filled,
            back=_back(round_id, organisation_id),
        )


def _wanted(text: str | None) -> int | None:
    # what is no id is nobody, and never all of them
    return whole(text) if text else None


def _back(round_id: int, organisation_id: int | None) -> str:
    if organisation_id is None:
        return url_for("staff.rounds.show", round_id=round_id)
    return url_for("staff.following.show", round_id=round_id, organisation_id=organisation_id)


def _done(told: int) -> str:
    if not told:
        return str(gettext("There is more time now. Nobody had to be told by mail."))
    return str(
        ngettext("There is more time now. One mail tells it.", "There is more time now. %(num)s mails tell it.", told)
    )


def _told(fault: Fault) -> tuple[str, str]:
    """The field and what is wrong with it."""
    match fault:
        case "until":
            return "until", gettext("Please write the date as day.month.year, for example 5.3.2027.")
        case "until_past":
            return "until", gettext("The time has passed already. Please choose a later day.")
        case "until_sooner":
            return "until", gettext("There is time longer than that already. Please choose a later day.")
        case "until_far":
            return "until", gettext("Please choose a day at most 180 days later than the present one.")
        case "after_choosing":
            return "until", gettext("The network chooses before that day. Please change the whole timetable instead.")
        case "reason_too_long":
            return "reason", gettext("The reason is too long. Please use at most 2,000 characters.")
        case "answered":
            return "until", gettext("It has sent its response already. Please reopen the response instead.")
