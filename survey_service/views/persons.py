"""A person's own data at their request: for the county's admin. No address ever stands in an address of a page."""

import io
import json

from flask import Blueprint, flash, redirect, render_template, request, send_file, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from survey_service.errors import NotAllowed
from survey_service.formfields import clean
from survey_service.link_requests import NoAddress
from survey_service.records import persons
from survey_service.services import services
from survey_service.views import access, words_of_persons
from survey_service.views.access import me

blueprint = Blueprint("persons", __name__, url_prefix="/tietopyynnot")
blueprint.before_request(access.required)


@blueprint.before_request
def _admin_only() -> None:
    if me().role != "admin":
        raise NotAllowed


@blueprint.get("/")
def index() -> str:
    """The form, and what has been done at people's requests."""
    return _index_page({})


@blueprint.post("/")
def find() -> str | tuple[str, int]:
    """Where an address stands."""
    try:
        with services().db.writing() as session:
            data = persons.find(session, me().county_id, _email())
            persons.note(session, me().county_id, "found", data.counts(), _reference(), actor=me().email)
    except NoAddress:
        return _index_page({"email": _no_address()}), 422
    return _person_page(data, {})


@blueprint.post("/tiedot.json")
def export() -> Response | tuple[str, int]:
    """The same as a file to hand out."""
    try:
        with services().db.writing() as session:
            data = persons.find(session, me().county_id, _email())
            persons.note(session, me().county_id, "exported", data.counts(), _reference(), actor=me().email)
    except NoAddress:
        return _index_page({"email": _no_address()}), 422
    content = json.dumps(data.as_document(), ensure_ascii=False, indent=1).encode()
    return send_file(
        io.BytesIO(content), mimetype="application/json", as_attachment=True, download_name="henkilotiedot.json"
    )


@blueprint.post("/oikaise")
def correct() -> Response | tuple[str, int]:
    """Put another address in its place."""
    try:
        with services().db.writing() as session:
            data = persons.find(session, me().county_id, _email())
    except NoAddress:
        return _index_page({"email": _no_address()}), 422
    try:
        with services().db.writing() as session:
            new = clean(request.form.get("new"))
            counts = persons.correct(session, me().county_id, data.email, new, _reference(), actor=me().email)
    except NoAddress:
        return _person_page(data, {"new": _no_address()}), 422
    flash(gettext("The address is corrected in %(num)s places.", num=sum(counts.values())), "success")
    return redirect(url_for("staff.persons.index"), 303)


@blueprint.post("/poista")
def erase() -> Response | tuple[str, int]:
    """Take the address away where it may be."""
    try:
        with services().db.writing() as session:
            if request.form.get("sure") != "yes":
                data = persons.find(session, me().county_id, _email())
                return _person_page(data, {"sure": gettext("Please tick this first.")}), 422
            counts = persons.erase(session, me().county_id, _email(), _reference(), actor=me().email)
    except NoAddress:
        return _index_page({"email": _no_address()}), 422
    flash(gettext("The address is erased from %(num)s places.", num=sum(counts.values())), "success")
    return redirect(url_for("staff.persons.index"), 303)


def _index_page(errors: dict[str, str]) -> str:
    with services().db.reading() as session:
        done = persons.requests(session, me().county_id)
    return render_template("staff/persons.html", done=done, errors=errors, email=_email(), reference=_reference())


def _person_page(data: persons.PersonData, errors: dict[str, str]) -> str:
    new = clean(request.form.get("new"))
    return render_template(
        "staff/person.html", data=data, reference=_reference(), errors=errors, new=new, told=words_of_persons.told
    )


def _email() -> str:
    return clean(request.form.get("email"))


def _reference() -> str:
    return clean(request.form.get("reference"))[: persons.LONGEST_REFERENCE]


def _no_address() -> str:
    return str(gettext("Please write a whole e-mail address, such as name@example.org."))
