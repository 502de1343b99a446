"""Organisations and contacts as a table: taken in after a look at what that would change, and handed out."""

import io
from collections.abc import Iterator
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, send_file, url_for
from flask_babel import gettext
from pydantic import TypeAdapter, ValidationError
from werkzeug.wrappers import Response

from survey_service import (
    contacts,
    networks,
    organisation_files,
    organisation_imports,
    organisation_plans,
    organisations,
    regions,
)
from survey_service.errors import NotFound, TableUnreadable
from survey_service.i18n import locale
from survey_service.organisation_files import Table
from survey_service.organisation_plans import Plan
from survey_service.services import services
from survey_service.views import access, organisation_words, words
from survey_service.views.access import me, sending
from survey_service.views.sent_tables import sent_table

blueprint = Blueprint("organisation_imports", __name__, url_prefix="/organisaatiot/tuonti")
blueprint.before_request(access.required)
TABLE = TypeAdapter(Table)
KINDS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
MOST_SHOWN = 200

Page = str | tuple[str, int] | Response


@blueprint.get("/")
@sending
def index() -> str:
    """The form for a file, the tables to begin with, and the example regions."""
    return _page()


@blueprint.get("/organisaatiot.<ending>")
def table(ending: str) -> Response:
    """The county's organisations and contacts as such a table; with `tyhja` its headings alone."""
    if ending not in KINDS:
        raise NotFound
    with services().db.reading() as session:
        rows = [] if request.args.get("tyhja") else list(_rows(session))
    lines = organisation_files.written(rows, locale())
    content = organisation_files.workbook(lines) if ending == "xlsx" else organisation_files.csv_file(lines)
    name = gettext("organisations")
    return send_file(io.BytesIO(content), mimetype=KINDS[ending], as_attachment=True, download_name=f"{name}.{ending}")


@blueprint.post("/esikatselu")
@sending
def preview() -> Page:
    """What taking in the sent file would do, or what is wrong in it. Nothing is changed yet."""
    told: list[str] = []
    try:
        return _preview(_sent(told), told)
    except TableUnreadable as trouble:
        return _page(words.table_trouble(trouble)), 422


@blueprint.post("/alueet/<name>")
@sending
def region(name: str) -> Page:
    """What taking in an example region would do."""
    return _preview(regions.table_of(name), [])


@blueprint.post("/")
@sending
def take_in() -> Page:
    """Take in what was looked at; what is not in the table ends only where that was chosen."""
    try:
        looked_at = TABLE.validate_json(request.form.get("table", ""))
    except ValidationError:
        return _page(words.table_trouble(TableUnreadable("none_chosen", file=""))), 422
    with services().db.writing() as session:
        plan = organisation_imports.take_in(
            session,
            me().county_id,
            looked_at,
            end_organisations=request.form.getlist("end_organisation"),
            end_contacts=request.form.getlist("end_contact"),
            actor=me().email,
        )
    if plan.problems:
        return _shown(plan, looked_at, []), 409
    new, changed, same = (len(plan.of_state(state)) for state in ("new", "changed", "same"))
    flash(
        gettext("Taken in: %(new)s new, %(changed)s changed, %(same)s as before.", new=new, changed=changed, same=same),
        "success",
    )
    return redirect(url_for("staff.organisations.index"), 303)


def _preview(sent: Table, told: list[str]) -> Page:
    with services().db.reading() as session:
        plan = organisation_plans.planned(session, me().county_id, sent)
    return _shown(plan, sent, told), 422 if plan.problems else 200


def _shown(plan: Plan, sent: Table, told: list[str]) -> str:
    return render_template(
        "staff/organisations_preview.html",
        plan=plan,
        table="" if plan.problems else TABLE.dump_json(sent).decode(),
        assumed=bool(told),
        says=organisation_words,
        heading=lambda column: organisation_plans.heading(column, locale()),
        most=MOST_SHOWN,
    )


def _sent(told: list[str]) -> Table:
    with sent_table(what="organisations") as file:
        return organisation_files.table_in(file, told.append)


def _rows(session: Any) -> Iterator[dict[str, str]]:
    """A row for each contact of each organisation; one for an organisation without any."""
    names = {
        one.key: one.name_sv if locale() == "sv" else one.name_fi for one in networks.of_county(session, me().county_id)
    }
    areas = {
        one.key: one.name_sv if locale() == "sv" else one.name_fi
        for one in organisations.areas_of(session, me().county_id)
    }
    belonging = networks.keys_of_all(session, me().county_id)
    for one in organisations.of_county(session, me().county_id):
        if one.region:
            # those of other counties' regions are looked after on the rounds' pages
            continue
        own = {**organisations.words_of(session, one), "key": one.key}
        own["service_area"] = areas.get(own["service_area"], "")
        known = [
            contacts.facts_of(contact, belonging.get(contact.id or 0, ()))
            for contact in contacts.of(session, one.id or 0)
        ]
        for facts in known:
            yield {**own, **contacts.in_words(facts), "networks": ";".join(names[key] for key in facts.networks)}
        if not known:
            yield own


def _page(trouble: str = "") -> str:
    return render_template("staff/organisations_import.html", trouble=trouble, regions=regions.every())
