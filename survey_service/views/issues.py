"""The issues that were raised in responses: which services were asked, what they replied, and what is let out."""

import datetime
from dataclasses import dataclass, field

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext, ngettext
from werkzeug.wrappers import Response

from survey_service import replies, replying, rounds, timetable, workdays
from survey_service.errors import NobodyToAsk
from survey_service.formfields import whole
from survey_service.i18n import day, locale
from survey_service.replies import STATES, Handled
from survey_service.replying import TooSoon
from survey_service.services import services
from survey_service.views import access, sorting, words
from survey_service.views.access import me, sending
from survey_service.views.dates import read_day

blueprint = Blueprint("issues", __name__, url_prefix="/kierrokset/<int:round_id>/nostot")
blueprint.before_request(access.required)

USUAL_TIME = datetime.timedelta(days=14)
"""How long a service has for a reply unless somebody writes another day."""

Page = str | tuple[str, int] | Response


@dataclass
class Filled:
    """What stands in the form that asks for a reply, and what is wrong with it by field."""

    services: frozenset[int] = frozenset()
    until: str = ""
    errors: dict[str, str] = field(default_factory=dict)


@blueprint.get("/")
def show(round_id: int) -> Page:
    """Every issue with what came of it, sorted, searched and filtered as the address asks."""
    wanted = request.args.get("tila", "")
    with services().db.reading() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        everything = replies.of_round(session, round_)
    columns = {
        "organisaatio": lambda one: one.issue.organisation.in_language(locale()).casefold(),
        "tila": lambda one: STATES.index(one.state),
    }
    fitting = [one for one in everything if wanted not in STATES or one.state == wanted]
    counts = {state: sum(one.state == state for one in everything) for state in STATES}
    shown = sorting.as_asked(fitting, columns, _searched)
    return render_template(
        "staff/issues.html", round=round_, shown=shown, counts=counts, total=len(everything), wanted=wanted
    )


@blueprint.get("/<key>/")
def issue(round_id: int, key: str) -> Page:
    """One issue: whom it was asked of, and the replies."""
    return _page(round_id, key)


@blueprint.post("/<key>/")
@sending
def ask(round_id: int, key: str) -> Page:
    """Ask the chosen services for a reply."""
    chosen, until = list(map(whole, request.form.getlist("service"))), request.form.get("until", "").strip()[:40]
    filled = Filled(frozenset(chosen), until)
    reply_by = read_day(until)
    if reply_by is None:
        filled.errors["until"] = gettext("Please write the date as day.month.year, for example 5.3.2027.")
        return _page(round_id, key, filled), 422
    try:
        with services().db.writing() as session:
            round_ = rounds.owned(session, round_id, me().county_id)
            jobs, actor = services().jobs, me()
            by = {"staff_id": actor.staff_id}
            new = replying.ask(session, jobs, round_, key, chosen, reply_by, **by, actor=actor.email)
    except NobodyToAsk:
        filled.errors["service"] = gettext("Please choose at least one service that was invited to the round.")
        return _page(round_id, key, filled), 422
    except TooSoon:
        filled.errors["until"] = gettext("The time has passed already. Please choose a later day.")
        return _page(round_id, key, filled), 422
    if new:
        flash(ngettext("One service is asked by mail.", "%(num)s services are asked by mail.", new), "success")
    else:
        flash(gettext("They had been asked already."), "info")
    return redirect(url_for("staff.issues.issue", round_id=round_id, key=key), 303)


@blueprint.post("/<key>/julki")
@sending
def let_out(round_id: int, key: str) -> Response:
    """Let whoever raised the issue read a reply."""
    with services().db.writing() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        done = replying.let_out(session, services().jobs, round_, whole(request.form.get("reply")), actor=me().email)
    if done:
        flash(gettext("Whoever raised the issue now reads the reply. They are told by mail."), "success")
    else:
        flash(gettext("The reply was changed meanwhile. Please read it again before you let it out."), "alert")
    return redirect(url_for("staff.issues.issue", round_id=round_id, key=key), 303)


def _searched(one: Handled) -> str:
    name = one.issue.organisation
    services_ = " ".join(f"{each.organisation.fi} {each.organisation.sv}" for each in one.replies)
    return f"{name.fi} {name.sv} {one.issue.text} {services_} {words.ISSUE_STATES[one.state]}"


def _page(round_id: int, key: str, filled: Filled | None = None) -> str:
    with services().db.reading() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        handled = replies.one(session, round_, key)
        asked = {one.organisation_id for one in handled.replies if one.asked_at}
        free = [one for one in replies.services_of(session, round_) if one.id not in asked]
    usual = workdays.next_from(timetable.today() + USUAL_TIME)
    filled = filled or Filled(until=day(usual))
    return render_template("staff/issue.html", round=round_, handled=handled, services=free, filled=filled)
