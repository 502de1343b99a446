"""The way back for who has lost a password: a link by mail, which says nothing about whose address is known."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from survey_service import limits, new_passwords, password_links, passwords
from survey_service.accounts import AccountRefused
from survey_service.link_requests import NoAddress
from survey_service.services import services
from survey_service.views import words
from survey_service.views.person import only_a_person

blueprint = Blueprint("lost_password", __name__)

Page = str | tuple[str, int] | Response


@blueprint.get("/salasana/unohtunut")
def form() -> str:
    """Where to write one's address."""
    return render_template("staff/lost_password.html", errors={}, email="")


@blueprint.post("/salasana/unohtunut")
def ask() -> Page:
    """Take the request; whose account it is gets a mail."""
    only_a_person()
    email = request.form.get("email", "")
    try:
        with services().db.writing() as session:
            new_passwords.ask(session, services().jobs, email, limits.client(request.remote_addr))
    except NoAddress:
        return render_template("staff/lost_password.html", errors={"email": words.FAULTS["address"]}, email=email), 422
    return redirect(url_for("staff.lost_password.asked"), 303)


@blueprint.get("/salasana/pyydetty")
def asked() -> str:
    """That the request was taken, whatever became of it."""
    return render_template("staff/lost_password_asked.html")


@blueprint.get("/uusi-salasana/<token>")
def choose(token: str) -> Page:
    """The form for a new password. Opening it spends nothing: mail scanners open links too."""
    return _page(token, {}, 200)


@blueprint.post("/uusi-salasana/<token>")
def take(token: str) -> Page:
    """Take the new password."""
    only_a_person()
    new, again = request.form.get("new", ""), request.form.get("again", "")
    try:
        new_passwords.choose(services().db, services().jobs, token, new, again)
    except AccountRefused as refused:
        fields = {"not_same": "again"}
        return _page(token, {fields.get(fault, "new"): words.FAULTS[fault] for fault in refused.faults}, 422)
    flash(gettext("Your new password is in use. Please sign in with it."), "success")
    return redirect(url_for("staff.signing.sign_in"), 303)


def _page(token: str, errors: dict[str, object], status: int) -> Page:
    with services().db.reading() as session:
        email = password_links.look_up(session, token).email
    page = render_template("staff/choose_password.html", email=email, errors=errors, fewest=passwords.FEWEST_CHARACTERS)
    return page, status
