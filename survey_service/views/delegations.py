"""The delegations of a negotiation, who may commit each party, and the team's notes about it."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from survey_service import answering, delegations, negotiations, party_notes, rounds
from survey_service.candidates import ChangedMeanwhile
from survey_service.formfields import clean, whole
from survey_service.i18n import locale
from survey_service.party_notes import KINDS, LONGEST, NoteTooLong, PartyNoteKind
from survey_service.records import notes
from survey_service.services import services
from survey_service.views import access
from survey_service.views.access import arranging, me

blueprint = Blueprint(
    "delegations", __name__, url_prefix="/kierrokset/<int:round_id>/neuvottelut/<int:area_id>/osapuolet"
)
blueprint.before_request(access.required)

Page = str | tuple[str, int] | Response


@blueprint.get("/")
def show(round_id: int, area_id: int) -> Page:
    """Every party with its delegation and what is missing of it."""
    with services().db.reading() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        return render_template(
            "staff/delegations.html",
            round=round_,
            meeting=negotiations.of_area(session, round_, area_id),
            delegations=delegations.of_negotiation(session, round_, area_id, locale()),
        )


@blueprint.get("/<int:organisation_id>")
@arranging
def ask(round_id: int, area_id: int, organisation_id: int) -> Page:
    """One party: its delegation, who may commit it, and what its negotiators should know."""
    return _page(round_id, area_id, organisation_id)


@blueprint.post("/<int:organisation_id>")
@arranging
def write(round_id: int, area_id: int, organisation_id: int) -> Page:
    """Save the notes; what another wrote meanwhile is shown and not overwritten."""
    words = _typed()
    seen: dict[PartyNoteKind, int] = {kind: whole(request.form.get(f"seen_{kind}")) for kind in KINDS}
    try:
        with services().db.writing() as session:
            round_ = rounds.owned(session, round_id, me().county_id)
            new = party_notes.write(
                session, round_, area_id, organisation_id, words, seen=seen, staff_id=me().staff_id, actor=me().email
            )
    except NoteTooLong:
        long = gettext("The text is too long: at most %(limit)s characters fit.", limit=LONGEST)
        errors = {kind: long for kind, text in words.items() if len(text) > LONGEST}
        return _page(round_id, area_id, organisation_id, errors), 422
    except ChangedMeanwhile:
        return _page(round_id, area_id, organisation_id, met=True), 409
    flash(gettext("Saved.") if new else gettext("Nothing had changed."), "success" if new else "info")
    return redirect(url_for("staff.delegations.show", round_id=round_id, area_id=area_id), 303)


def _typed() -> dict[PartyNoteKind, str]:
    return {kind: clean(request.form.get(kind)) for kind in KINDS}


def _page(
    round_id: int,
    area_id: int,
    organisation_id: int,
    errors: dict[PartyNoteKind, str] | None = None,
    *,
    met: bool = False,
) -> str:
    with services().db.reading() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        meeting = negotiations.of_area(session, round_, area_id)
        told = delegations.one(session, round_, area_id, organisation_id)
        response = answering.find(session, round_id, organisation_id)
        of_response = list(notes.of_response(session, response.id or 0)) if response else []
        past = party_notes.history(session, meeting.negotiation_id, organisation_id)
    standing: dict[PartyNoteKind, str] = {kind: told.notes.of(kind).words for kind in KINDS}
    typed = _typed() if errors or met else standing
    return render_template(
        "staff/party.html",
        round=round_,
        meeting=meeting,
        told=told,
        typed=typed,
        errors=errors or {},
        met=[kind for kind in KINDS if met and typed[kind] != standing[kind]],
        of_response=of_response,
        past=[(kind, one) for kind, one in past if one != told.notes.of(kind)],
    )
