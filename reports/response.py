"""The copy of a response that its sender gets, and the blank questionnaire: the same document without answers."""

import datetime

from reports.briefing import Frozen, Language, Text
from reports.typesetting import typeset
from reports.wording import day, moment, words


class CopyQuestion(Frozen):
    """A question with its answer: paragraphs, or rows under headings, or neither; `options` show in the blank form.

    `address` is that one of the paragraphs which leads to a page of the web.
    """

    text: Text
    help: Text | None = None
    paragraphs: tuple[str, ...] = ()
    headings: tuple[Text, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    options: tuple[Text, ...] = ()
    language: Language | None = None
    address: str = ""


class CopySection(Frozen):
    """One section of the questionnaire."""

    title: Text
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
                "questions": [_question(question, language) for question in section.questions],
            }
            for section in copy.sections
        ],
    }


def _question(question: CopyQuestion, language: Language) -> dict[str, object]:
    return {
        "text": question.text.in_language(language),
        "help": question.help.in_language(language) if question.help else "",
        "paragraphs": [paragraph for paragraph in question.paragraphs if paragraph.strip()],
        "headings": [heading.in_language(language) for heading in question.headings],
        "rows": question.rows,
        "options": [option.in_language(language) for option in question.options],
        "language": question.language,
    }
