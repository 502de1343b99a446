"""The accounts of a county's staff, for its admin."""

from collections.abc import Mapping, Sequence
from typing import get_args

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from survey_service import accounts
from survey_service.accounts import AccountRefused, Fault, Role
from survey_service.errors import NotAllowed, NotFound
from survey_service.formfields import clean
from survey_service.services import services
from survey_service.views import access, words
from survey_service.views.access import me

blueprint = Blueprint("accounts", __name__, url_prefix="/tunnukset")
blueprint.before_request(access.required)


@blueprint.before_request
def _admin_only() -> None:
    if me().role != "admin":
        raise NotAllowed


@blueprint.get("/")
def index() -> str:
    """Who may sign in, and the form for one more."""
    return _page({}, {})


@blueprint.post("/")
def create() -> Response | tuple[str, int]:
    """One more account of the county."""
    form = request.form
    role = next((role for role in get_args(Role) if role == form.get("role")), None)
    title = clean(form.get("title"))
    errors = _mistakes(form, title, role)
    if errors or role is None:
        return _page(form, errors), 422
    try:
        with services().db.writing() as session:
            made = accounts.create(
                session,
                me().county_id,
                form.get("email", ""),
                title,
                role,
                form.get("password", ""),
                actor=me().email,
            )
    except AccountRefused as refused:
        return _page(form, _told(refused.faults)), 422
    flash(gettext("%(email)s can sign in now. Please tell the password in person.", email=made.email), "success")
    return redirect(url_for("staff.accounts.index"), 303)


@blueprint.post("/<int:staff_id>/sulje")
def close(staff_id: int) -> Response:
    """Close an account; one's own stays, so that the county is not left without an admin."""
    if staff_id == me().staff_id:
        raise NotFound
    with services().db.writing() as session:
        accounts.close(session, me().county_id, staff_id, me().email)
    flash(gettext("The account is closed."), "success")
    return redirect(url_for("staff.accounts.index"), 303)


@blueprint.get("/<int:staff_id>/salasana")
def ask_reset(staff_id: int) -> str:
    """The form for somebody's new password."""
    return _reset_page(staff_id, {})


@blueprint.post("/<int:staff_id>/salasana")
def reset(staff_id: int) -> Response | tuple[str, int]:
    """Give somebody a new password, which opens a closed account again; one's own asks for the present one."""
    if staff_id == me().staff_id:
        raise NotFound
    try:
        with services().db.writing() as session:
            accounts.reset(session, me().county_id, staff_id, request.form.get("password", ""), me().email)
    except AccountRefused as refused:
        return _reset_page(staff_id, _told(refused.faults)), 422
    flash(gettext("The new password is in use. Please tell it in person."), "success")
    return redirect(url_for("staff.accounts.index"), 303)


def _mistakes(form: Mapping[str, str], title: str, role: Role | None) -> dict[str, object]:
    with services().db.reading() as session:
        found = _told(accounts.faults(session, form.get("email", ""), form.get("password", "")))
    if not title:
        found["title"] = gettext("Please write what the person's role is called.")
    if role is None:
        found["role"] = gettext("Please choose a role.")
    return {field: found[field] for field in ("email", "title", "role", "password") if field in found}


def _told(faults: Sequence[Fault]) -> dict[str, object]:
    return {"email" if fault.startswith("address") else "password": words.FAULTS[fault] for fault in faults}


def _reset_page(staff_id: int, errors: dict[str, object]) -> str:
    with services().db.reading() as session:
        member = accounts.member_of(session, me().county_id, staff_id)
    return render_template("staff/reset.html", member=member, errors=errors)


def _page(typed: object, errors: dict[str, object]) -> str:
    with services().db.reading() as session:
        members = accounts.of_county(session, me().county_id)
    return render_template("staff/accounts.html", members=members, typed=typed, errors=errors)
