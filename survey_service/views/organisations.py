"""The county's organisations: listed, looked at, added, changed, ended."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from reports.alphabet import place
from survey_service import contacts, organisations, regions, rounds
from survey_service.formfields import clean, whole
from survey_service.i18n import locale
from survey_service.organisation_facts import KIND_NAMES, STATUS_NAMES, OrganisationFacts, Reader
from survey_service.organisations import Listed
from survey_service.services import services
from survey_service.views import access, organisation_words, sorting
from survey_service.views.access import me, sending

blueprint = Blueprint("organisations", __name__, url_prefix="/organisaatiot")
blueprint.before_request(access.required)
FIELDS = tuple(OrganisationFacts.__dataclass_fields__)
COLUMNS: dict[str, Callable[[Listed], Any]] = {
    "nimi": lambda one: place(one.name.in_language(locale())),
    "laji": lambda one: KIND_NAMES.index(one.kind),
    "numero": lambda one: one.code,
    "alue": lambda one: place(one.service_area.in_language(locale())) if one.service_area else None,
    "asukkaat": lambda one: one.inhabitants,
}


@blueprint.get("/")
def index() -> str:
    """Every organisation, by kind and service area as the address asks; those that have ended apart."""
    with services().db.reading() as session:
        county = rounds.county_of(session, me().county_id)
        known = organisations.listed(session, me().county_id)
        areas = organisations.areas_of(session, me().county_id)
    living = [one for one in known if not one.ended]
    found = [one for one in known if _is_wanted(one)]
    found.sort(key=lambda one: (COLUMNS["laji"](one), COLUMNS["nimi"](one)))
    return render_template(
        "staff/organisations.html",
        sorted=sorting.as_asked(found, COLUMNS, _text),
        areas=areas,
        kinds=KIND_NAMES,
        wanted={name: request.args.get(name, "") for name in ("laji", "alue", "tila")},
        known=known,
        living=len(living),
        bodies=organisations.legal_bodies(county, living),
        says=organisation_words,
        regions=[] if known else regions.every(),
    )


@blueprint.get("/uusi")
@sending
def new() -> str:
    """The form for an organisation that is added by hand."""
    return _new_page({"kind": "kunta", "language_status": "fi"}, {})


@blueprint.post("/uusi")
@sending
def create() -> Response | tuple[str, int]:
    """Add it."""
    words = _posted()
    with services().db.writing() as session:
        facts, mistakes = _read(session, words, "")
        if not mistakes:
            made = organisations.create(session, me().county_id, facts, actor=me().email)
    if mistakes:
        return _new_page(words, mistakes), 422
    flash(gettext("Added. Please add a contact too, so that the organisation can be invited."), "success")
    return redirect(url_for("staff.organisations.show", organisation_id=made.id), 303)


@blueprint.get("/<int:organisation_id>/")
def show(organisation_id: int) -> str:
    """One organisation with its contacts, what it continues, and what has ended."""
    return _page(organisation_id, None, {})


@blueprint.post("/<int:organisation_id>/")
@sending
def change(organisation_id: int) -> Response | tuple[str, int]:
    """Bring it up to date."""
    words = _posted()
    with services().db.writing() as session:
        organisation = organisations.owned(session, organisation_id, me().county_id)
        facts, mistakes = _read(session, words, organisation.key)
        if not mistakes:
            organisations.change(session, organisation, facts, actor=me().email)
    if mistakes:
        return _page(organisation_id, words, mistakes), 422
    flash(gettext("Saved."), "success")
    return redirect(url_for("staff.organisations.show", organisation_id=organisation_id), 303)


@blueprint.post("/<int:organisation_id>/poista")
@sending
def remove(organisation_id: int) -> Response:
    """Remove one that was added by mistake and that nothing belongs to."""
    with services().db.writing() as session:
        organisation = organisations.owned(session, organisation_id, me().county_id)
        try:
            organisations.remove(session, organisation, actor=me().email)
        except organisations.InUse:
            flash(gettext("It has been in a round, so it is kept. Write its last day instead."), "error")
            return redirect(url_for("staff.organisations.show", organisation_id=organisation_id), 303)
    flash(gettext("Removed."), "success")
    return redirect(url_for("staff.organisations.index"), 303)


def _is_wanted(one: Listed) -> bool:
    kind, area, state = (request.args.get(name, "") for name in ("laji", "alue", "tila"))
    if one.ended != (state == "paattyneet"):
        return False
    if state == "ilman" and one.primary is not None:
        return False
    if area == "0" and one.service_area_id is not None:
        return False
    return (not kind or one.kind == kind) and (not whole(area) or one.service_area_id == whole(area))


def _text(one: Listed) -> str:
    area = f"{one.service_area.fi} {one.service_area.sv}" if one.service_area else ""
    contact = f"{one.primary.title_fi} {one.primary.title_sv} {one.primary.email}" if one.primary else ""
    return f"{one.name.fi} {one.name.sv} {one.code or ''} {area} {one.legal_body} {contact}"


def _posted() -> dict[str, str]:
    return {name: clean(request.form.get(name)) for name in FIELDS}


def _read(session: Any, words: Mapping[str, str], key: str) -> tuple[OrganisationFacts, dict[str, str]]:
    reader = Reader(words, organisations.places_of(session, me().county_id), key)
    return reader.organisation(), reader.mistakes


def _choices(session: Any) -> dict[str, object]:
    """What the form offers."""
    return {
        "areas": organisations.areas_of(session, me().county_id),
        "others": sorted(
            organisations.of_county(session, me().county_id),
            key=lambda one: place(one.name_sv if locale() == "sv" else one.name_fi),
        ),
        "kinds": KIND_NAMES,
        "statuses": STATUS_NAMES,
        "says": organisation_words,
    }


def _new_page(words: Mapping[str, str], errors: Mapping[str, str]) -> str:
    with services().db.reading() as session:
        return render_template("staff/organisation_new.html", typed=words, errors=errors, **_choices(session))


def _page(organisation_id: int, words: Mapping[str, str] | None, errors: Mapping[str, str]) -> str:
    with services().db.reading() as session:
        one = organisations.owned(session, organisation_id, me().county_id)
        before, after = organisations.line_of(session, one)
        living = contacts.of(session, organisation_id)
        return render_template(
            "staff/organisation.html",
            organisation=one,
            typed=words or organisations.words_of(session, one),
            errors=errors,
            contacts=[(contact, contacts.networks_of(session, contact)) for contact in living],
            ended=contacts.of(session, organisation_id, ended=True),
            before=before,
            after=after,
            bodies=organisations.same_body(session, one),
            used=organisations.is_used(session, one),
            **_choices(session),
        )
