"""Reads answers from a file (.tsv, .csv, .xlsx) for a synthesis outside the service."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import cast

from survey_service import tables
from survey_service.errors import TableUnreadable
from survey_service.tables import Tell
from synthesis.model import LANGUAGES, CannotSynthesise, Comment, Language

REQUIRED = ("answer_id", "text")
KNOWN = ("answer_id", "organisation", "organisation_type", "language", "question_id", "text")


def read(file: Path, *, tell: Tell | None = None) -> tuple[Comment, ...]:
    """The answers in `file`, in its order; other columns than KNOWN are ignored.

    `tell` hears, in one sentence each, what had to be assumed. Raises CannotSynthesise with one sentence that says what
    is wrong and how to mend it.
    """
    try:
        lines = tables.rows(file, what="answers", tell=tell, most_unpacked=tables.MOST_UNPACKED_AT_LENGTH)
        comments = tuple(_comments(file, lines, tell))
    except TableUnreadable as trouble:
        raise CannotSynthesise(str(trouble)) from trouble
    if not comments:
        raise CannotSynthesise(f"{file.name}: there are no answers in the file, only the heading.")
    return comments


def _comments(file: Path, rows: Iterable[list[str]], tell: Tell | None) -> Iterator[Comment]:
    lines = iter(rows)
    heading = [name.strip().lower() for name in next(lines, [])]
    while heading and not heading[-1]:
        heading.pop()
    _check_heading(file, heading)
    seen: dict[str, int] = {}
    others = 0
    for number, cells in enumerate(lines, start=2):
        if any(cell.strip() for cell in cells[len(heading) :]):
            raise CannotSynthesise(
                f"{file.name}, row {number}: there are {len(cells)} cells, but the heading has {len(heading)}; "
                "a text that contains the separator must stand in quotes."
            )
        row = dict(zip(heading, cells, strict=False))
        if _is_other(row):
            others += 1
        elif any(cell.strip() for cell in cells):
            yield _comment(file, number, row, seen)
    if others and tell:
        tell(f"{file.name}: {others} rows without a free text (choices, numbers, tables) were left out.")


def _is_other(row: dict[str, str]) -> bool:
    """A row of our own export that holds no free text: it tells its value in another column."""
    return bool(row.get("question_kind")) and not row.get("answer_id", "").strip() and not row.get("text", "").strip()


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
