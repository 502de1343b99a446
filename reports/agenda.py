"""The agenda of a negotiation: standing blocks, chosen phenomena and issues, and a Word document to fill in."""

import datetime
from collections.abc import Sequence
from typing import Any, Literal

from reports.briefing import Frozen, Label, Language, Quote, Text, both
from reports.word import Paper, Row
from reports.wording import LANGUAGE_NAMES, words

LEGAL_BASIS = both("Laki 612/2021 6–7 §, laki 611/2021 14 §", "Lag 612/2021 6–7 §, lag 611/2021 14 §")


class Choice(Frozen):
    """Who chose an item, and why."""

    who: str
    reason: str = ""


class Past(Frozen):
    """A decision of last year with its newest status; None: nothing was told of it."""

    action: str
    language: Language
    organisation: Text | None = None
    status: Text | None = None


class Item(Frozen):
    """One matter; `key` names it to the service. `past` are the decisions of last year at which it looks back.

    `form` is a table to fill in at the meeting; an empty `presenter` is a line to write on.
    """

    key: str = ""
    number: int = 0
    heading: Label
    kind: Literal["fixed", "standing", "phenomenon", "issue"]
    text: Text | None = None
    reason: str = ""
    chosen_by: tuple[Choice, ...] = ()
    quotes: tuple[Quote, ...] = ()
    past: tuple[Past, ...] = ()
    presenter: str = ""
    form: Literal["none", "people", "decisions"] = "none"


class Agenda(Frozen):
    """The agenda of one negotiation; `area` says whose it is. Empty texts are lines to write on."""

    title: Text
    county: Text
    year: int
    theme: Text
    area: Text
    made_on: datetime.date
    items: tuple[Item, ...]
    when: str = ""
    place: str = ""
    chair: str = ""
    minute_taker: str = ""
    legal_basis: Text = LEGAL_BASIS


OPENING = (
    Item(kind="fixed", heading=Label(fi="Kokouksen avaus", sv="Mötet öppnas")),
    Item(
        kind="fixed",
        heading=Label(fi="Läsnäolijat ja neuvottelukokoonpanot", sv="Närvarande och förhandlingsdelegationer"),
        text=both(
            "Todetaan läsnäolijat ja se, ketkä voivat sitoutua päätöksiin organisaationsa puolesta.",
            "De närvarande antecknas, liksom vilka som kan förbinda sig till beslut för sin organisation.",
        ),
        form="people",
    ),
)
STANDING = (
    Item(
        key="plan_status",
        kind="standing",
        heading=Label(
            fi="Hyvinvointi- ja turvallisuussuunnitelman (hytu) tilannekatsaus",
            sv="Lägesöversikt av välfärds- och säkerhetsplanen (hytu)",
        ),
        text=both(
            "Suunnitelman toteutuminen, seuranta ja arviointi.", "Planens genomförande, uppföljning och utvärdering."
        ),
    ),
    Item(
        key="hyte_review",
        kind="standing",
        heading=Label(fi="HYTE-kertoimen tilannekatsaus", sv="Lägesöversikt av HYTE-koefficienten"),
        text=both(
            "Indikaattorien tilanne, yhteinen kehittäminen ja arviointi.",
            "Läget för indikatorerna, gemensam utveckling och utvärdering.",
        ),
    ),
)
CLOSING = (
    Item(
        kind="fixed",
        heading=Label(fi="Päätökset ja seurantavastuut", sv="Beslut och uppföljningsansvar"),
        text=both(
            "Kirjataan jokaisesta asiasta, mitä sovittiin, kuka vastaa ja miten seurataan.",
            "För varje ärende antecknas vad som avtalades, vem som ansvarar och hur uppföljningen sker.",
        ),
        form="decisions",
    ),
    Item(kind="fixed", heading=Label(fi="Seuraava tapaaminen", sv="Nästa möte")),
    Item(kind="fixed", heading=Label(fi="Kokouksen päättäminen", sv="Mötet avslutas")),
)


def numbered_items(chosen: Sequence[Item], standing: Sequence[Item] = STANDING) -> tuple[Item, ...]:
    """A whole agenda around the `chosen` items in their order: opening and standing blocks before, decisions after."""
    items = (*OPENING, *standing, *chosen, *CLOSING)
    return tuple(item.model_copy(update={"number": number}) for number, item in enumerate(items, start=1))


def agenda_docx(agenda: Agenda, language: Language) -> bytes:
    """The agenda as a Word document in `language`; words that are not cleared never come into it."""
    phrases = words(language)
    title = f"{agenda.title.in_language(language)} {agenda.year}"
    basis = f"{phrases['legal_basis']}: {agenda.legal_basis.in_language(language)}"
    paper = Paper(language, title, agenda.county.in_language(language), f"{title} · {basis}", agenda.made_on)
    paper.paragraph(agenda.county.in_language(language), style="Caption").paragraph_format.left_indent = 0
    paper.heading(title, 0)
    _facts(paper, agenda, language, phrases)
    for item in agenda.items:
        _item(paper, item, agenda, language, phrases)
    return paper.saved()


def _facts(paper: Paper, agenda: Agenda, language: Language, phrases: dict[str, str]) -> None:
    facts = {
        "area": agenda.area.in_language(language),
        "theme": agenda.theme.in_language(language),
        "when": agenda.when,
        "place": agenda.place,
        "chair": agenda.chair,
        "minute_taker": agenda.minute_taker,
    }
    for key, value in facts.items():
        paper.fact(phrases[key], value)


def _item(paper: Paper, item: Item, agenda: Agenda, language: Language, phrases: dict[str, str]) -> None:
    heading, lang = item.heading.shown(language)
    paper.heading(f"{item.number}. {heading}", 1, lang, "" if lang == language else phrases["label_missing"])
    if item.text:
        paper.paragraph(item.text.in_language(language))
    if item.kind != "fixed":
        paper.fact(phrases["presenter"], item.presenter)
    if item.reason:
        paper.paragraph(item.reason, bold=f"{phrases['reason']}: ")
    _choices(paper, item, phrases)
    _past(paper, item, language, phrases)
    _quotes(paper, item, language, phrases)
    if item.form == "people":
        paper.table(
            [phrases["person"], phrases["organisation"], phrases["role"]], _blank(8, 3), [6.0, 6.0, 4.6], fill_in=True
        )
    if item.form == "decisions":
        _decisions(paper, agenda, language, phrases)


def _choices(paper: Paper, item: Item, phrases: dict[str, str]) -> None:
    if item.chosen_by:
        paper.heading(phrases["chosen_by"], 2)
    for choice in item.chosen_by:
        paragraph: Any = paper.paragraph(style="List Bullet", bold=choice.who)
        if choice.reason:
            paper.run(paragraph, f": {choice.reason}")


def _past(paper: Paper, item: Item, language: Language, phrases: dict[str, str]) -> None:
    if not item.past:
        return
    rows: list[Row] = [
        [
            (one.action, None if one.language == language else one.language),
            (one.organisation.in_language(language) if one.organisation else phrases["summary_none"], None),
            (one.status.in_language(language) if one.status else phrases["summary_untold"], None),
        ]
        for one in item.past
    ]
    headings = [phrases[key] for key in ("decision", "responsible", "summary_status")]
    paper.table(headings, rows, [8.6, 4.6, 3.4])


def _quotes(paper: Paper, item: Item, language: Language, phrases: dict[str, str]) -> None:
    cleared = [quote for quote in item.quotes if quote.cleared]
    if cleared:
        paper.heading(phrases["from_answers"], 2)
    for quote in cleared:
        note = "" if quote.language == language else f" ({LANGUAGE_NAMES[quote.language].in_language(language)})"
        paper.quote(quote.text, quote.language, quote.organisation.in_language(language) + note)


def _decisions(paper: Paper, agenda: Agenda, language: Language, phrases: dict[str, str]) -> None:
    headings = [phrases[key] for key in ("matter", "goal", "action", "responsible", "timetable", "follow_up")]
    rows: list[Row] = []
    for item in agenda.items:
        if item.kind != "fixed":
            heading, lang = item.heading.shown(language)
            rows.append([(f"{item.number}. {heading}", lang), *[("", None)] * 5])
    paper.table(headings, rows or _blank(5, 6), [4.6, 2.4, 2.4, 2.4, 2.4, 2.4], fill_in=True)


def _blank(rows: int, columns: int) -> list[Row]:
    return [[("", None)] * columns for _ in range(rows)]
