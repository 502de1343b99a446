"""Asking for one's link again. What is answered never depends on whether an address is known."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from survey_service import limits, link_requests, organisers
from survey_service.i18n import locale
from survey_service.link_requests import NoAddress
from survey_service.services import services
from survey_service.views.person import only_a_person

blueprint = Blueprint("asking", __name__, url_prefix="/linkki")


@blueprint.get("/")
def form() -> str:
    """Where to write one's address."""
    return render_template("pages/ask_link.html", email="", trouble="")


@blueprint.post("/")
def ask() -> Response | tuple[str, int]:
    """Take the request; who is known gets a mail."""
    only_a_person()
    email = request.form.get("email", "")
    try:
        with services().db.writing() as session:
            link_requests.ask(session, services().jobs, email, limits.client(request.remote_addr))
    except NoAddress:
        trouble = gettext("Please write a whole e-mail address, such as name@example.org.")
        return render_template("pages/ask_link.html", email=email, trouble=trouble), 422
    return redirect(url_for("asking.asked"), 303)


@blueprint.get("/pyydetty")
def asked() -> str:
    """That the request was taken, whatever became of it."""
    with services().db.reading() as session:
        return render_template("pages/link_asked.html", organisers=organisers.every(session, locale()))
