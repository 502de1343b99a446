"""The copy of a response that its sender gets, and the blank questionnaire: the same document without answers."""

import datetime

from reports.briefing import Frozen, Language, Text
from reports.typesetting import typeset
from reports.wording import day, moment, phrase, words


class Room(Frozen):
    """Room to write by hand: so many `lines` under a `label`; a `narrow` one is short, with words `after` it."""

    label: Text | None = None
    lines: int = 1
    narrow: bool = False
    after: Text | None = None


class CopyQuestion(Frozen):
    """A question with its answer: paragraphs, or rows under headings, or neither.

    `address` is that one of the paragraphs which leads to a page of the web. A draft tells its `gaps`, and who wrote
    last and when (`writer`, `saved_at`, aware). The blank form shows `condition` (when it is asked), `notes` (what can
    be given), `options`, `blank_rows` and `room` instead; there a text may stand among the questions that `asks`
    nothing.
    """

    text: Text
    help: Text | None = None
    paragraphs: tuple[str, ...] = ()
    headings: tuple[Text, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    language: Language | None = None
    address: str = ""
    gaps: tuple[Text, ...] = ()
    writer: Text | None = None
    saved_at: datetime.datetime | None = None
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

    `arrived` is aware, and None for a draft; `number` counts the times that it was sent.
    `entered_by`: who of the county entered it in the organisation's name.
    """

    county: Text
    title: Text
    organisation: Text | None
    made_on: datetime.date
    arrived: datetime.datetime | None = None
    reference: str = ""
    number: int = 1
    entered_by: str = ""
    sections: tuple[CopySection, ...]
    blank: bool = False

    @property
    def is_draft(self) -> bool:
        """Whether it has not been sent."""
        return self.arrived is None and not self.blank

    @property
    def kind(self) -> str:
        """What it is, as a key of the phrases."""
        return "blank" if self.blank else "draft_copy" if self.is_draft else "copy"


def response_pdf(copy: ResponseCopy, language: Language) -> bytes:
    """An A4 document in `language`, made with the checks of PDF/UA-1 on; the same bytes for the same copy."""
    import json

    return typeset("response.typ", {"copy": json.dumps(_worded(copy, language))}, copy.made_on)


def facts(copy: ResponseCopy, language: Language) -> list[str]:
    """What stands under the title: when it arrived, under which reference, and which version it is."""
    if copy.blank:
        return [day(copy.made_on)]
    told = [
        phrase("draft", language)
        if copy.arrived is None
        else f"{phrase('arrived', language)} {moment(copy.arrived, language, seconds=True)}",
        f"{phrase('reference', language)}: {copy.reference}" if copy.reference else "",
        f"{phrase('copy_version', language)} {copy.number}" if copy.number > 1 else "",
        f"{phrase('entered_by', language)}: {copy.entered_by}" if copy.entered_by else "",
        day(copy.made_on) if copy.is_draft else "",
    ]
    return [fact for fact in told if fact]


def saved(question: CopyQuestion, language: Language) -> str:
    """When a question of a draft was saved last, and by whom; empty when it was not, or when that is not told."""
    if question.saved_at is None:
        return ""
    who = f", {question.writer.in_language(language)}" if question.writer else ""
    return f"{phrase('saved', language)} {moment(question.saved_at, language)}{who}"


def _worded(copy: ResponseCopy, language: Language) -> dict[str, object]:
    return {
        "language": language,
        "words": words(language),
        "county": copy.county.in_language(language),
        "title": copy.title.in_language(language),
        "kind": phrase(copy.kind, language),
        "draft": copy.is_draft,
        "organisation": copy.organisation.in_language(language) if copy.organisation else "",
        "facts": facts(copy, language),
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
        "gaps": [gap.in_language(language) for gap in question.gaps],
        "saved": saved(question, language),
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
