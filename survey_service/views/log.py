"""The log of acts, for the county's admins: filtered, in the reader's words, and taken away as a file."""

import csv
import io
import json
from collections.abc import Iterator

from flask import Blueprint, Response, render_template, request, stream_with_context
from flask_babel import gettext

from survey_service import audit, audit_log, audit_names
from survey_service.audit_log import Entry, Wanted
from survey_service.formfields import clean, whole
from survey_service.i18n import locale
from survey_service.services import services
from survey_service.views import access, words_of_log
from survey_service.views.access import me
from survey_service.views.dates import read_day

blueprint = Blueprint("log", __name__, url_prefix="/loki")
blueprint.before_request(access.required)
blueprint.before_request(access.admin_only)

COLUMNS = ("at", "actor", "action", "thing")
FILTERS = ("alkaen", "asti", "tekija", "teko", "kohde")
# what a spreadsheet would take for a formula
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@blueprint.get("/")
def index() -> str:
    """A page of the log, the newest first."""
    wanted = _wanted()
    with services().db.reading() as session:
        found = audit_log.page(session, me().county_id, wanted, whole(request.args.get("sivu")) or 1)
        things = {entry.thing for entry in found.entries}
        names = audit_names.names(session, me().county_id, things, locale())
        actions = audit_log.actions(session, me().county_id)
    unread = gettext("Please write the date as day.month.year, for example 5.3.2027.")
    return render_template(
        "staff/log.html",
        page=found,
        names=names,
        actions=actions,
        told=words_of_log,
        typed=request.args,
        kept={name: request.args[name] for name in FILTERS if request.args.get(name)},
        errors={
            name: unread for name in ("alkaen", "asti") if request.args.get(name) and not read_day(request.args[name])
        },
    )


@blueprint.get("/loki.<any(csv, jsonl):kind>")
def download(kind: str) -> Response:
    """All of what is filtered, the oldest first: a CSV whose cells no spreadsheet computes, or JSON lines."""
    wanted, county_id = _wanted(), me().county_id
    line = _csv_line if kind == "csv" else _json_line
    with services().db.writing() as session:
        audit.record(session, county_id, me().email, "log.download", f"county:{county_id}")

    def lines() -> Iterator[str]:
        yield "\ufeff" + _row(COLUMNS) if kind == "csv" else ""
        with services().db.reading() as session:
            yield from map(line, audit_log.every(session, county_id, wanted))

    answer = Response(stream_with_context(lines()), mimetype="text/csv" if kind == "csv" else "application/jsonl")
    answer.headers["Content-Disposition"] = f"attachment; filename=loki.{kind}"
    return answer


def _wanted() -> Wanted:
    since, until, actor, action, thing = (clean(request.args.get(name)) for name in FILTERS)
    return Wanted(read_day(since), read_day(until), actor, action, thing)


def _json_line(entry: Entry) -> str:
    return json.dumps(dict(zip(COLUMNS, _cells(entry), strict=True)), ensure_ascii=False) + "\n"


def _csv_line(entry: Entry) -> str:
    return _row(tuple(f"'{cell}" if cell.startswith(FORMULA) else cell for cell in _cells(entry)))


def _cells(entry: Entry) -> tuple[str, ...]:
    return (entry.at.isoformat(timespec="seconds"), entry.actor, entry.action, entry.thing)


def _row(cells: tuple[str, ...]) -> str:
    stream = io.StringIO()
    csv.writer(stream, delimiter=";").writerow(cells)
    return stream.getvalue()
