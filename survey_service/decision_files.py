"""Reads decisions from a file as a county keeps them: headings in Finnish or Swedish, a row for each decision."""

import datetime
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask_babel import lazy_gettext as _
from sqlmodel import Session, select

from survey_service import tables
from survey_service.errors import TableUnreadable
from survey_service.formfields import clean, day_in, whole
from survey_service.models import Organisation, Programme

MOST_ROWS = 2000
LONGEST = 4000
HEADINGS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "key": (("tunnus", "numero", "nro", "pykälä", "asiakohta"), ("beteckning", "nummer", "nr", "paragraf", "ärende")),
    "action": (("päätös", "toimi", "toimenpide"), ("beslut", "åtgärd")),
    "goal": (("tavoite",), ("mål",)),
    "cooperation": (("yhteistyö",), ("samarbete",)),
    "follow_up": (("seuranta", "seurantatapa"), ("uppföljning",)),
    "division": (("työnjako", "vastuunjako"), ("arbetsfördelning", "ansvarsfördelning")),
    "follow_up_action": (("jatkotoimi",), ("fortsatt åtgärd",)),
    "forum": (("foorumi",), ("forum",)),
    "organisation": (
        ("vastuuorganisaatio", "organisaatio", "vastuutaho", "kunta", "kuntanumero"),
        ("ansvarig organisation", "organisation", "kommun", "kommunnummer"),
    ),
    "responsible": (("vastuuhenkilö", "rooli"), ("ansvarig person", "ansvarig", "roll")),
    "due": (("määräaika", "aikataulu"), ("tidsfrist", "tidtabell", "senast")),
    "language": (("kieli",), ("språk",)),
    "programmes": (("ohjelmat", "ohjelma"), ("program",)),
}
"""The column names of each field, Finnish and Swedish; the first of each is the one that we write ourselves."""
LANGUAGES = {"fi": "fi", "suomi": "fi", "finska": "fi", "sv": "sv", "ruotsi": "sv", "svenska": "sv"}
SENTENCES = {
    "no_key": _("The decision has no identifier. Please give it one that stays the same, such as the agenda item."),
    "key_again": _("The identifier %(key)s is already used on row %(earlier)s."),
    "no_action": _("It is not said what was decided."),
    "no_organisation": _(
        "The county has no organisation “%(name)s”. Please write its name, its key or its municipality number; "
        "a party outside the county belongs in the column of the responsible person."
    ),
    "no_day": _("“%(text)s” is no day. Please write it as day.month.year, for example 5.3.2027."),
    "no_language": _("“%(text)s” is no language of ours. Please write fi or sv, or leave it empty."),
    "no_programme": _(
        "The county has no programme “%(name)s”. Please write the names as on the page of the plan, "
        "with semicolons between."
    ),
    "too_long": _("The column %(column)s has more than %(most)s characters."),
    "cells": _("There are more cells than the heading has. A text that contains the separator must stand in quotes."),
}
Row = Mapping[str, str]


@dataclass(frozen=True)
class WrittenDecision:
    """One decision as it stands in a file; `row` is its row there."""

    row: int
    key: str
    action: str
    goal: str
    cooperation: str
    follow_up: str
    division: str
    forum: str
    organisation_id: int | None
    responsible: str
    due: datetime.date | None
    language: str
    programmes: str = ""
    follow_up_action: str = ""


@dataclass(frozen=True)
class RowProblem:
    """What must be mended on one row; `sentence` is in the reader's language."""

    row: int
    sentence: str


@dataclass(frozen=True)
class DecisionsRead:
    """What a file holds: as rows of text by field, and understood. With a problem nothing is to be taken in."""

    rows: tuple[Row, ...]
    decisions: tuple[WrittenDecision, ...]
    problems: tuple[RowProblem, ...]


def rows_in(file: Path) -> list[dict[str, str]]:
    """The rows of a file by field, with their numbers as `row`; TableUnreadable when it cannot be read as decisions."""
    lines = tables.rows(file, what="decisions")
    heading, names = _heading(file, next(lines, []))
    found: list[dict[str, str]] = []
    for number, cells in enumerate(lines, start=2):
        written = [clean(cell) for cell in cells]
        if any(written):
            row = {field: cell for field, cell in zip(heading, written, strict=False) if field}
            over = "1" if any(written[len(heading) :]) else ""
            found.append({"language": names, **{key: cell for key, cell in row.items() if cell}, "row": str(number)})
            found[-1] |= {"over": over} if over else {}
        if len(found) > MOST_ROWS:
            raise TableUnreadable("too_many", file=file.name, most=MOST_ROWS)
    if not found:
        raise TableUnreadable("no_rows", file=file.name)
    return found


def understood(session: Session, county_id: int, rows: Iterable[Row]) -> DecisionsRead:
    """The decisions in `rows`, their organisations found among the county's, and every problem at once."""
    places, programmes = _organisations(session, county_id), _programmes(session, county_id)
    kept = tuple({field: clean(cell) for field, cell in row.items()} for row in rows)
    problems = list[RowProblem]()
    decisions: list[WrittenDecision] = []
    seen: dict[str, int] = {}
    for row in kept:
        reader = _RowReader(row, places, programmes, seen)
        decisions.append(reader.decision())
        problems += [RowProblem(reader.number, sentence) for sentence in reader.sentences]
    return DecisionsRead(kept, tuple(decisions), tuple(problems))


def workbook(rows: Iterable[Row], language: str) -> bytes:
    """An XLSX of `rows` by field with our headings, to be filled in or changed and taken in again."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    place = 1 if language == "sv" else 0
    lines = [
        [both[place][0] for both in HEADINGS.values()],
        *([row.get(field, "") for field in HEADINGS] for row in rows),
    ]
    for number, line in enumerate(lines, start=1):
        for column, words in enumerate(line, start=1):
            cell = sheet.cell(number, column, words)
            # whatever it begins with: no word of a decision is a formula
            cell.data_type = "s"
    sheet.freeze_panes = "C2"
    for column in sheet.columns:
        sheet.column_dimensions[column[0].column_letter].width = 24
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


class _RowReader:
    """Reads one row, and notes what is wrong in it."""

    def __init__(
        self, row: Row, places: Mapping[str, int], programmes: Mapping[str, str], seen: dict[str, int]
    ) -> None:
        self.row, self.places, self.programmes, self.seen = row, places, programmes, seen
        self.number = whole(row.get("row"))
        self.sentences: list[str] = []

    def decision(self) -> WrittenDecision:
        """The decision in the row, as far as it can be understood."""
        if self.row.get("over"):
            self._note("cells")
        words = {field: self._text(field) for field in HEADINGS}
        if not words["action"]:
            self._note("no_action")
        return WrittenDecision(
            row=self.number,
            key=self._key(words["key"]),
            organisation_id=self._organisation(words["organisation"]),
            due=self._day(words["due"]),
            language=self._language(words["language"]),
            programmes=self._programmes(words["programmes"]),
            **{field: words[field] for field in TEXTS},
        )

    def _note(self, code: str, **facts: object) -> None:
        self.sentences.append(str(SENTENCES[code]) % facts)

    def _text(self, field: str) -> str:
        text = self.row.get(field, "")
        if len(text) > LONGEST:
            self._note("too_long", column=HEADINGS[field][0][0], most=LONGEST)
        return text

    def _key(self, key: str) -> str:
        if not key:
            self._note("no_key")
        elif key in self.seen:
            self._note("key_again", key=key, earlier=self.seen[key])
        self.seen.setdefault(key, self.number)
        return key

    def _organisation(self, name: str) -> int | None:
        found = self.places.get(_name(name))
        if name and found is None:
            self._note("no_organisation", name=name)
        return found

    def _programmes(self, text: str) -> str:
        keys: dict[str, None] = {}
        for name in filter(None, (name.strip() for name in text.split(";"))):
            if (key := self.programmes.get(_name(name))) is None:
                self._note("no_programme", name=name)
            else:
                keys[key] = None
        return " ".join(keys)

    def _day(self, text: str) -> datetime.date | None:
        day = day_in(text.removesuffix(" 00:00:00"))
        if text and day is None:
            self._note("no_day", text=text)
        return day

    def _language(self, text: str) -> str:
        if text.casefold() not in LANGUAGES:
            self._note("no_language", text=text)
        return LANGUAGES.get(text.casefold(), "fi")


TEXTS = ("action", "goal", "cooperation", "follow_up", "division", "follow_up_action", "forum", "responsible")


def _heading(file: Path, cells: Sequence[str]) -> tuple[list[str], str]:
    """The field of each column ("" for one that we do not read), and the language of the headings."""
    names = {
        name: (field, place) for field, both in HEADINGS.items() for place, some in enumerate(both) for name in some
    }
    found = [names.get(_name(cell), ("", 0)) for cell in cells]
    if not any(cell.strip() for cell in cells):
        raise TableUnreadable("empty", file=file.name)
    fields = [field for field, _place in found]
    for field in ("key", "action"):
        if field not in fields:
            raise TableUnreadable("columns", file=file.name, missing=HEADINGS[field][0][0], found=", ".join(cells))
    twice = next((field for field in fields if field and fields.count(field) > 1), None)
    if twice:
        raise TableUnreadable("twice", file=file.name, column=HEADINGS[twice][0][0])
    swedish = sum(place for _field, place in found) * 2 > sum(bool(field) for field in fields)
    return fields, "sv" if swedish else "fi"


def _name(text: str) -> str:
    """A heading, or the name or number of an organisation, so that it can be compared."""
    plain = " ".join(text.split()).casefold().strip(".:*")
    return plain.zfill(3) if plain.isdecimal() else plain


def _organisations(session: Session, county_id: int) -> dict[str, int]:
    found: dict[str, Any] = {}
    for one in session.exec(select(Organisation).where(Organisation.county_id == county_id)):
        names = (one.code or one.key, one.key, one.name_fi, one.name_sv)
        found |= {_name(name): one.id for name in names}
    return found


def _programmes(session: Session, county_id: int) -> dict[str, str]:
    """The key of each of the county's programmes, by its key and its names."""
    found = session.exec(select(Programme).where(Programme.county_id == county_id))
    return {_name(name): one.key for one in found for name in (one.key, one.name_fi, one.name_sv)}
