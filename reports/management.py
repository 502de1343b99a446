"""What the management reads on one page: the strongest phenomena, and what is new or told by more than before."""

from collections.abc import Sequence
from typing import Final

from reports.basics import Language
from reports.briefing import Before, Briefing, Finding
from reports.findings import of_one
from reports.outline import Listed, Management, Phenomenon, Strongest, Words
from reports.wording import number, phrase

MOST_STRONGEST: Final = 12
MOST_NEWS: Final = 3


def management(briefing: Briefing, phenomena: Sequence[Phenomenon], language: Language) -> Management:
    """The view for the management of `phenomena`, which are told by number of organisations."""
    findings = {finding.id: finding for finding in briefing.findings}
    shown = () if of_one(briefing) else phenomena[:MOST_STRONGEST]
    return Management(
        title=phrase("strongest", language),
        strongest=tuple(
            Strongest(
                id=one.id,
                label=one.label,
                share=one.share,
                note=_note(briefing, findings[one.id], language),
            )
            for one in shown
        ),
        exactness=phrase("exactness", language) if any(one.share.interval for one in shown) else "",
        news=_news(briefing, phenomena, findings, language),
    )


def _note(briefing: Briefing, finding: Finding, language: Language) -> str:
    if briefing.comparison is None:
        return ""
    if not finding.before:
        return phrase("new_short", language)
    year = briefing.comparison.year
    then = str(year) if year not in (None, briefing.year) else phrase("earlier_short", language)
    before = " + ".join(number(one.organisations) for one in finding.before)
    return phrase("was_short", language, then=then, before=before)


def _news(
    briefing: Briefing, phenomena: Sequence[Phenomenon], findings: dict[str, Finding], language: Language
) -> tuple[Listed, ...]:
    comparison = briefing.comparison
    if comparison is None or not phenomena:
        return ()
    known = comparison.year not in (None, briefing.year)
    since = phrase("since_year" if known else "since_then", language, year=comparison.year)
    then = phrase("then_in" if known else "then", language, year=comparison.year)
    new = [(one, "") for one in phenomena if not findings[one.id].before]
    more = [(one, change) for one in phenomena if (change := _grown(briefing, findings[one.id], language))]
    told = (
        (phrase("news_new", language, then=since), new),
        (phrase("news_more", language, then=then), more),
    )
    return tuple(_listed(lead, some, language) for lead, some in told if some)


def _listed(lead: str, some: Sequence[tuple[Phenomenon, str]], language: Language) -> Listed:
    items = [(one.label, change) for one, change in some[:MOST_NEWS]]
    if len(some) > MOST_NEWS:
        items.append((Words(text=phrase("and_more", language, count=len(some) - MOST_NEWS), lang=language), ""))
    return Listed(lead=lead, items=tuple(items))


def _grown(briefing: Briefing, finding: Finding, language: Language) -> str:
    """From how many to how many, where more told of it; empty where it goes on from several, or from none."""
    if len(finding.before) != 1 or not _is_more(briefing, finding.before[0], len(finding.organisations)):
        return ""
    return f"{number(finding.before[0].organisations)} → {number(len(finding.organisations))}"


def _is_more(briefing: Briefing, before: Before, now: int) -> bool:
    """Whether more organisations told of it, and not only because more answered."""
    then = briefing.comparison.answered if briefing.comparison else 0
    answered = sum(party.answered for party in briefing.parties)
    return now > before.organisations and (not then or now * then > before.organisations * answered)
