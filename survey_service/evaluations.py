"""How the county's team and coordination group judge what decisions have brought. Rows are only added."""

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from sqlmodel import Session, col, select

from survey_service import audit
from survey_service.candidates import ChangedMeanwhile
from survey_service.errors import NotFound, SurveyServiceError
from survey_service.models import Decision, Evaluation, Grade, Round, StaffMember

GRADES: tuple[Grade, ...] = tuple(grade for grade in get_args(Grade) if grade)
JUDGED = ("effectiveness", "sufficiency", "alignment")
LONGEST = 2000


class EvaluationRefused(SurveyServiceError):
    """An evaluation that says nothing, has an unknown grade or too long a text; `faults` by field."""

    status = 422

    def __init__(self, faults: Mapping[str, str]) -> None:
        super().__init__()
        self.faults = dict(faults)


@dataclass(frozen=True)
class Evaluated:
    """An evaluation of a decision. Version 0: nobody has written one; an empty grade: nobody has judged that."""

    version: int = 0
    effectiveness: Grade = ""
    sufficiency: Grade = ""
    alignment: Grade = ""
    words: str = ""
    language: str = "fi"
    by: str = ""
    at: datetime.datetime | None = None

    @property
    def said(self) -> tuple[str, ...]:
        """What it says, without who and when."""
        return (self.effectiveness, self.sufficiency, self.alignment, self.words)


def of_decisions(session: Session, decision_ids: Collection[int]) -> dict[int, Evaluated]:
    """The evaluation that counts of each decision that has one, by the decision's id."""
    query = (
        select(Evaluation, StaffMember)
        .join(StaffMember, col(StaffMember.id) == col(Evaluation.staff_id))
        .where(col(Evaluation.decision_id).in_(decision_ids))
        .order_by(col(Evaluation.version))
    )
    return {
        row.decision_id: Evaluated(
            row.version,
            row.effectiveness,
            row.sufficiency,
            row.alignment,
            row.words,
            row.language,
            by.title,
            row.created_at,
        )
        for row, by in session.exec(query)
    }


def write(
    session: Session,
    round_: Round,
    decision_id: int,
    told: Mapping[str, Any],
    *,
    language: str,
    seen: int,
    staff_id: int,
    actor: str,
) -> bool:
    """A new version of a decision's evaluation, `told` by field; gives whether it says something else.

    `seen` is the version that its writer had read. Raises EvaluationRefused, ChangedMeanwhile, NotFound.
    """
    if faults := _faults(told):
        raise EvaluationRefused(faults)
    # two who write at once: the second waits here, and then sees that the first has written
    decision = session.exec(select(Decision).where(Decision.id == decision_id).with_for_update()).first()
    if decision is None or decision.county_id != round_.county_id or decision.status != "decided":
        raise NotFound
    newest = of_decisions(session, [decision_id]).get(decision_id, Evaluated())
    if newest.said == tuple(told[name] for name in (*JUDGED, "words")):
        return False
    if newest.version != seen:
        raise ChangedMeanwhile
    values = {name: told[name] for name in (*JUDGED, "words")}
    session.add(
        Evaluation(decision_id=decision_id, version=newest.version + 1, **values, language=language, staff_id=staff_id)
    )
    session.flush()
    audit.record(session, round_.county_id, actor, "decision.evaluate", f"decision:{decision_id}")
    return True


def _faults(told: Mapping[str, Any]) -> dict[str, str]:
    found = {name: "unknown" for name in JUDGED if told[name] and told[name] not in GRADES}
    if len(told["words"]) > LONGEST:
        found["words"] = "too_long"
    if not any(told[name] for name in (*JUDGED, "words")):
        found["effectiveness"] = "nothing"
    return found
