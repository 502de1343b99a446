"""How decisions have come along, as it is reported: by the responsible organisation, or by the team on its behalf."""

import datetime
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlmodel import Session, col, select

from survey_service import audit, statuses
from survey_service.db import now
from survey_service.decisions import PastDecision
from survey_service.errors import NotFound, RoundClosed, SurveyServiceError
from survey_service.models import Decision, ProgressReport, Round

LONGEST = 2000
WORDS = ("done", "obstacles", "next_step")


@dataclass(frozen=True)
class Reported:
    """What is told of one decision; `status` is one of `statuses`."""

    status: str = ""
    done: str = ""
    obstacles: str = ""
    next_step: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is told at all."""
        return self == Reported()


@dataclass(frozen=True)
class Standing:
    """What stands of a decision: its version, what it tells, and when it was told."""

    version: int
    told: Reported
    at: datetime.datetime
    language: str


@dataclass(frozen=True)
class Reporter:
    """Who tells it: for which organisation, with a link from a page (`writer`), or one of the staff on its behalf."""

    organisation_id: int | None
    language: str
    link_id: int | None = None
    writer: str = ""
    staff_id: int | None = None
    actor: str = ""


class ReportRefused(SurveyServiceError):
    """A report without a status, or with too long a text; `faults` by field."""

    status = 422

    def __init__(self, faults: Mapping[str, str]) -> None:
        super().__init__()
        self.faults = dict(faults)


class ReportedMeanwhile(SurveyServiceError):
    """Somebody else reported on the decision after the form was opened; `newest` is what stands now."""

    status = 409

    def __init__(self, newest: Standing) -> None:
        super().__init__()
        self.newest = newest


def of_decisions(session: Session, decision_ids: Collection[int]) -> dict[int, list[ProgressReport]]:
    """Everything that was reported on decisions, by the decision's id, the oldest first."""
    query = select(ProgressReport).where(col(ProgressReport.decision_id).in_(decision_ids))
    found: dict[int, list[ProgressReport]] = {}
    for row in session.exec(query.order_by(col(ProgressReport.version)).execution_options(populate_existing=True)):
        found.setdefault(row.decision_id, []).append(row)
    return found


def beside(session: Session, known: Sequence[PastDecision]) -> tuple[PastDecision, ...]:
    """The same decisions, each with the status that was told of it last during the year."""
    reports = of_decisions(session, [one.decision_id for one in known]) if known else {}
    newest = {key: rows[-1] for key, rows in reports.items()}
    named = statuses.usual()
    return tuple(
        replace(one, reported=named.get(row.status), reported_at=row.created_at)
        if (row := newest.get(one.decision_id))
        else one
        for one in known
    )


def faults(told: Reported, known: Collection[str]) -> dict[str, str]:
    """What is wrong with a report, by field: "no_status", "unknown" or "too_long"; `known` are the ids of statuses."""
    found = {name: "too_long" for name in WORDS if len(getattr(told, name)) > LONGEST}
    if not told.status:
        found["status"] = "no_status"
    elif told.status not in known:
        found["status"] = "unknown"
    return found


def write(
    session: Session, round_: Round, decision_id: int, told: Reported, reporter: Reporter, *, seen: int
) -> ProgressReport | None:
    """A new report on a decision of the round's county; None when it says nothing new. `seen` is the version read.

    Raises NotFound, ReportRefused, ReportedMeanwhile, and RoundClosed for a link after the last day.
    """
    if reporter.link_id is not None and (round_.follow_up_deadline is None or now() > round_.follow_up_deadline):
        raise RoundClosed
    if wrong := faults(told, statuses.usual() | statuses.of(round_)):
        raise ReportRefused(wrong)
    # two who save at once: the second waits here, and then sees what the first has saved
    decision = session.exec(select(Decision).where(Decision.id == decision_id).with_for_update()).first()
    if decision is None or decision.county_id != round_.county_id or decision.status != "decided":
        raise NotFound
    newest = next(reversed(of_decisions(session, [decision_id]).get(decision_id, [])), None)
    if newest is not None and said(newest) == told:
        return None
    own = newest is not None and reporter.writer != "" and newest.writer == reporter.writer
    if newest is not None and newest.version != seen and not own:
        raise ReportedMeanwhile(Standing(newest.version, said(newest), newest.created_at, newest.language))
    row = ProgressReport(
        decision_id=decision_id,
        version=newest.version + 1 if newest else 1,
        status=told.status,
        **{name: getattr(told, name) for name in WORDS},
        language=reporter.language,
        organisation_id=reporter.organisation_id,
        link_id=reporter.link_id,
        staff_id=reporter.staff_id,
        writer=reporter.writer,
    )
    session.add(row)
    session.flush()
    audit.record(session, round_.county_id, reporter.actor, "decision.report", f"decision:{decision_id}")
    return row


def said(row: ProgressReport) -> Reported:
    """What a report tells, without who and when."""
    return Reported(row.status, *(getattr(row, name) for name in WORDS))
