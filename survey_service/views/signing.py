"""Signing in and out, and one's own password."""

from urllib.parse import urlsplit

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user
from werkzeug.wrappers import Response

from survey_service import accounts, limits
from survey_service.accounts import AccountRefused
from survey_service.services import services
from survey_service.views import access, words

blueprint = Blueprint("signing", __name__)

Page = str | tuple[str, int] | Response
FIELDS: dict[accounts.Fault, str] = {"old_password": "old", "not_same": "again"}


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
    except limits.TooMany as stopped:
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
    old, new, again = (request.form.get(field, "") for field in ("old", "new", "again"))
    try:
        who = accounts.change_password(services().db, access.me().staff_id, old, new, again)
    except AccountRefused as refused:
        errors = {FIELDS.get(fault, "new"): words.FAULTS[fault] for fault in refused.faults}
        return render_template("staff/password.html", fewest=accounts.FEWEST_CHARACTERS, errors=errors), 422
    access.enter(who)
    flash(gettext("Your password was changed. Your other browsers were signed out."), "success")
    return redirect(access.HOME, 303)


def _inside(target: str) -> str:
    """A page of the staff to go on to: never an address outside."""
    parts = urlsplit(target)
    inside = not parts.scheme and not parts.netloc and target.startswith(access.HOME) and "\\" not in target
    return target if inside else access.HOME
