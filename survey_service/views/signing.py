"""Signing in and out, and one's own password."""

from urllib.parse import urlsplit

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user
from werkzeug.wrappers import Response

from survey_service import accounts, attempts
from survey_service.accounts import AccountRefused
from survey_service.services import services
from survey_service.views import access, words

blueprint = Blueprint("signing", __name__)

Page = str | tuple[str, int] | Response


@blueprint.get("/kirjaudu")
def sign_in() -> Page:
    """The sign-in form."""
    if current_user.is_authenticated:
        return redirect(access.HOME, 303)
    return render_template("staff/sign_in.html", email="", next=_inside(request.args.get("next", "")))


@blueprint.post("/kirjaudu")
def enter() -> Page:
    """Check address and password. What was wrong of the two is not told."""
    email, target = request.form.get("email", ""), _inside(request.form.get("next", ""))
    try:
        who = accounts.sign_in(services().db, email, request.form.get("password", ""), request.remote_addr or "")
    except attempts.TooManyAttempts as stopped:
        trouble = gettext(
            "There were too many attempts. Please try again in %(minutes)s minutes.", minutes=stopped.minutes
        )
        return render_template("staff/sign_in.html", email=email, next=target, trouble=trouble), 429
    if who is None:
        trouble = gettext("The address and the password do not belong together. Please check both and try again.")
        return render_template("staff/sign_in.html", email=email, next=target, trouble=trouble), 422
    access.enter(who)
    return redirect(target, 303)


@blueprint.post("/kirjaudu-ulos")
def sign_out() -> Page:
    """Sign out in this browser."""
    access.leave()
    flash(gettext("You have signed out."), "success")
    return redirect(url_for("staff.signing.sign_in"), 303)


@blueprint.get("/salasana")
def password() -> Page:
    """The form for one's own password."""
    return access.required() or render_template("staff/password.html", fewest=accounts.FEWEST_CHARACTERS)


@blueprint.post("/salasana")
def change_password() -> Page:
    """Change one's own password, which signs out one's other browsers."""
    stop = access.required()
    if stop is not None:
        return stop
    new = request.form.get("new", "")
    try:
        if new != request.form.get("again", ""):
            return _refused("again", gettext("The two new passwords are not the same. Please type them again."))
        who = accounts.change_password(services().db, access.me().staff_id, request.form.get("old", ""), new)
    except AccountRefused as refused:
        return _refused("old" if refused.fault == "old_password" else "new", words.FAULTS[refused.fault])
    access.enter(who)
    flash(gettext("Your password was changed. Your other browsers were signed out."), "success")
    return redirect(access.HOME, 303)


def _refused(field: str, trouble: object) -> Page:
    page = render_template("staff/password.html", fewest=accounts.FEWEST_CHARACTERS, errors={field: trouble})
    return page, 422


def _inside(target: str) -> str:
    """A page of the staff to go on to: never an address outside."""
    parts = urlsplit(target)
    inside = not parts.scheme and not parts.netloc and target.startswith(access.HOME) and "\\" not in target
    return target if inside else access.HOME
