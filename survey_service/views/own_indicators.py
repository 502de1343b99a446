"""The indicators of the organisation that answers: its figures, and which of them it shows beside its answers."""

from collections.abc import Collection
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from survey_service import answering
from survey_service.answering import Answering
from survey_service.candidates import ChangedMeanwhile
from survey_service.errors import NotFound, RoundClosed
from survey_service.formfields import whole
from survey_service.indicators import choosing
from survey_service.indicators.choosing import Choice
from survey_service.indicators.telling import Told
from survey_service.services import services
from survey_service.views.opened import answer_link, same_link_as_form
from survey_service.views.person import only_a_person

blueprint = Blueprint("own_indicators", __name__, url_prefix="/vastaus/indikaattorit")
ROLES = frozenset({"hyte_review", "hyte_indicator"})
"""The questions that ask about the indicators."""

Page = str | tuple[str, int] | Response


@blueprint.get("/")
def show() -> Page:
    """The figures of who answers, with those chosen that it shows."""
    with services().db.reading() as session:
        told = _opened(session)
        figures = choosing.offered_to(session, told.round_id, told.organisation_id)
        choice = _choice(session, told)
    return _page(told, figures, choice, choice.indicators)


@blueprint.post("/")
def choose() -> Page:
    """Save the choice; where a colleague has chosen meanwhile, both are shown and nothing is lost."""
    only_a_person()
    wanted = request.form.getlist("show")
    try:
        with services().db.writing() as session:
            told = _opened(session)
            same_link_as_form(told.whose)
            if not may_choose(told):
                raise RoundClosed
            seen = whole(request.form.get("seen"))
            saved = choosing.choose(
                session, told.round_id, told.organisation_id, wanted, seen=seen, link_id=told.link_id
            )
    except ChangedMeanwhile:
        return _changed_meanwhile(wanted)
    flash(gettext("The choice is saved.") if saved else gettext("Nothing had changed."), "success")
    return redirect(url_for("respond.own_indicators.show"), 303)


def shown(session: Any, told: Answering) -> list[Told]:
    """The figures that stand beside the answers: as they were sent, or as they are chosen where that may be changed."""
    if not told.has_indicators or told.only is not None:
        return []
    keys = _choice(session, told).indicators
    offered = choosing.offered_to(session, told.round_id, told.organisation_id) if keys else []
    return [one for one in offered if one.key in keys]


def may_choose(told: Answering) -> bool:
    """Whether this link may choose now: it opens the whole response, and what asks about indicators may be changed."""
    about = [
        section for section in told.sections if any(one.role in ROLES for one in section.questions_for(told.audience))
    ]
    return told.only is None and any(told.may_change(section) for section in about or told.sections)


def _choice(session: Any, told: Answering) -> Choice:
    until = told.sent.submitted_at if told.sent is not None and not may_choose(told) else None
    return choosing.newest(session, told.round_id, told.organisation_id, until)


def _opened(session: Any) -> Answering:
    """Who has opened the link; NotFound for one whose figures nobody has, such as an NGO."""
    told = answering.behind(session, answer_link())
    if not told.has_indicators:
        raise NotFound
    return told


def _changed_meanwhile(wanted: Collection[str]) -> Page:
    with services().db.reading() as session:
        told = _opened(session)
        figures = choosing.offered_to(session, told.round_id, told.organisation_id)
        choice = _choice(session, told)
    return _page(told, figures, choice, wanted, theirs=[one for one in figures if one.key in choice.indicators]), 409


def _page(
    told: Answering,
    figures: list[Told],
    choice: Choice,
    ticked: Collection[str],
    theirs: list[Told] | None = None,
) -> str:
    return render_template(
        "respond/indicators.html",
        told=told,
        figures=figures,
        seen=choice.version,
        ticked=ticked,
        theirs=theirs,
        may_choose=may_choose(told),
    )
