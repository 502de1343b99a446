"""Sending the response in, and taking it back: every act is a tick and a button of a person."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as AnyResponse

from questionnaires.completeness import review as findings_on
from questionnaires.findings import Finding
from reports.response import CopyQuestion
from survey_service import answering, copies, responses
from survey_service.answering import Answering
from survey_service.formfields import whole
from survey_service.i18n import locale
from survey_service.privacy.keeping import keep_all
from survey_service.privacy.notices import all_notices, is_checking, undecided
from survey_service.progress import progress
from survey_service.services import services
from survey_service.views import own_indicators, pointing
from survey_service.views.beside import waiting
from survey_service.views.opened import answer_link, same_link_as_form
from survey_service.views.person import only_a_person

blueprint = Blueprint("submitting", __name__)
# The tick without which nothing is sent or taken back: a program that sends a form as it is leaves it out.
TICK = "confirmed"


@blueprint.post("/vastaus/tarkistus/")
def submit() -> AnyResponse | tuple[str, int]:
    """Send the response in, once; a second click leads to the same receipt.

    What looks like personal data and is undecided is told once more first, and goes with a reason for all of it.
    """
    only_a_person()
    with services().db.writing() as session:
        told = answering.behind(session, answer_link())
        same_link_as_form(told.whose)
        if told.may_submit and told.written:
            why = pointing.why(pointing.ALL)
            lacking = why is None and bool(undecided(told))
            if lacking or not _ticked():
                return review_page(told, unticked=not _ticked(), lacking=lacking), 422
            if why:
                keep_all(session, told, why)
        responses.submit_for(session, services().jobs, told)
    return redirect(url_for("respond.submitting.receipt"), 303)


@blueprint.get("/vastaus/valmis/")
def receipt() -> str | AnyResponse:
    """That the response has arrived, when, and under which reference."""
    with services().db.reading() as session:
        told = answering.behind(session, answer_link())
    if told.sent is None:
        return redirect(url_for("respond.review"), 303)
    return render_template("respond/receipt.html", told=told)


@blueprint.get("/vastaus/takaisin/")
def ask_take_back() -> str | AnyResponse:
    """What happens when the response is taken back."""
    with services().db.reading() as session:
        told = answering.behind(session, answer_link())
    return _take_back_page(told) if told.may_take_back else redirect(url_for("respond.overview"), 303)


@blueprint.post("/vastaus/takaisin/")
def take_back() -> AnyResponse | tuple[str, int]:
    """Make a draft of what was sent; a second click does nothing more."""
    only_a_person()
    with services().db.writing() as session:
        told = answering.behind(session, answer_link())
        same_link_as_form(told.whose)
        if told.may_take_back and not _ticked():
            return _take_back_page(told, unticked=True), 422
        # a page that is still open about an earlier version takes nothing back of a newer one
        if responses.take_back_for(session, told, whole(request.form.get("number"))):
            flash(gettext("The response is a draft again. Please send it anew before the deadline."), "success")
    return redirect(url_for("respond.overview"), 303)


def review_page(told: Answering, *, unticked: bool = False, lacking: bool = False) -> str:
    """Everything as it is written, what is missing, what looks like personal data, and the form that sends it."""
    with services().db.reading() as session:
        shown = own_indicators.shown(session, told)
    return render_template(
        "respond/review.html",
        shown=shown,
        told=told,
        worded=copies.all_in_words(told, locale()),
        unsent=_unsent(told),
        missing=_missing(told),
        rivalled=waiting(told),
        sections=[progress(section, told.states, told.values) for section in told.sections],
        personal=all_notices(told) if told.editable else (),
        checking=told.editable and is_checking(told),
        tick=TICK,
        unticked=unticked,
        lacking=lacking,
    )


def _take_back_page(told: Answering, *, unticked: bool = False) -> str:
    return render_template("respond/take_back.html", told=told, tick=TICK, unticked=unticked)


def _ticked() -> bool:
    return request.form.get(TICK) == "yes"


def _unsent(told: Answering) -> dict[str, CopyQuestion]:
    """What was written while the response was reopened, and not sent in time, by question id."""
    return {
        question_id: copies.told_of(told.questionnaire.question(question_id), answer, locale())
        for question_id, answer in told.unsent.items()
    }


def _missing(told: Answering) -> list[Finding]:
    if told.member_id is not None:
        # a member of the council writes of what it has to say; the council's own answer is what must be whole
        return []
    opened = {question.id for section in told.sections for question in told.questions(section)}
    found = findings_on(told.questionnaire, told.values, told.audience)
    return [one for one in found if one.question_id in opened]
