"""Signing in, in one step or two, and out."""

from urllib.parse import urlsplit

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user
from werkzeug.wrappers import Response

from survey_service import limits, organisers, signing_in, staff_sessions
from survey_service.i18n import day, locale
from survey_service.second_step import NotWaiting, WrongCode
from survey_service.services import services
from survey_service.signing_in import RoleEnded
from survey_service.views import access

blueprint = Blueprint("signing", __name__)

Page = str | tuple[str, int] | Response


@blueprint.get("/kirjaudu")
def sign_in() -> Page:
    """The sign-in form."""
    if current_user.is_authenticated:
        return redirect(access.HOME, 303)
    return _page("", inside(request.args.get("next", "")), "", 200)


@blueprint.post("/kirjaudu")
def enter() -> Page:
    """Check address and password. What was wrong of the two is not told."""
    target, browser = inside(request.form.get("next", "")), request.user_agent.string
    email, password = request.form.get("email", ""), request.form.get("password", "")
    try:
        begun = signing_in.with_password(services().db, email, password, request.remote_addr or "", browser)
    except limits.TooMany as stopped:
        return _refused(too_many(stopped), 429)
    except RoleEnded as ended:
        return _refused(role_ended(ended), 403)
    if begun is None:
        trouble = gettext("The address and the password do not belong together. Please check both and try again.")
        return _refused(trouble, 422)
    if begun.next == "in":
        access.enter(begun.key)
        return redirect(target, 303)
    access.enter_half_way(begun.key)
    step = "staff.signing.code" if begun.next == "code" else "staff.second_step.show"
    return redirect(url_for(step, next=target), 303)


@blueprint.get("/kirjaudu/koodi")
def code() -> Page:
    """Where to write the code of the second step."""
    return _code_page("", 200)


@blueprint.post("/kirjaudu/koodi")
def confirm() -> Page:
    """Take the second step."""
    key = access.waiting_key()
    try:
        access.second_steps().confirm(key, request.form.get("code", ""))
    except WrongCode:
        return _code_page(wrong_code(), 422)
    except limits.TooMany as stopped:
        return _code_page(too_many(stopped), 429)
    except NotWaiting:
        return too_late()
    access.enter(key)
    return redirect(inside(request.form.get("next", "")), 303)


@blueprint.post("/kirjaudu-ulos")
def sign_out() -> Page:
    """Sign out in this browser."""
    if current_user.is_authenticated:
        with services().db.writing() as session:
            staff_sessions.end(session, access.me(), access.me().session_id)
    access.leave()
    flash(gettext("You have signed out."), "success")
    return redirect(url_for("staff.signing.sign_in"), 303)


def role_ended(ended: RoleEnded) -> str:
    """What is said to who signs in after the last day of the role."""
    return str(
        gettext(
            "The last day of your role was %(day)s. Please ask the administrator of your county if you still need it.",
            day=day(ended.last_day),
        )
    )


def too_late() -> Response:
    """Back to the beginning for who waited too long with the second step."""
    flash(gettext("The sign-in was not finished in time. Please sign in again."), "alert")
    return redirect(url_for("staff.signing.sign_in"), 303)


def wrong_code() -> str:
    """What is said of a code that is not taken."""
    return str(
        gettext(
            "The code is not right, or it was used already. Please wait for the next one, and check that the clock of "
            "the device is right."
        )
    )


def _refused(trouble: str, status: int) -> tuple[str, int]:
    return _page(request.form.get("email", ""), inside(request.form.get("next", "")), trouble, status)


def _page(email: str, target: str, trouble: str, status: int) -> tuple[str, int]:
    with services().db.reading() as session:
        counties = organisers.by_code(session, services().settings.sign_in_services, locale())
    page = render_template("staff/sign_in.html", email=email, next=target, trouble=trouble, counties=counties)
    return page, status


def _code_page(trouble: str, status: int) -> Page:
    with services().db.reading() as session:
        waiting = staff_sessions.find(session, access.waiting_key())
    if waiting is None:
        return too_late()
    target = inside(request.values.get("next", ""))
    return render_template("staff/code.html", next=target, trouble=trouble), status


def too_many(stopped: limits.TooMany) -> str:
    """When one may try again."""
    return str(
        gettext("There were too many attempts. Please try again in %(minutes)s minutes.", minutes=stopped.minutes)
    )


def inside(target: str) -> str:
    """A page of the staff to go on to: never an address outside."""
    parts = urlsplit(target)
    inside = not parts.scheme and not parts.netloc and target.startswith(access.HOME) and "\\" not in target
    return target if inside else access.HOME
