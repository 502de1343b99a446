"""A responsible organisation reports how its decisions have come along, by its link."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import flask
from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from survey_service import outcomes, progress_reports, reporting
from survey_service.errors import LinkMissing, NotFound, RoundClosed
from survey_service.formfields import clean, whole
from survey_service.i18n import locale
from survey_service.masking import mask
from survey_service.progress_reports import LONGEST, WORDS, Reported, ReportedMeanwhile, Reporter, Standing
from survey_service.reporting import Due, Reporting
from survey_service.services import services
from survey_service.views.opened import REPORTING_LINK, new_page, same_link_as_form, writing_page
from survey_service.views.person import only_a_person

blueprint = Blueprint("reporting", __name__, url_prefix="/seuranta")

Page = str | tuple[str, int] | Response


@dataclass
class Typed:
    """What stands in the fields by decision, and what is wrong with it by field.

    `standing` is what somebody else has told meanwhile of a decision.
    """

    told: dict[int, Reported]
    errors: dict[str, str] = field(default_factory=dict)
    standing: dict[int, Standing] = field(default_factory=dict)


@blueprint.get("/")
def show() -> str:
    """The decisions for which the organisation is responsible, and where to tell of each."""
    with services().db.reading() as session:
        told, found = _opened(session)
    return _page(told, Typed({one.decision.decision_id: one.told for one in told.due}), found)


@blueprint.post("/")
def save() -> Page:
    """Save what was told of all decisions, or nothing. What cannot be saved comes back as it was typed."""
    only_a_person()
    with services().db.writing() as session:
        told, found = _opened(session)
        same_link_as_form(told.whose)
        if told.closed:
            raise RoundClosed
        typed = Typed({one.decision.decision_id: read(request.form, one.decision.decision_id) for one in told.due})
        for one in told.due:
            typed.errors |= _faults(one, typed.told[one.decision.decision_id], told)
        if typed.errors:
            return _page(told, typed, found), 422
        new = _write(session, told, typed)
        if typed.errors:
            # all or nothing: what one of them says now may change what is told of the others
            session.rollback()
            return _page(told, typed, found), 409
    flash(
        gettext("Saved. You can change it until the last day.") if new else gettext("Nothing had changed."), "success"
    )
    return redirect(url_for("reporting.show"), 303)


@blueprint.get("/vaikutus/")
def outcome() -> str:
    """What became of the organisation's answer to the survey."""
    with services().db.reading() as session:
        told, found = _opened(session)
    if not found:
        raise NotFound
    return render_template("reporting/outcome.html", told=told, outcomes=found)


def read(form: Mapping[str, str], decision_id: int) -> Reported:
    """What was typed of one decision."""
    texts = (clean(form.get(f"q_{name}_{decision_id}")) for name in WORDS)
    return Reported(clean(form.get(f"q_status_{decision_id}")), *texts)


def in_words(faults: Mapping[str, str], decision_id: int) -> dict[str, str]:
    """What is wrong with a report in the reader's language, by the id of the field."""
    said = {
        "no_status": gettext("Please choose how the decision has come along."),
        "unknown": gettext("Please choose one of the options that are offered."),
        "too_long": gettext("The text is too long: at most %(limit)s characters fit.", limit=LONGEST),
    }
    return {f"q_{name}_{decision_id}": said[fault] for name, fault in faults.items()}


def _opened(session: Any) -> tuple[Reporting, list[outcomes.Outcome]]:
    link_id = flask.session.get(REPORTING_LINK)
    if not isinstance(link_id, int):
        raise LinkMissing
    told = reporting.of(session, link_id)
    return told, outcomes.known(session, told.round_, told.organisation_id)


def _faults(one: Due, told: Reported, of: Reporting) -> dict[str, str]:
    """Nothing is asked of a decision of which nothing was told and nothing is written."""
    if told.is_empty and not one.version:
        return {}
    return in_words(progress_reports.faults(told, of.statuses), one.decision.decision_id)


def _write(session: Any, told: Reporting, typed: Typed) -> int:
    """Save what was told; gives how many reports are new."""
    reporter = Reporter(
        told.organisation_id, locale(), link_id=told.link_id, writer=writing_page(), actor=f"link:{told.link_id}"
    )
    new = 0
    for key, words in typed.told.items():
        if words.is_empty:
            continue
        seen = whole(request.form.get(f"seen_{key}"))
        try:
            new += progress_reports.write(session, told.round_, key, words, reporter, seen=seen) is not None
        except ReportedMeanwhile as met:
            typed.standing[key] = met.newest
            typed.errors[f"q_status_{key}"] = gettext(
                "Somebody else told of this decision while you wrote. Please join the two, and save again."
            )
    return new


def _page(told: Reporting, typed: Typed, found: list[outcomes.Outcome]) -> str:
    personal = {
        key: any(mask(getattr(words, name)) != getattr(words, name) for name in WORDS)
        for key, words in typed.told.items()
    }
    return render_template(
        "reporting/report.html", told=told, typed=typed, personal=personal, outcomes=found, page=new_page()
    )
