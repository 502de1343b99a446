"""Drafts of the announcement and of the media message of a negotiation, from its decisions alone."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from reports.briefing import Frozen, Language, Text
from reports.minutes import Agreed
from reports.word import Paper
from reports.wording import LANGUAGE_NAMES, day, phrase, words

Kind = Literal["announcement", "media_message"]
BREAK = "\n\n"
BREAKS = {"detail": "\n"}


class News(Frozen):
    """What the drafts are written from: whose negotiation, and what was decided in it, in the agenda's order."""

    county: Text
    area: Text
    year: int
    made_on: datetime.date
    met_on: datetime.date | None
    legal_basis: Text
    decisions: tuple[Agreed, ...]


@dataclass(frozen=True)
class Line:
    """One paragraph of a draft, in `language`."""

    kind: Literal["title", "text", "item", "detail"]
    text: str
    language: Language


def draft(news: News, kind: Kind, language: Language) -> tuple[Line, ...]:
    """The draft in `language`. A decision in the other language stands as it was written, and is marked so.

    The media message is the short one: what was decided, and who is responsible. Neither names a person.
    """
    phrases = words(language)
    county, area = news.county.in_language(language), news.area.in_language(language)
    key = "met_on" if news.met_on else "met"
    on = day(news.met_on) if news.met_on else ""
    lead = phrase(f"{kind}_{key}", language, county=county, area=area, year=news.year, day=on)
    told = [line for one in news.decisions for line in _told(one, kind, language, phrases)]
    return (
        Line("title", phrase(f"{kind}_title", language, county=county, year=news.year), language),
        Line("text", lead, language),
        *(told or [Line("text", phrases["nothing_decided"], language)]),
        *(
            [Line("text", f"{phrases['legal_basis']}: {news.legal_basis.in_language(language)}", language)]
            if kind == "announcement"
            else []
        ),
        Line("text", phrases["more_from"], language),
    )


def pieces(lines: Sequence[Line]) -> list[tuple[str, Language]]:
    """The draft as pieces of plain text, each with its language."""
    marks = {"title": "", "text": "", "item": "– ", "detail": "  "}
    return [
        (f"{'' if not at else BREAKS.get(line.kind, BREAK)}{marks[line.kind]}{line.text}", line.language)
        for at, line in enumerate(lines)
    ]


def as_text(lines: Sequence[Line]) -> str:
    """The draft as plain text, to paste into a mail."""
    return f"{''.join(text for text, _ in pieces(lines))}\n"


def draft_docx(news: News, kind: Kind, language: Language) -> bytes:
    """The draft as a Word document."""
    title, *rest = draft(news, kind, language)
    mark = words(language)["draft_copy"]
    paper = Paper(language, title.text, news.county.in_language(language), f"{title.text} · {mark}", news.made_on)
    paper.paragraph(mark, style="Caption").paragraph_format.left_indent = 0
    paper.heading(title.text, 0)
    styles = {"item": "List Bullet", "detail": "List Continue"}
    for line in rest:
        lang = None if line.language == language else line.language
        paper.paragraph(line.text, style=styles.get(line.kind, "Normal"), lang=lang)
    return paper.saved()


def _told(one: Agreed, kind: Kind, language: Language, phrases: dict[str, str]) -> list[Line]:
    note = "" if one.language == language else f" ({LANGUAGE_NAMES[one.language].in_language(language)})"
    lines = [Line("item", f"{one.action}{note}", one.language)]
    facts = [(key, getattr(one, key), one.language) for key in ("goal", "cooperation", "follow_up")]
    if kind == "media_message":
        facts = []
    lines += [Line("detail", f"{phrases[key]}: {text}", lang) for key, text, lang in facts if text]
    own = [(phrases["responsible"], one.organisation.in_language(language) if one.organisation else "")]
    own += [(phrases["due"], day(one.due) if one.due else "")]
    said = ". ".join(f"{name}: {text}" for name, text in own if text)
    return [*lines, Line("detail", f"{said}.", language)] if said else lines
