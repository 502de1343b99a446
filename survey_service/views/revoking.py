"""Revoking the links of an invitation: first a page that tells what happens, then the act."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from survey_service import contacting, rounds
from survey_service.services import services
from survey_service.views import access
from survey_service.views.access import me, sending

blueprint = Blueprint("revoking", __name__, url_prefix="/kierrokset/<int:round_id>")
blueprint.before_request(access.required)


@blueprint.get("/linkit/<int:organisation_id>")
@sending
def ask(round_id: int, organisation_id: int) -> str:
    """How many links of an organisation's invitations work, and what revoking them does."""
    with services().db.reading() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        name, holders = contacting.key_holders(session, round_, organisation_id)
    return render_template("staff/revoke.html", round=round_, name=name, holders=holders)


@blueprint.post("/kutsut/<int:invitation_id>/linkit")
@sending
def revoke(round_id: int, invitation_id: int) -> Response:
    """Revoke the links of one invitation, and send a new one where that was chosen."""
    renewing = request.form.get("then") == "renew"
    with services().db.writing() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        if renewing:
            contacting.renew_link(session, services().jobs, round_, invitation_id, actor=me().email)
        else:
            contacting.revoke_links(session, round_, invitation_id, actor=me().email)
    if renewing:
        flash(gettext("The links are revoked. A mail with a new link is on its way."), "success")
    else:
        flash(gettext("The links are revoked. No new link was sent."), "success")
    return redirect(url_for("staff.rounds.show", round_id=round_id), 303)
