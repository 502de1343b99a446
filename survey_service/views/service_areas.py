"""The county's service areas: listed, added, renamed, removed."""

from collections.abc import Mapping

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from questionnaires.model import Text
from survey_service import organisations, service_areas
from survey_service.formfields import clean
from survey_service.organisation_facts import LONGEST, SENTENCES
from survey_service.services import services
from survey_service.views import access
from survey_service.views.access import me, sending

blueprint = Blueprint("service_areas", __name__, url_prefix="/organisaatiot/palvelualueet")
blueprint.before_request(access.required)
NAMES = ("name_fi", "name_sv")


@blueprint.get("/")
def index() -> str:
    """Every service area, and the form for one more."""
    return _page(None, {}, {})


@blueprint.post("/")
@sending
def add() -> Response | tuple[str, int]:
    """One more."""
    typed, errors = _posted()
    if errors:
        return _page(None, typed, errors), 422
    with services().db.writing() as session:
        service_areas.add(session, me().county_id, Text(fi=typed["name_fi"], sv=typed["name_sv"]), actor=me().email)
    flash(gettext("The service area is added."), "success")
    return redirect(url_for("staff.service_areas.index"), 303)


@blueprint.get("/<int:area_id>/")
@sending
def show(area_id: int) -> str:
    """The form for other names."""
    with services().db.reading() as session:
        area = service_areas.owned(session, area_id, me().county_id)
    return _page(area_id, {"name_fi": area.name_fi, "name_sv": area.name_sv}, {})


@blueprint.post("/<int:area_id>/")
@sending
def rename(area_id: int) -> Response | tuple[str, int]:
    """Give it other names."""
    typed, errors = _posted()
    with services().db.writing() as session:
        area = service_areas.owned(session, area_id, me().county_id)
        if not errors:
            name = Text(fi=typed["name_fi"], sv=typed["name_sv"])
            service_areas.rename(session, area, name, actor=me().email)
    if errors:
        return _page(area_id, typed, errors), 422
    flash(gettext("Saved."), "success")
    return redirect(url_for("staff.service_areas.index"), 303)


@blueprint.post("/<int:area_id>/poista")
@sending
def remove(area_id: int) -> Response:
    """Remove one to which nothing belongs."""
    try:
        with services().db.writing() as session:
            area = service_areas.owned(session, area_id, me().county_id)
            service_areas.remove(session, area, actor=me().email)
        flash(gettext("Removed."), "success")
    except service_areas.AreaInUse:
        flash(gettext("Something belongs to the service area still, so it is kept."), "error")
    return redirect(url_for("staff.service_areas.index"), 303)


def _posted() -> tuple[dict[str, str], dict[str, str]]:
    typed = {name: clean(request.form.get(name)) for name in NAMES}
    errors = {name: gettext("Please write the name in both languages.") for name, text in typed.items() if not text}
    long = {name for name, text in typed.items() if len(text) > LONGEST}
    return typed, errors | {name: str(SENTENCES["too_long"]) % {"most": LONGEST} for name in sorted(long)}


def _page(area_id: int | None, typed: Mapping[str, str], errors: Mapping[str, str]) -> str:
    with services().db.reading() as session:
        return render_template(
            "staff/service_areas.html",
            areas=organisations.areas_of(session, me().county_id),
            sizes=service_areas.sizes(session, me().county_id),
            area=service_areas.owned(session, area_id, me().county_id) if area_id else None,
            typed=typed,
            errors=errors,
        )
