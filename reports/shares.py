"""Counts out of those who answered, with how exact they are."""

from collections.abc import Collection, Sequence
from typing import Final

from reports.alphabet import place
from reports.basics import Language
from reports.briefing import Briefing, Party
from reports.intervals import wilson
from reports.outline import AreaCount, Share
from reports.wording import number, phrase

LEAST_IN_AREA: Final = 3
"""Of a service area with fewer answers, a number would be that of a municipality."""
LEAST_FOR_INTERVAL: Final = 3


def share(count: int, of: int, language: Language) -> Share:
    """`count` out of `of` as it is told in `language`."""
    low, high = wilson(count, of)
    return Share(
        count=count,
        of=of,
        text=phrase("of", language, count=number(count), total=number(of)),
        percent=f"{number(100 * count / of)}\N{NO-BREAK SPACE}%" if of else "",
        interval=between(count, of, language),
        share=count / of if of else 0.0,
        low=low,
        high=high,
    )


def between(count: int, of: int, language: Language) -> str:
    """The interval of a share in whole per cents; empty of so few that it would tell nothing."""
    if of < LEAST_FOR_INTERVAL:
        return ""
    low, high = wilson(count, of)
    return phrase("interval_range", language, low=number(100 * low), high=number(100 * high))


def areas(briefing: Briefing, language: Language) -> list[tuple[str, list[Party]]]:
    """Service areas by name with those who answered there; without those of too few."""
    found: dict[str, list[Party]] = {}
    for party in briefing.parties:
        if party.answered and party.area is not None:
            found.setdefault(party.area.in_language(language), []).append(party)
    return [(name, found[name]) for name in sorted(found, key=place) if len(found[name]) >= LEAST_IN_AREA]


def by_area(
    told_of: Collection[str], areas_: Sequence[tuple[str, list[Party]]], language: Language
) -> tuple[AreaCount, ...]:
    """How many of each area's parties are among those with the ids `told_of`."""
    counts = [(name, sum(party.id in told_of for party in some), len(some)) for name, some in areas_]
    return tuple(
        AreaCount(
            name=name,
            count=count,
            total=of,
            of=phrase("of", language, count=number(count), total=number(of)),
            interval=between(count, of, language),
        )
        for name, count, of in counts
    )
