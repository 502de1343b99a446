"""Indicators and standing blocks in words: beside what was answered, never as its cause."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from reports.basics import Language
from reports.briefing import Briefing, Indicator, StandingBlock
from reports.outline import Figure, StandingTold, Words
from reports.wording import decimal, phrase, shortened

LONGEST_SENTENCE: Final = 170


def figures(indicators: Iterable[Indicator], language: Language) -> tuple[Figure, ...]:
    """The indicators in `language`, in their order."""
    return tuple(_figure(one, language) for one in indicators)


def _figure(one: Indicator, language: Language) -> Figure:
    cautions = [caution.in_language(language) for caution in one.cautions]
    reading = [one.help.in_language(language)] if one.help else []
    before_year, before = one.previous or ("", "")
    values = (one.county, before or None, one.middle, one.country)
    county, earlier, middle, country = ("" if value is None else decimal(value) for value in values)
    return Figure(
        key=one.key,
        title=one.title.in_language(language),
        values=_values(one, language),
        reading=" ".join((*reading, *cautions)),
        source=one.source.in_language(language),
        cells=(str(one.year or ""), county, str(before_year), earlier, middle, country),
    )


def _values(one: Indicator, language: Language) -> str:
    """The values with their years, what became of the county's, and in which direction it gets better."""

    def told(key: str, value: str, year: int | None) -> str:
        unit = one.unit.in_language(language)
        return phrase(key, language, value=f"{decimal(value)} {unit}".strip(), year=year)

    known = [told("figure_county", one.county, one.year)] if one.county is not None else []
    if one.previous is not None:
        known.append(told("figure_before", one.previous[1], one.previous[0]))
    if one.middle is not None:
        known.append(told("figure_middle" if one.county is not None else "figure_middle_only", one.middle, one.year))
    if one.country is not None:
        known.append(told("figure_country", one.country, one.year))
    sentence = ", ".join(known) or phrase("figure_none", language)
    parts = [f"{sentence[:1].upper()}{sentence[1:]}.", _went(one, language), phrase(f"good_{one.good}", language)]
    return " ".join(filter(None, parts))


def _went(one: Indicator, language: Language) -> str:
    if one.county is None or one.previous is None:
        return ""
    now, then = Decimal(one.county), Decimal(one.previous[1])
    return phrase("went_up" if now > then else "went_down" if now < then else "went_nowhere", language)


def standing(briefing: Briefing, language: Language) -> tuple[StandingTold, ...]:
    """The blocks of every year, none where the briefing knows of none."""
    return tuple(_block(block, language) for block in briefing.standing)


def _block(block: StandingBlock, language: Language) -> StandingTold:
    written = _written(block, language)
    nothing = Words(text=phrase("standing_empty", language), lang=language)
    lines = [line for line in (written.text if written else "").splitlines() if line.strip()]
    paragraphs = tuple(Words(text=line.strip(), lang=written.lang) for line in lines) if written else ()
    return StandingTold(
        id=block.kind,
        heading=phrase(block.kind, language),
        sentence=Words(text=first_sentence(paragraphs[0].text), lang=paragraphs[0].lang) if paragraphs else nothing,
        paragraphs=paragraphs or (nothing,),
        note=block.note.in_language(language) if block.note else "",
        figures=figures(block.indicators, language),
    )


def _written(block: StandingBlock, language: Language) -> Words | None:
    """What the block says, in the other language where nobody wrote it in this one."""
    own, other = (block.fi, block.sv) if language == "fi" else (block.sv, block.fi)
    if own.strip():
        return Words(text=own, lang=language)
    return Words(text=other, lang="sv" if language == "fi" else "fi") if other.strip() else None


def first_sentence(text: str) -> str:
    """The first sentence of a text, cut between words where it is long."""
    first = re.split(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ0-9])", text.strip(), maxsplit=1)[0]
    return shortened(first, LONGEST_SENTENCE)
