"""WTForms made from questions: one small form per question, whose parts are those of its stored value."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, assert_never, cast

from flask_babel import gettext
from wtforms import BooleanField, Field, FieldList, FileField, Form, FormField, StringField, TextAreaField
from wtforms.validators import ValidationError

from questionnaires.model import (
    AnyQuestion,
    Column,
    DateNote,
    DecisionStatus,
    File,
    Multi,
    Open,
    OpenRepeat,
    Option,
    Roster,
    Rows,
    Scale,
    Single,
)
from questionnaires.values import CANNOT_SAY, VALUE, Table, Upload, Value
from survey_service.attachments import Sent
from survey_service.errors import FileRefused
from survey_service.filetypes import check
from survey_service.formfields import DayField, OneOf, SomeOf, an_address, at_most, clean

PREFIX = "q_"
CELL = "c_"
SHORT, LONG = 300, 4000


@dataclass(frozen=True)
class Mistake:
    """What is wrong in one field: the id of the field on the page, and a sentence for the reader."""

    question_id: str
    field_id: str
    message: str


def form_for(questions: Sequence[AnyQuestion], rows: Mapping[str, int] | None = None) -> type[Form]:
    """A form class with one part per question, named `q_<question id>`; `rows` says how many rows tables show."""
    # the prefix keeps a question called "data" or "validate" from hiding what the form itself needs
    parts = {
        PREFIX + question.id: FormField(part_for(question, (rows or {}).get(question.id))) for question in questions
    }
    return cast(type[Form], type("SectionForm", (Form,), parts))


def part_for(question: AnyQuestion, rows: int | None = None) -> type[Form]:
    """The form of one question. Its parts are named as those of the question's value."""
    match question:
        case Open():
            return _form(text=_long(question.max_length))
        case OpenRepeat():
            return _open_repeat(question)
        case Single():
            return _single(question)
        case Multi():
            return _multi(question)
        case Scale():
            return _scale(question)
        case DateNote():
            return _form(date=DayField(), note=_short(SHORT))
        case File():
            return _file(question)
        case Rows() | Roster() | DecisionStatus():
            return _table(question, rows or 0)
        case _:
            assert_never(question)


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
    return min(max(wanted, filled_rows + spare, least, 1), question.max_rows)


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
        case Rows() | Roster() | DecisionStatus():
            data = {"rows": _filled_rows(data["rows"])}
        case Open() | DateNote():
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


def _form(**fields: Any) -> type[Form]:
    return cast(type[Form], type("Part", (Form,), fields))


def _long(limit: int) -> Any:
    return TextAreaField(filters=[clean], validators=[at_most(limit)])


def _short(limit: int) -> Any:
    return StringField(filters=[clean], validators=[at_most(limit)])


def _open_repeat(question: OpenRepeat) -> type[Form]:
    most = question.max_items
    return _form(items=FieldList(_long(question.max_length), min_entries=most, max_entries=most))


def _single(question: Single) -> type[Form]:
    return _form(option=OneOf([option.id for option in question.options]), other=_short(SHORT))


def _multi(question: Multi) -> type[Form]:
    options = SomeOf(
        [option.id for option in question.options], validators=[_at_most_chosen(question), _exclusive(question)]
    )
    return _form(options=options, other=_short(SHORT))


def _scale(question: Scale) -> type[Form]:
    points = [CANNOT_SAY if point.value is None else str(point.value) for point in question.points]
    return _form(value=OneOf(points), comment=_long(question.max_length))


def _file(question: File) -> type[Form]:
    def acceptable(_form: Form, field: Field) -> None:
        if not field.data:
            return
        try:
            check(field.data.filename, field.data.stream, question.accept, question.max_bytes)
        except FileRefused as refused:
            raise ValidationError(_refusal(refused, question)) from refused

    return _form(file=FileField(filters=[_file_alone], validators=[acceptable]), remove=BooleanField())


def _file_alone(posted: object) -> object:
    # a text in the place of a file comes from no browser, and holds nothing to keep
    return None if isinstance(posted, str) else posted


def _refusal(refused: FileRefused, question: File) -> str:
    if refused.reason == "empty":
        return str(gettext("The file %(name)s is empty. Please check it and choose it again.", name=refused.name))
    if refused.reason == "size":
        size = question.max_bytes // 1_000_000
        return str(gettext("The file %(name)s is too large: at most %(size)s megabytes.", name=refused.name, size=size))
    kinds = ", ".join(question.accept)
    return str(
        gettext("The content of the file %(name)s is of none of the kinds %(kinds)s.", name=refused.name, kinds=kinds)
    )


def _table(question: Rows | Roster | DecisionStatus, wanted: int) -> type[Form]:
    options = _options_of_cells(question)
    row = _form(**{CELL + column.id: _cell(column, options) for column in question.columns})
    shown = rows_shown(question, None, wanted)
    return _form(rows=FieldList(FormField(row), min_entries=shown, max_entries=question.max_rows))


def _options_of_cells(question: Rows | Roster | DecisionStatus) -> Sequence[Option]:
    match question:
        case Roster():
            return question.roles
        case DecisionStatus():
            return question.statuses
        case Rows():
            return ()


def _cell(column: Column, options: Sequence[Option]) -> Any:
    if column.input == "options":
        return OneOf([option.id for option in options])
    if column.input == "email":
        return StringField(filters=[clean], validators=[at_most(SHORT), an_address])
    return _long(LONG) if column.long else _short(SHORT)


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


def _without_empty_end(items: list[str]) -> list[str]:
    while items and not items[-1]:
        items = items[:-1]
    return items


def _at_most_chosen(question: Multi) -> Callable[[Form, Field], None]:
    def validate(_form: Form, field: Field) -> None:
        if question.max_choices is not None and len(field.data) > question.max_choices:
            raise ValidationError(
                gettext(
                    "You have chosen %(chosen)s; please choose at most %(most)s.",
                    chosen=len(field.data),
                    most=question.max_choices,
                )
            )

    return validate


def _exclusive(question: Multi) -> Callable[[Form, Field], None]:
    alone = {option.id for option in question.options if option.exclusive}

    def validate(_form: Form, field: Field) -> None:
        if alone & set(field.data) and len(field.data) > 1:
            raise ValidationError(
                gettext("One of the options that you chose rules out the others. Please change the choice.")
            )

    return validate
