"""The part of a form that belongs to one question: small fields named as the parts of the question's stored value."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, assert_never, cast

from flask_babel import LazyString, gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, Field, FieldList, FileField, Form, FormField, StringField, TextAreaField
from wtforms.validators import ValidationError

from questionnaires.model import (
    AnyQuestion,
    Column,
    Date,
    DateNote,
    DecisionStatus,
    File,
    Link,
    Multi,
    Number,
    Open,
    OpenRepeat,
    Option,
    Roster,
    Rows,
    Scale,
    Single,
)
from questionnaires.notation import LONGEST_ADDRESS, address_in
from questionnaires.values import CANNOT_SAY, DECISION_KEY
from survey_service.errors import FileRefused
from survey_service.filetypes import check
from survey_service.formfields import (
    DayField,
    DecisionField,
    NumberField,
    OneOf,
    SomeOf,
    a_web_address,
    an_address,
    at_most,
    clean,
    within,
)
from survey_service.i18n import locale

REFUSALS: dict[str, LazyString] = {
    "empty": _("The file %(name)s is empty. Please check it and choose it again."),
    "size": _("The file %(name)s is too large: at most %(size)s megabytes."),
    "kind": _("The content of the file %(name)s is of none of the kinds %(kinds)s."),
    "locked": _("The file %(name)s is protected by a password. Please save it without one and choose it again."),
    "old": _("The file %(name)s is in a format of an earlier Office. Please save it as a PDF and choose that."),
    "macros": _("The file %(name)s contains macros. Please save it without them, or as a PDF, and choose that."),
    "two_kinds": _("The file %(name)s is of two kinds at once. Please save it anew as a PDF and choose that."),
    "unpacks": _("The file %(name)s grows far too large when it is opened. Please save it as a PDF and choose that."),
    "infected": _("A virus was found in the file %(name)s, so it was not taken. Please have the original checked."),
    "quota": _(
        "There is no room for the file %(name)s: your response already holds as many files as it can, earlier "
        "versions included. Please write to the wellbeing services county."
    ),
}

CELL = "c_"
SHORT, LONG = 300, 4000


def part_for(question: AnyQuestion, rows: int, keyed: Mapping[str, str]) -> type[Form]:
    """The form of one question; `rows` is how many rows a table shows, `keyed` the decisions that they may be about."""
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
        case Number() | Date() | Link() | DateNote():
            return _fact(question)
        case File():
            return _file(question)
        case Rows() | Roster() | DecisionStatus():
            return _table(question, rows, keyed)
        case _:
            assert_never(question)


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


def _fact(question: Number | Date | Link | DateNote) -> type[Form]:
    match question:
        case Number():
            return _number(question)
        case Date():
            return _form(date=DayField())
        case Link():
            return _link(question)
        case DateNote():
            return _form(date=DayField(), note=_short(SHORT))


def _number(question: Number) -> type[Form]:
    unit = (question.unit.fi, question.unit.sv) if question.unit else ()
    return _form(number=NumberField(question.decimals, unit, validators=[within(question.min, question.max)]))


def _link(question: Link) -> type[Form]:
    asked = {"organisation": question.ask_organisation, "year": question.ask_year}
    more = {name: _short(SHORT) for name, wanted in asked.items() if wanted}
    # the https:// that people leave out is added
    address = StringField(filters=[clean, address_in], validators=[at_most(LONGEST_ADDRESS), a_web_address])
    return _form(title=_short(SHORT), address=address, **more)


def _file(question: File) -> type[Form]:
    def acceptable(_form: Form, field: Field) -> None:
        if not field.data:
            return
        try:
            check(field.data.filename, field.data.stream, question.accept, question.max_bytes)
        except FileRefused as refused:
            raise ValidationError(refusal(refused, question.accept, question.max_bytes)) from refused

    return _form(file=FileField(filters=[_file_alone], validators=[acceptable]), remove=BooleanField())


def _file_alone(posted: object) -> object:
    # a text in the place of a file comes from no browser, and holds nothing to keep
    return None if isinstance(posted, str) else posted


def refusal(refused: FileRefused, kinds: Sequence[str], max_bytes: int) -> str:
    """Why a file is not taken and what to do about it, in the reader's language."""
    facts = {
        "name": refused.name,
        "size": max_bytes // 1_000_000,
        "kinds": ", ".join(kinds),
    }
    return str(REFUSALS[refused.reason]) % facts


def _table(question: Rows | Roster | DecisionStatus, rows: int, keyed: Mapping[str, str]) -> type[Form]:
    options = _options_of_cells(question)
    cells = {CELL + column.id: _cell(column, options) for column in question.columns}
    if isinstance(question, DecisionStatus):
        cells[CELL + DECISION_KEY] = DecisionField(keyed)
    most = question.max_rows + len(keyed)
    return _form(rows=FieldList(FormField(_form(**cells)), min_entries=rows, max_entries=most))


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
    def validate(_form: Form, field: Field) -> None:
        alone = next((one for one in question.options if one.exclusive and one.id in field.data), None)
        if alone and len(field.data) > 1:
            raise ValidationError(
                gettext(
                    "“%(option)s” rules out the other options. Please keep either it or the others.",
                    option=alone.text.in_language(locale()),
                )
            )

    return validate
