"""An export as files: CSV, XLSX and JSON, with the codebook. No cell is ever a formula."""

import csv
import io
import json
import re
from collections.abc import Iterable, Sequence
from typing import Any, Literal

from reports.sheets import Sheet, workbook
from survey_service.records import codebook, zipping
from survey_service.records.gathering import ExportedAnswer, ExportedResponse, RoundExport
from survey_service.records.rows import note_rows, rows

Format = Literal["csv", "xlsx", "json"]
MEDIA_TYPES: dict[Format, str] = {
    "csv": "application/zip",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}
ENDINGS: dict[Format, str] = {"csv": "zip", "xlsx": "xlsx", "json": "json"}
FORMULA = re.compile(r"^[=+\-@\t\r]")
NUMBER = re.compile(r"^-?[0-9]+(\.[0-9]+)?$")


def exported(export: RoundExport, format_: Format) -> bytes:
    """The whole export as one file; CSV comes as a ZIP with the codebook, and the notes where they were asked for."""
    match format_:
        case "csv":
            return zipping.zipped({name: content.encode() for name, content in csv_files(export).items()})
        case "xlsx":
            return _workbook(export)
        case "json":
            return as_json(export).encode()


def csv_files(export: RoundExport) -> dict[str, str]:
    """The files of the CSV export by name: answers, codebook, and the notes when the export has them."""
    files = {
        "answers.csv": as_csv(codebook.COLUMNS, rows(export)),
        "codebook.csv": _table([*codebook.ROWS, *(("", hint.fi, hint.sv) for hint in codebook.HINTS)]),
    }
    if export.notes:
        files["internal_notes.csv"] = as_csv(codebook.NOTE_COLUMNS, note_rows(export))
    return files


def as_csv(columns: Iterable[str], lines: Iterable[dict[str, str]]) -> str:
    """A CSV that Excel opens by itself: a byte order mark, semicolons, CRLF; nothing in it is computed."""
    names = list(columns)
    return _table([names, *([line[name] for name in names] for line in lines)])


def as_json(export: RoundExport) -> str:
    """The export as one JSON document; the questions stand in it once."""
    return json.dumps(_document(export), ensure_ascii=False, indent=1)


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if FORMULA.match(cell) and not NUMBER.match(cell) else cell


def _table(lines: Iterable[Sequence[str]]) -> str:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerows([harmless(cell) for cell in line] for line in lines)
    return "\ufeff" + stream.getvalue()


def _workbook(export: RoundExport) -> bytes:
    tables: list[tuple[str, list[str], Iterable[dict[str, str]], int]] = [
        ("answers", list(codebook.COLUMNS), rows(export), 22),
        ("codebook", list(codebook.ROWS[0]), _codebook(), 60),
    ]
    if export.notes:
        tables.append(("internal_notes", list(codebook.NOTE_COLUMNS), note_rows(export), 22))
    sheets = (
        Sheet(
            name,
            columns,
            [list(map(line.__getitem__, columns)) for line in lines],
            [wide] * len(columns),
            wrapped=False,
        )
        for name, columns, lines, wide in tables
    )
    return workbook(sheets, title=export.county.fi, made_at=export.deadline)


def _codebook() -> list[dict[str, str]]:
    heading = codebook.ROWS[0]
    hints = [("", hint.fi, hint.sv) for hint in codebook.HINTS]
    return [dict(zip(heading, line, strict=True)) for line in (*codebook.ROWS[1:], *hints)]


def _document(export: RoundExport) -> dict[str, Any]:
    return {
        "format": 1,
        "kind": "ennakko answers",
        "redacted": export.redacted,
        "county": {"code": export.county_code, **export.county.model_dump()},
        "round": {
            "year": export.year,
            "theme": export.theme.model_dump(),
            "case_number": export.case_number,
            "deadline": export.deadline.isoformat(),
        },
        "codebook": {name: told.model_dump() for name, told in codebook.COLUMNS.items()},
        "questionnaires": _questionnaires(export),
        "responses": [_response(export, one) for one in export.responses],
    }


def _questionnaires(export: RoundExport) -> list[dict[str, Any]]:
    known = export.questionnaires
    return [{"version": number, "document": known[number].model_dump(mode="json")} for number in sorted(known)]


def _response(export: RoundExport, response: ExportedResponse) -> dict[str, Any]:
    sender, sent = response.sender, response.sent
    told: dict[str, Any] = {
        "organisation": {
            "key": sender.key,
            "municipality_code": sender.code,
            "type": sender.kind,
            "service_area": sender.service_area,
            **sender.name.model_dump(),
        },
        "reference": response.reference,
        "submission": sent.number,
        "submitted_at": sent.submitted_at.isoformat(),
        "questionnaire": {"id": response.questionnaire.id, "version": sent.questionnaire_version},
        "answers": [_answer(export, one) for one in response.answers],
    }
    if export.notes:
        told["internal_notes"] = [
            {"written_at": note.written_at.isoformat(), "written_by": note.by, "note": note.words}
            for note in export.notes.get(sent.response_id, ())
        ]
    return told


def _answer(export: RoundExport, answer: ExportedAnswer) -> dict[str, Any]:
    mark = answer.mark
    told: dict[str, Any] = {
        "section_id": answer.section.id,
        "question_id": answer.question.id,
        "kind": answer.question.kind,
        "language": answer.stored.language,
        "saved_at": answer.stored.saved_at.isoformat(),
        "value": answer.value.model_dump(mode="json") if answer.value is not None else None,
        "names_checked": answer.names_checked,
        "confidential": None,
    }
    if mark is not None:
        why = {} if export.redacted else {"reason": mark.reason, "set_at": mark.set_at.isoformat()}
        told["confidential"] = {"statute": mark.statute, "paragraph": mark.paragraph, **why}
    return told
