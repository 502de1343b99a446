"""Inviting and reminding: first a page that tells to whom and in which language, then the act."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext, ngettext
from werkzeug.wrappers import Response

from survey_service import contacting, rounds
from survey_service.contacting import Purpose
from survey_service.errors import RoundClosed
from survey_service.formfields import whole
from survey_service.i18n import locale
from survey_service.services import services
from survey_service.views import access
from survey_service.views.access import me, sending

blueprint = Blueprint("sending", __name__, url_prefix="/kierrokset/<int:round_id>")
blueprint.before_request(access.required)


@blueprint.get("/kutsut")
@sending
def ask_invite(round_id: int) -> str:
    """Whom the invitations to answer would go to."""
    return _asked(round_id, "answer")


@blueprint.post("/kutsut")
@sending
def invite(round_id: int) -> Response:
    """Invite to answer those who were not invited yet, or one organisation of them."""
    return _invited(round_id, "answer")


@blueprint.get("/valintakutsut")
@sending
def ask_invite_network(round_id: int) -> str:
    """Whom the invitations to choose would go to."""
    return _asked(round_id, "select")


@blueprint.post("/valintakutsut")
@sending
def invite_network(round_id: int) -> Response:
    """Invite the network to choose."""
    return _invited(round_id, "select")


@blueprint.get("/muistutus")
@sending
def ask_remind(round_id: int) -> str:
    """Whom a reminder would go to."""
    only = _one(request.args.get("organisaatio"))
    with services().db.reading() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        waiting = contacting.waiting(session, round_)
        closed = contacting.is_closed(session, round_, "answer", only)
    shown = [one for one in waiting if only in (None, one.organisation_id)]
    return render_template("staff/remind.html", round=round_, addressees=shown, only=only, closed=closed)


@blueprint.post("/muistutus")
@sending
def remind(round_id: int) -> Response:
    """Remind those who have not submitted, or one organisation of them."""
    only = _one(request.form.get("organisation_id"))
    try:
        with services().db.writing() as session:
            round_ = rounds.owned(session, round_id, me().county_id)
            number = contacting.remind(session, services().jobs, round_, actor=me().email, organisation_id=only)
    except RoundClosed:
        flash(gettext("The deadline has passed, so nobody was reminded. You can move the deadline."), "alert")
        return _to(round_id)
    if number:
        flash(ngettext("One reminder is on its way.", "%(num)s reminders are on their way.", number), "success")
    else:
        flash(gettext("Nobody was reminded: a reminder went to all of them within the last twelve hours."), "info")
    return _back(round_id)


@blueprint.post("/kutsut/<int:invitation_id>/uudelleen")
@sending
def resend(round_id: int, invitation_id: int) -> Response:
    """Send an invitation once more, with a fresh link."""
    with services().db.writing() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        contacting.resend(session, services().jobs, round_, invitation_id, actor=me().email)
    flash(gettext("A mail with a fresh link is on its way."), "success")
    return _back(round_id)


def _asked(round_id: int, purpose: Purpose) -> str:
    only = _one(request.args.get("organisaatio"))
    with services().db.reading() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        hindrance = contacting.hindrance(session, round_, purpose, only)
        addressees = contacting.addressees(session, round_, purpose, locale())
    concerned = [one for one in addressees if only in (None, one.organisation_id)]
    return render_template(
        "staff/invite.html",
        round=round_,
        purpose=purpose,
        hindrance=hindrance,
        only=only,
        fresh=[one for one in concerned if not one.invited],
        earlier=sum(one.invited for one in concerned),
    )


def _invited(round_id: int, purpose: Purpose) -> Response:
    only = _one(request.form.get("organisation_id"))
    with services().db.writing() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        if contacting.hindrance(session, round_, purpose, only):
            return redirect(request.path, 303)
        number = contacting.invite(session, services().jobs, round_, purpose, actor=me().email, organisation_id=only)
    if number:
        flash(ngettext("One invitation is on its way.", "%(num)s invitations are on their way.", number), "success")
    else:
        flash(gettext("Everybody has been invited already, so nothing was sent."), "info")
    return _to(round_id)


def _one(typed: str | None) -> int | None:
    """The organisation that is meant, None for all of them; what is no id means nobody (0)."""
    return whole(typed) if typed else None


def _back(round_id: int) -> Response:
    """To the page of the organisation when the form stood there (`at`), else to the round's."""
    organisation_id = whole(request.form.get("at"))
    if not organisation_id:
        return _to(round_id)
    return redirect(url_for("staff.following.show", round_id=round_id, organisation_id=organisation_id), 303)


def _to(round_id: int) -> Response:
    return redirect(url_for("staff.rounds.show", round_id=round_id), 303)
