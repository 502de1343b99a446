"""How long records are kept, what is due, and deleting it: for the county's admin."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from survey_service.errors import NotAllowed, NotFound
from survey_service.formfields import clean
from survey_service.records import deleting, retention
from survey_service.records.retention import KINDS, Due, Kind, Rule, RulesRefused
from survey_service.services import services
from survey_service.views import access, sorting
from survey_service.views.access import me

blueprint = Blueprint("retention", __name__, url_prefix="/sailytys")
blueprint.before_request(access.required)


@blueprint.before_request
def _admin_only() -> None:
    if me().role != "admin":
        raise NotAllowed


@blueprint.get("/")
def index() -> str:
    """The rules, what is due by them, and what has been deleted."""
    return _page({}, {})


@blueprint.post("/")
def change() -> Response | tuple[str, int]:
    """Set the rules."""
    typed = {name: clean(request.form.get(name)) for kind in KINDS for name in (f"years_{kind}", f"basis_{kind}")}
    wanted = {kind: Rule(_years(typed[f"years_{kind}"]), typed[f"basis_{kind}"]) for kind in KINDS}
    try:
        with services().db.writing() as session:
            retention.change(session, me().county_id, wanted, actor=me().email)
    except RulesRefused as refused:
        said = {
            "years": gettext("Please write the years as a whole number from 0 to 200, or leave the field empty."),
            "basis": gettext("Please write on what the time is based, in at most 500 characters."),
        }
        return _page(typed, {f"{fault}_{kind}": said[fault] for kind, fault in refused.faults}), 422
    flash(gettext("The retention times are saved."), "success")
    return redirect(url_for("staff.retention.index"), 303)


@blueprint.get("/<kind>/<int:year>")
def ask(kind: str, year: int) -> str:
    """What would be deleted, and what that needs."""
    return _ask_page(_kind(kind), year)


@blueprint.post("/<kind>/<int:year>")
def delete(kind: str, year: int) -> Response | tuple[str, int]:
    """Delete it, when the words that it takes were typed."""
    wanted, typed = _kind(kind), clean(request.form.get("words"))
    if " ".join(typed.split()).casefold() not in _words(year):
        error = gettext("Please type the words as they stand above.")
        return _ask_page(wanted, year, typed, error), 422
    settings = services().settings
    try:
        with services().db.writing() as session:
            _done, leftover = deleting.delete(
                session, me().county_id, wanted, year, settings.archive_folder, actor=me().email
            )
    except deleting.NotToBeDeleted as refused:
        if refused.hindrance:
            return _ask_page(wanted, year, typed), 409
        flash(gettext("There is nothing left to delete."), "info")
    else:
        deleting.finish(services().db, settings.files_folder, leftover)
        flash(gettext("The records are deleted. The deletion record stays below."), "success")
    return redirect(url_for("staff.retention.index", _anchor="deleted"), 303)


def _page(typed: Mapping[str, str], errors: Mapping[str, Any]) -> str:
    with services().db.reading() as session:
        known = retention.rules(session, me().county_id)
        due = retention.overview(session, me().county_id)
        deleted = retention.deletions(session, me().county_id)
    return render_template(
        "staff/retention.html", kinds=KINDS, rules=known, typed=typed, errors=errors, due=due, deleted=_sorted(deleted)
    )


def _sorted(deleted: Any) -> sorting.Sorted[Any]:
    columns = {"vuosi": lambda one: one.year, "laji": lambda one: one.kind, "aika": lambda one: one.deleted_at}
    return sorting.as_asked(deleted, columns)


def _ask_page(kind: Kind, year: int, typed: str = "", error: str = "") -> str:
    due = _due(kind, year)
    return render_template("staff/delete_records.html", due=due, typed=typed, errors={"words": error} if error else {})


def _due(kind: Kind, year: int) -> Due:
    with services().db.reading() as session:
        due = retention.of_year(session, me().county_id, kind, year)
    if due is None:
        raise NotFound
    return due


def _kind(text: str) -> Kind:
    kind = next((one for one in KINDS if one == text), None)
    if kind is None:
        raise NotFound
    return kind


def _years(text: str) -> int | None:
    """The years, -1 for what is no number, None for an empty field."""
    if not text:
        return None
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else -1


def _words(year: int) -> set[str]:
    """What must be typed, in the language of the page or in the other one."""
    return {f"poista {year}", f"radera {year}", f"delete {year}"}
