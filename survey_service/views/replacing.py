"""Replacing a contact: a form with the new role and address, and what becomes of the former one's links."""

from dataclasses import dataclass, field

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from questionnaires.model import Text
from survey_service import participants, replacing, rounds
from survey_service.formfields import clean
from survey_service.replacing import Fault, NewContact, ReplacementRefused
from survey_service.services import services
from survey_service.views import access
from survey_service.views.access import me, sending

blueprint = Blueprint(
    "replacing",
    __name__,
    url_prefix="/kierrokset/<int:round_id>/vastaajat/<int:organisation_id>/yhteyshenkilo/<int:contact_id>",
)
blueprint.before_request(access.required)


@dataclass
class Filled:
    """What stands in the fields, and what is wrong with it by field."""

    title_fi: str = ""
    title_sv: str = ""
    email: str = ""
    former: str = "end"
    errors: dict[str, str] = field(default_factory=dict)


@blueprint.get("/")
@sending
def ask(round_id: int, organisation_id: int, contact_id: int) -> str:
    """Who comes in the place of whom."""
    return _page(round_id, organisation_id, contact_id, None)


@blueprint.post("/")
@sending
def replace(round_id: int, organisation_id: int, contact_id: int) -> Response | tuple[str, int]:
    """Invite the new contact, and end the former one's links where that was chosen."""
    fi, sv, email = (clean(request.form.get(name, "")) for name in ("title_fi", "title_sv", "email"))
    filled = Filled(fi, sv, email, former="keep" if request.form.get("former") == "keep" else "end")
    new = NewContact(fi, sv, email, end_former=filled.former == "end")
    try:
        with services().db.writing() as session:
            round_ = rounds.owned(session, round_id, me().county_id)
            replacing.replace(session, services().jobs, round_, organisation_id, contact_id, new, by=me())
    except ReplacementRefused as refused:
        filled.errors |= dict(_told(fault) for fault in refused.faults)
        return _page(round_id, organisation_id, contact_id, filled), 422
    flash(gettext("The new contact is invited. What was passed on to colleagues works on."), "success")
    return redirect(url_for("staff.following.show", round_id=round_id, organisation_id=organisation_id), 303)


def _page(round_id: int, organisation_id: int, contact_id: int, filled: Filled | None) -> str:
    with services().db.reading() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        organisation = participants.one(session, round_, organisation_id)
        former, _invitation = replacing.standing(session, round_, organisation_id, contact_id)
    return render_template(
        "staff/replace.html",
        round=round_,
        organisation_id=organisation_id,
        name=Text(fi=organisation.name_fi, sv=organisation.name_sv),
        former=former,
        filled=filled or Filled(title_fi=former.title_fi, title_sv=former.title_sv),
    )


def _told(fault: Fault) -> tuple[str, str]:
    """The field and what is wrong with it."""
    match fault:
        case "title":
            return "title_fi", gettext("Please write the role, in Finnish or in Swedish.")
        case "email":
            return "email", gettext("Please write a whole e-mail address, such as name@example.org.")
        case "same":
            return "email", gettext("This is the former contact's own address. Please write the new one's.")
