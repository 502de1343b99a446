"""The decisions of a year: listed, and taken in from a file after a look at what that would change."""

import io
import json
from collections.abc import Iterable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, send_file, url_for
from flask_babel import gettext
from pydantic import TypeAdapter, ValidationError
from werkzeug.wrappers import Response

from reports.alphabet import place
from survey_service import courses, decision_files, decisions, plans, rounds, statuses
from survey_service.decision_files import DecisionsRead, Row
from survey_service.decisions import PastDecision
from survey_service.errors import NotFound, TableUnreadable
from survey_service.formfields import day_in, whole
from survey_service.i18n import day, locale
from survey_service.services import services
from survey_service.views import access, words
from survey_service.views.access import me, sending
from survey_service.views.sent_tables import sent_table

blueprint = Blueprint("decisions", __name__, url_prefix="/kierrokset/<int:round_id>/paatokset")
blueprint.before_request(access.required)
ROWS: TypeAdapter[list[dict[str, str]]] = TypeAdapter(list[dict[str, str]])

Page = str | tuple[str, int] | Response


@blueprint.get("/")
def past(round_id: int) -> Response:
    """The decisions that the round looks back at."""
    with services().db.reading() as session:
        year = decisions.year_before(session, rounds.owned(session, round_id, me().county_id))
    return redirect(url_for("staff.decisions.show", round_id=round_id, year=year), 303)


@blueprint.get("/<int:year>/")
def show(round_id: int, year: int) -> Page:
    """The county's decisions of a year."""
    return _page(round_id, year)


@blueprint.get("/<int:year>/paatokset.xlsx")
def table(round_id: int, year: int) -> Response:
    """The same as a workbook, to be filled in or changed and taken in again."""
    with services().db.reading() as session:
        round_, _years = _round(session, round_id, year)
        known = decisions.of_year(session, round_.county_id, year)
    content = io.BytesIO(decision_files.workbook(map(decisions.as_row, known), locale()))
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return send_file(content, mimetype=kind, as_attachment=True, download_name=f"paatokset-{year}.xlsx")


@blueprint.post("/<int:year>/esikatselu")
@sending
def preview(round_id: int, year: int) -> Page:
    """What taking in the sent file would do, or what is wrong in it. Nothing is changed yet."""
    with services().db.reading() as session:
        round_, _years = _round(session, round_id, year)
        try:
            rows = _sent_rows()
        except TableUnreadable as trouble:
            return _page(round_id, year, words.table_trouble(trouble)), 422
        read = decision_files.understood(session, round_.county_id, rows)
        plan = decisions.planned(session, round_.county_id, year, read.decisions)
    status = 422 if read.problems else 200
    shown = render_template(
        "staff/decisions_preview.html", round=round_, year=year, read=read, plan=plan, rows=json.dumps(read.rows)
    )
    return shown, status


@blueprint.post("/<int:year>/")
@sending
def take_in(round_id: int, year: int) -> Page:
    """Take in what was looked at; what is not in the file goes only where that was chosen."""
    with services().db.writing() as session:
        round_, _years = _round(session, round_id, year)
        read = decision_files.understood(session, round_.county_id, _looked_at())
        if not read.problems:
            remove = request.form.getlist("remove")
            plan = decisions.take_in(session, round_.county_id, year, read.decisions, remove=remove, actor=me().email)
    if read.problems:
        return _changed_meanwhile(round_id, year, read)
    flash(
        gettext(
            "Taken in: %(new)s new, %(changed)s changed, %(same)s as before.",
            new=len(plan.new),
            changed=len(plan.changed),
            same=len(plan.same),
        ),
        "success",
    )
    return redirect(url_for("staff.decisions.show", round_id=round_id, year=year), 303)


def _round(session: Any, round_id: int, year: int) -> tuple[Any, tuple[int, int]]:
    """The county's round, and the two years whose decisions it has to do with; NotFound for another year."""
    round_ = rounds.owned(session, round_id, me().county_id)
    years = decisions.year_before(session, round_), round_.year
    if year not in years:
        raise NotFound
    return round_, years


def _page(round_id: int, year: int, trouble: str = "") -> str:
    with services().db.reading() as session:
        round_, years = _round(session, round_id, year)
        known = courses.of_year(session, round_.county_id, year)
        told = statuses.usual() | statuses.of(round_)
        tags = plans.programmes_of(session, round_.county_id)
    made = [one.decision for one in known]
    return render_template(
        "staff/decisions.html",
        round=round_,
        year=year,
        years=years,
        courses=courses.filtered(known, **_asked()),
        known=known,
        forums=[(one, f"{one} ({number})") for one, number in decisions.forums_of(made).items()],
        responsible=_responsible(made),
        days=[(one.isoformat(), day(one)) for one in sorted({each.due for each in made if each.due})],
        statuses=[
            ("none", gettext("nothing told yet")),
            *((key, one.in_language(locale())) for key, one in told.items()),
        ],
        asked=_asked(),
        trouble=trouble,
        programmes={one.key: one.name_sv if locale() == "sv" else one.name_fi for one in tags},
    )


def _responsible(known: Iterable[PastDecision]) -> list[tuple[int, str]]:
    names = {one.organisation_id: one.organisation.in_language(locale()) for one in known if one.organisation}
    return sorted(((key or 0, name) for key, name in names.items()), key=lambda one: place(one[1]))


def _asked() -> dict[str, Any]:
    """By what the reader filters the decisions, as `courses.filtered` takes it."""
    return {
        "forum": request.args.get("foorumi", ""),
        "organisation_id": whole(request.args.get("vastuu")),
        "until": day_in(request.args.get("viimeistaan", "")),
        "status": request.args.get("tila", ""),
        "overdue": request.args.get("myohassa") == "1",
    }


def _sent_rows() -> list[dict[str, str]]:
    with sent_table(what="decisions") as file:
        return decision_files.rows_in(file)


def _looked_at() -> list[Row]:
    try:
        rows: list[Any] = ROWS.validate_json(request.form.get("rows", ""))
    except ValidationError as trouble:
        raise TableUnreadable("none_chosen", file="") from trouble
    return rows


def _changed_meanwhile(round_id: int, year: int, read: DecisionsRead) -> Page:
    with services().db.reading() as session:
        round_, _years = _round(session, round_id, year)
        plan = decisions.planned(session, round_.county_id, year, read.decisions)
    shown = render_template("staff/decisions_preview.html", round=round_, year=year, read=read, plan=plan, rows="")
    return shown, 409
