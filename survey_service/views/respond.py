"""The respondent's way: link, overview and review. Sections are in `views.answers`, the rest beside it."""

import flask
from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from questionnaires.values import Value
from survey_service import answering, attachments, backgrounds, blanks, invitations, limits, links, summonses
from survey_service.answering import Answering
from survey_service.errors import LinkMissing, LinkUnknown, NotFound
from survey_service.links import OpenedLink
from survey_service.outcomes import has_any
from survey_service.progress import progress
from survey_service.replies import round_of
from survey_service.services import services
from survey_service.views import (
    answers,
    connection,
    keeping,
    languages,
    outcomes,
    own_indicators,
    pointing,
    replying,
    sharing,
    submitting,
    summoned,
)
from survey_service.views.downloads import saved_as
from survey_service.views.opened import (
    ANSWER_LINK,
    OPENS,
    answer_link,
    is_fetched_in_advance,
    remember_browser,
    same_link_as_form,
)
from survey_service.views.person import only_a_person

blueprint = Blueprint("respond", __name__)
PARTS = (
    *(answers, connection, sharing, submitting, keeping, languages),
    *(replying, outcomes, own_indicators, summoned),
)
for part in PARTS:
    blueprint.register_blueprint(part.blueprint)
blueprint.record_once(lambda setup: setup.app.jinja_env.globals.update(pointing=pointing))


@blueprint.get("/v/<token>")
def open_link(token: str) -> AnyResponse:
    """Exchange an emailed link for a cookie. However often it is opened, by whatever, nothing is written."""
    if is_fetched_in_advance():
        # refused, so that the browser asks again when a person opens it, and no other open link is put aside for it
        return Response(status=503, headers={"Retry-After": "1"})
    opened, language = _opened(token)
    page, kept_as = OPENS[opened.purpose]
    target = redirect(url_for(page), 303)
    if request.method == "GET":
        flask.session["invited_language"] = language
        remember_browser()
        flask.session[kept_as] = opened.link_id
    return target


def _opened(token: str) -> tuple[OpenedLink, str]:
    """What a token opens, and in which language; one that is unknown is counted, one that is known never is."""
    try:
        with services().db.reading() as session:
            opened = links.alive(session, links.redeem(session, token).id or 0)
            return opened, answering.invited_language(session, opened)
    except LinkUnknown:
        with services().db.writing() as session:
            limits.note(session, (limits.WRONG_LINKS_OF_CLIENT, limits.client(request.remote_addr)))
        raise


@blueprint.get("/vastaus/")
def overview() -> str:
    """What this is, until when, and how far it is."""
    with services().db.reading() as session:
        told = answering.behind(session, answer_link())
        materials = backgrounds.seen_by(session, told.round_id, told.organisation_id)
        is_whole = not told.member_id and not told.only
        became = is_whole and has_any(session, round_of(session, told.round_id), told.organisation_id)
        called = summonses.is_called(session, told.round_id, told.organisation_id)
    return render_template(
        "respond/overview.html", told=told, backgrounds=materials, became=became, summoned=called, **_progress(told)
    )


@blueprint.post("/vastaus/aloita")
def begin() -> AnyResponse:
    """Note that a person begins, and lead to the first section. Nothing depends on it: sections open without it too."""
    only_a_person()
    with services().db.writing() as session:
        told = answering.behind(session, answer_link())
        same_link_as_form(told.whose)
        # browsers tell which requests a hand has made; a program that sends every form is not taken for a beginning
        if told.entering is None and request.headers.get("Sec-Fetch-User") == "?1":
            invitations.begin(session, told.invitation_id, link_id=told.link_id)
    first = next((section for section in told.changeable if told.opens(section)), None)
    if first is None:
        return redirect(url_for("respond.overview"), 303)
    return redirect(url_for("respond.answers.section", section_id=first.id), 303)


@blueprint.get("/vastaus/kysely/")
def blank() -> str:
    """The whole questionnaire to read, and to print, before anything is written."""
    with services().db.reading() as session:
        told = answering.behind(session, answer_link())
    return render_template("respond/blank.html", told=told, copy=blanks.blank(told))


@blueprint.get("/vastaus/ohje/")
def instructions() -> str:
    """The instructions of the pre-assignment, to print."""
    with services().db.reading() as session:
        told = answering.behind(session, answer_link())
    return render_template("respond/instructions.html", told=told)


@blueprint.get("/vastaus/tarkistus/")
def review() -> str:
    """Everything as it is written, and what is missing."""
    with services().db.reading() as session:
        told = answering.behind(session, answer_link())
    return submitting.review_page(told)


@blueprint.get("/vastaus/aineisto/<int:background_id>")
def background(background_id: int) -> Response:
    """A file of the round's background material, or of the organisation's own, to save."""
    with services().db.reading() as session:
        told = answering.behind(session, answer_link())
        folder = services().settings.files_folder
        file = backgrounds.file_for(session, folder, told.round_id, told.organisation_id, background_id)
    return saved_as(file)


@blueprint.get("/vastaus/liite/<question_id>")
def attachment(question_id: str) -> Response:
    """The file that was given to a question, to save; never shown inside the service."""
    with services().db.reading() as session:
        told = answering.behind(session, answer_link())
        if not any(question.id == question_id for section in told.sections for question in told.questions(section)):
            raise NotFound
        response_id, value = _given(told, question_id)
        file = attachments.find(session, services().settings.files_folder, response_id, value)
    return saved_as(file)


@blueprint.get("/vastaus/alkuperainen")
def original() -> Response:
    """The original of what the county entered in the organisation's name, to save."""
    with services().db.reading() as session:
        told = answering.behind(session, answer_link())
        entered = told.sent_for or told.entering
        if entered is None or told.only is not None:
            raise NotFound
        file = attachments.find(session, services().settings.files_folder, entered.response_id, entered.original)
    return saved_as(file)


def _given(told: Answering, question_id: str) -> tuple[int, Value | None]:
    """The answer to a question, or what stands beside it, and of which response: another text, or a member's."""
    own = told.response_id or 0
    if wanted := request.args.get("rival"):
        beside = (one for one in told.rivals if (one.question_id, str(one.rival_id)) == (question_id, wanted))
        return own, next((one.value for one in beside), None)
    if wanted := request.args.get("member"):
        member = next((one for one in told.members if str(one.share_id) == wanted), None)
        answer = member.answers.get(question_id) if member else None
        return member.response_id or 0 if member else 0, answer.value if answer else None
    return own, told.values.get(question_id)


@blueprint.post("/vastaus/sulje")
def close() -> AnyResponse:
    """Forget the link on this device."""
    if ANSWER_LINK not in flask.session:
        raise LinkMissing
    flask.session.pop(ANSWER_LINK)
    return redirect(url_for("pages.front"), 303)


def _progress(told: Answering) -> dict[str, object]:
    return {"sections": [progress(section, told.states, told.values) for section in told.sections]}
