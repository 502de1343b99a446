"""Reads answers from a file (.tsv, .csv, .xlsx) for a synthesis outside the service."""

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any, cast

from survey_service.decoding import decoded
from synthesis.model import LANGUAGES, CannotSynthesise, Comment, Language

REQUIRED = ("answer_id", "text")
KNOWN = ("answer_id", "organisation", "organisation_type", "language", "question_id", "text")
LONGEST_CELL = 2**31 - 1
Tell = Callable[[str], None]


def read(file: Path, *, tell: Tell | None = None) -> tuple[Comment, ...]:
    """The answers in `file`, in its order; other columns than KNOWN are ignored.

    `tell` hears, in one sentence each, what had to be assumed. Raises CannotSynthesise with one sentence that says what
    is wrong and how to mend it.
    """
    readers = {".tsv": _tsv, ".csv": _csv, ".xlsx": _xlsx}
    if file.suffix.lower() not in readers:
        raise CannotSynthesise(f"{file.name}: answers are read from a .tsv, .csv or .xlsx file, not from this kind.")
    try:
        comments = tuple(_comments(file, readers[file.suffix.lower()](file, tell or _silent)))
    except OSError as trouble:
        raise CannotSynthesise(f"{file}: the file cannot be read ({trouble.strerror}).") from trouble
    except csv.Error as trouble:
        raise CannotSynthesise(f"{file.name}: the table cannot be read ({trouble}).") from trouble
    if not comments:
        raise CannotSynthesise(f"{file.name}: there are no answers in the file, only the heading.")
    return comments


def _silent(_sentence: str) -> None:
    pass


def _tsv(file: Path, tell: Tell) -> Iterator[list[str]]:
    """Every quote is a plain character, so that a line is a row whatever stands in it."""
    for line in decoded(file, tell).split("\n"):
        yield [cell.replace("\\n", "\n") for cell in line.removesuffix("\r").split("\t")]


def _csv(file: Path, tell: Tell) -> Iterator[list[str]]:
    csv.field_size_limit(LONGEST_CELL)
    lines = io.StringIO(decoded(file, tell), newline="")
    heading = lines.readline()
    delimiter = max(",;\t", key=heading.count)
    if heading.lower().startswith("sep="):  # Excel's own hint
        delimiter, heading = heading[4:5], ""
    yield from csv.reader(chain([heading] if heading else [], lines), delimiter=delimiter, strict=True)


def _xlsx(file: Path, tell: Tell) -> Iterator[list[str]]:
    values = _sheet(file, computed=True, tell=tell)
    if any(None in row for row in values):
        _refuse_uncomputed(file, values, _sheet(file, computed=False, tell=_silent))
    for row in values:
        yield ["" if cell is None else str(cell) for cell in row]


def _sheet(file: Path, *, computed: bool, tell: Tell) -> list[tuple[Any, ...]]:
    """The first sheet's rows: what its formulas gave when it was last saved, or the formulas themselves."""
    from openpyxl import load_workbook

    try:
        sheets = load_workbook(file, read_only=True, data_only=computed).worksheets
        rows = list(sheets[0].iter_rows(values_only=True))
    except OSError:
        raise
    except Exception as trouble:
        # a damaged workbook makes openpyxl and its parsers raise almost anything
        raise CannotSynthesise(f"{file.name}: this is not a workbook that Excel would open.") from trouble
    if len(sheets) > 1:
        tell(f"{file.name} has {len(sheets)} sheets; only the first one, {sheets[0].title}, was read.")
    return rows


def _refuse_uncomputed(file: Path, values: list[tuple[Any, ...]], formulas: list[tuple[Any, ...]]) -> None:
    """A formula that no spreadsheet has computed holds no text, and must not be taken for an empty answer."""
    for number, (of, by) in enumerate(zip(values, formulas, strict=False), start=1):
        if any(value is None and formula is not None for value, formula in zip(of, by, strict=False)):
            raise CannotSynthesise(
                f"{file.name}, row {number}: a formula has no value yet; open the file in Excel, save it and try again."
            )


def _comments(file: Path, rows: Iterable[list[str]]) -> Iterator[Comment]:
    lines = iter(rows)
    heading = [name.strip().lower() for name in next(lines, [])]
    while heading and not heading[-1]:
        heading.pop()
    _check_heading(file, heading)
    seen: dict[str, int] = {}
    for number, cells in enumerate(lines, start=2):
        if any(cell.strip() for cell in cells[len(heading) :]):
            raise CannotSynthesise(
                f"{file.name}, row {number}: there are {len(cells)} cells, but the heading has {len(heading)}; "
                "a text that contains the separator must stand in quotes."
            )
        if any(cell.strip() for cell in cells):
            yield _comment(file, number, dict(zip(heading, cells, strict=False)), seen)


def _check_heading(file: Path, heading: list[str]) -> None:
    if not any(heading):
        raise CannotSynthesise(f"{file.name}: the file is empty.")
    missing = [name for name in REQUIRED if name not in heading]
    if missing:
        found = ", ".join(name or "(no name)" for name in heading)
        raise CannotSynthesise(
            f"{file.name}: the column {' and the column '.join(missing)} is missing; the heading has: {found}."
        )
    double = next((name for name, times in Counter(heading).items() if times > 1 and name in KNOWN), None)
    if double:
        raise CannotSynthesise(f"{file.name}: the column {double} stands in the heading more than once.")


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
