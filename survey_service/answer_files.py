"""Reads answers from a filled table: a row for each answer, with the id of its question and the text."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from flask_babel import lazy_gettext as _
from pydantic import ValidationError

from questionnaires.completeness import validate
from questionnaires.model import AnyQuestion, Audience, Language, Multi, Open, OpenRepeat, Questionnaire, Scale, Single
from questionnaires.model import Date as DateQuestion
from questionnaires.model import Number as NumberQuestion
from questionnaires.values import CANNOT_SAY, Amount, Choice, Choices, Day, Items, Point, Value, Words
from survey_service import tables
from survey_service.errors import TableUnreadable
from survey_service.formfields import clean, day_in, whole

MOST_ROWS = 500
HEADINGS = {
    "question_id": ("question_id", "kysymys_id", "kysymyksen tunnus", "tunnus", "frågans beteckning", "beteckning"),
    "text": ("text", "teksti", "vastaus", "svar"),
}
SENTENCES = {
    "no_id": _("The row has a text but no question_id."),
    "unknown": _("The questionnaire has no question “%(id)s”."),
    "perhaps": _("The questionnaire has no question “%(id)s”. Did you mean “%(like)s”?"),
    "not_asked": _("The question “%(id)s” is not asked of this organisation."),
    "again": _("The question “%(id)s” has an answer already on row %(earlier)s."),
    "by_hand": _("The question “%(id)s” cannot be answered in a table. Please fill it in on the form."),
    "no_option": _("“%(text)s” is none of the options of “%(id)s”. They are: %(options)s."),
    "no_number": _("“%(text)s” is no number. Please write only the number, such as 12,5."),
    "no_day": _("“%(text)s” is no day. Please write it as day.month.year, for example 5.3.2027."),
}
Row = Mapping[str, str]


@dataclass(frozen=True)
class AnswerProblem:
    """What must be mended on one row; `sentence` is in the reader's language."""

    row: int
    sentence: str


@dataclass(frozen=True)
class AnswersRead:
    """What a table holds: as rows of text, and as answers by question id. With a problem nothing is to be taken in."""

    rows: tuple[Row, ...]
    values: dict[str, Value]
    problems: tuple[AnswerProblem, ...]


def rows_in(file: Path) -> list[dict[str, str]]:
    """The rows of a file that say something, with their numbers as `row`. Raises TableUnreadable."""
    lines = tables.rows(file, what="answers")
    columns = _columns(file, next(lines, []))
    found: list[dict[str, str]] = []
    for number, cells in enumerate(lines, start=2):
        row = {name: clean(cells[place]) if place < len(cells) else "" for name, place in columns.items()}
        if row["text"]:
            found.append({**row, "row": str(number)})
        if len(found) > MOST_ROWS:
            raise TableUnreadable("too_many", file=file.name, most=MOST_ROWS)
    if not found:
        raise TableUnreadable("empty", file=file.name)
    return found


def understood(
    questionnaire: Questionnaire, audience: Audience, rows: Iterable[Row], language: Language
) -> AnswersRead:
    """The answers in `rows` as `audience` is asked, and every problem at once, told in `language`."""
    reader = _Reader(questionnaire, audience, language)
    kept = tuple(rows)
    for row in kept:
        reader.take(whole(row.get("row")), clean(row.get("question_id")), clean(row.get("text")))
    reader.check()
    return AnswersRead(kept, reader.values, tuple(sorted(reader.problems, key=lambda one: one.row)))


def written(rows: Sequence[Row]) -> str:
    """The rows as a form carries them from the preview on."""
    return json.dumps(rows, ensure_ascii=False)


class _Reader:
    """Reads row after row, and notes what is wrong."""

    def __init__(self, questionnaire: Questionnaire, audience: Audience, language: Language) -> None:
        self.questions = {one.id: one for one in questionnaire.questions()}
        self.audience: Audience = audience
        self.language: Language = language
        self.values: dict[str, Value] = {}
        self.places: dict[str, int] = {}
        self.problems: list[AnswerProblem] = []

    def take(self, row: int, question_id: str, text: str) -> None:
        """Read one row."""
        question = self._question(row, question_id)
        if question is None:
            return
        earlier = self.values.get(question.id)
        if earlier is not None and not isinstance(question, OpenRepeat | Multi):
            self._note(row, "again", id=question.id, earlier=self.places[question.id])
            return
        value = self._value(row, question, text, earlier)
        if value is not None:
            self.values[question.id] = value
            self.places.setdefault(question.id, row)

    def check(self) -> None:
        """Look at each answer as the form would."""
        for question_id, value in self.values.items():
            for found in validate(self.questions[question_id], value, self.audience):
                sentence = f"{question_id}: {found.text.in_language(self.language)}"
                self.problems.append(AnswerProblem(self.places[question_id], sentence))

    def _note(self, row: int, code: str, **facts: object) -> None:
        self.problems.append(AnswerProblem(row, str(SENTENCES[code]) % facts))

    def _question(self, row: int, question_id: str) -> AnyQuestion | None:
        question = self.questions.get(question_id)
        if not question_id:
            self._note(row, "no_id")
        elif question is None:
            [*like] = get_close_matches(question_id, self.questions, n=1)
            self._note(row, "perhaps" if like else "unknown", id=question_id, like=like[0] if like else "")
        elif self.audience not in question.audiences:
            self._note(row, "not_asked", id=question_id)
            return None
        return question

    def _value(self, row: int, question: AnyQuestion, text: str, earlier: Value | None) -> Value | None:
        match question:
            case Open():
                return Words(text=text)
            case OpenRepeat():
                return Items(items=(*(earlier.items if isinstance(earlier, Items) else ()), text))
            case Single() | Multi():
                return self._chosen(row, question, text, earlier)
            case Scale():
                return self._point(row, question, text)
            case NumberQuestion() | DateQuestion():
                return self._fact(row, question, text)
            case _:
                self._note(row, "by_hand", id=question.id)
                return None

    def _chosen(self, row: int, question: Single | Multi, text: str, earlier: Value | None) -> Value | None:
        names = {_plain(name): one.id for one in question.options for name in (one.id, one.text.fi, one.text.sv)}
        pieces = [text] if isinstance(question, Single) or _plain(text) in names else text.split(";")
        chosen = [names.get(_plain(piece)) for piece in pieces if piece.strip()]
        wrong = [piece.strip() for piece in pieces if piece.strip() and _plain(piece) not in names]
        if wrong:
            options = ", ".join(one.text.in_language(self.language) for one in question.options)
            self._note(row, "no_option", text=wrong[0], id=question.id, options=options)
            return None
        known = [one for one in chosen if one]
        if isinstance(question, Single):
            return Choice(option=known[0])
        before = earlier.options if isinstance(earlier, Choices) else ()
        return Choices(options=tuple(dict.fromkeys([*before, *known])))

    def _point(self, row: int, question: Scale, text: str) -> Value | None:
        names: dict[str, int | None] = {}
        for point in question.points:
            names |= dict.fromkeys((_plain(point.text.fi), _plain(point.text.sv)), point.value)
            names |= {str(point.value): point.value} if point.value is not None else {}
        if _plain(text) not in names:
            options = ", ".join(point.text.in_language(self.language) for point in question.points)
            self._note(row, "no_option", text=text, id=question.id, options=options)
            return None
        value = names[_plain(text)]
        return Point(value=CANNOT_SAY if value is None else value)

    def _fact(self, row: int, question: NumberQuestion | DateQuestion, text: str) -> Value | None:
        if isinstance(question, DateQuestion):
            day = day_in(text.removesuffix(" 00:00:00"))
            if day is None:
                self._note(row, "no_day", text=text)
            return Day(date=day) if day else None
        try:
            return Amount(number="".join(text.split()).replace("−", "-").replace(",", "."))
        except ValidationError:
            self._note(row, "no_number", text=text)
            return None


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _columns(file: Path, cells: Sequence[str]) -> dict[str, int]:
    """Where each of our columns stands."""
    heading = [_plain(cell).strip(".:*") for cell in cells]
    if not any(heading):
        raise TableUnreadable("empty", file=file.name)
    found: dict[str, int] = {}
    for field, names in HEADINGS.items():
        places = [place for place, cell in enumerate(heading) if cell in names]
        if not places:
            raise TableUnreadable("columns", file=file.name, missing=names[0], found=", ".join(cells))
        if len(places) > 1:
            raise TableUnreadable("twice", file=file.name, column=names[0])
        found[field] = places[0]
    return found
