"""Reads a file of figures, whichever kind it is: what it holds tells what it is, not its name."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any, NoReturn

from survey_service import tables
from survey_service.decoding import decoded
from survey_service.errors import TableUnreadable
from survey_service.indicators import sotkanet, teaviisari
from survey_service.indicators.figures import Known, Read
from survey_service.indicators.gathering import Gatherer
from survey_service.models import ImportKind

ENDINGS = (".csv", ".tsv", ".xlsx", ".json")
MOST_ROWS = 100_000
MOST_FIGURES = 20_000
Gather = Callable[[Gatherer, int, Mapping[str, str], Mapping[str, str]], None]
KINDS: dict[ImportKind, tuple[Mapping[str, tuple[str, ...]], tuple[str, ...], Gather]] = {
    "sotkanet": (sotkanet.HEADINGS, sotkanet.NEEDED, sotkanet.gather),
    "teaviisari": (teaviisari.HEADINGS, teaviisari.NEEDED, teaviisari.gather),
}


def read(file: Path, known: Known) -> Read:
    """What `file` (.csv, .tsv, .xlsx or .json) holds, or everything that is wrong in it.

    Raises TableUnreadable for a file that cannot be read at all, and for figures of Sotkanet before its list of regions
    was taken in.
    """
    if file.suffix.lower() not in ENDINGS:
        raise TableUnreadable("kind_of_figures", file=file.name)
    said: list[str] = []
    told = _json(file, known, said.append) if file.suffix.lower() == ".json" else _table(file, known, said.append)
    if len(told.figures) > MOST_FIGURES:
        raise TableUnreadable("too_many_figures", file=file.name, most=MOST_FIGURES)
    return replace(told, assumed=bool(said))


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _table(file: Path, known: Known, tell: Callable[[str], None]) -> Read:
    lines = tables.rows(file, what="figures", tell=tell)
    heading = next(lines, [])
    kind, fields = _recognised(file, heading)
    if kind == "sotkanet":
        _need_regions(file, known)
    gathered, gather = Gatherer(known), KINDS[kind][2]
    names = {field: heading[place].strip() for place, field in enumerate(fields) if field}
    for number, cells in _rows(file, lines):
        if any(cell.strip() for cell in cells[len(heading) :]):
            gathered.note(number, "", "cells")
        else:
            gather(gathered, number, {field: cell for field, cell in zip(fields, cells, strict=False) if field}, names)
        if gathered.is_enough:
            break
    return _read(file, kind, gathered)


def _rows(file: Path, lines: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    """The rows that hold anything, with their numbers; TableUnreadable when there is none, or far too many."""
    count = 0
    for number, cells in enumerate(lines, start=2):
        if any(cell.strip() for cell in cells):
            count += 1
            if count > MOST_ROWS:
                raise TableUnreadable("too_many", file=file.name, most=MOST_ROWS)
            yield number, cells
    if not count:
        raise TableUnreadable("no_rows", file=file.name)


def _recognised(file: Path, heading: Sequence[str]) -> tuple[ImportKind, list[str]]:
    """Which kind of table this is, and the field of each column; "" for one that is not read."""
    if not any(cell.strip() for cell in heading):
        raise TableUnreadable("empty", file=file.name)
    written = [" ".join(cell.strip().strip("'\"").casefold().split()) for cell in heading]
    best: tuple[int, ImportKind, list[str]] = (0, "sotkanet", [])
    for kind, (headings, _needed, _gather) in KINDS.items():
        names = {name: field for field, some in headings.items() for name in some}
        fields = [names.get(cell, "") for cell in written]
        best = max(best, (len(set(fields) - {""}), kind, fields), key=lambda one: one[0])
    count, kind, fields = best
    if count < 2:
        raise TableUnreadable("no_figures", file=file.name, found=", ".join(heading))
    headings, needed, _gather = KINDS[kind]
    if missing := next((field for field in needed if field not in fields), None):
        raise TableUnreadable("columns", file=file.name, missing=headings[missing][0], found=", ".join(heading))
    if twice := next((field for field in fields if field and fields.count(field) > 1), None):
        raise TableUnreadable("twice", file=file.name, column=headings[twice][0])
    return kind, fields


def _json(file: Path, known: Known, tell: Callable[[str], None]) -> Read:
    try:
        text = decoded(file, tell)
        found = json.loads(text, parse_float=Decimal, parse_constant=_no_constant)
    except OSError as trouble:
        raise TableUnreadable("unopened", file=file.name, why=trouble.strerror) from trouble
    except (ValueError, ArithmeticError, RecursionError) as trouble:
        place = f"{trouble.lineno}:{trouble.colno}" if isinstance(trouble, json.JSONDecodeError) else "–"
        raise TableUnreadable("no_json", file=file.name, place=place) from trouble
    items = found if isinstance(found, list) else [found]
    if not items:
        raise TableUnreadable("empty", file=file.name)
    if len(items) > MOST_ROWS:
        raise TableUnreadable("too_many", file=file.name, most=MOST_ROWS)
    wrong = next((number for number, item in enumerate(items, start=1) if not isinstance(item, dict)), None)
    if wrong is not None:
        raise TableUnreadable("no_item", file=file.name, row=wrong)
    return _items(file, known, items)


def _items(file: Path, known: Known, items: list[dict[str, Any]]) -> Read:
    keys = set().union(*items)
    if {"indicator", "region"} <= keys:
        _need_regions(file, known)
        gathered = Gatherer(known)
        sotkanet.items(gathered, items)
        return _read(file, "sotkanet", gathered, by_item=True)
    if {"category", "code"} <= keys and (regions := sotkanet.regions(items)):
        return Read("regions", file.name, _digest(file), regions=regions)
    if "title" in keys and "category" not in keys and (titles := sotkanet.descriptions(items)):
        return Read("descriptions", file.name, _digest(file), titles=titles)
    raise TableUnreadable("no_figures", file=file.name, found=", ".join(sorted(map(str, keys))[:12]))


def _need_regions(file: Path, known: Known) -> None:
    if not known.regions:
        raise TableUnreadable("no_regions", file=file.name)


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _read(file: Path, kind: ImportKind, gathered: Gatherer, *, by_item: bool = False) -> Read:
    return Read(
        kind=kind,
        file=file.name,
        sha256=_digest(file),
        figures=tuple(gathered.figures.values()),
        elsewhere=gathered.elsewhere,
        unknown=tuple(gathered.unknown),
        unknown_rows=sum(gathered.unknown.values()),
        by_item=by_item,
        problems=tuple(gathered.problems),
    )
