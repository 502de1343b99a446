"""The things to deliver with the pre-assignment, each tracked on its own: what of it is there, and what it lacks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from questionnaires.asking import Asked
from questionnaires.completeness import validate
from questionnaires.model import AnyQuestion, Audience, DecisionStatus, Deliverable, Questionnaire, Section, Text
from questionnaires.values import Table, Value
from survey_service import decision_rows
from survey_service.decisions import PastDecision

State = Literal["given", "partly", "missing", "not_given"]


@dataclass(frozen=True)
class Delivered:
    """One deliverable of one organisation. `lacks` says what of it is missing.

    `count` is how many rows it has, `out_of` of how many when that is known (last year's decisions).
    """

    item: Deliverable
    question: AnyQuestion
    section: Section
    state: State
    value: Value | None
    lacks: tuple[Text, ...]
    count: int = 0
    out_of: int = 0


def delivered(
    questionnaire: Questionnaire,
    audience: Audience,
    values: Mapping[str, Value],
    states: Mapping[str, Asked],
    decisions: Sequence[PastDecision],
) -> tuple[Delivered, ...]:
    """Every deliverable that `audience` is asked for by its answers so far (`states`), in the questionnaire's order."""
    places = {one.id: (section, one) for section in questionnaire.sections for one in section.questions_for(audience)}
    return tuple(
        _delivered(item, *places[item.question], audience, values.get(item.question), decisions)
        for item in questionnaire.deliverables
        if item.question in places and states.get(item.question, "hidden") != "hidden"
    )


def _delivered(
    item: Deliverable,
    section: Section,
    question: AnyQuestion,
    audience: Audience,
    value: Value | None,
    decisions: Sequence[PastDecision],
) -> Delivered:
    if value is None or value.is_empty():
        state: State = "missing" if item.required else "not_given"
        return Delivered(item, question, section, state, value, (), out_of=_out_of(question, decisions))
    lacks = tuple(found.text for found in validate(question, value, audience))
    count, out_of = _count(question, value, decisions), _out_of(question, decisions)
    whole = not lacks and count >= out_of
    return Delivered(item, question, section, "given" if whole else "partly", value, lacks, count, out_of)


def _out_of(question: AnyQuestion, decisions: Sequence[PastDecision]) -> int:
    return len(decisions) if isinstance(question, DecisionStatus) else 0


def _count(question: AnyQuestion, value: Value, decisions: Sequence[PastDecision]) -> int:
    if not isinstance(value, Table):
        return 0
    if isinstance(question, DecisionStatus) and decisions:
        return decision_rows.told_of(question, value, decisions)
    return sum(any(cell.strip() for cell in row.values()) for row in value.rows)
