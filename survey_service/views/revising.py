"""A changed questionnaire is taken in from a file, after a look at what it changes: nothing is half taken."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from questionnaires import loading
from questionnaires.condition_words import when
from questionnaires.model import Questionnaire
from questionnaires.problems import InvalidQuestionnaire, Problem
from questionnaires.source import MAX_BYTES
from questionnaires.writing import written
from survey_service import publishing, rounds
from survey_service.attachments import safe_name
from survey_service.formfields import clean
from survey_service.publishing import (
    AlreadyPublished,
    ChangesRefused,
    NotesMissing,
    NothingChanged,
    NotPublished,
    TextsMissing,
)
from survey_service.services import services
from survey_service.views import access, words_of_changes
from survey_service.views.access import me, sending
from survey_service.views.questionnaires import LONGEST_NOTE, note_errors, said_in_form

blueprint = Blueprint("revising", __name__, url_prefix="/kierrokset/<int:round_id>/kysely")
blueprint.before_request(access.required)

Page = str | tuple[str, int] | Response


@blueprint.post("/esikatselu")
@sending
def preview(round_id: int) -> Page:
    """What taking in the sent file would change, or what is wrong in it. Nothing is changed yet."""
    try:
        # changing the language of the preview sends the document again
        looked_at = request.form.get("document")
        new = loading.take(looked_at.encode(), "kysely.yaml") if looked_at else sent()
    except InvalidQuestionnaire as wrong:
        return problems_page(wrong.problems, _address(round_id), round_id), 422
    return _preview(round_id, new, {})


@blueprint.post("/ota")
@sending
def take(round_id: int) -> Page:
    """Take in what was looked at: in place of a draft, or as the next version of what is published."""
    try:
        new = loading.take(request.form.get("document", "").encode(), "kysely.yaml")
    except InvalidQuestionnaire as wrong:
        return problems_page(wrong.problems, _address(round_id), round_id), 422
    said, why = said_in_form(), clean(request.form.get("why", ""))[:LONGEST_NOTE]
    try:
        with services().db.writing() as session:
            round_ = rounds.owned(session, round_id, me().county_id)
            if round_.published_at is None:
                publishing.replace_draft(session, round_, new, actor=me().email)
            elif why:
                publishing.correct(session, round_, new, why=why, actor=me().email, said=said)
    except NothingChanged:
        flash(gettext("The file asks the same as the questionnaire does already. Nothing was changed."), "info")
        return _back(round_id)
    except (AlreadyPublished, NotPublished):
        # published by somebody else since the preview: what it would change now has to be looked at again
        return _preview(round_id, new, {}), 409
    except (TextsMissing, ChangesRefused):
        return _preview(round_id, new, {}), 409
    except NotesMissing as trouble:
        with services().db.reading() as session:
            found = publishing.changes(session, rounds.owned(session, round_id, me().county_id), new)
        return _preview(round_id, new, note_errors(found, trouble.wanted, said)), 409
    if round_.published_at is not None and not why:
        return _preview(round_id, new, {"why": gettext("Please write why the questionnaire is corrected.")}), 422
    flash(_done(round_.published_at is not None, round_.questionnaire_version), "success")
    return _back(round_id)


def sent() -> Questionnaire:
    """The questionnaire in the file that was sent. Raises InvalidQuestionnaire with every problem."""
    file = request.files.get("file")
    raw = file.stream.read(MAX_BYTES + 1) if file else b""
    return loading.take(raw, safe_name((file.filename or "") if file else "", "yaml"))


def problems_page(problems: list[Problem], back: str, round_id: int | None = None) -> str:
    """Every problem of a file that was sent, in the reader's language."""
    if round_id is not None:
        with services().db.reading() as session:
            round_ = rounds.owned(session, round_id, me().county_id)
    told = [(one, one.message.told_by(gettext)) for one in problems]
    return render_template(
        "staff/questionnaire_problems.html",
        round=round_ if round_id is not None else None,
        problems=told,
        back=back,
        again=url_for("staff.templates.preview")
        if round_id is None
        else url_for("staff.revising.preview", round_id=round_id),
    )


def _preview(round_id: int, new: Questionnaire, errors: dict[str, str]) -> str:
    with services().db.reading() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        return render_template(
            "staff/questionnaire_preview.html",
            round=round_,
            asked=new,
            found=publishing.changes(session, round_, new),
            same=new == rounds.questionnaire_of(round_),
            missing=publishing.texts_missing(session, round_, new),
            document=written(new),
            errors=errors,
            when=when,
            told=words_of_changes,
        )


def _done(published: bool, number: int) -> str:
    if published:
        return str(gettext("The correction is published as version %(number)s.", number=number))
    return str(gettext("The questionnaire was replaced. It is not published yet."))


def _address(round_id: int) -> str:
    return url_for("staff.questionnaire.show", round_id=round_id, _anchor="upload")


def _back(round_id: int) -> Response:
    return redirect(url_for("staff.questionnaire.show", round_id=round_id), 303)
