"""Setting up the codes of the second step, for who is signed in or must do it to get in; renewing, taking away."""

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse

from survey_service import limits, new_passwords, second_step
from survey_service.accounts import AccountRefused
from survey_service.second_step import NotWaiting, Standing, WrongCode
from survey_service.services import services
from survey_service.views import access, signing, words

blueprint = Blueprint("second_step", __name__, url_prefix="/kaksivaiheinen")

Page = str | tuple[str, int] | AnyResponse


@blueprint.before_request
def _somebody() -> AnyResponse | None:
    """Who is signed in, or has given the password and is to take the second step."""
    return None if access.waiting_key() else access.required()


@blueprint.get("/")
def show() -> Page:
    """The picture to set the codes up with, or what can be done with those that are."""
    return _page({}, 200)


@blueprint.get("/koodi.svg")
def picture() -> Page:
    """The secret as a QR code."""
    try:
        email = access.second_steps().standing(_key()).email
    except NotWaiting:
        return signing.too_late()
    return Response(second_step.picture(access.second_steps().offered(_key()), email), mimetype="image/svg+xml")


@blueprint.post("/")
def act() -> Page:
    """Set the codes up, make new recovery codes, or take all of it away; each asks for a code."""
    steps, key, code = access.second_steps(), _key(), request.form.get("code", "")
    try:
        match request.form.get("then"):
            case "renew":
                return _codes_page(steps.renew_codes(key, code))
            case "take_away":
                steps.take_away(key, code)
                return _taken_away(key)
            case _:
                return _set_up(key, code)
    except AccountRefused:
        return _page({"old": words.FAULTS["old_password"]}, 422)
    except WrongCode:
        return _page({"code": signing.wrong_code()}, 422)
    except limits.TooMany as stopped:
        return _page({"code": signing.too_many(stopped)}, 429)
    except NotWaiting:
        return _page({}, 409)


def _set_up(key: str, code: str) -> Page:
    if current_user.is_authenticated:
        # an unlocked browser alone must not be enough to shut its owner out
        new_passwords.check_own(services().db, access.me(), request.form.get("old", ""), also=[])
    codes = access.second_steps().set_up(key, code)
    if not current_user.is_authenticated:
        access.enter(key)
    return _codes_page(codes)


def _taken_away(key: str) -> AnyResponse:
    if not access.second_steps().standing(key).signed_in:
        access.leave()
        access.enter_half_way(key)
    flash(gettext("The codes of the old device are not taken any more. You can set up the new one now."), "success")
    return redirect(url_for("staff.second_step.show"), 303)


def _page(errors: dict[str, object], status: int) -> Page:
    key = _key()
    try:
        standing: Standing = access.second_steps().standing(key)
    except NotWaiting:
        return signing.too_late()
    if not standing.signed_in and standing.set_up:
        return redirect(url_for("staff.signing.code"), 303)
    secret = access.second_steps().offered(key)
    grouped = [secret[at : at + 4] for at in range(0, len(secret), 4)]
    return render_template("staff/second_step.html", standing=standing, secret=grouped, errors=errors), status


def _codes_page(codes: tuple[str, ...]) -> str:
    target = signing.inside(request.form.get("next", ""))
    return render_template("staff/recovery_codes.html", codes=codes, next=target)


def _key() -> str:
    return access.me().key if current_user.is_authenticated else access.waiting_key()
