"""The findings on answers that are rows: raised issues, the delegation, the decisions."""

import re
from collections.abc import Iterator, Sequence

from questionnaires.findings import Finding, finding
from questionnaires.model import Audience, Column, DecisionStatus, Option, Roster, Rows, Text
from questionnaires.values import DECISION_KEY, Table

# an unquoted local part of RFC 5321, which is all that a mail server takes; a domain may have letters of any language
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
EMAIL = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@(?:[\w-]+\.)+[\w-]{{2,}}")
LONGEST_EMAIL = 254
Row = tuple[int, dict[str, str]]


def of_rows(question: Rows, table: Table | None) -> Iterator[Finding]:
    """A list: how many rows, and what is missing from each."""
    yield from _counts(question, table, question.min_rows)
    yield from _cells(question.id, question.columns, (), table)
    for number, row in _filled(table):
        missing = [column for column in question.columns if not row.get(column.id, "").strip()]
        if missing:
            yield _incomplete(question.id, number, missing)


def of_roster(question: Roster, table: Table | None, audience: Audience) -> Iterator[Finding]:
    """The delegation: each member's role, and the role that the audience must have in it."""
    yield from _counts(question, table, question.min_rows)
    yield from _cells(question.id, question.columns, question.roles, table)
    yield from _options_missing(question.id, question.columns, table)
    needed = question.require_role.get(audience)
    taken = {row.get(column.id) for _, row in _filled(table) for column in _choosing(question.columns)}
    for role in question.roles:
        if role.id == needed and needed not in taken:
            yield finding(question.id, "missing-role", role=role.text)


def of_statuses(question: DecisionStatus, table: Table | None) -> Iterator[Finding]:
    """The decisions: a status for each."""
    yield from _counts(question, table, 0)
    yield from _cells(question.id, question.columns, question.statuses, table)
    yield from _options_missing(question.id, question.columns, table)


def _filled(table: Table | None) -> list[Row]:
    rows = table.rows if table else ()
    return [(number, row) for number, row in enumerate(rows) if any(cell.strip() for cell in row.values())]


def _counts(question: Rows | Roster | DecisionStatus, table: Table | None, least: int) -> Iterator[Finding]:
    # a decision that is known takes no place from those that are added
    count = sum(not row.get(DECISION_KEY) for _, row in _filled(table))
    if 0 < count < least:
        yield finding(question.id, "too-few-rows", count=count, least=least)
    if count > question.max_rows:
        yield finding(question.id, "too-many-rows", count=count, most=question.max_rows)


def _cells(
    question_id: str, columns: Sequence[Column], options: Sequence[Option], table: Table | None
) -> Iterator[Finding]:
    known = {column.id: column for column in columns}
    allowed = {"", *(option.id for option in options)}
    for number, row in _filled(table):
        for column_id, cell in row.items():
            place = ("rows", number, column_id)
            column = known.get(column_id)
            if column_id == DECISION_KEY:
                continue
            if column is None:
                yield finding(question_id, "unknown-column", place, row=number + 1, column=column_id)
            elif column.input == "options" and cell not in allowed:
                yield finding(question_id, "unknown-option", place, option=cell)
            elif column.input == "email" and cell.strip() and not EMAIL.fullmatch(cell.strip()):
                yield finding(question_id, "bad-email", place, row=number + 1)


def _choosing(columns: Sequence[Column]) -> list[Column]:
    return [column for column in columns if column.input == "options"]


def _options_missing(question_id: str, columns: Sequence[Column], table: Table | None) -> Iterator[Finding]:
    for number, row in _filled(table):
        missing = [column for column in _choosing(columns) if not row.get(column.id)]
        if missing and row.get(DECISION_KEY):
            about = row.get(columns[0].id, "") or row[DECISION_KEY]
            place = ("rows", number, missing[0].id)
            yield finding(question_id, "decision-incomplete", place, decision=about, columns=_named(missing))
        elif missing:
            yield _incomplete(question_id, number, missing)


def _named(columns: Sequence[Column]) -> Text:
    return Text(fi=", ".join(one.text.fi for one in columns), sv=", ".join(one.text.sv for one in columns))


def _incomplete(question_id: str, number: int, missing: Sequence[Column]) -> Finding:
    named = _named(missing)
    return finding(question_id, "incomplete-row", ("rows", number, missing[0].id), row=number + 1, columns=named)
