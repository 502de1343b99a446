"""The accounts of a county's staff, for its admin."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from survey_service import accounts, rounds, second_step, staff_mails
from survey_service.accounts import ROLES, AccountRefused, Fault, Position, Role
from survey_service.errors import NotFound
from survey_service.formfields import clean, whole
from survey_service.i18n import day
from survey_service.services import services
from survey_service.views import access, words
from survey_service.views.access import me
from survey_service.views.dates import read_day

blueprint = Blueprint("accounts", __name__, url_prefix="/tunnukset")
blueprint.before_request(access.required)
blueprint.before_request(access.admin_only)

Page = Response | tuple[str, int]


@dataclass
class Typed:
    """What was typed about an account's position, and what is wrong with it by field."""

    title: str
    role: Role | None
    last_day: datetime.date | None
    rounds: tuple[int, ...]
    errors: dict[str, object]

    @property
    def position(self) -> Position:
        """As a position; only where nothing is wrong."""
        assert self.role is not None
        return Position(self.title, self.role, self.last_day, self.rounds)


@blueprint.get("/")
def index() -> str:
    """Who may sign in, and the form for one more."""
    return _page({}, {})


@blueprint.post("/")
def create() -> Page:
    """One more account of the county; without a password its owner chooses one by a link in a mail."""
    form, typed = request.form, _read(request.form)
    email, password = form.get("email", ""), form.get("password") or None
    with services().db.reading() as session:
        wrong = {**_told(accounts.faults(session, email, password)), **typed.errors}
    if wrong:
        order = ("email", "title", "role", "last_day", "password")
        return _page(form, {field: wrong[field] for field in order if field in wrong}), 422
    try:
        with services().db.writing() as session:
            position = typed.position
            made = accounts.create(
                session, me().county_id, email, position.title, position.role, password, actor=me().email
            )
            accounts.set_position(session, me().county_id, made.id or 0, position, me().email)
            if password is None:
                staff_mails.ask(session, services().jobs, "welcome", made.email)
    except AccountRefused as refused:
        return _page(form, _told(refused.faults)), 422
    if password is None:
        flash(gettext("%(email)s is sent a link to choose a password.", email=made.email), "success")
    else:
        flash(gettext("%(email)s can sign in now. Please tell the password in person.", email=made.email), "success")
    return _back()


@blueprint.post("/kaksivaiheisuus")
def require() -> Page:
    """Which roles sign in with a second step."""
    with services().db.writing() as session:
        chosen = [role for role in ROLES if role in request.form.getlist("roles")]
        accounts.require_second_step(session, me().county_id, chosen, me().email)
    flash(gettext("Saved. It is asked for at the next signing in."), "success")
    return _back()


@blueprint.get("/<int:staff_id>/")
def change(staff_id: int) -> str:
    """What an account is for."""
    return _change_page(staff_id, None)


@blueprint.post("/<int:staff_id>/")
def save(staff_id: int) -> Page:
    """Change what an account is for; one's own stays, so that the county is not left without an admin."""
    _not_own(staff_id)
    typed = _read(request.form)
    if not typed.errors:
        with services().db.writing() as session:
            accounts.set_position(session, me().county_id, staff_id, typed.position, me().email)
        flash(gettext("Saved."), "success")
        return _back()
    return _change_page(staff_id, typed), 422


@blueprint.post("/<int:staff_id>/sulje")
def close(staff_id: int) -> Page:
    """Close an account; one's own stays, so that the county is not left without an admin."""
    _not_own(staff_id)
    with services().db.writing() as session:
        accounts.close(session, me().county_id, staff_id, me().email)
    flash(gettext("The account is closed."), "success")
    return _back()


@blueprint.post("/<int:staff_id>/kaksivaiheisuus")
def take_second_step(staff_id: int) -> Page:
    """Take the codes of a lost device away; its owner is told by mail and sets up new ones."""
    _not_own(staff_id)
    with services().db.writing() as session:
        second_step.take_from(session, services().jobs, me().county_id, staff_id, me().email)
    flash(gettext("The codes of the lost device are not taken any more. The owner is told by mail."), "success")
    return _back()


@blueprint.get("/<int:staff_id>/salasana")
def ask_reset(staff_id: int) -> str:
    """The form for somebody's new password."""
    return _reset_page(staff_id, {})


@blueprint.post("/<int:staff_id>/salasana")
def reset(staff_id: int) -> Page:
    """Give somebody a new password, which opens a closed account again; one's own asks for the present one."""
    _not_own(staff_id)
    try:
        with services().db.writing() as session:
            accounts.reset(session, me().county_id, staff_id, request.form.get("password", ""), me().email)
    except AccountRefused as refused:
        return _reset_page(staff_id, _told(refused.faults)), 422
    flash(gettext("The new password is in use. Please tell it in person."), "success")
    return _back()


def _not_own(staff_id: int) -> None:
    if staff_id == me().staff_id:
        raise NotFound


def _read(form: Mapping[str, str]) -> Typed:
    errors: dict[str, object] = {}
    title, role = clean(form.get("title")), next((role for role in ROLES if role == form.get("role")), None)
    last_day = read_day(form.get("last_day", ""))
    if not title:
        errors["title"] = gettext("Please write what the person's role is called.")
    if role is None:
        errors["role"] = gettext("Please choose a role.")
    if form.get("last_day", "").strip() and last_day is None:
        errors["last_day"] = gettext("Please write the date as day.month.year, for example 5.3.2027.")
    elif last_day is not None and last_day < accounts.today():
        errors["last_day"] = words.FAULTS["past"]
    return Typed(title, role, last_day, _rounds(), errors)


def _rounds() -> tuple[int, ...]:
    return tuple(filter(None, map(whole, request.form.getlist("rounds"))))


def _told(faults: Sequence[Fault]) -> dict[str, object]:
    return {"email" if fault.startswith("address") else "password": words.FAULTS[fault] for fault in faults}


def _reset_page(staff_id: int, errors: dict[str, object]) -> str:
    with services().db.reading() as session:
        member = accounts.member_of(session, me().county_id, staff_id)
    return render_template("staff/reset.html", member=member, errors=errors)


def _change_page(staff_id: int, typed: Typed | None) -> str:
    with services().db.reading() as session:
        member = accounts.member_of(session, me().county_id, staff_id)
        given = accounts.rounds_read(session, staff_id) if typed is None else typed.rounds
        every = rounds.of_county(session, me().county_id)
    if typed is None:
        until = day(member.last_day) if member.last_day else ""
        shown: object = {"title": member.title, "role": member.role, "last_day": until}
    else:
        shown = request.form
    errors = typed.errors if typed else {}
    return render_template("staff/account.html", member=member, typed=shown, given=given, rounds=every, errors=errors)


def _page(typed: object, errors: dict[str, object]) -> str:
    with services().db.reading() as session:
        return render_template(
            "staff/accounts.html",
            members=[(one, accounts.has_ended(one)) for one in accounts.of_county(session, me().county_id)],
            rounds=rounds.of_county(session, me().county_id),
            asked=rounds.county_of(session, me().county_id).second_step_roles,
            given=_rounds(),
            typed=typed,
            errors=errors,
        )


def _back() -> Response:
    return redirect(url_for("staff.accounts.index"), 303)
