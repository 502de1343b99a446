"""Files and links beside a round and its organisations: added, read and taken away by the staff."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from questionnaires.notation import is_web_address
from survey_service import attachments, backgrounds, filetypes, rounds, turnout
from survey_service.attachments import Received, Sent
from survey_service.backgrounds import Written
from survey_service.errors import FileRefused
from survey_service.formfields import whole
from survey_service.formparts import REFUSALS
from survey_service.i18n import locale
from survey_service.services import services
from survey_service.views import access
from survey_service.views.access import me, sending
from survey_service.views.dates import YEARS
from survey_service.views.detailforms import mistakes
from survey_service.views.detailforms import read as read_fields
from survey_service.views.downloads import saved_as

blueprint = Blueprint("backgrounds", __name__, url_prefix="/kierrokset/<int:round_id>/aineisto")
blueprint.before_request(access.required)
FIELDS = {"title": 200, "year": 4, "url": 2000, "organisation": 9}
LARGEST = 20_000_000

Page = str | tuple[str, int] | Response


@blueprint.get("/")
def index(round_id: int) -> str:
    """What stands beside the round and its organisations."""
    return _page(round_id, {}, {})


@blueprint.post("/")
@sending
def add(round_id: int) -> Page:
    """Add a link or a file."""
    typed = read_fields(request.form, FIELDS)
    errors = mistakes(typed, FIELDS, ("title",))
    if typed["year"] and whole(typed["year"]) not in YEARS:
        errors["year"] = gettext("Please write the year with four digits, for example 2028.")
    if typed["url"] and not is_web_address(typed["url"]):
        errors["url"] = gettext(
            "Please write the whole address as it is in the browser, such as https://www.example.org/plan."
        )
    with services().db.reading() as session:
        rounds.owned(session, round_id, me().county_id)
    try:
        with attachments.receiving() as kept:
            file = _file(typed, errors)
            if errors:
                return _page(round_id, typed, errors), 422
            if file:
                kept.append(file)
            written = Written(
                typed["title"], whole(typed["year"]) or None, typed["url"], whole(typed["organisation"]) or None
            )
            with services().db.writing() as session:
                round_ = rounds.owned(session, round_id, me().county_id)
                backgrounds.add(session, services().jobs, round_, written, file, actor=me().email)
    except FileRefused as refused:
        facts = {"name": refused.name, "size": LARGEST // 1_000_000, "kinds": ", ".join(filetypes.MEDIA_TYPES)}
        return _page(round_id, typed, {"file": str(REFUSALS[refused.reason]) % facts}), 422
    flash(gettext("Added: %(title)s", title=typed["title"]), "success")
    return _to(round_id)


@blueprint.post("/<int:background_id>/poista")
@sending
def remove(round_id: int, background_id: int) -> Response:
    """Take one away."""
    with services().db.writing() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        backgrounds.remove(session, round_, background_id, actor=me().email)
    flash(gettext("It was removed."), "success")
    return _to(round_id)


@blueprint.get("/<int:background_id>")
def download(round_id: int, background_id: int) -> Response:
    """The file of one, to save."""
    with services().db.reading() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        file = backgrounds.file_of(session, services().settings.files_folder, round_, background_id)
    return saved_as(file)


def _file(typed: dict[str, str], errors: dict[str, str]) -> Received | None:
    sent = request.files.get("file")
    chosen = sent is not None and bool(sent.filename)
    if chosen == bool(typed["url"]) and "url" not in errors:
        errors["url"] = gettext("Please write an address or choose a file, one of the two.")
    if errors or sent is None or not chosen:
        return None
    kind = filetypes.check(sent.filename, sent.stream, list(filetypes.MEDIA_TYPES), LARGEST)
    settings = services().settings
    return attachments.receive(settings.files_folder, settings.clamd, Sent(sent.filename or "", sent.stream, kind))


def _page(round_id: int, typed: dict[str, str], errors: dict[str, str]) -> str:
    with services().db.reading() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        return render_template(
            "staff/backgrounds.html",
            round=round_,
            backgrounds=backgrounds.of_round(session, round_),
            organisations=[(row.organisation_id, row.name) for row in turnout.of_round(session, round_, locale())],
            typed=typed,
            errors=errors,
        )


def _to(round_id: int) -> Response:
    return redirect(url_for("staff.backgrounds.index", round_id=round_id), 303)
