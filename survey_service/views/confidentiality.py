"""Marking an answer as confidential, and staff's own notes, on the page of a received response."""

from dataclasses import dataclass, field

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from questionnaires.model import AnyQuestion
from survey_service import received, rounds
from survey_service.errors import NotFound
from survey_service.formfields import clean, whole
from survey_service.records import marks, notes
from survey_service.records.marks import USUAL_STATUTE, Fault, MarkRefused, Written
from survey_service.records.notes import NoteRefused
from survey_service.services import services
from survey_service.views import access
from survey_service.views.access import me, sending

blueprint = Blueprint(
    "confidentiality", __name__, url_prefix="/kierrokset/<int:round_id>/vastaukset/<int:organisation_id>"
)
blueprint.before_request(access.required)


@dataclass
class Filled:
    """What stands in the fields, and what is wrong with it by field."""

    statute: str = USUAL_STATUTE
    paragraph: str = ""
    reason: str = ""
    errors: dict[str, str] = field(default_factory=dict)


@blueprint.get("/salassapito/<question_id>")
@sending
def ask(round_id: int, organisation_id: int, question_id: str) -> str:
    """The form; a mark that stands is filled in."""
    return _page(round_id, organisation_id, question_id)


@blueprint.post("/salassapito/<question_id>")
@sending
def mark(round_id: int, organisation_id: int, question_id: str) -> Response | tuple[str, int]:
    """Set the mark, or lift it."""
    form = request.form
    filled = Filled(clean(form.get("statute")), clean(form.get("paragraph")), clean(form.get("reason")))
    try:
        with services().db.writing() as session:
            round_ = rounds.owned(session, round_id, me().county_id)
            _question(received.of(session, round_, organisation_id), question_id)
            response = marks.submitted(session, round_, organisation_id)
            if form.get("act") == "lift":
                marks.lift(session, response, question_id, actor=me().email)
            else:
                written = Written(filled.statute, filled.paragraph, filled.reason)
                marks.mark(session, response, question_id, written, actor=me().email)
    except MarkRefused as refused:
        filled.errors |= dict(_told(fault) for fault in refused.faults)
        return _page(round_id, organisation_id, question_id, filled), 422
    lifted = form.get("act") == "lift"
    flash(
        gettext("The answer is not marked as confidential any more.")
        if lifted
        else gettext("The answer is marked as confidential."),
        "success",
    )
    return _back(round_id, organisation_id, f"q-{question_id}")


@blueprint.post("/muistiinpanot")
@sending
def note(round_id: int, organisation_id: int) -> Response | tuple[str, int]:
    """Write a note, or take one away."""
    words = clean(request.form.get("note"))
    try:
        with services().db.writing() as session:
            round_ = rounds.owned(session, round_id, me().county_id)
            response = marks.submitted(session, round_, organisation_id)
            removed = request.form.get("remove")
            if removed:
                notes.remove(session, response, whole(removed), actor=me().email)
            else:
                notes.write(session, response, words, actor=me().email)
    except NoteRefused as refused:
        return _note_page(round_id, organisation_id, words, refused), 422
    flash(gettext("The note is removed.") if removed else gettext("The note is saved."), "success")
    return _back(round_id, organisation_id, "notes")


def _page(round_id: int, organisation_id: int, question_id: str, filled: Filled | None = None) -> str:
    with services().db.reading() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        shown = received.of(session, round_, organisation_id)
        question = _question(shown, question_id)
        standing = marks.of_response(session, shown.response_id).get(question_id)
    if filled is None and standing is not None:
        filled = Filled(standing.statute, standing.paragraph, standing.reason)
    return render_template(
        "staff/confidential.html",
        round=round_,
        received=shown,
        question=question,
        standing=standing,
        filled=filled or Filled(),
    )


def _note_page(round_id: int, organisation_id: int, words: str, refused: NoteRefused) -> str:
    with services().db.reading() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        shown = received.of(session, round_, organisation_id)
    error = (
        gettext("Please write the note first.")
        if refused.fault == "empty"
        else gettext("The note is too long. Please use at most 4,000 characters.")
    )
    return render_template("staff/note.html", round=round_, received=shown, words_typed=words, error=error)


def _question(shown: received.Received, question_id: str) -> AnyQuestion:
    for section in shown.sections:
        for question in shown.questions(section):
            if question.id == question_id:
                return question
    raise NotFound


def _back(round_id: int, organisation_id: int, anchor: str) -> Response:
    return redirect(
        url_for("staff.received.show", round_id=round_id, organisation_id=organisation_id, _anchor=anchor), 303
    )


def _told(fault: Fault) -> tuple[str, str]:
    """The field and what is wrong with it."""
    match fault:
        case "statute":
            return "statute", gettext("Please write the statute, such as 621/1999.")
        case "paragraph":
            return "paragraph", gettext("Please write the section and its item, such as 24 § 1 mom. 25 k.")
        case "reason":
            return "reason", gettext("Please write why the answer is confidential.")
        case "reason_too_long":
            return "reason", gettext("The reason is too long. Please use at most 2,000 characters.")
