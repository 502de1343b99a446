"""Reads the rows of a table from a file (.tsv, .csv, .xlsx) as spreadsheets save it: every cell as text."""

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

from survey_service.decoding import decoded
from survey_service.errors import TableUnreadable

LONGEST_CELL = 2**31 - 1
MOST_UNPACKED, MOST_UNPACKED_AT_LENGTH = 40_000_000, 1_000_000_000
"""Bytes of a workbook: while somebody waits for the page (a hundred thousand rows of figures fit), and otherwise."""
MOST_CELLS = 12_000_000
DELIMITERS = (",", ";", "\t")
Tell = Callable[[str], None]
Reader = Callable[[Path, Tell], Iterator[list[str]]]


def rows(file: Path, *, what: str, tell: Tell | None = None, most_unpacked: int = MOST_UNPACKED) -> Iterator[list[str]]:
    """The rows of `file`, the heading first; a day in a workbook is told as 2027-03-05 00:00:00.

    `what` names in a refusal what is read; `tell` hears, in one sentence each, what had to be assumed. Raises
    TableUnreadable.
    """
    readers: dict[str, Reader] = {".tsv": _tsv, ".csv": _csv, ".xlsx": partial(_xlsx, most_unpacked=most_unpacked)}
    reader = readers.get(file.suffix.lower())
    if reader is None:
        raise TableUnreadable("kind", file=file.name, what=what)
    try:
        yield from reader(file, tell or _silent)
    except OSError as trouble:
        raise TableUnreadable("unopened", file=file, why=trouble.strerror) from trouble
    except csv.Error as trouble:
        raise TableUnreadable("malformed", file=file.name, why=trouble) from trouble


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
    delimiter = max(DELIMITERS, key=heading.count)
    if heading.lower().startswith("sep="):  # Excel's own hint
        delimiter, heading = heading[4:5] if heading[4:5] in DELIMITERS else ";", ""
    yield from csv.reader(chain([heading] if heading else [], lines), delimiter=delimiter, strict=True)


def _xlsx(file: Path, tell: Tell, *, most_unpacked: int) -> Iterator[list[str]]:
    _check_size(file, most_unpacked)
    values = _sheet(file, computed=True, tell=tell)
    if any(None in row for row in values):
        _refuse_uncomputed(file, values, _sheet(file, computed=False, tell=_silent))
    for row in values:
        yield [_written(cell) for cell in row]


def _written(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)


def _sheet(file: Path, *, computed: bool, tell: Tell) -> list[tuple[Any, ...]]:
    """The first sheet's rows: what its formulas gave when it was last saved, or the formulas themselves."""
    from openpyxl import load_workbook

    try:
        with closing(load_workbook(file, read_only=True, data_only=computed)) as book:
            sheets = book.worksheets
            with closing(sheets[0].iter_rows(values_only=True)) as found:
                rows = _taken(file, found)
    except (OSError, TableUnreadable):
        raise
    except Exception as trouble:
        # a damaged workbook makes openpyxl and its parsers raise almost anything
        raise TableUnreadable("no_workbook", file=file.name) from trouble
    if len(sheets) > 1:
        tell(f"{file.name} has {len(sheets)} sheets; only the first one, {sheets[0].title}, was read.")
    return rows


def _taken(file: Path, found: Iterable[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """The rows, as far as they are not the padding of a sheet that claims to be endless."""
    rows: list[tuple[Any, ...]] = []
    cells = 0
    for row in found:
        # one cell in the last column makes a row of sixteen thousand, in a handful of bytes
        cells += len(row)
        if cells > MOST_CELLS:
            raise TableUnreadable("too_large", file=file.name)
        rows.append(row)
    return rows


def _check_size(file: Path, most: int) -> None:
    """A small file can hold a sheet without end."""
    try:
        with zipfile.ZipFile(file) as package:
            size = sum(part.file_size for part in package.infolist())
    except zipfile.BadZipFile as trouble:
        raise TableUnreadable("no_workbook", file=file.name) from trouble
    if size > most:
        raise TableUnreadable("too_large", file=file.name)


def _refuse_uncomputed(file: Path, values: list[tuple[Any, ...]], formulas: list[tuple[Any, ...]]) -> None:
    """A formula that no spreadsheet has computed holds no text, and must not be taken for an empty answer."""
    for number, (of, by) in enumerate(zip(values, formulas, strict=False), start=1):
        if any(value is None and formula is not None for value, formula in zip(of, by, strict=False)):
            raise TableUnreadable("uncomputed", file=file.name, row=number)
