"""The county's catalogue of phenomena: looked through, begun from what comes with the service, and changed."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext, ngettext
from werkzeug.wrappers import Response

from survey_service import catalogue, networks
from survey_service.candidates import ChangedMeanwhile, Words
from survey_service.catalogue import STARTS, Entry, Known, PhenomenonRefused
from survey_service.formfields import clean, whole
from survey_service.i18n import locale
from survey_service.services import services
from survey_service.views import access, sorting, words
from survey_service.views.access import me, sending

blueprint = Blueprint("catalogue", __name__, url_prefix="/ilmioluettelo")
blueprint.before_request(access.required)

Page = str | tuple[str, int] | Response


@blueprint.get("/")
def index() -> Page:
    """The catalogue, sorted and searched as the address asks."""
    with services().db.reading() as session:
        known = catalogue.of_county(session, me().county_id)
        missing = catalogue.not_begun(session, me().county_id)
    columns = {
        "ilmio": lambda one: one.label.shown(locale())[0].casefold(),
        "teema": lambda one: words.theme(one.theme),
        "verkosto": lambda one: one.owner.in_language(locale()) if one.owner else None,
    }
    shown = sorting.as_asked(known, columns, _searched)
    return render_template("staff/catalogue.html", shown=shown, missing=missing)


@blueprint.post("/aloitus")
@sending
def take_start() -> Response:
    """Take a theme's starting phenomena in."""
    with services().db.writing() as session:
        new = catalogue.take_start(session, me().county_id, request.form.get("theme", ""), actor=me().email)
    flash(ngettext("One phenomenon was taken in.", "%(num)s phenomena were taken in.", new), "success")
    return redirect(url_for("staff.catalogue.index"), 303)


@blueprint.get("/uusi")
@sending
def ask_new() -> Page:
    """A new phenomenon."""
    return _page(None)


@blueprint.post("/uusi")
@sending
def add() -> Page:
    """Add it."""
    try:
        with services().db.writing() as session:
            catalogue.add(session, me().county_id, _entry(), actor=me().email)
    except PhenomenonRefused as refused:
        return _page(None, _told(refused)), 422
    return _to_index()


@blueprint.get("/<int:phenomenon_id>/")
@sending
def ask(phenomenon_id: int) -> Page:
    """One phenomenon."""
    return _page(phenomenon_id)


@blueprint.post("/<int:phenomenon_id>/")
@sending
def change(phenomenon_id: int) -> Page:
    """Change it, or remove it where that was ticked."""
    try:
        with services().db.writing() as session:
            row = catalogue.owned(session, phenomenon_id, me().county_id)
            if "remove" in request.form:
                catalogue.remove(session, row, actor=me().email)
            else:
                catalogue.change(session, row, _entry(), request.form.get("seen", ""), actor=me().email)
    except PhenomenonRefused as refused:
        return _page(phenomenon_id, _told(refused)), 422
    except ChangedMeanwhile:
        trouble = gettext("Somebody else changed the phenomenon while you wrote. Save again to put yours in its place.")
        return _page(phenomenon_id, {"name_fi": trouble}), 409
    return _to_index()


def _entry() -> Entry:
    form = request.form
    theme = form.get("theme", "")
    return Entry(
        theme=theme if theme in STARTS else STARTS[0],
        words=Words(*(clean(form.get(name)) for name in Words.__dataclass_fields__)),
        indicators=tuple(dict.fromkeys(clean(form.get("indicators")).replace(",", " ").split())),
        sensitive="sensitive" in form,
        network_id=whole(form.get("network_id")) or None,
    )


def _told(refused: PhenomenonRefused) -> dict[str, str]:
    match refused.fault:
        case "name":
            return {"name_fi": gettext("Please give the phenomenon a name of a few words.")}
        case "name_too_long":
            return {"name_fi": gettext("The text is too long: at most %(limit)s characters fit.", limit=160)}
        case _:
            return {"description_fi": gettext("The text is too long: at most %(limit)s characters fit.", limit=1000)}


def _searched(one: Known) -> str:
    owner = f"{one.owner.fi} {one.owner.sv}" if one.owner else ""
    parts = (one.words.name_fi, one.words.name_sv, one.words.description_fi, one.words.description_sv, owner)
    return " ".join((*parts, words.theme(one.theme), one.key))


def _page(phenomenon_id: int | None, errors: dict[str, str] | None = None) -> str:
    with services().db.reading() as session:
        row = catalogue.owned(session, phenomenon_id, me().county_id) if phenomenon_id is not None else None
        known = networks.of_county(session, me().county_id)
    return render_template(
        "staff/known_phenomenon.html",
        row=row,
        seen=catalogue.fingerprint(row) if row else "",
        entry=_entry() if request.method == "POST" or row is None else catalogue.entry_of(row),
        networks=known,
        themes=STARTS,
        errors=errors or {},
    )


def _to_index() -> Response:
    flash(gettext("Saved."), "success")
    return redirect(url_for("staff.catalogue.index"), 303)
