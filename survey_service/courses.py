"""The course of decisions: decided, told of during the year, told of in the next survey, and evaluated."""

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from sqlmodel import Session, col, select

from questionnaires.asking import counting
from questionnaires.model import DecisionStatus, Text
from questionnaires.values import DECISION_KEY, Table
from reports.agenda import Past
from reports.briefing import Text as Words
from survey_service import decisions, evaluations, material, progress_reports, rounds, statuses, submissions, timetable
from survey_service.audiences import audience_of
from survey_service.decisions import PastDecision
from survey_service.evaluations import Evaluated
from survey_service.masking import mask
from survey_service.models import Organisation, ProgressReport, Round, StaffMember

Source = Literal["link", "team", "survey"]


@dataclass(frozen=True)
class Told:
    """What was told of a decision once: by its organisation with a link or in a survey (of `year`), or by the team.

    `by` is who of the staff told it on the organisation's behalf. Words of the survey stand in `done`.
    """

    at: datetime.datetime
    source: Source
    status: str
    status_text: Text
    organisation: Text | None
    done: str = ""
    obstacles: str = ""
    next_step: str = ""
    language: str = "fi"
    by: str = ""
    year: int = 0


@dataclass(frozen=True)
class Course:
    """One decision with everything that was told of it, the oldest first. `version` is that of the newest report."""

    decision: PastDecision
    told: tuple[Told, ...]
    evaluation: Evaluated
    version: int = 0

    @property
    def newest(self) -> Told | None:
        """What was told last; None before anything was."""
        return self.told[-1] if self.told else None

    @property
    def status(self) -> str:
        """The newest status; empty before anything was told."""
        return self.told[-1].status if self.told else ""

    @property
    def is_decided(self) -> bool:
        """Whether it is neither a draft nor dropped."""
        return self.decision.status == "decided"

    @property
    def overdue(self) -> bool:
        """Whether its day has passed and it is neither done nor given up."""
        due = self.decision.due
        late = due is not None and due < timetable.today()
        return late and self.is_decided and self.status not in statuses.FINISHED


def of_year(session: Session, county_id: int, year: int) -> list[Course]:
    """The county's decisions of a year with their courses, in the order of their keys."""
    known = decisions.of_year(session, county_id, year)
    reports = progress_reports.of_decisions(session, [one.decision_id for one in known])
    evaluated = evaluations.of_decisions(session, [one.decision_id for one in known])
    surveyed = _surveyed(session, county_id, year)
    names = _names(session, [row for rows in reports.values() for row in rows])
    return [_course(one, reports.get(one.decision_id, []), evaluated, surveyed, names) for one in known]


def filtered(
    known: Iterable[Course],
    *,
    forum: str = "",
    organisation_id: int = 0,
    until: datetime.date | None = None,
    status: str = "",
    overdue: bool = False,
) -> list[Course]:
    """Those that `decisions.filtered` gives, with this newest status (`none`: nothing told), overdue if asked."""
    courses = list(known)
    wanted = {"forum": forum, "organisation_id": organisation_id, "until": until}
    kept = set(decisions.filtered((one.decision for one in courses), **wanted))  # type: ignore[arg-type]
    return [
        one
        for one in courses
        if one.decision in kept
        and (not status or one.status == ("" if status == "none" else status))
        and (one.overdue or not overdue)
    ]


def for_agenda(session: Session, round_: Round) -> tuple[Past, ...]:
    """The decisions that a round looks back at with their newest status, for its agenda; what identifies is masked."""
    known = of_year(session, round_.county_id, decisions.year_before(session, round_))
    return tuple(
        Past(
            action=mask(one.decision.action),
            language="sv" if one.decision.language == "sv" else "fi",
            organisation=_for_reports(one.decision.organisation),
            status=_for_reports(one.newest.status_text) if one.newest else None,
        )
        for one in known
        if one.is_decided
    )


def _course(
    decision: PastDecision,
    reports: Sequence[ProgressReport],
    evaluated: Mapping[int, Evaluated],
    surveyed: Mapping[str, Sequence[Told]],
    names: Mapping[tuple[str, int], Text],
) -> Course:
    reported = [_told(row, names) for row in reports]
    told = sorted([*reported, *surveyed.get(decision.key, ())], key=lambda one: one.at)
    version = reports[-1].version if reports else 0
    return Course(decision, tuple(told), evaluated.get(decision.decision_id, Evaluated()), version)


def _told(row: ProgressReport, names: Mapping[tuple[str, int], Text]) -> Told:
    by = names.get(("staff", row.staff_id or 0))
    return Told(
        at=row.created_at,
        source="team" if by else "link",
        status=row.status,
        status_text=_in_words(row.status, statuses.usual()),
        organisation=names.get(("organisation", row.organisation_id or 0)),
        done=row.done,
        obstacles=row.obstacles,
        next_step=row.next_step,
        language=row.language,
        by=by.fi if by else "",
    )


def _names(session: Session, rows: Collection[ProgressReport]) -> dict[tuple[str, int], Text]:
    own = {row.organisation_id for row in rows if row.organisation_id}
    staff = {row.staff_id for row in rows if row.staff_id}
    organisations = session.exec(select(Organisation).where(col(Organisation.id).in_(own))) if own else ()
    people = session.exec(select(StaffMember).where(col(StaffMember.id).in_(staff))) if staff else ()
    named = {("organisation", one.id or 0): Text(fi=one.name_fi, sv=one.name_sv) for one in organisations}
    return named | {("staff", one.id or 0): Text(fi=one.title, sv=one.title) for one in people}


def _surveyed(session: Session, county_id: int, year: int) -> dict[str, list[Told]]:
    """What the submitted responses of later rounds tell of a year's decisions, by the decision's key."""
    later = select(Round).where(Round.county_id == county_id, Round.year > year).order_by(col(Round.year))
    found: dict[str, list[Told]] = {}
    for round_ in session.exec(later).all():
        if decisions.year_before(session, round_) == year:
            for key, told in _answers(session, round_):
                found.setdefault(key, []).append(told)
    return found


def _answers(session: Session, round_: Round) -> Iterator[tuple[str, Told]]:
    questionnaire = rounds.questionnaire_of(round_)
    asked = [one for one in questionnaire.questions() if isinstance(one, DecisionStatus)]
    sent = submissions.of_round(session, round_) if asked else []
    kept_back = material.confidential(session, round_) if sent else frozenset()
    for organisation, submitted in sent:
        values = counting(questionnaire, submitted.values, audience_of(organisation, questionnaire))
        for question in asked:
            value = values.get(question.id)
            for row in value.rows if isinstance(value, Table) else ():
                status = next((row.get(one.id, "") for one in question.columns if one.input == "options"), "")
                if not row.get(DECISION_KEY) or not status:
                    continue
                said = [row.get(one.id, "") for one in question.columns[1:] if one.input != "options"]
                hidden = (organisation.key, question.id) in kept_back
                answer = submitted.answers[question.id]
                yield (
                    row[DECISION_KEY],
                    Told(
                        at=submitted.submitted_at,
                        source="survey",
                        status=status,
                        status_text=_in_words(status, {one.id: one.text for one in question.statuses}),
                        organisation=Text(fi=organisation.name_fi, sv=organisation.name_sv),
                        done="" if hidden else "\n".join(filter(None, said)),
                        language=answer.language,
                        year=round_.year,
                    ),
                )


def _for_reports(text: Text | None) -> Words | None:
    return Words(fi=text.fi, sv=text.sv) if text else None


def _in_words(status: str, known: Mapping[str, Text]) -> Text:
    return known.get(status) or Text(fi=status, sv=status)
