"""The phenomena of a briefing as they are told: claim, evidence, voices, requests, and how steady each of them is."""

from typing import Literal

from reports.briefing import Briefing, Finding, Language, Quote
from reports.changes import change
from reports.outline import Phenomenon, Voice, Words
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
    organisations = counted(len(parties), "organisation", language)
    own = (finding.gist.answer_id, finding.gist.text)
    return Phenomenon(
        id=finding.id,
        number=place,
        label=label,
        label_note=note,
        gist=voice(finding.gist, language),
        count=len(parties),
        organisations=organisations,
        evidence=phrase("evidence", language, count=organisations, answered=len(everyone)),
        kinds=by_kind(parties, everyone, language),
        voices=tuple(voice(quote, language) for quote in finding.quotes if (quote.answer_id, quote.text) != own),
        requests=tuple(voice(quote, language) for quote in finding.requests),
        asked_by=finding.asked_by,
        askers=counted(finding.asked_by, "organisation", language),
        asking=counted(finding.asked_by, "asking", language),
        keywords=finding.keywords,
        origin=phrase({"seed": "candidate", "discovered": "found", "human": "named"}[finding.origin], language),
        steadiness=phrase(steadiness(finding), language),
        change=change(briefing, finding, language),
        withheld=withheld(finding.withheld, language),
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
    )


def clearance(cleared: bool, language: Language) -> str:
    """What marks words that are for the team alone; empty for those that are cleared."""
    return "" if cleared else phrase("team_only", language)
