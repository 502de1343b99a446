"""A briefing cut to some of those who were asked: every number is then out of those of them that answered.

The phenomena stay those of the whole county. Nothing is ranked: a cut to one organisation tells its own words, and of
the others only how many there were together.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Literal

from reports.alphabet import place
from reports.basics import KINDS, Frozen, Text
from reports.briefing import Briefing, CutTo, OpenAnswers, Party, ScaleResult
from reports.finding import SIDES, Aspect, Finding, Quote
from reports.wording import KIND_NAMES


class Cut(Frozen):
    """One way to cut a briefing; `key` stands in addresses, `parties` are the ids of those who are told of."""

    key: str
    to: CutTo
    parties: frozenset[str]


def cuts(briefing: Briefing) -> tuple[Cut, ...]:
    """All cuts of a briefing of which somebody answered: service areas, kinds of organisations, municipalities."""
    answered = [party for party in briefing.parties if party.answered]
    return (*_areas(briefing, answered), *_kinds(briefing, answered), *_municipalities(answered))


def named(briefing: Briefing, key: str) -> Cut | None:
    """The cut with this key; None when there is none."""
    return next((one for one in cuts(briefing) if one.key == key), None)


def _areas(briefing: Briefing, answered: Iterable[Party]) -> Iterator[Cut]:
    found = {party.area.fi: party.area for party in answered if party.area is not None}
    for number, name in enumerate(sorted(found, key=place), start=1):
        ids = frozenset(party.id for party in briefing.parties if party.area is not None and party.area.fi == name)
        yield Cut(key=f"alue-{number}", to=CutTo(kind="area", name=found[name]), parties=ids)


def _kinds(briefing: Briefing, answered: Iterable[Party]) -> Iterator[Cut]:
    present = {party.kind for party in answered}
    for kind in (kind for kind in KINDS if kind in present):
        ids = frozenset(party.id for party in briefing.parties if party.kind == kind)
        yield Cut(key=f"ryhma-{kind}", to=CutTo(kind="kind", name=KIND_NAMES[kind]), parties=ids)


def _municipalities(answered: Iterable[Party]) -> Iterator[Cut]:
    for party in sorted((party for party in answered if party.kind == "kunta"), key=lambda party: place(party.name.fi)):
        yield Cut(key=f"kunta-{party.id}", to=CutTo(kind="party", name=party.name), parties=frozenset({party.id}))


def cut_to(briefing: Briefing, cut: Cut, own: Mapping[str, tuple[Quote, ...]] | None = None) -> Briefing:
    """The briefing of the parties of `cut` alone.

    `own` are all their words in each phenomenon, by its id; without them those that the briefing quotes are kept. What
    is known of the whole county alone (the year before, what others chose to show) is left out.
    """
    parties = tuple(party for party in briefing.parties if party.id in cut.parties)
    names = frozenset(party.name for party in parties)
    answered = sum(party.answered for party in briefing.parties)
    findings = (
        _finding(finding, cut.parties, names, answered, (own or {}).get(finding.id))
        for finding in briefing.findings
        if cut.parties & set(finding.organisations)
    )
    return briefing.model_copy(
        update={
            "parties": parties,
            "findings": tuple(findings),
            "unplaced": tuple(one for one in briefing.unplaced if one.quote.organisation in names),
            "scales": tuple(_scale(one, cut.parties) for one in briefing.scales if _is_told(one, cut.parties)),
            "raised_issues": tuple(one for one in briefing.raised_issues if one.organisation in names),
            "open_answers": tuple(one for each in briefing.open_answers if (one := _open(each, names)).answers),
            "indicators": (),
            "comparison": None,
            "cut": cut.to,
        }
    )


def _finding(
    finding: Finding,
    ids: Collection[str],
    names: Collection[Text],
    answered: int,
    own: tuple[Quote, ...] | None,
) -> Finding:
    kept = finding.with_words(lambda quote: quote if quote.organisation in names else None)
    quotes = own or kept.quotes
    blank = finding.gist.model_copy(update={"text": "", "cleared": True, "organisation": next(iter(names))})
    gist = finding.gist if finding.gist.organisation in names else next(iter(quotes), blank)
    askers = tuple(one for one in finding.askers if one in ids)
    sides: dict[Literal["contrary", "works", "gaps"], Aspect] = {side: getattr(kept, side) for side in SIDES}
    return kept.model_copy(
        update={
            "organisations": tuple(one for one in finding.organisations if one in ids),
            "answers": tuple(one for one in finding.answers if one.partition(".")[0] in ids),
            "gist": gist,
            "quotes": quotes,
            "askers": askers,
            "asked_by": len(askers) if finding.askers else len({quote.organisation for quote in kept.requests}),
            "keywords": (),
            "withheld": 0,
            "before": (),
            "whole": (len(finding.organisations), answered),
            **{
                side: told.model_copy(update={"organisations": tuple(one for one in told.organisations if one in ids)})
                for side, told in sides.items()
            },
        }
    )


def _is_told(scale: ScaleResult, ids: Collection[str]) -> bool:
    return any(party in ids for point in scale.counts for party in point.by)


def _scale(scale: ScaleResult, ids: Collection[str]) -> ScaleResult:
    """The question as those of the cut answered it; of the year before it is not known who chose what."""
    by = [tuple(party for party in point.by if party in ids) for point in scale.counts]
    counts = tuple(
        point.model_copy(update={"count": len(some), "by": some, "before": None})
        for point, some in zip(scale.counts, by, strict=True)
    )
    answered = len({party for some in by for party in some}) if scale.answered else 0
    return scale.model_copy(update={"counts": counts, "answered": answered, "year_before": None, "answered_before": 0})


def _open(told: OpenAnswers, names: Collection[Text]) -> OpenAnswers:
    answers = tuple(answer for answer in told.answers if answer.organisation in names)
    return told.model_copy(update={"answers": answers, "withheld": 0})
