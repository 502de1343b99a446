"""One's own account: its password, its second step, and the browsers in which it is signed in."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from survey_service import accounts, new_passwords, passwords, second_step, staff_sessions
from survey_service.accounts import AccountRefused
from survey_service.services import services
from survey_service.views import access, words
from survey_service.views.access import me

blueprint = Blueprint("own", __name__)
blueprint.before_request(access.required)

Page = str | tuple[str, int] | Response
FIELDS: dict[accounts.Fault, str] = {"old_password": "old", "not_same": "again"}


@blueprint.get("/oma/")
def show() -> str:
    """What the account is, and where it is signed in."""
    with services().db.reading() as session:
        member = accounts.member_of(session, me().county_id, me().staff_id)
        return render_template(
            "staff/own.html",
            member=member,
            asked=second_step.is_asked_of(session, member),
            codes=second_step.codes_left(session, me().staff_id),
            sessions=staff_sessions.of_member(session, me().staff_id),
        )


@blueprint.post("/oma/selaimet/<int:session_id>")
def end(session_id: int) -> Response:
    """Sign out in one browser."""
    with services().db.writing() as session:
        staff_sessions.end(session, me(), session_id)
    if session_id == me().session_id:
        access.leave()
    flash(gettext("That browser is signed out."), "success")
    return redirect(url_for("staff.own.show"), 303)


@blueprint.post("/oma/selaimet")
def end_others() -> Response:
    """Sign out in all browsers but this one."""
    with services().db.writing() as session:
        staff_sessions.end_others(session, me())
    flash(gettext("All other browsers are signed out."), "success")
    return redirect(url_for("staff.own.show"), 303)


@blueprint.get("/salasana")
def password() -> str:
    """The form for one's own password."""
    return render_template("staff/password.html", fewest=passwords.FEWEST_CHARACTERS)


@blueprint.post("/salasana")
def change_password() -> Page:
    """Change one's own password, which signs out one's other browsers."""
    old, new, again = (request.form.get(field, "") for field in ("old", "new", "again"))
    try:
        new_passwords.change(services().db, me(), old, new, again)
    except AccountRefused as refused:
        errors = {FIELDS.get(fault, "new"): words.FAULTS[fault] for fault in refused.faults}
        return render_template("staff/password.html", fewest=passwords.FEWEST_CHARACTERS, errors=errors), 422
    flash(gettext("Your password was changed. Your other browsers were signed out."), "success")
    return redirect(url_for("staff.own.show"), 303)
