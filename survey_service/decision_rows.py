"""Lays last year's decisions out as the rows of a question about them, with what was written about each."""

from collections.abc import Sequence

from questionnaires.model import AnyQuestion, DecisionStatus
from questionnaires.values import DECISION_KEY, Table, Value
from survey_service.decisions import PastDecision

Rows = tuple[dict[str, str], ...]


def laid_out(question: AnyQuestion, value: Value | None, decisions: Sequence[PastDecision]) -> Value | None:
    """What the question's fields show: a row for each decision as it stands now, then all else that was written.

    A row about a decision that is not known any more stays as it was written, and so do rows without a decision.
    """
    if not isinstance(question, DecisionStatus):
        return value
    written = value.rows if isinstance(value, Table) else ()
    about = {row[DECISION_KEY]: row for row in written if row.get(DECISION_KEY)}
    first = question.columns[0].id
    # the words in which a decision stood when something was written about it stay with that
    known = tuple({DECISION_KEY: one.key, first: one.action, **about.get(one.key, {})} for one in decisions)
    keys = {one.key for one in decisions}
    others = tuple(row for row in written if row.get(DECISION_KEY, "") not in keys)
    return Table(kind="per_decision_status", rows=known + others)


def keyed(question: AnyQuestion, value: Value | None) -> dict[str, str]:
    """What each row of a laid out value is about, in words by the decision's key; nothing for other questions."""
    if not isinstance(question, DecisionStatus) or not isinstance(value, Table):
        return {}
    first = question.columns[0].id
    return {row[DECISION_KEY]: row.get(first, "") for row in value.rows if row.get(DECISION_KEY)}


def told_of(question: AnyQuestion, value: Value | None, decisions: Sequence[PastDecision]) -> int:
    """Of how many of the decisions something is told."""
    rows = value.rows if isinstance(question, DecisionStatus) and isinstance(value, Table) else ()
    keys = {row.get(DECISION_KEY) for row in rows}
    return sum(one.key in keys for one in decisions)
