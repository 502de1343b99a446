"""From a briefing to its outline in one language: what is counted, and in which words."""

from collections.abc import Sequence

from reports.briefing import KINDS, Briefing, Finding, Kind, Language, Party, Quote, RaisedIssue, ScaleResult
from reports.outline import Chart, Issue, KindCount, Outline, Phenomenon, Point, Rest, Row, Scale, Turnout, Voice, Words
from reports.wording import KIND_NAMES, LANGUAGE_NAMES, WORDS, counted, day, number, words

REASONS = ("single_observation", "too_few_answers", "practical", "refers_elsewhere", "no_content", "empty")
STEADY, FAIRLY_STEADY = 0.75, 0.5


def tell(briefing: Briefing, language: Language) -> Outline:
    """The outline of `briefing` in `language`: phenomena by number of organisations, requests by number of those who ask."""
    phenomena = _phenomena(briefing, language)
    asked = sorted((p for p in phenomena if p.asked_by), key=lambda p: (-p.asked_by, p.number))
    quotes = [quote for finding in briefing.findings for quote in (finding.gist, *finding.quotes, *finding.requests)]
    return Outline(
        language=language,
        title=briefing.title.in_language(language),
        county=briefing.county.in_language(language),
        theme=briefing.theme.in_language(language),
        year=briefing.year,
        made_on=day(briefing.made_on),
        deadline=day(briefing.deadline),
        legal_basis=briefing.legal_basis.in_language(language),
        team_copy=not all(quote.cleared for quote in quotes),
        turnout=_turnout(briefing, language),
        phenomena=phenomena,
        asked=tuple(phenomenon.id for phenomenon in asked),
        chart=_chart(briefing, phenomena, language),
        scales=tuple(_scale(scale, language) for scale in briefing.scales),
        raised=tuple(_issue(issue, language) for issue in briefing.raised_issues),
        raised_count=counted(len(briefing.raised_issues), "issue", language),
        rest=_rest(briefing, language),
        rest_count=counted(len(briefing.unplaced), "segment", language),
        method=_method(briefing, language),
        notes=briefing.method.notes,
        words=words(language),
    )


def _word(key: str, language: Language, **values: object) -> str:
    return WORDS[key].in_language(language).format(**values)


def _of(count: int, total: int, language: Language) -> str:
    return _word("of", language, count=number(count), total=number(total))


def _voice(quote: Quote, language: Language) -> Voice:
    return Voice(
        text=quote.text,
        lang=quote.language,
        lang_name="" if quote.language == language else LANGUAGE_NAMES[quote.language].in_language(language),
        organisation=quote.organisation.in_language(language),
        kind=quote.kind,
        answer_id=quote.answer_id,
        note="" if quote.cleared else _word("team_only", language),
    )


def _names(parties: Sequence[Party], language: Language) -> tuple[str, ...]:
    return tuple(sorted((party.name.in_language(language) for party in parties), key=alphabetical))


def alphabetical(name: str) -> tuple[str, ...]:
    """A sorting key for Finnish and Swedish: å, ä and ö come after z, in this order."""
    order = {"å": "{1", "ä": "{2", "ö": "{3"}
    return tuple(order.get(letter, letter) for letter in name.casefold())


def _by_kind(parties: Sequence[Party], among: Sequence[Party], language: Language) -> tuple[KindCount, ...]:
    """How many of each kind are in `parties`, out of those in `among`; kinds that `among` lacks are left out."""

    def one(kind: Kind) -> KindCount:
        here = [party for party in parties if party.kind == kind]
        total = sum(party.kind == kind for party in among)
        return KindCount(
            kind=kind,
            name=KIND_NAMES[kind].in_language(language),
            count=len(here),
            total=total,
            of=_of(len(here), total, language),
            organisations=_names(here, language),
        )

    return tuple(one(kind) for kind in KINDS if any(party.kind == kind for party in among))


def _turnout(briefing: Briefing, language: Language) -> Turnout:
    rated = [party for party in briefing.parties if party.counted]
    present = [party for party in briefing.parties if party.answered]
    missing = [party for party in rated if not party.answered]
    return Turnout(
        answered=briefing.answered(),
        asked=briefing.asked(),
        count=_word("big_count", language, answered=number(briefing.answered()), asked=number(briefing.asked())),
        unit=_word("big_count_unit", language),
        kinds=_by_kind([party for party in rated if party.answered], rated, language),
        also=_also([party for party in present if not party.counted], language),
        present=_by_kind(present, present, language),
        missing=_by_kind(missing, missing, language),
    )


def _also(parties: Sequence[Party], language: Language) -> str:
    if not parties:
        return ""
    kinds = [
        counted(sum(party.kind == kind for party in parties), kind, language)
        for kind in KINDS
        if any(party.kind == kind for party in parties)
    ]
    return f"{_word('also_answered', language, who=', '.join(kinds))} {_word('not_in_rate', language)}"


def _phenomena(briefing: Briefing, language: Language) -> tuple[Phenomenon, ...]:
    ordered = sorted(briefing.findings, key=lambda finding: -len(finding.organisations))
    return tuple(_phenomenon(briefing, finding, number, language) for number, finding in enumerate(ordered, start=1))


def _phenomenon(briefing: Briefing, finding: Finding, number: int, language: Language) -> Phenomenon:
    label, label_language = finding.label.shown(language)
    everyone = [party for party in briefing.parties if party.answered]
    parties = [briefing.party(party_id) for party_id in finding.organisations]
    organisations = counted(len(parties), "organisation", language)
    own = (finding.gist.answer_id, finding.gist.text)
    return Phenomenon(
        id=finding.id,
        number=number,
        label=Words(text=label, lang=label_language),
        label_note="" if label_language == language else _word("label_missing", language),
        gist=_voice(finding.gist, language),
        count=len(parties),
        organisations=organisations,
        evidence=_word("evidence", language, count=organisations, answered=len(everyone)),
        kinds=_by_kind(parties, everyone, language),
        voices=tuple(_voice(quote, language) for quote in finding.quotes if (quote.answer_id, quote.text) != own),
        requests=tuple(_voice(quote, language) for quote in finding.requests),
        asked_by=finding.asked_by,
        askers=counted(finding.asked_by, "organisation", language),
        asking=counted(finding.asked_by, "asking", language),
        keywords=finding.keywords,
        origin=_word({"seed": "candidate", "discovered": "found", "human": "named"}[finding.origin], language),
        steadiness=_word(_steadiness(finding), language),
        withheld=_withheld(finding.withheld, language),
    )


def _steadiness(finding: Finding) -> str:
    if finding.stability >= STEADY:
        return "steady"
    return "fairly_steady" if finding.stability >= FAIRLY_STEADY else "unsteady"


def _withheld(count: int, language: Language) -> str:
    if count < 2:
        return _word("withheld_one", language) if count else ""
    return _word("withheld", language, quotes=counted(count, "quote", language))


def _chart(briefing: Briefing, phenomena: Sequence[Phenomenon], language: Language) -> Chart:
    kinds = tuple(kind for kind in KINDS if any(party.kind == kind and party.answered for party in briefing.parties))
    counts = [{kind.kind: kind.count for kind in phenomenon.kinds} for phenomenon in phenomena]
    rows = tuple(
        Row(
            id=phenomenon.id,
            label=phenomenon.label,
            counts=tuple(count.get(kind, 0) for kind in kinds),
            total=phenomenon.count,
        )
        for phenomenon, count in zip(phenomena, counts, strict=True)
    )
    return Chart(
        language=language,
        title=_word("chart_title", language),
        lead=_word("chart_lead", language),
        axis=_word("chart_axis", language),
        kinds=kinds,
        names=tuple(KIND_NAMES[kind].in_language(language) for kind in kinds),
        rows=rows,
        scale=max(1, sum(party.answered for party in briefing.parties)),
        alt=_chart_alt(phenomena, language),
    )


def _chart_alt(phenomena: Sequence[Phenomenon], language: Language) -> str:
    if not phenomena:
        return _word("no_phenomena", language)
    first, last = phenomena[0], phenomena[-1]
    count = counted(len(phenomena), "phenomenon", language)
    alt = _word("chart_alt", language, phenomena=count, first=first.label.text, count=first.organisations)
    return alt + (
        _word("chart_alt_last", language, last=last.label.text, count=last.organisations) if last is not first else ""
    )


def _scale(scale: ScaleResult, language: Language) -> Scale:
    total = max(1, sum(point.count for point in scale.counts))
    points = tuple(
        Point(
            text=point.text.in_language(language),
            count=point.count,
            share=point.count / total,
            percent=f"{number(100 * point.count / total)} %",
        )
        for point in scale.counts
    )
    return Scale(question=scale.question.in_language(language), points=points)


def _issue(issue: RaisedIssue, language: Language) -> Issue:
    return Issue(
        organisation=issue.organisation.in_language(language),
        issue=Words(text=issue.issue, lang=issue.language),
        details=tuple((heading.in_language(language), text) for heading, text in issue.details if text.strip()),
    )


def _rest(briefing: Briefing, language: Language) -> tuple[Rest, ...]:
    def one(reason: str) -> Rest:
        quotes = [unplaced.quote for unplaced in briefing.unplaced if unplaced.reason == reason]
        return Rest(
            reason=reason, name=_word(reason, language), voices=tuple(_voice(quote, language) for quote in quotes)
        )

    return tuple(rest for rest in map(one, REASONS) if rest.voices)


def _method(briefing: Briefing, language: Language) -> tuple[str, ...]:
    method, steadiness = briefing.method, [_steadiness(finding) for finding in briefing.findings]
    answers, segments = counted(method.answers, "answer", language), counted(method.segments, "segment", language)
    left_out = counted(len(briefing.unplaced), "segment", language)
    steady = {
        key: steadiness.count(f"{long}")
        for key, long in (("steady", "steady"), ("fairly", "fairly_steady"), ("unsteady", "unsteady"))
    }
    return (
        _word("machine", language),
        f"{_word('not_support', language)} {_word('not_support_why', language)}",
        _word("read", language, answers=answers, segments=segments)
        + (f" {_word('left_out', language, segments=left_out)}" if briefing.unplaced else ""),
        _word("steadiness", language, **steady) if method.clustered else _word("not_clustered", language),
        _word("original_language", language),
        _word("correct", language),
        _word("version", language, version=method.version, encoder=method.encoder),
    )
