"""Whether an answer can be kept, and what is still missing from it."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import assert_never

from questionnaires.asking import asked
from questionnaires.findings import Finding, Place, finding
from questionnaires.model import (
    AnyQuestion,
    Audience,
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
    Questionnaire,
    Roster,
    Rows,
    Scale,
    Single,
)
from questionnaires.notation import decimal, is_web_address
from questionnaires.table_checks import of_roster, of_rows, of_statuses
from questionnaires.values import (
    CANNOT_SAY,
    Address,
    Amount,
    Choice,
    Choices,
    Handling,
    Items,
    Point,
    Table,
    Upload,
    Value,
    Words,
)


def validate(question: AnyQuestion, value: Value | None, audience: Audience) -> list[Finding]:
    """All findings on the answer that `audience` gives to `question`; None stands for no answer yet."""
    if audience not in question.audiences:
        return [] if value is None or value.is_empty() else [finding(question.id, "not-asked")]
    if value is not None and value.kind != question.kind:
        return [finding(question.id, "wrong-kind")]
    if question.required and (value is None or value.is_empty()):
        return [finding(question.id, "empty")]
    return list(_of_kind(question, value, audience))


def review(questionnaire: Questionnaire, values: Mapping[str, Value], audience: Audience) -> list[Finding]:
    """The findings on a whole response, in the order in which the questions are asked.

    What is hidden is not looked at; a question that may yet turn out to be hidden may be empty.
    """
    states = asked(questionnaire, values, audience)
    questions = (question for question in questionnaire.questions() if states.get(question.id, "hidden") != "hidden")
    return [
        found
        for question in questions
        for found in validate(question, values.get(question.id), audience)
        if found.code != "empty" or states[question.id] == "shown"
    ]


def _of_kind(question: AnyQuestion, value: Value | None, audience: Audience) -> Iterator[Finding]:
    match question:
        case Open():
            yield from _open(question, value)
        case OpenRepeat():
            yield from _items(question, value)
        case Single():
            yield from _single(question, value)
        case Multi():
            yield from _multi(question, value)
        case Scale():
            yield from _scale(question, value)
        case Number() | Date() | Link() | DateNote() | File():
            yield from _fact(question, value)
        case Rows() | Roster() | DecisionStatus():
            yield from _table(question, value if isinstance(value, Table) else None, audience)
        case _:
            assert_never(question)


def _table(question: Rows | Roster | DecisionStatus, table: Table | None, audience: Audience) -> Iterator[Finding]:
    match question:
        case Rows():
            yield from of_rows(question, table)
        case Roster():
            yield from of_roster(question, table, audience)
        case DecisionStatus():
            yield from of_statuses(question, table)


def _fact(question: Number | Date | Link | DateNote | File, value: Value | None) -> Iterator[Finding]:
    match question:
        case Number():
            yield from _number(question, value)
        case Date():
            return
        case Link():
            yield from _link(question, value)
        case DateNote():
            yield from _date_note(question, value)
        case File():
            yield from _file(question, value)


def _length(question_id: str, text: str, most: int, place: Place) -> Iterator[Finding]:
    if len(text) > most:
        yield finding(question_id, "too-long", place, over=len(text) - most, most=most)


def _text(question_id: str, text: str, most: int, place: Place) -> Iterator[Finding]:
    yield from _length(question_id, text, most, place)
    if text.strip() and not any(char.isalnum() for char in text):
        yield finding(question_id, "no-words", place)


def _open(question: Open, value: Value | None) -> Iterator[Finding]:
    if isinstance(value, Words):
        yield from _text(question.id, value.text, question.max_length, ("text",))


def _items(question: OpenRepeat, value: Value | None) -> Iterator[Finding]:
    if not isinstance(value, Items):
        return
    if len(value.items) > question.max_items:
        yield finding(question.id, "too-many-items", count=len(value.items), most=question.max_items)
    for number, text in enumerate(value.items):
        yield from _text(question.id, text, question.max_length, ("items", number))


def _choices(question_id: str, options: Sequence[Option], chosen: Sequence[str], other: str) -> Iterator[Finding]:
    known = {option.id: option for option in options}
    for number, option_id in enumerate(chosen):
        if option_id not in known:
            yield finding(question_id, "unknown-option", option=option_id)
        elif option_id in chosen[:number]:
            yield finding(question_id, "repeated-option", option=known[option_id].text)
        elif known[option_id].other and not other.strip():
            yield finding(question_id, "other-words", ("other",), option=known[option_id].text)


def _single(question: Single, value: Value | None) -> Iterator[Finding]:
    if isinstance(value, Choice):
        chosen = () if value.option is None else (value.option,)
        yield from _choices(question.id, question.options, chosen, value.other)


def _multi(question: Multi, value: Value | None) -> Iterator[Finding]:
    if not isinstance(value, Choices):
        return
    yield from _choices(question.id, question.options, value.options, value.other)
    if question.max_choices is not None and len(value.options) > question.max_choices:
        yield finding(question.id, "too-many-choices", count=len(value.options), most=question.max_choices)
    for option in question.options:
        if option.exclusive and option.id in value.options and len(value.options) > 1:
            yield finding(question.id, "exclusive", ("options",), option=option.text)


def _scale(question: Scale, value: Value | None) -> Iterator[Finding]:
    if not isinstance(value, Point):
        return
    point = None if value.value == CANNOT_SAY else value.value
    if value.value is not None and point not in {known.value for known in question.points}:
        yield finding(question.id, "unknown-option", ("value",), option=value.value)
    yield from _length(question.id, value.comment, question.max_length, ("comment",))


def _number(question: Number, value: Value | None) -> Iterator[Finding]:
    if not isinstance(value, Amount) or value.number is None:
        return
    number = Decimal(value.number)
    if question.min is not None and number < question.min:
        yield finding(question.id, "too-small", ("number",), least=decimal(question.min))
    if question.max is not None and number > question.max:
        yield finding(question.id, "too-great", ("number",), most=decimal(question.max))
    if len(value.number.partition(".")[2]) > question.decimals:
        yield finding(question.id, "too-many-decimals", ("number",), most=question.decimals)


def _link(question: Link, value: Value | None) -> Iterator[Finding]:
    if not isinstance(value, Address) or value.is_empty():
        return
    if not value.address.strip():
        yield finding(question.id, "no-address", ("address",))
    elif not is_web_address(value.address):
        yield finding(question.id, "bad-address", ("address",))
    if not value.title.strip():
        yield finding(question.id, "no-title", ("title",))


def _date_note(question: DateNote, value: Value | None) -> Iterator[Finding]:
    if not isinstance(value, Handling) or value.is_empty():
        return
    if value.date is None:
        yield finding(question.id, "no-date", ("date",))
    if not value.note.strip():
        yield finding(question.id, "no-note", ("note",))


def _file(question: File, value: Value | None) -> Iterator[Finding]:
    if not isinstance(value, Upload) or value.is_empty():
        return
    if value.name.rpartition(".")[2].lower() not in question.accept:
        yield finding(question.id, "wrong-ending", name=value.name, accept=", ".join(question.accept))
    if value.size > question.max_bytes:
        yield finding(question.id, "too-large", most=question.max_bytes // 1_000_000)
    if question.max_pages and (value.pages or 0) > question.max_pages:
        yield finding(question.id, "too-many-pages", count=value.pages, most=question.max_pages)
