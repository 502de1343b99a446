"""What a round says of itself, as whom others are asked, and who joins from another county's region."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from survey_service import audiences, details, guests, plans, rounds
from survey_service.details import Details
from survey_service.formfields import whole
from survey_service.guests import GuestInvited
from survey_service.services import services
from survey_service.views import access, guestforms
from survey_service.views.access import me, sending
from survey_service.views.detailforms import FIELDS, mistakes, read

blueprint = Blueprint("details", __name__, url_prefix="/kierrokset/<int:round_id>/tiedot")
blueprint.before_request(access.required)

Page = str | tuple[str, int] | Response


@blueprint.get("/")
def show(round_id: int) -> Page:
    """The details, for those who send as a form."""
    return _page(round_id)


@blueprint.post("/")
@sending
def change(round_id: int) -> Page:
    """Give the round other details."""
    written = read(request.form, FIELDS)
    if errors := mistakes(written, FIELDS):
        return _page(round_id, typed=written, errors=errors), 422
    with services().db.writing() as session:
        details.change(session, rounds.owned(session, round_id, me().county_id), Details(**written), actor=me().email)
    flash(gettext("The details were saved."), "success")
    return _to(round_id)


@blueprint.post("/painopiste")
@sending
def choose_area(round_id: int) -> Page:
    """Let the round's theme belong to another focus area."""
    with services().db.writing() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        plans.choose_area(session, round_, whole(request.form.get("area")), actor=me().email)
    flash(gettext("The focus area was saved."), "success")
    return _to(round_id)


@blueprint.post("/muut")
@sending
def pick(round_id: int) -> Page:
    """Let others be asked as the audiences that were picked."""
    wanted = {int(key): value for key, value in request.form.items() if key.isdecimal() and len(key) < 10}
    with services().db.writing() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        audiences.pick(session, round_, rounds.questionnaire_of(round_), wanted, actor=me().email)
    flash(gettext("The audiences were saved."), "success")
    return _to(round_id)


@blueprint.get("/alueen-ulkopuolelta")
@sending
def new_guest(round_id: int) -> Page:
    """The form for an organisation of another county."""
    return _guest_page(round_id, {}, {})


@blueprint.post("/alueen-ulkopuolelta")
@sending
def add_guest(round_id: int) -> Page:
    """Add an organisation of another county, and take it into the round."""
    typed, errors = guestforms.read(request.form)
    if errors:
        return _guest_page(round_id, typed, errors), 422
    with services().db.writing() as session:
        guests.add(session, rounds.owned(session, round_id, me().county_id), guestforms.guest(typed), actor=me().email)
    flash(gettext("The organisation takes part in the round."), "success")
    return _to(round_id)


@blueprint.post("/alueen-ulkopuolelta/<int:organisation_id>")
@sending
def change_part(round_id: int, organisation_id: int) -> Page:
    """Take a known guest into the round, or leave it out."""
    try:
        with services().db.writing() as session:
            round_ = rounds.owned(session, round_id, me().county_id)
            act = guests.take_in if request.form.get("part") == "in" else guests.leave_out
            act(session, round_, organisation_id, actor=me().email)
    except GuestInvited:
        flash(
            gettext("It has been invited already, so it stays. You can end its links on the page for following."),
            "error",
        )
    return _to(round_id)


def _page(round_id: int, typed: dict[str, str] | None = None, errors: dict[str, str] | None = None) -> str:
    with services().db.reading() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        questionnaire = rounds.questionnaire_of(round_)
        told = details.of(round_)
        others = [(one, audiences.audience_of(one, questionnaire)) for one in audiences.others(session, round_)]
        return render_template(
            "staff/details.html",
            round=round_,
            questionnaire=questionnaire,
            details=told,
            typed=typed or told.__dict__,
            errors=errors or {},
            areas=plans.areas_for(session, round_),
            area=plans.area_of(session, round_),
            others=others,
            begun=audiences.have_begun(session, round_),
            guests=guests.known(session, round_),
        )


def _guest_page(round_id: int, typed: dict[str, str], errors: dict[str, str]) -> str:
    with services().db.reading() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
    return render_template(
        "staff/new_guest.html",
        round=round_,
        typed=typed,
        errors=errors,
        kinds=guests.KINDS,
        languages=guests.LANGUAGES,
    )


def _to(round_id: int) -> Response:
    return redirect(url_for("staff.details.show", round_id=round_id), 303)
