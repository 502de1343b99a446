"""The phenomena beside those of an earlier round: what is new, what goes on, and what did not come up any more."""

from reports.briefing import Before, Briefing, Finding, Language
from reports.wording import counted, phrase


def change(briefing: Briefing, finding: Finding, language: Language) -> str:
    """What became of an earlier phenomenon in this one, or that it is new; empty when nothing is compared."""
    if briefing.comparison is None:
        return ""
    then = _then(briefing, language)
    if not finding.before:
        return phrase("new", language, then=then)
    key = "goes_on" if len(finding.before) == 1 else "merges"
    return phrase(key, language, then=then, names=_names(finding.before, language))


def compared(briefing: Briefing, language: Language) -> tuple[str, ...]:
    """How many phenomena go on and are new, and which vanished; no sentence when nothing is compared."""
    if briefing.comparison is None:
        return ()
    going_on = sum(bool(finding.before) for finding in briefing.findings)
    new = len(briefing.findings) - going_on
    counts = phrase("compared", language, then=_then(briefing, language), going_on=str(going_on), new=str(new))
    vanished = briefing.comparison.vanished
    return (counts, phrase("vanished", language, names=_names(vanished, language))) if vanished else (counts,)


def _then(briefing: Briefing, language: Language) -> str:
    year = briefing.comparison.year if briefing.comparison else None
    if year in (None, briefing.year):
        return phrase("then", language)
    return phrase("then_in", language, year=str(year))


def _names(earlier: tuple[Before, ...], language: Language) -> str:
    return ", ".join(
        phrase(
            "named_then",
            language,
            name=each.label.shown(language)[0] or phrase("unnamed", language),
            organisations=counted(each.organisations, "organisation", language),
        )
        for each in earlier
    )
