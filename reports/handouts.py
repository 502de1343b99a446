"""What goes with the agenda into the advance material: decisions, issues, indicators, notes, and a list of it all."""

import datetime
from collections.abc import Iterator, Sequence

from reports.briefing import Frozen, Language, Text
from reports.leaflet import Leaflet, Piece, named_language, other
from reports.minutes import Agreed
from reports.wording import day, phrase

FACTS = ("goal", "cooperation", "follow_up", "follow_up_action", "forum")


class Handout(Frozen):
    """What every paper of a negotiation says of itself."""

    county: Text
    year: int
    area: Text
    made_on: datetime.date


class ToldIssue(Frozen):
    """A raised issue; without words it waits for a decision. `replies` as (who, words); `note` only among ourselves."""

    organisation: Text
    words: str
    language: Language
    details: tuple[tuple[Text, str], ...] = ()
    replies: tuple[tuple[Text, str], ...] = ()
    note: Text | None = None


class Figure(Frozen):
    """One indicator of a municipality, its values in words of the reader's language, by row of the sheet."""

    title: Text
    values: tuple[Text, ...]
    source: Text


class Sheet(Frozen):
    """The indicators that one municipality shows beside its answers."""

    organisation: Text
    figures: tuple[Figure, ...]


class PartyNotes(Frozen):
    """What the county's own negotiators are told of a party."""

    organisation: Text
    delegation: tuple[Text, ...]
    gaps: tuple[Text, ...]
    quorum: str
    notes: tuple[str, ...]


class Entry(Frozen):
    """A file of the package: where it lies in it, and what it is."""

    path: str
    title: Text


def decisions_leaflet(of: Handout, past: int, decisions: Sequence[Agreed], language: Language) -> Leaflet:
    """What was decided in the year `past`, in the order given, without who is responsible in person."""
    pieces = [Piece(kind="paragraph", text=phrase("no_past_decisions", language))] if not decisions else []
    for number, one in enumerate(decisions, start=1):
        note = named_language(one.language, language)
        mark = other(one.language, language)
        pieces.append(Piece(kind="heading", text=f"{number}. {one.action}", language=mark, note=note))
        said = [(key, text) for key in FACTS if (text := getattr(one, key))]
        pieces += [Piece(kind="paragraph", name=phrase(key, language), text=text, language=mark) for key, text in said]
        if one.organisation:
            responsible = one.organisation.in_language(language)
            pieces.append(Piece(kind="paragraph", name=phrase("responsible", language), text=responsible))
        if one.due:
            pieces.append(Piece(kind="paragraph", name=phrase("due", language), text=day(one.due)))
    return _leaflet(of, phrase("past_decisions_title", language, year=past), pieces, language)


def issues_leaflet(of: Handout, issues: Sequence[ToldIssue], language: Language) -> Leaflet:
    """The raised issues by organisation, with the replies of the county's services."""
    pieces = [Piece(kind="paragraph", text=phrase("no_issues", language))] if not issues else []
    before: Text | None = None
    for one in issues:
        if one.organisation != before:
            pieces.append(Piece(kind="heading", text=one.organisation.in_language(language)))
            before = one.organisation
        pieces += _issue(one, language)
    return _leaflet(of, phrase("issues_title", language), pieces, language)


def _issue(one: ToldIssue, language: Language) -> Iterator[Piece]:
    if one.words:
        note = named_language(one.language, language)
        yield Piece(kind="quote", text=one.words, language=other(one.language, language), name=note)
    else:
        yield Piece(kind="paragraph", text=phrase("issue_waits", language))
    for heading, words in one.details:
        yield Piece(kind="paragraph", name=heading.in_language(language), text=words)
    if one.note:
        yield Piece(kind="notice", text=one.note.in_language(language))
    for who, words in one.replies:
        yield Piece(kind="paragraph", name=who.in_language(language), text=words)
    if not one.replies:
        yield Piece(kind="paragraph", text=phrase("no_reply", language))


def sheets_leaflet(of: Handout, sheets: Sequence[Sheet], language: Language) -> Leaflet:
    """A table of indicators for each municipality, one after the other: they are not set side by side."""
    pieces = [Piece(kind="paragraph", text=phrase("sheets_note" if sheets else "no_sheets", language))]
    headings = tuple(phrase(key, language) for key in ("indicator_name", "own_value", "county_value", "country_value"))
    for sheet in sheets:
        pieces.append(Piece(kind="heading", text=sheet.organisation.in_language(language)))
        rows = tuple(
            (
                (f"{one.title.in_language(language)}\n{one.source.in_language(language)}", None),
                *((value.in_language(language), None) for value in one.values),
            )
            for one in sheet.figures
        )
        pieces.append(Piece(kind="table", headings=headings, rows=rows, widths=(7.0, 3.2, 3.2, 3.2)))
    return _leaflet(of, phrase("sheets_title", language), pieces, language)


def parties_leaflet(of: Handout, told: Sequence[PartyNotes], language: Language) -> Leaflet:
    """Delegations, who may commit them, and the team's notes; for the county's own negotiators alone."""
    pieces = [Piece(kind="notice", text=phrase("internal_notice", language))]
    for one in told:
        pieces.append(Piece(kind="heading", text=one.organisation.in_language(language)))
        pieces.append(Piece(kind="heading", level=2, text=phrase("delegation", language)))
        pieces += [Piece(kind="item", text=who.in_language(language)) for who in one.delegation]
        pieces += [Piece(kind="notice", text=gap.in_language(language)) for gap in one.gaps]
        pieces.append(Piece(kind="fact", name=phrase("who_may_commit", language), text=one.quorum))
        if one.notes:
            pieces.append(Piece(kind="heading", level=2, text=phrase("internal_notes", language)))
            pieces += [Piece(kind="paragraph", text=words) for words in one.notes]
    return _leaflet(of, phrase("parties_title", language), pieces, language)


def contents_leaflet(of: Handout, entries: Sequence[Entry], *, internal: bool, language: Language) -> Leaflet:
    """What is in the package, each file as a link."""
    notice = phrase("internal_notice" if internal else "for_passing_on", language)
    pieces = [Piece(kind="notice" if internal else "paragraph", text=notice)]
    pieces += [
        Piece(
            kind="item",
            text=f"{one.title.in_language(language)} ({one.path.rpartition('.')[2].upper()})",
            address=one.path,
        )
        for one in entries
    ]
    return _leaflet(of, phrase("contents_title", language), pieces, language)


def _leaflet(of: Handout, title: str, pieces: Sequence[Piece], language: Language) -> Leaflet:
    county, area = of.county.in_language(language), of.area.in_language(language)
    footer = f"{phrase('area', language)}: {area} · {of.year} · {day(of.made_on)}"
    return Leaflet(
        title=title, county=county, language=language, footer=footer, made_on=of.made_on, pieces=tuple(pieces)
    )
