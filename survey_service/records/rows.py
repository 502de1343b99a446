"""The answers of a round as rows: one for each text, choice, cell or other part, under stable codes."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from questionnaires.model import AnyQuestion, DecisionStatus, Multi, Option, Roster, Rows, Scale, Single, Text
from questionnaires.values import (
    CANNOT_SAY,
    DECISION_KEY,
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
from survey_service.records.gathering import ExportedAnswer, ExportedResponse, RoundExport

Cells = dict[str, str]
NOBODY = Text(fi="", sv="")


@dataclass(frozen=True)
class Part:
    """One part of an answer. `name` tells which; a free `text` is numbered as the synthesis numbers it, from 1."""

    name: str
    row: int | None = None
    text: str = ""
    number: int = 0
    value: str = ""
    told: Text = NOBODY


def rows(export: RoundExport) -> Iterator[Cells]:
    """Every part of every answer, by the columns of `codebook.COLUMNS`."""
    for response in export.responses:
        for answer in response.answers:
            for part in parts(answer.question, answer.value) if answer.value is not None else (Part(""),):
                yield _row(export, response, answer, part)


def note_rows(export: RoundExport) -> Iterator[Cells]:
    """The internal notes, by the columns of `codebook.NOTE_COLUMNS`."""
    for response in export.responses:
        for note in export.notes.get(response.sent.response_id, ()):
            yield {
                "round_year": str(export.year),
                "organisation_key": response.sender.key,
                "reference": response.reference,
                "written_at": note.written_at.isoformat(timespec="seconds"),
                "written_by": note.by,
                "note": note.words,
            }


def parts(question: AnyQuestion, value: Value) -> Iterator[Part]:
    """The parts of a value that hold anything, in their order."""
    match value:
        case Words() | Items():
            yield from (Part("text", text=text, number=number) for number, text in enumerate(value.texts(), start=1))
        case Choice() | Choices():
            yield from _chosen(question, value)
        case Point():
            yield from _pointed(question, value)
        case Table():
            yield from _cells(question, value)
        case Amount() | Day() | Address() | Handling() | Upload():
            yield from (Part(name, value=told) for name, told in _facts(value).items() if told.strip())
        case _:
            assert_never(value)


def _facts(value: Amount | Day | Address | Handling | Upload) -> dict[str, str]:
    match value:
        case Amount():
            return {"number": value.number or ""}
        case Day():
            return {"date": _iso(value.date)}
        case Address():
            return {name: getattr(value, name) for name in ("address", "title", "organisation", "year")}
        case Handling():
            return {"date": _iso(value.date), "note": value.note}
        case Upload():
            return {"file": value.name}


def _iso(date: datetime.date | None) -> str:
    return date.isoformat() if date else ""


def _pointed(question: AnyQuestion, value: Point) -> Iterator[Part]:
    if value.value is not None:
        yield Part("point", value=str(value.value), told=_point(question, value))
    if value.comment.strip():
        yield Part("comment", text=value.comment, number=1)


def _chosen(question: AnyQuestion, value: Choice | Choices) -> Iterator[Part]:
    chosen = value.options if isinstance(value, Choices) else (value.option,) if value.option else ()
    for option in chosen:
        yield Part("option", value=option, told=_option(question, option))
    if value.other.strip():
        yield Part("other", value=value.other)


def _cells(question: AnyQuestion, value: Table) -> Iterator[Part]:
    columns = question.columns if isinstance(question, Rows | Roster | DecisionStatus) else ()
    for number, row in enumerate(value.rows, start=1):
        if row.get(DECISION_KEY):
            yield Part("decision", row=number, value=row[DECISION_KEY])
        for column in columns:
            cell = row.get(column.id, "")
            if cell.strip():
                told = _option(question, cell) if column.input == "options" else NOBODY
                yield Part(column.id, row=number, value=cell, told=told)


def _option(question: AnyQuestion, option_id: str) -> Text:
    options: tuple[Option, ...] = ()
    match question:
        case Single() | Multi():
            options = question.options
        case Roster():
            options = question.roles
        case DecisionStatus():
            options = question.statuses
    return next((option.text for option in options if option.id == option_id), NOBODY)


def _point(question: AnyQuestion, value: Point) -> Text:
    wanted = None if value.value == CANNOT_SAY else value.value
    points = question.points if isinstance(question, Scale) else ()
    return next((point.text for point in points if point.value == wanted), NOBODY)


def _row(export: RoundExport, response: ExportedResponse, answer: ExportedAnswer, part: Part) -> Cells:
    sender, question, mark = response.sender, answer.question, answer.mark
    free = bool(part.text.strip())
    return {
        "answer_id": f"{sender.key}.{question.id}.{part.number}" if free else "",
        "county_code": export.county_code,
        "round_year": str(export.year),
        "case_number": export.case_number,
        "organisation_key": sender.key,
        "municipality_code": sender.code,
        "organisation": sender.name.fi,
        "organisation_sv": sender.name.sv,
        "organisation_type": sender.kind,
        "service_area": sender.service_area,
        "reference": response.reference,
        "submission": str(response.sent.number),
        "submitted_at": response.sent.submitted_at.isoformat(timespec="seconds"),
        "questionnaire": response.questionnaire.id,
        "questionnaire_version": str(response.sent.questionnaire_version),
        "section_id": answer.section.id,
        "question_id": question.id,
        "question_kind": question.kind,
        "question_role": question.role,
        "question_fi": question.text.fi,
        "question_sv": question.text.sv,
        "language": answer.stored.language,
        "part": part.name,
        "row": str(part.row) if part.row else "",
        "text": part.text if free else "",
        "value": part.value,
        "value_fi": part.told.fi,
        "value_sv": part.told.sv,
        "confidential": "yes" if mark else "no",
        "confidential_basis": mark.basis if mark else "",
        "confidential_reason": mark.reason if mark and not export.redacted else "",
        "names_checked": "yes" if answer.names_checked else "no",
    }
