"""The demo's mailbox as pages. Registered in the demo alone: these mails hold links that open without a password."""

import re

from flask import Blueprint, Response, render_template
from markupsafe import Markup, escape

from survey_service import mailbox
from survey_service.errors import NotFound
from survey_service.mailbox import Caught
from survey_service.services import services
from survey_service.views.framing import framed

URL = re.compile(r"https?://[^\s<>\"]+")

blueprint = Blueprint("mailbox", __name__, url_prefix="/postilaatikko")


@blueprint.get("/")
def index() -> str:
    """The mails, newest first."""
    return render_template("mailbox/index.html", caught=mailbox.mails(services().settings)[::-1])


@blueprint.get("/<key>")
def show(key: str) -> str:
    """One mail: who, what, and its words."""
    caught = _find(key)
    return render_template("mailbox/show.html", caught=caught, text=_with_links(caught.words("plain")))


@blueprint.get("/<key>/sivu")
def page(key: str) -> Response:
    """The web page inside a mail, for the frame in `show`."""
    return framed(_find(key).words("html"))


def _find(key: str) -> Caught:
    caught = mailbox.find(services().settings, key)
    if caught is None:
        raise NotFound
    return caught


def _with_links(text: str) -> Markup:
    told, end = Markup(), 0
    for found in URL.finditer(text):
        told += escape(text[end : found.start()]) + Markup('<a href="{0}">{0}</a>').format(found.group())
        end = found.end()
    return told + escape(text[end:])
