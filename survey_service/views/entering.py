"""Entering a response in an organisation's name: why and from what, then the organisation's own pages."""

from dataclasses import dataclass, field

import flask
from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from questionnaires.model import Text
from survey_service import attachments, entering, filetypes, on_behalf, participants
from survey_service.attachments import Received, Sent
from survey_service.entering import EnteringRefused, Fault
from survey_service.errors import FileRefused, NotFound
from survey_service.formfields import clean
from survey_service.formparts import refusal
from survey_service.services import services
from survey_service.views import access
from survey_service.views.access import me, sending
from survey_service.views.downloads import saved_as
from survey_service.views.opened import ANSWER_LINK, enter_on_behalf, entering_link, remember_browser

blueprint = Blueprint(
    "entering", __name__, url_prefix="/kierrokset/<int:round_id>/vastaajat/<int:organisation_id>/puolesta"
)
blueprint.before_request(access.required)
ORIGINALS = ("pdf", "docx", "odt")
MOST_BYTES = 20_000_000


@dataclass
class Filled:
    """What stands in the fields, and what is wrong with it by field."""

    reason: str = ""
    errors: dict[str, str] = field(default_factory=dict)


@blueprint.get("/")
@sending
def ask(round_id: int, organisation_id: int) -> str:
    """Why it is entered, and the original; or what stands in the way."""
    return _page(round_id, organisation_id, Filled())


@blueprint.post("/")
@sending
def begin(round_id: int, organisation_id: int) -> Response | tuple[str, int]:
    """Open the organisation's pages in this browser, to fill in its response."""
    filled = Filled(clean(request.form.get("reason", "")))
    with services().db.reading() as session:
        participants.owned(session, round_id, organisation_id, me().county_id)
    try:
        with attachments.receiving() as kept:
            original = _original()
            kept += [original] if original else []
            with services().db.writing() as session:
                round_, _organisation = participants.owned(session, round_id, organisation_id, me().county_id)
                link_id = entering.begin(
                    session, services().jobs, round_, organisation_id, filled.reason, original, by=me()
                )
    except EnteringRefused as refused:
        filled.errors |= dict(_told(fault) for fault in refused.faults)
        return _page(round_id, organisation_id, filled), 422
    except FileRefused as trouble:
        filled.errors["original"] = refusal(trouble, ORIGINALS, MOST_BYTES)
        return _page(round_id, organisation_id, filled), 422
    remember_browser()
    enter_on_behalf(link_id, me().staff_id)
    return redirect(url_for("respond.overview"), 303)


@blueprint.post("/lopeta")
@sending
def leave(round_id: int, organisation_id: int) -> Response:
    """Close the organisation's pages in this browser; what was saved stays."""
    with services().db.reading() as session:
        participants.owned(session, round_id, organisation_id, me().county_id)
    if entering_link() is not None:
        flask.session.pop(ANSWER_LINK)
    flash(gettext("What you saved is kept in the response."), "info")
    return redirect(url_for("staff.following.show", round_id=round_id, organisation_id=organisation_id), 303)


@blueprint.get("/<int:entered_id>/alkuperainen")
def original(round_id: int, organisation_id: int, entered_id: int) -> flask.Response:
    """The original of what was entered, to save."""
    with services().db.reading() as session:
        participants.owned(session, round_id, organisation_id, me().county_id)
        found = on_behalf.of_organisation(session, round_id, organisation_id)
        entered = next((one for one in found if one.id == entered_id), None)
        if entered is None:
            raise NotFound
        file = attachments.find(session, services().settings.files_folder, entered.response_id, entered.original)
    return saved_as(file)


def _original() -> Received | None:
    """The file that came with the form, looked at and kept. Raises FileRefused."""
    sent = request.files.get("original")
    if sent is None or not sent.filename:
        return None
    kind = filetypes.check(sent.filename, sent.stream, ORIGINALS, MOST_BYTES)
    settings = services().settings
    return attachments.receive(settings.files_folder, settings.clamd, Sent(sent.filename, sent.stream, kind))


def _page(round_id: int, organisation_id: int, filled: Filled) -> str:
    with services().db.reading() as session:
        round_, organisation = participants.owned(session, round_id, organisation_id, me().county_id)
        hindrances = entering.hindrances(session, round_, organisation_id)
    return render_template(
        "staff/enter.html",
        round=round_,
        organisation_id=organisation_id,
        name=Text(fi=organisation.name_fi, sv=organisation.name_sv),
        hindrances=hindrances if not filled.errors else [],
        filled=filled,
        accept=",".join(f".{ending}" for ending in ORIGINALS),
    )


def _told(fault: Fault) -> tuple[str, str]:
    """The field and what is wrong with it."""
    match fault:
        case "reason":
            return "reason", gettext("Please write why the response is entered in the organisation's name.")
        case "reason_too_long":
            return "reason", gettext("The reason is too long. Please use at most 2,000 characters.")
        case "nobody":
            return "reason", gettext("The organisation has not been invited, so nobody would get the receipt.")
        case "closed":
            return "reason", gettext("The time to answer is over. Please give the organisation more time first.")
        case "submitted":
            return "reason", gettext("It has sent its response already. Please reopen the response instead.")
