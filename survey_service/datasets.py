"""Reads answers from a file (.tsv, .csv, .xlsx) for a synthesis outside the service."""

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import cast

from synthesis.model import LANGUAGES, CannotSynthesise, Comment, Language

REQUIRED = ("answer_id", "text")
KNOWN = ("answer_id", "organisation", "organisation_type", "language", "question_id", "text")


def read(file: Path) -> tuple[Comment, ...]:
    """The answers in `file`, in its order; other columns than KNOWN are ignored.

    Raises CannotSynthesise with one sentence that says what is wrong and how to mend it.
    """
    readers = {".tsv": _tsv, ".csv": _csv, ".xlsx": _xlsx}
    if file.suffix.lower() not in readers:
        raise CannotSynthesise(f"{file.name}: answers are read from a .tsv, .csv or .xlsx file, not from this kind.")
    try:
        rows = readers[file.suffix.lower()](file)
        comments = tuple(_comments(file, rows))
    except OSError as trouble:
        raise CannotSynthesise(f"{file}: the file cannot be read ({trouble.strerror}).") from trouble
    except UnicodeDecodeError as trouble:
        raise CannotSynthesise(
            f"{file.name}: the text is not UTF-8 (byte {trouble.start + 1}); save the file as UTF-8 and try again."
        ) from trouble
    except csv.Error as trouble:
        raise CannotSynthesise(f"{file.name}: the table cannot be read ({trouble}).") from trouble
    if not comments:
        raise CannotSynthesise(f"{file.name}: there are no answers in the file, only the heading.")
    return comments


def _tsv(file: Path) -> Iterator[list[str]]:
    for row in csv.reader(io.StringIO(_text(file)), delimiter="\t", quoting=csv.QUOTE_NONE):
        yield [cell.replace("\\n", "\n") for cell in row]


def _csv(file: Path) -> Iterator[list[str]]:
    text = _text(file)
    heading = text.split("\n", 1)[0]
    yield from csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=heading.count), strict=True)


def _text(file: Path) -> str:
    return file.read_bytes().decode("utf-8-sig")


def _xlsx(file: Path) -> Iterator[list[str]]:
    from openpyxl import load_workbook

    try:
        sheet = load_workbook(file, read_only=True, data_only=True).worksheets[0]
        rows = list(sheet.iter_rows(values_only=True))
    except OSError:
        raise
    except Exception as trouble:
        # a damaged workbook makes openpyxl and its parsers raise almost anything
        raise CannotSynthesise(f"{file.name}: this is not a workbook that Excel would open.") from trouble
    for row in rows:
        yield ["" if cell is None else str(cell) for cell in row]


def _comments(file: Path, rows: Iterable[list[str]]) -> Iterator[Comment]:
    lines = iter(rows)
    heading = [name.strip().lower() for name in next(lines, [])]
    if not any(heading):
        raise CannotSynthesise(f"{file.name}: the file is empty.")
    missing = [name for name in REQUIRED if name not in heading]
    if missing:
        found = ", ".join(name or "(no name)" for name in heading)
        raise CannotSynthesise(
            f"{file.name}: the column {' and the column '.join(missing)} is missing; the heading has: {found}."
        )
    seen: dict[str, int] = {}
    for number, cells in enumerate(lines, start=2):
        row = dict(zip(heading, cells, strict=False))
        if any(cell.strip() for cell in cells):
            yield _comment(file, number, row, seen)


def _comment(file: Path, number: int, row: dict[str, str], seen: dict[str, int]) -> Comment:
    answer_id = row.get("answer_id", "").strip()
    if not answer_id:
        raise CannotSynthesise(f"{file.name}, row {number}: the answer has no answer_id.")
    if answer_id in seen:
        raise CannotSynthesise(
            f"{file.name}, row {number}: the answer_id {answer_id} is already used on row {seen[answer_id]}."
        )
    seen[answer_id] = number
    language = row.get("language", "").strip().lower()
    return Comment(
        answer_id=answer_id,
        text=row.get("text", ""),
        organisation=row.get("organisation", "").strip() or None,
        organisation_type=row.get("organisation_type", "").strip() or None,
        language=cast(Language, language) if language in LANGUAGES else None,
        question_id=row.get("question_id", "").strip() or None,
    )
