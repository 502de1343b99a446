"""The phenomena of a briefing as they are told: claim, evidence, voices, requests, and how steady each of them is."""

from typing import Literal

from reports.briefing import Aspect, Briefing, Finding, Language, Quote
from reports.changes import change
from reports.finding import SIDES, Side
from reports.outline import AreaCount, Phenomenon, Replied, Share, SideTold, Voice, Words
from reports.shares import areas, by_area, share
from reports.telling_figures import figures
from reports.turnout import by_kind
from reports.wording import LANGUAGE_NAMES, counted, phrase

STEADY, FAIRLY_STEADY = 0.75, 0.5


def tell_phenomena(briefing: Briefing, language: Language) -> tuple[Phenomenon, ...]:
    """The phenomena worded in `language`, those of most organisations first."""
    ordered = sorted(briefing.findings, key=lambda finding: -len(finding.organisations))
    return tuple(_phenomenon(briefing, finding, place, language) for place, finding in enumerate(ordered, start=1))


def _phenomenon(briefing: Briefing, finding: Finding, place: int, language: Language) -> Phenomenon:
    label, note = _label(finding, language)
    everyone = [party for party in briefing.parties if party.answered]
    parties = [briefing.party(party_id) for party_id in finding.organisations]
    told = share(len(parties), len(everyone), language)
    own = (finding.gist.answer_id, finding.gist.text)
    return Phenomenon(
        id=finding.id,
        number=place,
        label=label,
        label_note=note,
        gist=_gist(briefing, finding, language),
        count=len(parties),
        organisations=counted(len(parties), "organisation", language),
        evidence=_evidence(briefing, told, language),
        share=told,
        whole=_whole(finding, language),
        kinds=() if of_one(briefing) else by_kind(parties, everyone, language, exactly=True),
        areas=_areas(briefing, finding, language),
        voices=tuple(voice(quote, language) for quote in finding.quotes if (quote.answer_id, quote.text) != own),
        requests=tuple(_request(finding, quote, language) for quote in finding.requests),
        asked_by=finding.asked_by,
        askers=counted(finding.asked_by, "organisation", language),
        asking=counted(finding.asked_by, "asking", language),
        sides=tuple(side for each in SIDES if (side := _side(finding, each, language)) is not None),
        figures=figures(finding.indicators, language),
        keywords=finding.keywords,
        origin=phrase({"seed": "candidate", "discovered": "found", "human": "named"}[finding.origin], language),
        steadiness=phrase(steadiness(finding), language),
        change=change(briefing, finding, language),
        withheld=withheld(finding.withheld, language),
    )


def _gist(briefing: Briefing, finding: Finding, language: Language) -> Voice:
    """What the phenomenon is about; a cut may have none of its own words left, which is nobody's secret."""
    told = voice(finding.gist, language)
    gone = briefing.cut is not None and not finding.withheld and not finding.gist.text
    return told.model_copy(update={"hidden": phrase("not_kept", language)}) if gone else told


def of_one(briefing: Briefing) -> bool:
    """Whether it tells of one organisation alone."""
    return briefing.cut is not None and briefing.cut.kind == "party"


def _evidence(briefing: Briefing, told: Share, language: Language) -> str:
    """How many out of those who answered, and how exact that is; of one organisation, that it wrote."""
    if of_one(briefing):
        return phrase("own_words", language)
    organisations = counted(told.count, "organisation", language)
    evidence = phrase("evidence", language, count=organisations, answered=told.of)
    if not told.interval:
        return evidence
    exact = phrase("share_and_interval", language, percent=told.percent, interval=told.interval)
    return f"{evidence} ({exact})"


def _whole(finding: Finding, language: Language) -> str:
    if finding.whole is None:
        return ""
    count, answered = finding.whole
    organisations = counted(count, "organisation", language)
    return phrase("in_whole", language, evidence=phrase("evidence", language, count=organisations, answered=answered))


def _areas(briefing: Briefing, finding: Finding, language: Language) -> tuple[AreaCount, ...]:
    """Areas beside each other; none where there is one alone."""
    found = areas(briefing, language)
    return by_area(finding.organisations, found, language) if len(found) > 1 else ()


def _request(finding: Finding, quote: Quote, language: Language) -> Voice:
    replies = tuple(
        Replied(
            heading=phrase("reply_of", language, service=reply.service.in_language(language)),
            text=reply.text,
            lang=reply.language,
        )
        for reply in finding.replies
        if reply.answer_id == quote.answer_id
    )
    return voice(quote, language).model_copy(update={"replies": replies})


def _side(finding: Finding, side: Side, language: Language) -> SideTold | None:
    """What was told from one side; None where nobody did."""
    told: Aspect = getattr(finding, side)
    if not told.organisations:
        return None
    return SideTold(
        id=side,
        title=phrase(f"side_{side}", language),
        lead=phrase(f"side_{side}_lead", language) + ("" if told.quotes else f" {phrase('side_hidden', language)}"),
        number=len(told.organisations),
        count=counted(len(told.organisations), "organisation", language),
        voices=tuple(voice(quote, language) for quote in told.quotes),
    )


def _label(finding: Finding, language: Language) -> tuple[Words, str]:
    """The name, and what to say when it is not in the reader's language."""
    text, lang = finding.label.shown(language)
    if not text:
        return Words(text=phrase("unnamed", language), lang=language), ""
    return Words(text=text, lang=lang), "" if lang == language else phrase("label_missing", language)


def steadiness(finding: Finding) -> Literal["steady", "fairly_steady", "unsteady"]:
    """How far the phenomenon stayed the same when answers were left out, as a key of the wording."""
    if finding.stability >= STEADY:
        return "steady"
    return "fairly_steady" if finding.stability >= FAIRLY_STEADY else "unsteady"


def withheld(count: int, language: Language) -> str:
    """The sentence on `count` quotes that are not shown; empty when there are none."""
    if count < 2:
        return phrase("withheld_one", language) if count else ""
    return phrase("withheld", language, quotes=counted(count, "quote", language))


def voice(quote: Quote, language: Language) -> Voice:
    """`quote` as a reader of `language` sees it."""
    return Voice(
        text=quote.text,
        lang=quote.language,
        lang_name="" if quote.language == language else LANGUAGE_NAMES[quote.language].in_language(language),
        organisation=quote.organisation.in_language(language),
        answer_id=quote.answer_id,
        note=clearance(quote.cleared, language),
        hidden=phrase("hidden", language) if not quote.text else "",
    )


def clearance(cleared: bool, language: Language) -> str:
    """What marks words that are for the team alone; empty for those that are cleared."""
    return "" if cleared else phrase("team_only", language)
