"""Files of figures: taken in after a look at what that would change, listed, removed; the template of TEAviisari."""

import datetime
import io

from flask import Blueprint, flash, redirect, render_template, request, send_file, url_for
from flask_babel import LazyString, gettext
from flask_babel import lazy_gettext as _
from pydantic import TypeAdapter, ValidationError
from werkzeug.wrappers import Response

from reports.alphabet import place
from survey_service import organisation_files, organisations
from survey_service.db import now
from survey_service.errors import NotFound, TableUnreadable
from survey_service.formfields import day_in
from survey_service.i18n import FINLAND, day, locale
from survey_service.indicators import imports, overview, reading, sotkanet, teaviisari
from survey_service.indicators.figures import Read
from survey_service.indicators.model import library
from survey_service.services import services
from survey_service.views import access, words
from survey_service.views.access import me, sending
from survey_service.views.sent_tables import sent_table

blueprint = Blueprint("indicator_imports", __name__, url_prefix="/indikaattorit/tuonti")
blueprint.before_request(access.required)
READ = TypeAdapter(Read)
KINDS: dict[str, LazyString] = {
    "sotkanet": _("Figures of Sotkanet"),
    "teaviisari": _("Scores of TEAviisari"),
    "regions": _("Sotkanet's list of regions"),
    "descriptions": _("Sotkanet's descriptions of indicators"),
    "invented": _("Invented figures for the demonstration"),
}
FILES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
MOST_SHOWN = 200
YEARS_BACK = 6

Page = str | tuple[str, int] | Response


@blueprint.get("/")
@sending
def index() -> str:
    """The form for a file, where to get one, and what has been taken in."""
    return _page()


@blueprint.get("/teaviisari.<ending>")
@sending
def template(ending: str) -> Response:
    """The template of TEAviisari with a row for each of the county's municipalities and each sector."""
    if ending not in FILES:
        raise NotFound
    with services().db.reading() as session:
        known = [one for one in organisations.of_county(session, me().county_id) if overview.is_measured(one)]
    named = sorted(
        ((one.code or "", one.name_sv if locale() == "sv" else one.name_fi) for one in known if not one.region),
        key=lambda one: place(one[1]),
    )
    lines = teaviisari.template(named, now().year - 1)
    content = organisation_files.workbook(lines) if ending == "xlsx" else organisation_files.csv_file(lines)
    name = f"teaviisari.{ending}"
    return send_file(io.BytesIO(content), mimetype=FILES[ending], as_attachment=True, download_name=name)


@blueprint.post("/esikatselu")
@sending
def preview() -> Page:
    """What taking in the sent file would do, or what is wrong in it. Nothing is changed yet."""
    picked_on = _picked_on()
    if picked_on is None:
        return _page(date_trouble=True), 422
    try:
        read = _sent()
    except TableUnreadable as trouble:
        return _page(words.table_trouble(trouble)), 422
    return _preview(read, picked_on)


@blueprint.post("/")
@sending
def take_in() -> Page:
    """Take in what was looked at."""
    picked_on = _picked_on()
    try:
        read = READ.validate_json(request.form.get("read", ""))
    except ValidationError:
        return _page(words.table_trouble(TableUnreadable("none_chosen", file=""))), 422
    if picked_on is None:
        return _page(date_trouble=True), 422
    with services().db.writing() as session:
        plan = imports.take_in(session, me().county_id, read, picked_on, actor=me().email)
    if read.problems or plan.already:
        return _preview(read, picked_on)
    flash(_done(read, plan.counts), "success")
    return redirect(url_for("staff.indicator_imports.index", _anchor="imports"), 303)


@blueprint.post("/<int:import_id>/poista")
@sending
def remove(import_id: int) -> Response:
    """Remove what a file brought; what earlier files told of the same counts again."""
    with services().db.writing() as session:
        row = imports.remove(session, me().county_id, import_id, actor=me().email)
    flash(gettext("Removed: %(file)s", file=row.file), "success")
    return redirect(url_for("staff.indicator_imports.index", _anchor="imports"), 303)


def _done(read: Read, counts: dict[str, int]) -> str:
    if read.figures:
        return str(gettext("Taken in: %(new)s new, %(changed)s changed, %(same)s as before.", **_three(counts)))
    return str(gettext("Taken in: %(file)s", file=read.file))


def _three(counts: dict[str, int]) -> dict[str, int]:
    return {name: counts[name] for name in ("new", "changed", "same")}


def _picked_on() -> datetime.date | None:
    """The day on which the file was made; None for what is no day, or is still to come."""
    written = day_in(request.form.get("picked_on", ""))
    return written if written is not None and written <= _today() else None


def _today() -> datetime.date:
    return now().astimezone(FINLAND).date()


def _sent() -> Read:
    with services().db.reading() as session:
        known = imports.known_to(session, me().county_id)
    endings = [one.removeprefix(".") for one in reading.ENDINGS]
    with sent_table(endings=endings, refusal="kind_of_figures") as file:
        return reading.read(file, known)


def _preview(read: Read, picked_on: datetime.date) -> Page:
    with services().db.reading() as session:
        plan = imports.planned(session, me().county_id, read)
    page = render_template(
        "staff/indicators_preview.html",
        read=read,
        plan=plan,
        kind=KINDS[read.kind],
        carried="" if read.problems else READ.dump_json(read).decode(),
        picked_on=day(picked_on),
        most=MOST_SHOWN,
    )
    return page, 422 if read.problems else 200


def _page(trouble: str = "", *, date_trouble: bool = False) -> str:
    with services().db.reading() as session:
        taken_in = imports.of_county(session, me().county_id)
    years = range(now().year - YEARS_BACK, now().year)
    listed = [one for one in library().indicators if one.number is not None]
    return render_template(
        "staff/indicators_import.html",
        trouble=trouble,
        date_trouble=date_trouble,
        picked_on=request.form.get("picked_on") or day(_today()),
        imports=taken_in,
        regions=next((one for one in taken_in if one.kind == "regions"), None),
        kinds=KINDS,
        links=[(one, sotkanet.address_of(one.number or 0, years)) for one in listed],
        years=years,
    )
