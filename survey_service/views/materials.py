"""The advance material of a negotiation: what is in it, as a file, and let out to the parties."""

import io
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, send_file, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from survey_service import advance_material, audit, negotiations, released_material, rounds, summonses
from survey_service.advance_material import Material, NoBriefing
from survey_service.candidates import ChangedMeanwhile
from survey_service.errors import NotFound
from survey_service.formfields import whole
from survey_service.services import services
from survey_service.views import access
from survey_service.views.access import arranging, me, sending

blueprint = Blueprint("materials", __name__, url_prefix="/kierrokset/<int:round_id>/neuvottelut/<int:area_id>/aineisto")
blueprint.before_request(access.required)

ZIP = "application/zip"
Page = str | tuple[str, int] | Response


@blueprint.get("/")
def show(round_id: int, area_id: int) -> Page:
    """What the material holds now, what is missing of it, and what was let out."""
    return _page(round_id, area_id)


@blueprint.get("/<any(sisainen, jaettava):which>.zip")
@arranging
def download(round_id: int, area_id: int, which: str) -> Page:
    """The package for the county's own negotiators, or the one for passing on, as it would be now."""
    from survey_service.packages import packed

    internal = which == "sisainen"
    try:
        told = _gathered(round_id, area_id, internal=internal)
    except NoBriefing:
        return _page(round_id, area_id, no_briefing=True), 409
    content = packed(told)
    with services().db.writing() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        meeting = negotiations.of_area(session, round_, area_id)
        thing = f"negotiation:{meeting.negotiation_id}" if meeting.negotiation_id else f"round:{round_id}"
        audit.record(session, round_.county_id, me().email, "negotiation.make_material", thing)
    name = f"ennakkomateriaali-{told.of.year}-{area_id}-{which}.zip"
    return send_file(io.BytesIO(content), mimetype=ZIP, as_attachment=True, download_name=name)


@blueprint.get("/julkaistu-<int:number>.zip")
def released(round_id: int, area_id: int, number: int) -> Response:
    """A package that was let out, as the parties fetch it; NotFound when it was withdrawn."""
    with services().db.reading() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        meeting = negotiations.of_area(session, round_, area_id)
        found = released_material.standing(session, meeting.negotiation_id)
        key = found.key if found and found.number == number else ""
    return handed_out(key, round_.year)


def handed_out(key: str, year: int) -> Response:
    """A package under its key; NotFound when its file is gone."""
    file = released_material.place_of(services().settings.archive_folder, key)
    if not key or not file.is_file():
        raise NotFound
    return send_file(file, mimetype=ZIP, as_attachment=True, download_name=f"ennakkomateriaali-{year}.zip")


@blueprint.post("/")
@sending
def act(round_id: int, area_id: int) -> Page:
    """Let the package for passing on out to the parties, or withdraw what was let out (`act`)."""
    if request.form.get("act") == "withdraw":
        with services().db.writing() as session:
            round_ = rounds.owned(session, round_id, me().county_id)
            number = whole(request.form.get("number"))
            gone = released_material.withdraw(session, round_, area_id, number, actor=me().email).key
        released_material.place_of(services().settings.archive_folder, gone).unlink(missing_ok=True)
        flash(gettext("The material is withdrawn. The parties cannot fetch it any more."), "success")
        return _to(round_id, area_id)
    try:
        _release(round_id, area_id)
    except NoBriefing:
        return _page(round_id, area_id, no_briefing=True), 409
    except ChangedMeanwhile:
        return _page(round_id, area_id, met=True), 409
    flash(gettext("The material is let out. The parties fetch it by their own links."), "success")
    return _to(round_id, area_id)


def _release(round_id: int, area_id: int) -> None:
    from survey_service.packages import let_out

    with services().db.reading() as session:
        rounds.owned(session, round_id, me().county_id)
    seen = whole(request.form.get("seen"))
    db, settings = services().db, services().settings
    let_out(db, settings, round_id, area_id, seen=seen, staff_id=me().staff_id, actor=me().email)


def _gathered(round_id: int, area_id: int, *, internal: bool) -> Material:
    with services().db.reading() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        folder = services().settings.files_folder
        return advance_material.gather(session, round_, area_id, folder, internal=internal)


def _page(round_id: int, area_id: int, *, no_briefing: bool = False, met: bool = False) -> str:
    with services().db.reading() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        meeting = negotiations.of_area(session, round_, area_id)
        told: Any = None
        try:
            told = advance_material.gather(session, round_, area_id, services().settings.files_folder, internal=False)
        except NoBriefing:
            no_briefing = True
        return render_template(
            "staff/material.html",
            round=round_,
            meeting=meeting,
            told=told,
            no_briefing=no_briefing,
            met=met,
            history=released_material.history(session, meeting.negotiation_id),
            standing=released_material.standing(session, meeting.negotiation_id),
            summoned=summonses.newest(session, meeting.negotiation_id) is not None,
        )


def _to(round_id: int, area_id: int) -> Response:
    return redirect(url_for("staff.materials.show", round_id=round_id, area_id=area_id), 303)
