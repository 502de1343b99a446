"""Workbooks: sheets with header rows that stay in sight. No cell is ever a formula."""

import datetime
import io
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from reports.packing import repacked
from reports.wording import printable

MOST_IN_CELL: Final = 32_767
MOST_IN_NAME: Final = 31
A4: Final = 9
LINE_HIGH, MOST_HIGH = 15.0, 409.0
LOOKS: Final[dict[str, dict[str, object]]] = {
    "heading": {"bold": True, "bottom": 1, "align": "left", "indent": 1},
    "heading_of_numbers": {"bold": True, "bottom": 1, "align": "right"},
    "text": {"align": "left", "indent": 1},
    "number": {},
}
CUT: Final = " […]"
Value = str | int | float | None


@dataclass(frozen=True)
class Sheet:
    """A table with `widths` in letters; the first `fixed` columns stay in sight, and long texts are `wrapped`."""

    name: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Value]]
    widths: Sequence[float]
    fixed: int = 1
    wrapped: bool = True


def workbook(sheets: Iterable[Sheet], *, title: str, made_at: datetime.datetime, language: str = "") -> bytes:
    """The sheets as an XLSX in `language` (fi-FI; empty: not told); the same bytes for the same sheets."""
    import xlsxwriter

    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties({"created": made_at.replace(tzinfo=None), "title": printable(title)})
        looks = {
            (kind, wrapped): book.add_format({**look, **({"text_wrap": True, "valign": "top"} if wrapped else {})})
            for kind, look in LOOKS.items()
            for wrapped in (True, False)
        }
        for told in sheets:
            sheet = book.add_worksheet(told.name[:MOST_IN_NAME])
            for at, (heading, width) in enumerate(zip(told.headings, told.widths, strict=True)):
                sheet.set_column(at, at, width)
                numbers = any(len(row) > at and isinstance(row[at], int | float) for row in told.rows)
                sheet.write_string(0, at, fitting(heading), looks["heading_of_numbers" if numbers else "heading", True])
            sheet.set_row(0, _height(told.headings, told.widths))
            for line, row in enumerate(told.rows, start=1):
                if told.wrapped:
                    sheet.set_row(line, _height(row, told.widths))
                for at, value in enumerate(row):
                    if isinstance(value, str):
                        sheet.write_string(line, at, fitting(value), looks["text", told.wrapped])
                    elif value is not None:
                        sheet.write_number(line, at, value, looks["number", told.wrapped])
            sheet.freeze_panes(1, told.fixed)
            sheet.autofilter(0, 0, max(1, sheet.dim_rowmax or 0), len(told.headings) - 1)
            sheet.set_paper(A4)
            sheet.set_landscape()
            sheet.repeat_rows(0)
            sheet.fit_to_pages(1, 0)
    told_language = f"<dc:language>{language}</dc:language></cp:coreProperties>".encode()
    changes = {"docProps/core.xml": lambda part: part.replace(b"</cp:coreProperties>", told_language)}
    return repacked(stream.getvalue(), changes if language else {})


def _height(row: Sequence[Value], widths: Sequence[float]) -> float:
    """The height in points at which the longest cell of a row is seen whole, as far as a row may be high."""
    lines = [
        sum(max(1, math.ceil(len(line) / (width - 2))) for line in str(cell).split("\n"))
        for cell, width in zip(row, widths, strict=True)
    ]
    return min(MOST_HIGH, LINE_HIGH * max(lines, default=1))


def fitting(cell: str) -> str:
    """What a cell of a workbook can hold; a text that is cut says so."""
    whole = printable(cell)
    return whole if len(whole) <= MOST_IN_CELL else whole[: MOST_IN_CELL - len(CUT)] + CUT
