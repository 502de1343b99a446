"""A response in words: for the page on which it is reviewed, and for the copies that are kept of it."""

from typing import assert_never

import questionnaires.model
from questionnaires.model import (
    AnyQuestion,
    Column,
    DecisionStatus,
    Language,
    Multi,
    Number,
    Option,
    Roster,
    Rows,
    Scale,
    Single,
)
from questionnaires.notation import decimal, is_web_address
from questionnaires.values import (
    CANNOT_SAY,
    Address,
    Amount,
    Choice,
    Choices,
    Day,
    Handling,
    Items,
    Point,
    Table,
    Upload,
    Value,
    Words,
)
from reports.briefing import Text
from reports.response import CopyQuestion
from survey_service.answering import Answering
from survey_service.i18n import day
from survey_service.stored import StoredAnswer

REMOVED = questionnaires.model.Text(
    fi="poistettu, koska tiedostosta löytyi virus", sv="borttagen eftersom filen innehöll ett virus"
)


def in_words(question: AnyQuestion, value: Value | None, language: Language, written_in: str = "") -> CopyQuestion:
    """A question with its answer for a reader of `language`; `written_in` is the language of the answer's texts."""
    columns = question.columns if isinstance(question, Rows | Roster | DecisionStatus) else ()
    return CopyQuestion(
        text=as_text(question.text),
        help=as_text(question.help) if question.help else None,
        paragraphs=tuple(said(question, value, language)) if value is not None else (),
        headings=tuple(as_text(column.text) for column in columns),
        rows=tuple(_rows(question, value, language)) if isinstance(value, Table) else (),
        language=_written_in(value, written_in),
        address=value.address if isinstance(value, Address) and is_web_address(value.address) else "",
    )


def told_of(question: AnyQuestion, answer: StoredAnswer | None, language: Language) -> CopyQuestion:
    """`in_words` of a stored answer, None for a question without one."""
    return in_words(question, answer.value if answer else None, language, answer.language if answer else "")


def all_in_words(told: Answering, language: Language) -> dict[str, CopyQuestion]:
    """Every question that the opened link shows, with its answer, by question id."""
    return {
        question.id: told_of(question, told.answers.get(question.id), language)
        for section in told.sections
        for question in told.questions(section)
    }


def said(question: AnyQuestion, value: Value, language: Language) -> list[str]:
    """The paragraphs of an answer; a table has none, its rows are told as rows."""
    match value:
        case Words():
            return [value.text] if value.text else []
        case Items():
            return [item for item in value.items if item]
        case Choice() | Choices():
            return [_named(question, option, value.other, language) for option in _chosen(value)]
        case Point():
            return [words for words in (_point(question, value, language), value.comment) if words]
        case Amount() | Day() | Address() | Handling() | Upload():
            return _fact(question, value, language)
        case Table():
            return []
        case _:
            assert_never(value)


def _chosen(value: Choice | Choices) -> tuple[str, ...]:
    if isinstance(value, Choices):
        return value.options
    return (value.option,) if value.option else ()


def _fact(question: AnyQuestion, value: Amount | Day | Address | Handling | Upload, language: Language) -> list[str]:
    match value:
        case Amount():
            unit = question.unit.in_language(language) if isinstance(question, Number) and question.unit else ""
            return [f"{decimal(value.number)} {unit}".strip()] if value.number else []
        case Day():
            return [day(value.date)] if value.date else []
        case Address():
            about = ", ".join(words for words in (value.title, value.organisation, value.year) if words)
            return [words for words in (about, value.address) if words]
        case Handling():
            return [", ".join(words for words in (value.note, day(value.date) if value.date else "") if words)]
        case Upload():
            return [_file(value, language)] if value.attachment or value.removed else []


def _file(value: Upload, language: Language) -> str:
    return f"{value.name} – {REMOVED.in_language(language)}" if value.removed else value.name


def _written_in(value: Value | None, language: str) -> Language | None:
    # only free text has a language of its own; the words of an option are in the reader's
    if value is None or not any(value.texts()):
        return None
    return "sv" if language == "sv" else "fi"


def _rows(question: AnyQuestion, value: Table, language: Language) -> list[tuple[str, ...]]:
    columns = question.columns if isinstance(question, Rows | Roster | DecisionStatus) else ()
    return [tuple(_cell(question, column, row, language) for column in columns) for row in value.rows]


def _cell(question: AnyQuestion, column: Column, row: dict[str, str], language: Language) -> str:
    cell = row.get(column.id, "")
    return _named(question, cell, "", language) if column.input == "options" and cell else cell


def _named(question: AnyQuestion, option_id: str, other: str, language: Language) -> str:
    option = next((option for option in _choices(question) if option.id == option_id), None)
    if option is None:
        return option_id
    name = option.text.in_language(language)
    return f"{name}: {other}" if option.other and other else name


def _point(question: AnyQuestion, value: Point, language: Language) -> str:
    wanted = None if value.value == CANNOT_SAY else value.value
    points = question.points if isinstance(question, Scale) and value.value is not None else ()
    return next((point.text.in_language(language) for point in points if point.value == wanted), "")


def _choices(question: AnyQuestion) -> tuple[Option, ...]:
    match question:
        case Single() | Multi():
            return question.options
        case Roster():
            return question.roles
        case DecisionStatus():
            return question.statuses
        case _:
            return ()


def as_text(text: questionnaires.model.Text) -> Text:
    """A text of a questionnaire as reports take it."""
    return Text(fi=text.fi, sv=text.sv)
