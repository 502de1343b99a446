"""Whether an answer can be kept, and what is still missing from it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import assert_never

from questionnaires.findings import Finding, Place, finding
from questionnaires.model import (
    AnyQuestion,
    Audience,
    DateNote,
    DecisionStatus,
    File,
    Multi,
    Open,
    OpenRepeat,
    Option,
    Questionnaire,
    Roster,
    Rows,
    Scale,
    Single,
)
from questionnaires.table_checks import of_roster, of_rows, of_statuses
from questionnaires.values import CANNOT_SAY, Choice, Choices, Handling, Items, Point, Table, Upload, Value, Words


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
    """The findings on a whole response, in the order in which the questions are asked."""
    return [
        found
        for section in questionnaire.sections_for(audience)
        for question in section.questions_for(audience)
        for found in validate(question, values.get(question.id), audience)
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
        case DateNote():
            yield from _date_note(question, value)
        case File():
            yield from _file(question, value)
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


def _length(question_id: str, text: str, most: int, place: Place) -> Iterator[Finding]:
    if len(text) > most:
        yield finding(question_id, "too-long", place, over=len(text) - most, most=most)


def _open(question: Open, value: Value | None) -> Iterator[Finding]:
    if isinstance(value, Words):
        yield from _length(question.id, value.text, question.max_length, ("text",))


def _items(question: OpenRepeat, value: Value | None) -> Iterator[Finding]:
    if not isinstance(value, Items):
        return
    if len(value.items) > question.max_items:
        yield finding(question.id, "too-many-items", count=len(value.items), most=question.max_items)
    for number, text in enumerate(value.items):
        yield from _length(question.id, text, question.max_length, ("items", number))


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
