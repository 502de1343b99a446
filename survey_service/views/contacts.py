"""The contacts of an organisation: added, changed, ended."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from survey_service import contacts, networks, organisations
from survey_service.formfields import clean
from survey_service.organisation_facts import ContactFacts, Reader
from survey_service.services import services
from survey_service.views import access, organisation_words
from survey_service.views.access import me, sending

blueprint = Blueprint("contacts", __name__, url_prefix="/organisaatiot/<int:organisation_id>/yhteyshenkilot")
blueprint.before_request(access.required)


@blueprint.get("/uusi")
@sending
def new(organisation_id: int) -> str:
    """The form for one more contact."""
    return _page(organisation_id, None, {"answers": "1"}, {})


@blueprint.post("/uusi")
@sending
def add(organisation_id: int) -> Response | tuple[str, int]:
    """One more contact."""
    words, mistakes = _posted(), dict[str, str]()
    with services().db.writing() as session:
        organisation = organisations.owned(session, organisation_id, me().county_id)
        facts, mistakes = _read(session, words)
        if not mistakes:
            try:
                contacts.add(session, organisation, facts, actor=me().email)
            except contacts.AddressTaken:
                mistakes = _taken()
    if mistakes:
        return _page(organisation_id, None, words, mistakes), 422
    flash(gettext("The contact is added."), "success")
    return _back(organisation_id)


@blueprint.get("/<int:contact_id>/")
@sending
def show(organisation_id: int, contact_id: int) -> str:
    """The form for a contact that is known."""
    return _page(organisation_id, contact_id, None, {})


@blueprint.post("/<int:contact_id>/")
@sending
def change(organisation_id: int, contact_id: int) -> Response | tuple[str, int]:
    """Bring a contact up to date."""
    words = _posted()
    with services().db.writing() as session:
        organisation = organisations.owned(session, organisation_id, me().county_id)
        contact = contacts.owned(session, organisation, contact_id)
        facts, mistakes = _read(session, words)
        if not mistakes:
            try:
                contacts.change(session, organisation, contact, facts, actor=me().email)
            except contacts.AddressTaken:
                mistakes = _taken()
    if mistakes:
        return _page(organisation_id, contact_id, words, mistakes), 422
    flash(gettext("Saved."), "success")
    return _back(organisation_id)


@blueprint.post("/<int:contact_id>/paata")
@sending
def end(organisation_id: int, contact_id: int) -> Response:
    """End a contact, its invitations and its links."""
    with services().db.writing() as session:
        organisation = organisations.owned(session, organisation_id, me().county_id)
        contacts.end(session, organisation, contacts.owned(session, organisation, contact_id), actor=me().email)
    flash(gettext("The contact has ended. Its links do not open anything any more."), "success")
    return _back(organisation_id)


def _back(organisation_id: int) -> Response:
    return redirect(url_for("staff.organisations.show", organisation_id=organisation_id, _anchor="contacts"), 303)


def _posted() -> dict[str, str]:
    form = request.form
    words = {name: clean(form.get(name)) for name in ContactFacts.__dataclass_fields__}
    return {**words, "networks": ";".join(clean(one) for one in form.getlist("networks"))}


def _read(session: Any, words: Mapping[str, str]) -> tuple[ContactFacts, dict[str, str]]:
    reader = Reader(words, organisations.places_of(session, me().county_id))
    return reader.contact(), reader.mistakes


def _taken() -> dict[str, str]:
    return {"email": gettext("The organisation has a contact with this address already.")}


def _page(
    organisation_id: int, contact_id: int | None, words: Mapping[str, str] | None, errors: Mapping[str, str]
) -> str:
    with services().db.reading() as session:
        organisation = organisations.owned(session, organisation_id, me().county_id)
        contact = contacts.owned(session, organisation, contact_id) if contact_id is not None else None
        if contact is not None:
            contacts.check_living(contact)
            words = (
                words
                if words is not None
                else contacts.in_words(contacts.facts_of(contact, networks.keys_of(session, contact.id or 0)))
            )
        known = [(one.key, one.name_fi, one.name_sv) for one in networks.of_county(session, me().county_id)]
        first = (networks.FIRST, networks.FIRST_NAME.fi, networks.FIRST_NAME.sv)
        return render_template(
            "staff/contact.html",
            organisation=organisation,
            contact=contact,
            typed=words,
            errors=errors,
            networks=known if any(one[0] == networks.FIRST for one in known) else [first, *known],
            says=organisation_words,
        )
