"""The county's networks and who belongs to them."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from questionnaires.model import Text
from survey_service import networks
from survey_service.formfields import clean, whole
from survey_service.i18n import locale
from survey_service.networks import LONGEST_NAME, NetworkInUse
from survey_service.services import services
from survey_service.views import access
from survey_service.views.access import me, sending

blueprint = Blueprint("networks", __name__, url_prefix="/verkostot")
blueprint.before_request(access.required)

Page = str | tuple[str, int] | Response


@blueprint.get("/")
def index() -> Page:
    """Every network, and how many belong to it."""
    with services().db.reading() as session:
        shown = networks.of_county(session, me().county_id)
        sizes = networks.sizes(session, me().county_id)
    return render_template("staff/networks.html", networks=shown, sizes=sizes)


@blueprint.get("/uusi")
@sending
def ask_new() -> Page:
    """A new network."""
    return _page(None)


@blueprint.post("/uusi")
@sending
def add() -> Page:
    """Add it."""
    if errors := _faults():
        return _page(None, errors), 422
    with services().db.writing() as session:
        network_id = networks.add(session, me().county_id, _name(), actor=me().email).id or 0
    flash(gettext("The network is added. Next, choose its members."), "success")
    return redirect(url_for("staff.networks.ask", network_id=network_id), 303)


@blueprint.get("/<int:network_id>/")
@sending
def ask(network_id: int) -> Page:
    """A network's names and members."""
    return _page(network_id)


@blueprint.post("/<int:network_id>/")
@sending
def change(network_id: int) -> Page:
    """Save the names and the members, or remove the network where that was ticked."""
    if errors := _faults():
        return _page(network_id, errors), 422
    try:
        with services().db.writing() as session:
            network = networks.owned(session, network_id, me().county_id)
            removed = "remove" in request.form
            _save(session, network, removed=removed)
    except NetworkInUse:
        trouble = gettext("A network that has members, or follows phenomena of the catalogue, cannot be removed.")
        return _page(network_id, {"remove": trouble}), 409
    flash(gettext("The network is removed.") if removed else gettext("Saved."), "success")
    return redirect(url_for("staff.networks.index"), 303)


def _save(session: Any, network: Any, *, removed: bool) -> None:
    seen, chosen = (set(map(whole, request.form.getlist(name))) for name in ("seen", "member"))
    networks.set_members(session, network, seen, chosen, actor=me().email)
    if removed:
        networks.remove(session, network, actor=me().email)
    elif (network.name_fi, network.name_sv) != (_name().fi, _name().sv):
        networks.rename(session, network, _name(), actor=me().email)


def _name() -> Text:
    return Text(fi=clean(request.form.get("name_fi")), sv=clean(request.form.get("name_sv")))


def _faults() -> dict[str, str]:
    names = {"name_fi": _name().fi, "name_sv": _name().sv}
    empty = gettext("Please give the network a name in both languages.")
    long = gettext("The text is too long: at most %(limit)s characters fit.", limit=LONGEST_NAME)
    return {name: long if text else empty for name, text in names.items() if not 0 < len(text) <= LONGEST_NAME}


def _page(network_id: int | None, errors: dict[str, str] | None = None) -> str:
    with services().db.reading() as session:
        network = networks.owned(session, network_id, me().county_id) if network_id is not None else None
        everybody = networks.everybody(session, network, locale()) if network else []
    inside = {one.contact_id for one in everybody if one.belongs}
    if request.method == "POST":
        inside = set(map(whole, request.form.getlist("member")))
    return render_template(
        "staff/network.html",
        network=network,
        everybody=everybody,
        inside=inside,
        name_fi=request.form.get("name_fi", network.name_fi if network else ""),
        name_sv=request.form.get("name_sv", network.name_sv if network else ""),
        errors=errors or {},
    )
