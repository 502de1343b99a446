"""The questionnaire before anything is written: every question with what can be chosen, when it is asked, and room."""

from collections.abc import Iterator, Sequence
from typing import assert_never

import questionnaires.model
from questionnaires.condition_words import never
from questionnaires.model import (
    AnyPart,
    AnyQuestion,
    Column,
    Date,
    DateNote,
    DecisionStatus,
    File,
    Info,
    Link,
    Multi,
    Number,
    Open,
    OpenRepeat,
    Option,
    Roster,
    Rows,
    Scale,
    Section,
    Single,
)
from questionnaires.notation import decimal
from reports.briefing import Text, both
from reports.response import CopyQuestion, CopySection, ResponseCopy, Room
from survey_service.answering import Answering
from survey_service.copies import as_text
from survey_service.db import now
from survey_service.i18n import FINLAND

CHARACTERS_ON_A_LINE, MOST_LINES, MOST_ROWS = 160, 8, 6
REQUIRED = both("Pakollinen.", "Obligatorisk.")
OWN_WORDS = both("Omin sanoin, jos haluatte", "Med egna ord, om ni vill")
ROLE, STATUS = both("Rooli", "Roll"), both("Tilanne", "Läge")


def blank(told: Answering) -> ResponseCopy:
    """The questionnaire as the organisation of an opened link is asked it; what it is never asked is left out."""
    sections = (section for section in told.sections if not never(told.questionnaire, section, told.audience))
    return ResponseCopy(
        county=as_text(told.organiser.name),
        title=as_text(told.questionnaire.title),
        organisation=as_text(told.organisation),
        made_on=now().astimezone(FINLAND).date(),
        sections=tuple(_section(told, section) for section in sections),
        blank=True,
    )


def _section(told: Answering, section: Section) -> CopySection:
    asked = (part for part in section.parts_for(told.audience) if not never(told.questionnaire, part, told.audience))
    return CopySection(
        title=as_text(section.title),
        intro=() if section.instructions else tuple(as_text(words) for words in section.intro),
        condition=_perhaps(told.when(section)),
        questions=tuple(_part(told, part) for part in asked),
    )


def _part(told: Answering, part: AnyPart) -> CopyQuestion:
    if isinstance(part, Info):
        return CopyQuestion(text=as_text(part.text), condition=_perhaps(told.when(part)), asks=False)
    rows = min(part.max_rows, MOST_ROWS) if isinstance(part, Roster | DecisionStatus) else 0
    return CopyQuestion(
        text=as_text(part.text),
        help=_perhaps(part.help),
        condition=_perhaps(told.when(part)),
        notes=tuple([REQUIRED] if part.required else []) + tuple(_notes(part)),
        options=tuple(_options(part)),
        headings=tuple(_headings(part)),
        blank_rows=rows,
        room=tuple(_room(part)),
    )


def _notes(question: AnyQuestion) -> Iterator[Text]:
    """What can be given, in short sentences."""
    match question:
        case Open():
            yield _at_most(question.max_length)
        case OpenRepeat():
            items, length = question.max_items, decimal(str(question.max_length))
            yield both(
                f"Kohtia enintään {items}, kussakin enintään {length} merkkiä.",
                f"Högst {items} punkter, var och en högst {length} tecken.",
            )
        case Single() | Scale():
            yield both("Valitkaa yksi.", "Välj ett.")
        case Multi():
            most = question.max_choices
            yield (
                both(f"Valitkaa enintään {most}.", f"Välj högst {most}.")
                if most
                else both("Voitte valita useita.", "Ni kan välja flera.")
            )
        case Number() | Date() | Link() | DateNote() | File():
            yield from _notes_on_a_fact(question)
        case Rows() | Roster() | DecisionStatus():
            yield from _notes_on_a_table(question)
        case _:
            assert_never(question)


def _notes_on_a_fact(question: Number | Date | Link | DateNote | File) -> Iterator[Text]:
    match question:
        case Number():
            if question.min is not None:
                yield both(f"Vähintään {decimal(question.min)}.", f"Minst {decimal(question.min)}.")
            if question.max is not None:
                yield both(f"Enintään {decimal(question.max)}.", f"Högst {decimal(question.max)}.")
        case Date():
            yield both("Esimerkiksi 5.3.2027.", "Till exempel 5.3.2027.")
        case File():
            kinds, size = ", ".join(question.accept), question.max_bytes // 1_000_000
            yield both(
                f"Liitetään tiedostona: {kinds}. Enintään {size} megatavua.",
                f"Bifogas som fil: {kinds}. Högst {size} megabyte.",
            )
        case Link() | DateNote():
            return


def _notes_on_a_table(question: Rows | Roster | DecisionStatus) -> Iterator[Text]:
    least, most = (question.min_rows if isinstance(question, Rows | Roster) else 0), question.max_rows
    rows = f"{least}–{most}" if least else str(most)
    yield both(f"Rivejä {'' if least else 'enintään '}{rows}.", f"{'' if least else 'Högst '}{rows} rader.")
    if isinstance(question, Roster):
        yield _listed(ROLE, question.roles)
    if isinstance(question, DecisionStatus):
        yield _listed(STATUS, question.statuses)


def _listed(what: Text, options: Sequence[Option]) -> Text:
    fi, sv = (", ".join(getattr(option.text, language) for option in options) for language in ("fi", "sv"))
    return both(f"{what.fi}: {fi}.", f"{what.sv}: {sv}.")


def _at_most(characters: int) -> Text:
    shown = decimal(str(characters))
    return both(f"Enintään {shown} merkkiä.", f"Högst {shown} tecken.")


def _options(question: AnyQuestion) -> Iterator[Text]:
    """What is offered, with what an option asks or rules out."""
    if isinstance(question, Scale):
        yield from (as_text(point.text) for point in question.points)
    for option in question.options if isinstance(question, Single | Multi) else ():
        if option.exclusive:
            yield both(f"{option.text.fi} (sulkee pois muut)", f"{option.text.sv} (utesluter de andra)")
        elif option.other:
            yield both(f"{option.text.fi}, mikä?", f"{option.text.sv}, vilken?")
        else:
            yield as_text(option.text)


def _headings(question: AnyQuestion) -> Iterator[Text]:
    """What there is to fill in, where that is more than one thing."""
    if isinstance(question, Rows | Roster | DecisionStatus):
        yield from (as_text(column.text) for column in question.columns)
    if isinstance(question, Link | DateNote):
        yield from (room.label for room in _room_for_a_fact(question) if room.label)


def _room(question: AnyQuestion) -> Iterator[Room]:
    """Where to write by hand."""
    match question:
        case Open():
            yield Room(lines=_lines(question.max_length))
        case OpenRepeat():
            lines = max(2, _lines(question.max_length) // 2)
            yield from (Room(label=both(f"{n}.", f"{n}."), lines=lines) for n in range(1, question.max_items + 1))
        case Single() | Multi():
            yield from (Room() for option in question.options if option.other)
        case Scale():
            yield from [Room(label=OWN_WORDS, lines=3)] if question.comment else []
        case Number() | Date() | Link() | DateNote() | File():
            yield from _room_for_a_fact(question)
        case Rows():
            yield from _room_for_rows(question.columns, question.max_rows)
        case Roster() | DecisionStatus():
            return
        case _:
            assert_never(question)


def _room_for_a_fact(question: Number | Date | Link | DateNote | File) -> Iterator[Room]:
    match question:
        case Number():
            yield Room(after=_perhaps(question.unit), narrow=True)
        case Date():
            yield Room(narrow=True)
        case Link():
            yield Room(label=both("Asiakirjan nimi", "Dokumentets namn"))
            yield Room(label=both("Verkko-osoite", "Webbadress"))
            yield from [Room(label=both("Kenen asiakirja", "Vems dokument"))] if question.ask_organisation else []
            yield from [Room(label=both("Vuosi tai vuodet", "År"), narrow=True)] if question.ask_year else []
        case DateNote():
            yield Room(label=both("Missä on käsitelty", "Var det har behandlats"))
            yield Room(label=both("Päivä", "Dag"), narrow=True)
        case File():
            return


def _room_for_rows(columns: Sequence[Column], count: int) -> Iterator[Room]:
    for number in range(1, min(count, MOST_ROWS) + 1):
        for column in columns:
            label = both(f"{number}. {column.text.fi}", f"{number}. {column.text.sv}")
            yield Room(label=label, lines=2 if column.long else 1)


def _lines(characters: int) -> int:
    return min(max(characters // CHARACTERS_ON_A_LINE, 2), MOST_LINES)


def _perhaps(text: questionnaires.model.Text | None) -> Text | None:
    return None if text is None else as_text(text)
