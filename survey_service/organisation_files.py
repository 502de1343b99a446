"""Reads organisations and contacts from a file as a coordinator keeps them, and writes such a file.

A row is an organisation with one of its contacts; one with several contacts has a row for each, on which the
organisation's own columns may be repeated or left empty.
"""

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from survey_service import tables
from survey_service.errors import TableUnreadable
from survey_service.formfields import clean
from survey_service.organisation_facts import named

MOST_ROWS = 5000
HEADINGS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "key": (("tunnus",), ("beteckning",)),
    "kind": (("laji", "tyyppi", "organisaatiotyyppi"), ("slag", "typ", "organisationstyp")),
    "code": (("kuntanumero", "kuntakoodi"), ("kommunnummer", "kommunkod")),
    "name_fi": (("nimi suomeksi", "nimi", "organisaatio", "kunta"), ("namn på finska",)),
    "name_sv": (("nimi ruotsiksi",), ("namn på svenska", "namn", "organisation", "kommun")),
    "language_status": (("kieli", "kielisuhde"), ("språk", "språkförhållande")),
    "inhabitants": (("asukasluku", "asukkaita", "väkiluku"), ("invånarantal", "invånare", "folkmängd")),
    "inhabitants_year": (("asukasluvun vuosi",), ("invånarantalets år",)),
    "service_area": (("palvelualue",), ("serviceområde",)),
    "legal_body": (("oikeushenkilö",), ("juridisk person",)),
    "active_from": (("alkaen", "voimassa alkaen"), ("från och med", "gäller från")),
    "active_to": (("päättyen", "viimeinen päivä"), ("till och med", "sista dagen")),
    "successor": (("jatkaja", "seuraaja"), ("efterträdare",)),
    "title_fi": (("tehtävä", "tehtävänimike", "nimike"), ("uppgift på finska",)),
    "title_sv": (("tehtävä ruotsiksi", "nimike ruotsiksi"), ("uppgift", "uppgift på svenska", "titel")),
    "email": (("sähköposti", "sähköpostiosoite"), ("e-post", "e-postadress")),
    "name": (("yhteyshenkilön nimi", "yhteyshenkilö"), ("kontaktpersonens namn", "kontaktperson")),
    "answers": (("vastaa",), ("svarar",)),
    "is_primary": (("ensisijainen",), ("primär",)),
    "networks": (("verkosto", "verkostot"), ("nätverk",)),
}
"""The column names of each field, Finnish and Swedish; the first of each is the one that we write ourselves."""
CONTACT = ("title_fi", "title_sv", "email", "name", "answers", "is_primary", "networks")
KINDS = {
    "kunta": ("kunta", "kommun"),
    "sote": ("sote", "sote"),
    "pelastus": ("pelastus", "räddning"),
    "jarjesto": ("järjestö", "organisation"),
    "muu": ("muu", "annan"),
}
STATUSES = {
    "fi": ("suomi", "finska"),
    "sv": ("ruotsi", "svenska"),
    "fi_sv": ("suomi ja ruotsi", "finska och svenska"),
    "sv_fi": ("ruotsi ja suomi", "svenska och finska"),
}
YES = ("kyllä", "ja")
FORMULA = ("=", "+", "-", "@", "\t")


@dataclass(frozen=True)
class Table:
    """The rows of a file: `columns` are fields, a line is its row's number in the file and a cell for each column."""

    columns: tuple[str, ...]
    lines: tuple[tuple[int, tuple[str, ...]], ...]

    def rows(self) -> Iterable[tuple[int, dict[str, str]]]:
        """Each row's number, and its words by field."""
        # between the look and the taking in a browser carries the table
        return ((number, dict(zip(self.columns, map(clean, cells), strict=False))) for number, cells in self.lines)


def table_in(file: Path, tell: Callable[[str], None] | None = None) -> Table:
    """The rows of a file; TableUnreadable when it cannot be read as organisations."""
    lines = tables.rows(file, what="organisations", tell=tell)
    heading = _heading(file, next(lines, []))
    found: list[tuple[int, tuple[str, ...]]] = []
    places = [place for place, name in enumerate(heading) if name]
    for number, cells in enumerate(lines, start=2):
        written = [_cell(cell) for cell in cells]
        if any(written[len(heading) :]):
            raise TableUnreadable("cells", file=file.name, row=number)
        if any(written):
            found.append((number, tuple(written[place] if place < len(written) else "" for place in places)))
        if len(found) > MOST_ROWS:
            raise TableUnreadable("too_many", file=file.name, most=MOST_ROWS)
    if not found:
        raise TableUnreadable("no_rows", file=file.name)
    return Table(tuple(heading[place] for place in places), tuple(found))


def written(rows: Iterable[Mapping[str, str]], language: str) -> list[list[str]]:
    """`rows` by field as the lines of a file, the heading first, in the words of `language`."""
    place = 1 if language == "sv" else 0
    lines = [[both[place][0] for both in HEADINGS.values()]]
    for row in rows:
        told = dict(row)
        told["kind"] = KINDS.get(row.get("kind", ""), (row.get("kind", ""),) * 2)[place]
        told["language_status"] = STATUSES.get(row.get("language_status", ""), ("", ""))[place]
        for flag in ("answers", "is_primary"):
            told[flag] = YES[place] if row.get(flag) else ""
        lines.append([told.get(name, "") for name in HEADINGS])
    return lines


def workbook(lines: Sequence[Sequence[str]]) -> bytes:
    """An XLSX of lines; no word in it is a formula, and no number loses its zeros."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    for number, line in enumerate(lines, start=1):
        for column, words in enumerate(line, start=1):
            cell = sheet.cell(number, column, words)
            cell.data_type = "s"
    sheet.freeze_panes = "E2"
    for column in sheet.columns:
        sheet.column_dimensions[column[0].column_letter].width = 22
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def csv_file(lines: Iterable[Sequence[str]]) -> bytes:
    """A CSV of lines as spreadsheets here read it; what would be a formula has an apostrophe before it."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=";")
    writer.writerows([f"'{cell}" if cell.startswith(FORMULA) else cell for cell in line] for line in lines)
    return stream.getvalue().encode("utf-8-sig")


def _cell(text: str) -> str:
    # the apostrophe is the spreadsheet's own, or ours: no part of the word
    word = clean(text)
    return word[1:] if word[:1] == "'" and word[1:].startswith(FORMULA) else word


def _heading(file: Path, cells: Sequence[str]) -> list[str]:
    """The field of each column, "" for one that we do not read."""
    names = {name: field for field, both in HEADINGS.items() for some in both for name in some}
    names |= {field: field for field in HEADINGS}
    fields = [names.get(named(cell), "") for cell in cells]
    if not any(cell.strip() for cell in cells):
        raise TableUnreadable("empty", file=file.name)
    if not {"key", "code", "name_fi", "name_sv"} & set(fields):
        raise TableUnreadable("columns", file=file.name, missing=HEADINGS["name_fi"][0][0], found=", ".join(cells))
    twice = next((field for field in fields if field and fields.count(field) > 1), None)
    if twice:
        raise TableUnreadable("twice", file=file.name, column=HEADINGS[twice][0][0])
    return fields
