"""Bringing in a response from a filled table, while it is entered for an organisation; a preview comes first."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext, ngettext
from pydantic import TypeAdapter, ValidationError
from werkzeug.wrappers import Response

from survey_service import answer_files, answering, copies, responses, rounds
from survey_service.answer_files import AnswersRead
from survey_service.answering import Answering
from survey_service.errors import LinkMissing, RoundClosed, TableUnreadable
from survey_service.formfields import whole
from survey_service.i18n import locale
from survey_service.privacy import checking
from survey_service.responses import Writer
from survey_service.services import services
from survey_service.views import access, words
from survey_service.views.access import me, sending
from survey_service.views.opened import entering_link
from survey_service.views.sent_tables import sent_table

blueprint = Blueprint(
    "importing", __name__, url_prefix="/kierrokset/<int:round_id>/vastaajat/<int:organisation_id>/puolesta/taulukko"
)
blueprint.before_request(access.required)
ROWS: TypeAdapter[list[dict[str, str]]] = TypeAdapter(list[dict[str, str]])
LANGUAGES = ("fi", "sv")

Page = str | tuple[str, int] | Response


@blueprint.get("/")
@sending
def ask(round_id: int, organisation_id: int) -> Page:
    """The file, and in which language its texts are."""
    return _page(_told(round_id, organisation_id))


@blueprint.post("/esikatselu")
@sending
def preview(round_id: int, organisation_id: int) -> Page:
    """What the table would bring in, or what is wrong in it. Nothing is changed yet."""
    told = _told(round_id, organisation_id)
    try:
        rows = _sent_rows()
    except TableUnreadable as trouble:
        return _page(told, words.table_trouble(trouble)), 422
    read = answer_files.understood(told.questionnaire, told.audience, rows, locale())
    return _preview(told, read), 422 if read.problems else 200


@blueprint.post("/")
@sending
def take_in(round_id: int, organisation_id: int) -> Page:
    """Save what was looked at as answers; what was changed meanwhile is kept beside, for a person to decide."""
    told = _told(round_id, organisation_id)
    read = answer_files.understood(told.questionnaire, told.audience, _looked_at(), locale())
    if read.problems:
        return _preview(told, read), 422
    if any(told.openness.is_shut(question_id) for question_id in read.values) or not told.editable:
        raise RoundClosed
    seen = {question_id: whole(request.form.get(f"v_{question_id}")) for question_id in read.values}
    with services().db.writing() as session:
        response = responses.draft_of(session, told)
        outcome = responses.save(session, response, read.values, Writer(told.link_id, "", _language()), seen)
        checking.ask(session, services().jobs, response.id)
    saved = len(outcome.changed)
    flash(ngettext("One answer was brought in.", "%(num)s answers were brought in.", saved), "success")
    if outcome.rivals:
        flash(gettext("Some answers had been changed meanwhile. Both texts are kept; please choose."), "alert")
    return redirect(url_for("respond.review"), 303)


def _told(round_id: int, organisation_id: int) -> Answering:
    """What is entered in this browser; LinkMissing when it is nothing, or another organisation's response."""
    link_id = entering_link()
    with services().db.reading() as session:
        rounds.owned(session, round_id, me().county_id)
        if link_id is None:
            raise LinkMissing
        told = answering.behind(session, link_id)
    if (told.round_id, told.organisation_id) != (round_id, organisation_id):
        raise LinkMissing
    return told


def _language() -> str:
    chosen = request.form.get("language", "")
    return chosen if chosen in LANGUAGES else locale()


def _page(told: Answering, trouble: str = "") -> str:
    return render_template("staff/import_answers.html", told=told, trouble=trouble, language=_language())


def _preview(told: Answering, read: AnswersRead) -> str:
    lines = [
        (
            told.questionnaire.question(question_id).text,
            copies.in_words(told.questionnaire.question(question_id), value, locale()),
            copies.told_of(told.questionnaire.question(question_id), told.answers.get(question_id), locale()),
        )
        for question_id, value in read.values.items()
    ]
    versions = {key: told.answers[key].version if key in told.answers else 0 for key in read.values}
    return render_template(
        "staff/import_answers_preview.html",
        told=told,
        read=read,
        lines=lines,
        versions=versions,
        rows=answer_files.written(read.rows),
        language=_language(),
    )


def _sent_rows() -> list[dict[str, str]]:
    with sent_table(what="answers") as file:
        return answer_files.rows_in(file)


def _looked_at() -> list[dict[str, str]]:
    try:
        rows: list[Any] = ROWS.validate_json(request.form.get("rows", ""))
    except ValidationError as trouble:
        raise TableUnreadable("none_chosen", file="") from trouble
    return rows
