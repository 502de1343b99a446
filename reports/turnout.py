"""Who answered, and who is behind a phenomenon: parties counted and named by kind."""

from collections.abc import Sequence

from reports.alphabet import place
from reports.briefing import KINDS, Briefing, Kind, Language, Party
from reports.outline import KindCount, Turnout
from reports.shares import between
from reports.wording import KIND_NAMES, counted, number, phrase


def _names(parties: Sequence[Party], language: Language) -> tuple[str, ...]:
    return tuple(sorted((party.name.in_language(language) for party in parties), key=place))


def by_kind(
    parties: Sequence[Party], among: Sequence[Party], language: Language, *, exactly: bool = False
) -> tuple[KindCount, ...]:
    """How many of each kind are in `parties`, out of those in `among`; kinds that `among` lacks are left out.

    `exactly`: with the interval of each share.
    """

    def one(kind: Kind) -> KindCount:
        here = [party for party in parties if party.kind == kind]
        total = sum(party.kind == kind for party in among)
        return KindCount(
            kind=kind,
            name=KIND_NAMES[kind].in_language(language),
            count=len(here),
            total=total,
            of=phrase("of", language, count=number(len(here)), total=number(total)),
            organisations=_names(here, language),
            interval=between(len(here), total, language) if exactly else "",
        )

    return tuple(one(kind) for kind in KINDS if any(party.kind == kind for party in among))


def turnout(briefing: Briefing, language: Language) -> Turnout:
    """Who answered out of whom; those that are not counted stand beside the rate."""
    rated = [party for party in briefing.parties if party.counted]
    present = [party for party in briefing.parties if party.answered]
    missing = [party for party in rated if not party.answered]
    return Turnout(
        count=phrase("big_count", language, answered=number(briefing.answered()), asked=number(briefing.asked())),
        unit=phrase("big_count_unit", language),
        kinds=by_kind([party for party in rated if party.answered], rated, language),
        also=_also([party for party in present if not party.counted], language),
        present=by_kind(present, present, language),
        missing=by_kind(missing, missing, language),
    )


def _also(parties: Sequence[Party], language: Language) -> str:
    if not parties:
        return ""
    kinds = [
        counted(sum(party.kind == kind for party in parties), kind, language)
        for kind in KINDS
        if any(party.kind == kind for party in parties)
    ]
    return f"{phrase('also_answered', language, who=', '.join(kinds))} {phrase('not_in_rate', language)}"
