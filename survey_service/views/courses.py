"""One decision over the year: its course, a report on an organisation's behalf, and its evaluation."""

from dataclasses import dataclass, field
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from survey_service import courses, decisions, evaluations, progress_reports, rounds, statuses
from survey_service.candidates import ChangedMeanwhile
from survey_service.courses import Course
from survey_service.errors import NotFound
from survey_service.evaluations import JUDGED, Evaluated, EvaluationRefused
from survey_service.formfields import clean, whole
from survey_service.i18n import locale
from survey_service.progress_reports import WORDS, Reported, ReportedMeanwhile, Reporter, ReportRefused, Standing
from survey_service.services import services
from survey_service.views import access
from survey_service.views.access import me, sending
from survey_service.views.reporting import in_words, read

blueprint = Blueprint(
    "courses", __name__, url_prefix="/kierrokset/<int:round_id>/paatokset/<int:year>/<int:decision_id>"
)
blueprint.before_request(access.required)

Page = str | tuple[str, int] | Response


@dataclass
class Filled:
    """What stands in the two forms and what is wrong with it by field; None: what is stored.

    `met`: what somebody else has written meanwhile.
    """

    report: Reported | None = None
    evaluation: dict[str, str] | None = None
    errors: dict[str, str] = field(default_factory=dict)
    met: Standing | Evaluated | None = None


@blueprint.get("/")
def show(round_id: int, year: int, decision_id: int) -> str:
    """The decision, everything that was told of it, and where to write more."""
    return _page(round_id, year, decision_id, Filled())


@blueprint.post("/tila")
@sending
def report(round_id: int, year: int, decision_id: int) -> Page:
    """Report on the decision on behalf of who is responsible for it."""
    told = read(request.form, decision_id)
    try:
        with services().db.writing() as session:
            round_, course = _course(session, round_id, year, decision_id)
            reporter = Reporter(course.decision.organisation_id, locale(), staff_id=me().staff_id, actor=me().email)
            seen = whole(request.form.get("seen"))
            new = progress_reports.write(session, round_, decision_id, told, reporter, seen=seen)
    except ReportRefused as refused:
        wrong = in_words(refused.faults, decision_id)
        return _page(round_id, year, decision_id, Filled(report=told, errors=wrong)), 422
    except ReportedMeanwhile as met:
        return _page(round_id, year, decision_id, Filled(report=told, met=met.newest)), 409
    flash(gettext("Saved.") if new else gettext("Nothing had changed."), "success" if new else "info")
    return redirect(url_for("staff.courses.show", round_id=round_id, year=year, decision_id=decision_id), 303)


@blueprint.post("/arvio")
def evaluate(round_id: int, year: int, decision_id: int) -> Page:
    """Write the evaluation anew; what another wrote meanwhile is shown beside and not overwritten."""
    typed = {name: clean(request.form.get(name)) for name in (*JUDGED, "words")}
    try:
        with services().db.writing() as session:
            round_, _course_of = _course(session, round_id, year, decision_id)
            new = evaluations.write(
                session,
                round_,
                decision_id,
                typed,
                language=locale(),
                seen=whole(request.form.get("seen")),
                staff_id=me().staff_id,
                actor=me().email,
            )
    except EvaluationRefused as refused:
        return _page(round_id, year, decision_id, Filled(evaluation=typed, errors=_wrong(refused))), 422
    except ChangedMeanwhile:
        with services().db.reading() as session:
            _round, course = _course(session, round_id, year, decision_id)
        return _page(round_id, year, decision_id, Filled(evaluation=typed, met=course.evaluation)), 409
    flash(gettext("Saved.") if new else gettext("Nothing had changed."), "success" if new else "info")
    return redirect(url_for("staff.courses.show", round_id=round_id, year=year, decision_id=decision_id), 303)


def _wrong(refused: EvaluationRefused) -> dict[str, str]:
    said = {
        "nothing": gettext("Please choose a grade, or write a few words."),
        "unknown": gettext("Please choose one of the options that are offered."),
        "too_long": gettext("The text is too long: at most %(limit)s characters fit.", limit=evaluations.LONGEST),
    }
    return {name: said[fault] for name, fault in refused.faults.items()}


def _course(session: Any, round_id: int, year: int, decision_id: int) -> tuple[Any, Course]:
    """The round, and the course of one of the decisions that it has to do with. Raises NotFound."""
    round_ = rounds.owned(session, round_id, me().county_id)
    if year not in (decisions.year_before(session, round_), round_.year):
        raise NotFound
    known = courses.of_year(session, round_.county_id, year)
    found = next((one for one in known if one.decision.decision_id == decision_id), None)
    if found is None:
        raise NotFound
    return round_, found


def _page(round_id: int, year: int, decision_id: int, filled: Filled) -> str:
    with services().db.reading() as session:
        round_, course = _course(session, round_id, year, decision_id)
        reports = progress_reports.of_decisions(session, [decision_id]).get(decision_id, [])
        stored = course.evaluation
        return render_template(
            "staff/course.html",
            round=round_,
            year=year,
            course=course,
            statuses=statuses.usual() | statuses.of(round_),
            report=filled.report or (progress_reports.said(reports[-1]) if reports else Reported()),
            evaluation=filled.evaluation or {name: getattr(stored, name) for name in (*JUDGED, "words")},
            met=filled.met,
            met_report=isinstance(filled.met, Standing),
            errors=filled.errors,
            told_words=WORDS,
            judged=JUDGED,
            grades=evaluations.GRADES,
        )
