"""Beside a response: a service replies to issues that were raised, and whoever raised them reads what was let out."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from survey_service import answering, replies, replying
from survey_service.answering import Answering
from survey_service.errors import NotFound
from survey_service.formfields import clean, whole
from survey_service.i18n import locale
from survey_service.replies import Handled
from survey_service.replying import LONGEST, ReplyRefused
from survey_service.services import services
from survey_service.views.opened import answer_link, new_page, same_link_as_form, writing_page
from survey_service.views.person import only_a_person

blueprint = Blueprint("replying", __name__, url_prefix="/vastaus/nostot")

Page = str | tuple[str, int] | Response


@blueprint.get("/")
def index() -> Page:
    """For a service the issues to reply to, for others the replies to their own."""
    with services().db.reading() as session:
        told, replies_itself = _opened(session)
        round_ = replies.round_of(session, told.round_id)
        if replies_itself:
            shown = replies.for_service(session, round_, told.organisation_id)
        else:
            shown = replies.for_raiser(session, round_, told.organisation_id)
    template = "respond/issues_to_reply.html" if replies_itself else "respond/issues_raised.html"
    return render_template(template, told=told, issues=shown)


@blueprint.get("/<key>/")
def ask(key: str) -> Page:
    """One issue, and where to reply to it."""
    with services().db.reading() as session:
        told, handled = _issue(session, key)
    return _page(told, handled)


@blueprint.post("/<key>/")
def write(key: str) -> Page:
    """Save the reply; a text that was written at the same time stays beside it."""
    only_a_person()
    text = clean(request.form.get("q_reply"))
    try:
        with services().db.writing() as session:
            told, handled = _issue(session, key)
            same_link_as_form(told.whose)
            round_ = replies.round_of(session, told.round_id)
            result = replying.write(
                session,
                round_,
                key,
                told.organisation_id,
                text,
                seen=whole(request.form.get("seen")),
                language=locale(),
                link_id=told.link_id,
                writer=writing_page(),
            )
    except ReplyRefused:
        trouble = (
            gettext("The text is too long: at most %(limit)s characters fit.", limit=LONGEST)
            if text
            else gettext("Please write the reply first.")
        )
        return _page(told, handled, text, {"q_reply": trouble}), 422
    if result == "beside":
        flash(gettext("A colleague wrote at the same time. Both texts are kept: please choose below."), "alert")
        return redirect(url_for("respond.replying.ask", key=key), 303)
    flash(gettext("The reply is saved.") if result == "new" else gettext("Nothing had changed."), "success")
    return redirect(url_for("respond.replying.index"), 303)


@blueprint.post("/<key>/valinta")
def decide(key: str) -> Page:
    """Choose between two texts that were written at the same time."""
    only_a_person()
    take, _, reply_id = request.form.get("act", "").partition(":")
    with services().db.writing() as session:
        told, _handled = _issue(session, key)
        same_link_as_form(told.whose)
        round_ = replies.round_of(session, told.round_id)
        done = replying.decide(
            session,
            round_,
            told.organisation_id,
            whole(reply_id),
            take=take == "take",
            seen=whole(request.form.get("seen")),
            link_id=told.link_id,
        )
    if done:
        flash(gettext("Done. The text that was not chosen is kept in the history of the reply."), "success")
    else:
        flash(gettext("Somebody changed the texts meanwhile. Please look at them again and choose then."), "alert")
    return redirect(url_for("respond.replying.ask", key=key), 303)


def _opened(session: Any) -> tuple[Answering, bool]:
    """Who has opened the link, and whether it replies itself. Not for those who got one section, or for members."""
    told = answering.behind(session, answer_link())
    if told.member_id or told.only:
        raise NotFound
    return told, replies.is_service(session, told.organisation_id)


def _issue(session: Any, key: str) -> tuple[Answering, Handled]:
    told, replies_itself = _opened(session)
    round_ = replies.round_of(session, told.round_id)
    readable = replies.for_service(session, round_, told.organisation_id) if replies_itself else []
    handled = next((one for one in readable if one.issue.key == key), None)
    if handled is None:
        raise NotFound
    return told, handled


def _page(told: Answering, handled: Handled, text: str | None = None, errors: dict[str, str] | None = None) -> str:
    reply = handled.of(told.organisation_id)
    newest = reply.newest if reply else None
    return render_template(
        "respond/issue_reply.html",
        told=told,
        handled=handled,
        reply=reply,
        newest=newest,
        text=text if text is not None else newest.text if newest else "",
        page=new_page(),
        longest=LONGEST,
        errors=errors or {},
    )
