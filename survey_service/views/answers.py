"""One section of the questionnaire: shown, and saved as far as it can be."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, cast

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.datastructures import CombinedMultiDict, MultiDict
from werkzeug.wrappers import Response as AnyResponse
from wtforms import Form

from questionnaires.model import AnyQuestion, DecisionStatus, Roster, Rows, Section
from questionnaires.values import Value
from survey_service import answering, attachments, decision_rows, i18n, last_year, responses
from survey_service.answering import Answering
from survey_service.formfields import whole
from survey_service.forms import (
    NO_QUESTION,
    PREFIX,
    Mistake,
    fields_of,
    filled,
    form_for,
    mistakes,
    part_of,
    rearrange,
    rows_shown,
    value_in,
)
from survey_service.privacy import checking, keeping
from survey_service.progress import progress
from survey_service.responses import SaveOutcome, Writer
from survey_service.services import services
from survey_service.views import copying, deciding, pointing, replies, uploads
from survey_service.views.beside import beside_each
from survey_service.views.late import told_late
from survey_service.views.opened import answer_link, asked_version, new_page, same_link_as_form, writing_page
from survey_service.views.typed import typed

blueprint = Blueprint("answers", __name__)
MOVES = ("up", "down", "remove")
TABLES = (Rows, Roster, DecisionStatus)
LONGEST_TOLD = 1000
MOST_ROWS = 50


@blueprint.get("/vastaus/<section_id>")
def section(section_id: str) -> str | AnyResponse:
    """One section with its questions; what can no longer be changed is read on the review page instead."""
    with services().db.reading() as session:
        told = answering.behind(session, answer_link())
    shown = told.section(section_id)
    if not told.may_change(shown):
        return redirect(url_for("respond.review", _anchor=section_id), 303)
    return _page(told, shown, None, (), SaveOutcome())


@blueprint.post("/vastaus/<section_id>")
def save(section_id: str) -> AnyResponse | tuple[str, int]:
    """Store what is valid. What is not stays on the page as it was written, with what to change about it."""
    i18n.choose(request.form.get("lang"))
    with services().db.reading() as session:
        told = answering.behind(session, answer_link())
    same_link_as_form(told.whose)
    shown = told.section(section_id)
    # hidden questions too: what a page still held when it was posted is kept
    questions = shown.questions_for(told.audience)
    fields = fields_of(questions, _keyed(told, questions))
    form = _form(told, questions, _posted(fields))
    removed = _rearranged(form, questions)
    form.validate()
    wrong = mistakes(form, questions)
    sound = [question for question in questions if question.id not in {mistake.question_id for mistake in wrong}]
    values, seen = _values(form, sound), _seen(questions)
    with attachments.receiving() as kept:
        files, refused = uploads.received(told, form, sound, kept)
        wrong += refused
        writer = Writer(told.link_id, writing_page(), i18n.locale(), asked_version())
        with services().db.writing() as session:
            outcome = responses.save_section(
                session,
                services().jobs,
                told,
                values,
                files,
                writer=writer,
                seen=seen,
                choice=deciding.choice(),
            )
            told = copying.copied(session, answering.behind(session, answer_link()), sound, outcome, writer)
            if personal := pointing.choice():
                keeping.decide(session, told, shown, personal)
                told = answering.behind(session, answer_link())
            checking.ask(session, services().jobs, told.response_id)
    strays = _strays(fields)
    if replies.wanted():
        return replies.saved(told, shown, values, seen, [*wrong, *strays], outcome)
    _tell_removed(removed)
    return _answer(told, shown, form, wrong, outcome, strays)


def _answer(
    told: Answering,
    shown: Section,
    form: Form,
    wrong: Sequence[Mistake],
    outcome: SaveOutcome,
    strays: Sequence[Mistake],
) -> AnyResponse | tuple[str, int]:
    """The page that follows a save: the section again where something is to be looked at, else where to go on."""
    if outcome.is_late:
        return _late_page(told, outcome, kept=not wrong and not strays)
    deciding.tell(outcome.verdict)
    if wrong or _unfit(outcome):
        return _page(told, shown, form, wrong, outcome, strays), 422
    if outcome.rivals or strays:
        return _page(told, shown, form, wrong, outcome, strays), 409
    if outcome.verdict and outcome.verdict.question_id:
        return redirect(_section_url(shown.id, anchor=f"k-{outcome.verdict.question_id}"), 303)
    return redirect(_next(told, shown, form), 303)


def _late_page(told: Answering, outcome: SaveOutcome, *, kept: bool) -> tuple[str, int]:
    heading, advice = told_late(told, outcome.too_late)
    page = render_template(
        "respond/late.html", told=told, heading=heading, advice=advice, typed=typed(), typed_is_kept=kept
    )
    return page, 409


def _form(told: Answering, questions: Sequence[AnyQuestion], posted: Any = None) -> Form:
    wanted, count = _rows_wanted()
    values = _laid_out(told, questions)
    rows = {
        question.id: rows_shown(question, values[question.id], count if question.id == wanted else 0)
        for question in questions
    }
    data = {f"q_{question.id}": filled(question, values[question.id]) for question in questions}
    return form_for(questions, rows, _keyed(told, questions))(posted, data=data)


def _laid_out(told: Answering, questions: Sequence[AnyQuestion]) -> dict[str, Value | None]:
    return {one.id: decision_rows.laid_out(one, told.values.get(one.id), told.decisions) for one in questions}


def _keyed(told: Answering, questions: Sequence[AnyQuestion]) -> dict[str, dict[str, str]]:
    values = _laid_out(told, questions)
    return {one.id: decision_rows.keyed(one, values[one.id]) for one in questions}


def _posted(fields: Collection[str]) -> MultiDict[str, Any]:
    posted: CombinedMultiDict[str, Any] = CombinedMultiDict([cast(Any, request.files), cast(Any, request.form)])
    return MultiDict((name, value) for name, value in posted.items(multi=True) if name in fields)


def _rearranged(form: Form, questions: Sequence[AnyQuestion]) -> list[str]:
    """Do with a row what its button says, before the form is read; gives the texts of a row that was removed."""
    act, _, target = request.form.get("act", "").partition(":")
    question_id, _, place = target.partition(":")
    question = next((one for one in questions if one.id == question_id and isinstance(one, TABLES)), None)
    if act not in MOVES or question is None or not place.isdecimal():
        return []
    return rearrange(form, question, act, int(place[:4]))


def _tell_removed(texts: Sequence[str]) -> None:
    if texts:
        flash(gettext("The row was removed. It said: %(words)s", words=" / ".join(texts)[:LONGEST_TOLD]), "info")


def _strays(fields: Collection[str]) -> list[Mistake]:
    """Texts to which the questionnaire has no field, such as those of a page that is older than it."""
    message = gettext("This field is no longer in the questionnaire. Please copy the text to where it belongs now.")
    return [
        Mistake(NO_QUESTION, name, message)
        for name, text in request.form.items()
        if name.startswith(PREFIX) and name not in fields and text.strip()
    ]


def _values(form: Form, sound: Sequence[AnyQuestion]) -> dict[str, Value]:
    values = {question.id: value_in(question, part_of(form, question)) for question in sound}
    return {question_id: value for question_id, value in values.items() if value is not None}


def _seen(questions: Sequence[AnyQuestion]) -> Mapping[str, int]:
    """The version that each posted question had when its page was opened; 0 when the page does not tell."""
    versions = {question.id: request.form.get(f"v_{question.id}") for question in questions}
    return {
        question_id: whole(version)
        for question_id, version in versions.items()
        if version is not None or _was_written(question_id)
    }


def _was_written(question_id: str) -> bool:
    own = (text for name, text in request.form.items() if name.startswith(f"{PREFIX}{question_id}-"))
    return any(text.strip() for text in own)


def _rows_wanted() -> tuple[str, int]:
    question_id, _, count = request.args.get("rows", "").rpartition(".")
    return question_id, min(whole(count), MOST_ROWS)


def _page(
    told: Answering,
    shown: Section,
    posted: Form | None,
    wrong: Sequence[Mistake],
    outcome: SaveOutcome,
    strays: Sequence[Mistake] = (),
) -> str:
    questions = shown.questions_for(told.audience)
    with services().db.reading() as session:
        last = last_year.of(session, told)
    fresh = _form(told, questions)
    # what was saved is shown as it is stored now, perhaps by somebody else; what could not be is shown as it was posted
    kept = {mistake.question_id for mistake in wrong} if posted is not None else set()
    parts = {q.id: part_of(posted if posted is not None and q.id in kept else fresh, q) for q in questions}
    return render_template(
        "respond/section.html",
        told=told,
        section=shown,
        questions=questions,
        parts=parts,
        # a text that could not be saved, or that met another's, is shown whatever the conditions say
        hidden={one for one, state in told.asked(shown).items() if state == "hidden"} - kept - {*outcome.rivals},
        versions=_versions(told, questions, kept),
        mistakes=[*wrong, *_unfit(outcome)],
        strays=[text for stray in strays for text in request.form.getlist(stray.field_id)],
        besides=beside_each(
            told, questions, {one.question_id: one.message for one in deciding.mistakes(outcome.verdict)}
        ),
        met=outcome.rivals,
        sections=[progress(section, told.states, told.values) for section in told.sections],
        page=new_page(told.questionnaire_version),
        last_year=last,
        last_words=copying.in_words(last, questions),
    )


def _versions(told: Answering, questions: Sequence[AnyQuestion], kept: Collection[str]) -> dict[str, int]:
    """What the page's texts follow on: the answers as they are stored, or what a text that is `kept` followed on."""
    stored = {one.id: told.answers[one.id].version if one.id in told.answers else 0 for one in questions}
    return stored | {question_id: seen for question_id, seen in _seen(questions).items() if question_id in kept}


def _unfit(outcome: SaveOutcome) -> list[Mistake]:
    """What is missing or wrong beside the questions, where all that was written is saved."""
    return [*deciding.mistakes(outcome.verdict), *pointing.mistakes()]


def _next(told: Answering, shown: Section, form: Form) -> str:
    act, _, target = request.form.get("act", "save").partition(":")
    ids = [section.id for section in told.sections]
    if act in (*MOVES, "copy"):
        return _section_url(shown.id, anchor=f"k-{target.partition(':')[0]}")
    if act == "add":
        return _one_more_row(told, shown, form, target)
    if act == "go":
        return _section_url(target) if target in ids else url_for("respond.overview")
    if act in ("keep", "take_back"):
        return _section_url(shown.id, anchor=f"b-{target.partition(':')[0]}")
    if act == "review":
        return url_for("respond.review")
    if act == "next":
        following = [section.id for section in told.sections[ids.index(shown.id) + 1 :] if told.opens(section)]
        return _section_url(following[0]) if following else url_for("respond.review")
    flash(gettext("Saved. You can go on now, or come back later with the same link."), "success")
    return _section_url(shown.id)


def _one_more_row(told: Answering, shown: Section, form: Form, question_id: str) -> str:
    question = next((question for question in told.questions(shown) if question.id == question_id), None)
    if question is None:
        return _section_url(shown.id)
    rows = len(part_of(form, question)["rows"].data)
    return _section_url(shown.id, rows=f"{question_id}.{rows + 1}", anchor=f"k-{question_id}-{rows + 1}")


def _section_url(section_id: str, rows: str | None = None, anchor: str | None = None) -> str:
    return url_for("respond.answers.section", section_id=section_id, rows=rows, _anchor=anchor)
