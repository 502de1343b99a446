"""The copy of a response that its sender gets, and the blank questionnaire: the same document without answers."""

import datetime

from reports.briefing import Frozen, Language, Text
from reports.typesetting import typeset
from reports.wording import day, moment, words


class Room(Frozen):
    """Room to write by hand: so many `lines` under a `label`; a `narrow` one is short, with words `after` it."""

    label: Text | None = None
    lines: int = 1
    narrow: bool = False
    after: Text | None = None


class CopyQuestion(Frozen):
    """A question with its answer: paragraphs, or rows under headings, or neither.

    `address` is that one of the paragraphs which leads to a page of the web. The blank form shows `condition` (when it
    is asked), `notes` (what can be given), `options`, `blank_rows` and `room` instead; there a text may stand among the
    questions that `asks` nothing.
    """

    text: Text
    help: Text | None = None
    paragraphs: tuple[str, ...] = ()
    headings: tuple[Text, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    language: Language | None = None
    address: str = ""
    asks: bool = True
    condition: Text | None = None
    notes: tuple[Text, ...] = ()
    options: tuple[Text, ...] = ()
    blank_rows: int = 0
    room: tuple[Room, ...] = ()


class CopySection(Frozen):
    """One section of the questionnaire; `intro` and `condition` stand in the blank form."""

    title: Text
    intro: tuple[Text, ...] = ()
    condition: Text | None = None
    questions: tuple[CopyQuestion, ...]


class ResponseCopy(Frozen):
    """One response as its sender keeps it; `blank` leaves room to write instead of answers.

    `arrived` is aware, and None for a draft.
    """

    county: Text
    title: Text
    organisation: Text | None
    made_on: datetime.date
    arrived: datetime.datetime | None = None
    reference: str = ""
    sections: tuple[CopySection, ...]
    blank: bool = False


def response_pdf(copy: ResponseCopy, language: Language) -> bytes:
    """An A4 document in `language`, made with the checks of PDF/UA-1 on; the same bytes for the same copy."""
    import json

    return typeset("response.typ", {"copy": json.dumps(_worded(copy, language))}, copy.made_on)


def _worded(copy: ResponseCopy, language: Language) -> dict[str, object]:
    phrases = words(language)
    status = f"{phrases['arrived']} {moment(copy.arrived, language)}" if copy.arrived else phrases["draft"]
    facts = (
        [day(copy.made_on)]
        if copy.blank
        else [status, f"{phrases['reference']}: {copy.reference}" if copy.reference else ""]
    )
    return {
        "language": language,
        "words": phrases,
        "county": copy.county.in_language(language),
        "title": copy.title.in_language(language),
        "kind": phrases["blank" if copy.blank else "copy"],
        "organisation": copy.organisation.in_language(language) if copy.organisation else "",
        "facts": [fact for fact in facts if fact],
        "blank": copy.blank,
        "sections": [
            {
                "title": section.title.in_language(language),
                "intro": [words.in_language(language) for words in section.intro],
                "condition": _perhaps(section.condition, language),
                "questions": [_question(question, language) for question in section.questions],
            }
            for section in copy.sections
        ],
    }


def _question(question: CopyQuestion, language: Language) -> dict[str, object]:
    return {
        "text": question.text.in_language(language),
        "help": _perhaps(question.help, language),
        "paragraphs": [paragraph for paragraph in question.paragraphs if paragraph.strip()],
        "headings": [heading.in_language(language) for heading in question.headings],
        "rows": question.rows,
        "language": question.language,
        "asks": question.asks,
        "condition": _perhaps(question.condition, language),
        "notes": [note.in_language(language) for note in question.notes],
        "options": [option.in_language(language) for option in question.options],
        "blank_rows": question.blank_rows,
        "room": [_room(room, language) for room in question.room],
    }


def _room(room: Room, language: Language) -> dict[str, object]:
    return {
        "label": _perhaps(room.label, language),
        "lines": room.lines,
        "narrow": room.narrow,
        "after": _perhaps(room.after, language),
    }


def _perhaps(text: Text | None, language: Language) -> str:
    return text.in_language(language) if text else ""
