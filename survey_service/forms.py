"""A form made from questions: what stands in it, what was posted with it, and what is wrong with that."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, assert_never, cast

from wtforms import Field, FieldList, Form, FormField

from questionnaires.model import (
    AnyQuestion,
    Date,
    DateNote,
    DecisionStatus,
    File,
    Link,
    Multi,
    Number,
    Open,
    OpenRepeat,
    Roster,
    Rows,
    Scale,
    Single,
)
from questionnaires.values import CANNOT_SAY, DECISION_KEY, VALUE, Table, Upload, Value
from survey_service.attachments import Sent
from survey_service.filetypes import check
from survey_service.formparts import CELL, part_for

PREFIX = "q_"
NO_QUESTION = ""


@dataclass(frozen=True)
class Mistake:
    """What is wrong in one field: the id of the field on the page, and a sentence for the reader."""

    question_id: str
    field_id: str
    message: str


def form_for(
    questions: Sequence[AnyQuestion],
    rows: Mapping[str, int] | None = None,
    keyed: Mapping[str, Mapping[str, str]] | None = None,
) -> type[Form]:
    """A form class with one part per question, named `q_<question id>`.

    `rows` says how many rows tables show, `keyed` which decisions rows may be about (words by key), by question id.
    """
    # the prefix keeps a question called "data" or "validate" from hiding what the form itself needs
    shown = {question.id: rows_shown(question, None, 0) for question in questions} | dict(rows or {})
    known = keyed or {}
    parts = {
        PREFIX + question.id: FormField(part_for(question, shown[question.id], known.get(question.id, {})))
        for question in questions
    }
    return cast(type[Form], type("SectionForm", (Form,), parts))


def fields_of(questions: Sequence[AnyQuestion], keyed: Mapping[str, Mapping[str, str]]) -> frozenset[str]:
    """The names of all the fields that a form of `questions` can have, with as many rows as tables may have."""
    most = {question.id: getattr(question, "max_rows", 0) + len(keyed.get(question.id, ())) for question in questions}
    return frozenset(field.name for field in _leaves(form_for(questions, most, keyed)()))


def filled(question: AnyQuestion, value: Value | None) -> dict[str, Any]:
    """The data with which the question's part of a form shows `value`."""
    if value is None:
        return {}
    if isinstance(value, Table):
        return {"rows": [{CELL + column: cell for column, cell in row.items()} for row in value.rows]}
    return value.model_dump(exclude={"kind"})


def rows_shown(question: AnyQuestion, value: Value | None, wanted: int) -> int:
    """How many rows a table shows: those filled, one to go on with in a delegation, and `wanted` ones at least."""
    if not isinstance(question, Rows | Roster | DecisionStatus):
        return 0
    filled_rows = len(value.rows) if isinstance(value, Table) else 0
    spare = 1 if isinstance(question, Roster) else 0
    least = 1 if isinstance(question, DecisionStatus) else question.min_rows
    about = sum(bool(row.get(DECISION_KEY)) for row in value.rows) if isinstance(value, Table) else 0
    return min(max(wanted, filled_rows + spare, least, 1), question.max_rows + about)


def value_in(question: AnyQuestion, part: Form) -> Value | None:
    """The value that stands in the question's part of a form; None for a file that stays as it is or was sent anew."""
    data: dict[str, Any] = part.data
    match question:
        case File():
            return Upload() if data["remove"] and not data["file"] else None
        case Single() | Multi():
            data = _with_other(question, data)
        case Scale():
            point = data["value"]
            data = {**data, "value": int(point) if point not in (None, CANNOT_SAY) else point}
        case OpenRepeat():
            data = {"items": _without_empty_end(data["items"])}
        case Rows() | Roster():
            data = {"rows": _filled_rows(data["rows"])}
        case DecisionStatus():
            data = {"rows": _rows_with_words(question, part)}
        case Open() | Number() | Date() | Link() | DateNote():
            pass
        case _:
            assert_never(question)
    return VALUE.validate_python({"kind": question.kind, **data})


def sent_in(question: AnyQuestion, part: Form) -> Sent | None:
    """The file that was sent with the question's part of a form that was found sound."""
    file = part["file"].data if isinstance(question, File) else None
    if not file or not isinstance(question, File):
        return None
    return Sent(file.filename, file.stream, check(file.filename, file.stream, question.accept, question.max_bytes))


def rearrange(form: Form, question: AnyQuestion, act: str, place: int) -> list[str]:
    """Move a row of the question's table `up` or `down`, or `remove` it; gives the texts of a row that was removed."""
    entries = cast("FieldList[Any]", part_of(form, question)["rows"]).entries
    if not 0 <= place < len(entries):
        return []
    if act == "remove":
        return [str(cell) for cell in entries.pop(place).data.values() if cell]
    other = place - 1 if act == "up" else place + 1
    if 0 <= other < len(entries):
        entries[place], entries[other] = entries[other], entries[place]
    return []


def part_of(form: Form, question: AnyQuestion) -> Form:
    """The part of a form that belongs to `question`."""
    return cast("FormField[Form]", form[PREFIX + question.id]).form


def mistakes(form: Form, questions: Sequence[AnyQuestion]) -> list[Mistake]:
    """Everything that is wrong in a validated form, in the order of the page."""
    return [
        Mistake(question.id, field.id, str(message))
        for question in questions
        for field in _leaves(part_of(form, question))
        for message in field.errors
    ]


def _leaves(fields: Any) -> Iterator[Field]:
    for field in fields:
        if isinstance(field, FormField):
            yield from _leaves(field.form)
        elif isinstance(field, FieldList):
            yield from _leaves(field.entries)
        else:
            yield field


def _with_other(question: Single | Multi, data: dict[str, Any]) -> dict[str, Any]:
    # who writes into "other: which?" means that option, with the box ticked or not
    other = next((option.id for option in question.options if option.other), None)
    if other is None or not data["other"]:
        return data
    if isinstance(question, Single):
        return {**data, "option": data["option"] or other}
    return {**data, "options": [*data["options"], *([] if other in data["options"] else [other])]}


def _filled_rows(rows: list[dict[str, str | None]]) -> list[dict[str, str]]:
    read = [{column.removeprefix(CELL): cell or "" for column, cell in row.items()} for row in rows]
    return [row for row in read if any(row.values())]


def _rows_with_words(question: DecisionStatus, part: Form) -> list[dict[str, str]]:
    """The rows in which something is written; one about a known decision tells it in words too."""
    first, rows = question.columns[0].id, []
    for row in cast("FieldList[Any]", part["rows"]).entries:
        cells = {name.removeprefix(CELL): cell or "" for name, cell in row.data.items()}
        key, words = cells.pop(DECISION_KEY), row.form[CELL + DECISION_KEY].words
        cells = {name: cell for name, cell in cells.items() if not words or name != first}
        if any(cells.values()):
            rows.append({DECISION_KEY: key, first: words, **cells} if words else cells)
    return rows


def _without_empty_end(items: list[str]) -> list[str]:
    while items and not items[-1]:
        items = items[:-1]
    return items
