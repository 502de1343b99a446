"""The agenda of a negotiation: standing blocks, chosen phenomena and issues, as a document to fill in."""

import datetime
from collections.abc import Iterator, Sequence
from typing import Literal

from reports.briefing import Frozen, Label, Language, Quote, Text, both
from reports.leaflet import Cell, Leaflet, Piece, leaflet_docx, named_language, other
from reports.wording import words

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

    `form` is a table to fill in at the meeting; an empty `presenter` is a line to write on. `minutes` are an estimate,
    0 without one. `replies` are what the county's services said to an issue, as (who, words).
    """

    key: str = ""
    number: int = 0
    heading: Label
    kind: Literal["fixed", "standing", "phenomenon", "issue", "own"]
    text: Text | None = None
    reason: str = ""
    chosen_by: tuple[Choice, ...] = ()
    quotes: tuple[Quote, ...] = ()
    past: tuple[Past, ...] = ()
    replies: tuple[tuple[Text, str], ...] = ()
    presenter: str = ""
    minutes: int = 0
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


def numbered(matters: Sequence[Item]) -> tuple[Item, ...]:
    """A whole agenda around these matters in their order."""
    items = (*OPENING, *matters, *CLOSING)
    return tuple(item.model_copy(update={"number": number}) for number, item in enumerate(items, start=1))


def agenda_leaflet(agenda: Agenda, language: Language) -> Leaflet:
    """The agenda as a document in `language`; words that are not cleared never come into it."""
    phrases = words(language)
    title = f"{agenda.title.in_language(language)} {agenda.year}"
    basis = f"{phrases['legal_basis']}: {agenda.legal_basis.in_language(language)}"
    pieces = [*_facts(agenda, language, phrases)]
    for item in agenda.items:
        pieces += _item(item, agenda, language, phrases)
    return Leaflet(
        title=title,
        county=agenda.county.in_language(language),
        language=language,
        footer=f"{title} · {basis}",
        made_on=agenda.made_on,
        pieces=tuple(pieces),
    )


def agenda_docx(agenda: Agenda, language: Language) -> bytes:
    """The agenda as a Word document in `language`."""
    return leaflet_docx(agenda_leaflet(agenda, language))


def _facts(agenda: Agenda, language: Language, phrases: dict[str, str]) -> Iterator[Piece]:
    facts = {
        "area": agenda.area.in_language(language),
        "theme": agenda.theme.in_language(language),
        "when": agenda.when,
        "place": agenda.place,
        "chair": agenda.chair,
        "minute_taker": agenda.minute_taker,
    }
    for key, value in facts.items():
        yield Piece(kind="fact", name=phrases[key], text=value)


def _item(item: Item, agenda: Agenda, language: Language, phrases: dict[str, str]) -> Iterator[Piece]:
    heading, lang = item.heading.shown(language)
    # what an organisation raised stands in its own words; a name that the team has to give is missing
    missing = named_language(lang, language) if item.kind == "issue" else phrases["label_missing"]
    note = "" if lang == language else missing
    yield Piece(kind="heading", text=f"{item.number}. {heading}", language=other(lang, language), note=note)
    if item.text:
        yield Piece(kind="paragraph", text=item.text.in_language(language))
    if item.minutes:
        yield Piece(kind="fact", name=phrases["estimate"], text=f"{item.minutes} min")
    if item.kind != "fixed":
        yield Piece(kind="fact", name=phrases["presenter"], text=item.presenter)
    if item.reason:
        yield Piece(kind="paragraph", name=phrases["reason"], text=item.reason)
    if item.chosen_by:
        yield Piece(kind="heading", level=2, text=phrases["chosen_by"])
    for choice in item.chosen_by:
        yield Piece(kind="item", name=choice.who, text=choice.reason)
    yield from _past(item, language, phrases)
    yield from _quotes(item, language, phrases)
    for who, reply in item.replies:
        yield Piece(kind="paragraph", name=who.in_language(language), text=reply)
    if item.form == "people":
        yield _form([phrases[key] for key in ("person", "organisation", "role")], _blank(8, 3), (6.0, 6.0, 4.6))
    if item.form == "decisions":
        yield _decisions(agenda, language, phrases)


def _past(item: Item, language: Language, phrases: dict[str, str]) -> Iterator[Piece]:
    if not item.past:
        return
    rows = tuple(
        (
            (one.action, other(one.language, language)),
            (one.organisation.in_language(language) if one.organisation else phrases["summary_none"], None),
            (one.status.in_language(language) if one.status else phrases["summary_untold"], None),
        )
        for one in item.past
    )
    headings = tuple(phrases[key] for key in ("decision", "responsible", "summary_status"))
    yield Piece(kind="table", headings=headings, rows=rows, widths=(8.6, 4.6, 3.4))


def _quotes(item: Item, language: Language, phrases: dict[str, str]) -> Iterator[Piece]:
    cleared = [quote for quote in item.quotes if quote.cleared]
    if cleared:
        yield Piece(kind="heading", level=2, text=phrases["from_answers"])
    for quote in cleared:
        note = named_language(quote.language, language)
        source = quote.organisation.in_language(language) + (f" ({note})" if note else "")
        yield Piece(kind="quote", text=quote.text, language=quote.language, name=source)


def _decisions(agenda: Agenda, language: Language, phrases: dict[str, str]) -> Piece:
    headings = [phrases[key] for key in ("matter", "goal", "action", "responsible", "timetable", "follow_up")]
    rows: list[tuple[Cell, ...]] = []
    for item in agenda.items:
        if item.kind != "fixed":
            heading, lang = item.heading.shown(language)
            rows.append(((f"{item.number}. {heading}", lang), *[("", None)] * 5))
    return _form(headings, rows or _blank(5, 6), (4.6, 2.4, 2.4, 2.4, 2.4, 2.4))


def _form(headings: Sequence[str], rows: Sequence[tuple[Cell, ...]], widths: tuple[float, ...]) -> Piece:
    return Piece(kind="table", headings=tuple(headings), rows=tuple(rows), widths=widths, to_fill_in=True)


def _blank(rows: int, columns: int) -> list[tuple[Cell, ...]]:
    return [(("", None),) * columns for _ in range(rows)]
