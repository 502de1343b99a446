"""From a briefing to its outline in one language: what is counted, and in which words."""

from collections.abc import Sequence

from reports import notes
from reports.briefing import KINDS, Briefing, Language, OpenAnswers, RaisedIssue, ScaleResult
from reports.changes import compared
from reports.findings import clearance, of_one, steadiness, tell_phenomena, voice, withheld
from reports.management import management
from reports.outline import Chart, Issue, OpenQuestion, Outline, Phenomenon, Point, Rest, Row, Scale, Words
from reports.picturing import pictures
from reports.telling_figures import figures, standing
from reports.turnout import turnout
from reports.wording import KIND_NAMES, counted, day, number, phrase, words

REASONS = ("single_observation", "too_few_answers", "hidden", "practical", "refers_elsewhere", "no_content", "empty")


def tell(briefing: Briefing, language: Language) -> Outline:
    """The outline of `briefing` in `language`: phenomena and requests by the number of organisations behind them."""
    phenomena = tell_phenomena(briefing, language)
    asked = sorted((p for p in phenomena if p.asked_by), key=lambda p: (-p.asked_by, p.number))
    return Outline(
        language=language,
        title=_title(briefing, language),
        county=briefing.county.in_language(language),
        year=briefing.year,
        made_on=day(briefing.made_on),
        deadline=day(briefing.deadline),
        legal_basis=briefing.legal_basis.in_language(language),
        goals=tuple(goal.in_language(language) for goal in briefing.goals),
        team_copy=_for_the_team_alone(briefing),
        cut=_cut(briefing, language),
        of_one=of_one(briefing),
        turnout=turnout(briefing, language),
        management=management(briefing, phenomena, language),
        standing=standing(briefing, language),
        figures=figures(briefing.theme_indicators, language),
        phenomena=phenomena,
        compared=compared(briefing, language),
        nothing=_nothing(briefing, language),
        asked=tuple(phenomenon.id for phenomenon in asked),
        nothing_asked=_nothing_asked(briefing, language),
        chart=_chart(briefing, phenomena, language),
        pictures=pictures(briefing, phenomena, language),
        scales=tuple(_scale(scale, language) for scale in briefing.scales),
        raised=tuple(_issue(issue, language) for issue in briefing.raised_issues),
        raised_count=counted(len(briefing.raised_issues), "issue", language),
        open_answers=tuple(_open_question(told, language) for told in briefing.open_answers),
        open_count=counted(sum(len(told.answers) for told in briefing.open_answers), "answer", language),
        rest=_rest(briefing, language),
        rest_title=phrase("unplaced" if briefing.method.clustered else "ungrouped", language),
        rest_count=counted(len(briefing.unplaced), "segment", language),
        method=_method(briefing, language),
        notes=tuple(notes.told(note, language) for note in briefing.method.notes),
        words=words(language),
    )


def _title(briefing: Briefing, language: Language) -> str:
    title = briefing.title.in_language(language)
    return f"{title} – {briefing.cut.name.in_language(language)}" if briefing.cut else title


def _cut(briefing: Briefing, language: Language) -> str:
    """The sentence that says of whom alone it is told; empty where it is of all."""
    if briefing.cut is None:
        return ""
    return phrase(f"cut_{briefing.cut.kind}", language, name=briefing.cut.name.in_language(language))


def _for_the_team_alone(briefing: Briefing) -> bool:
    quotes = [quote for finding in briefing.findings for quote in finding.words()]
    quotes += [unplaced.quote for unplaced in briefing.unplaced]
    quotes += [answer for question in briefing.open_answers for answer in question.answers]
    return not all(quote.cleared for quote in quotes) or not all(issue.cleared for issue in briefing.raised_issues)


def _nothing(briefing: Briefing, language: Language) -> str:
    if briefing.findings:
        return ""
    if not briefing.method.answers:
        return phrase("nothing_to_group", language)
    if briefing.cut and briefing.method.clustered:
        return phrase("cut_nothing", language)
    if briefing.method.clustered:
        return phrase("no_phenomena", language)
    segments = counted(len(briefing.unplaced), "segment", language)
    where = phrase("all_listed", language, segments=segments) if briefing.unplaced else phrase("with_team", language)
    return f"{phrase('not_clustered', language)} {where}"


def _nothing_asked(briefing: Briefing, language: Language) -> str:
    if any(finding.asked_by for finding in briefing.findings):
        return ""
    if not any(party.answered for party in briefing.parties):
        return phrase("nobody_answered", language)
    uncounted = briefing.method.answers and not briefing.method.clustered
    return phrase("asked_not_counted" if uncounted else "nothing_asked", language)


def _chart(briefing: Briefing, phenomena: Sequence[Phenomenon], language: Language) -> Chart:
    kinds = tuple(kind for kind in KINDS if any(party.kind == kind and party.answered for party in briefing.parties))
    findings = {finding.id: finding for finding in briefing.findings}
    counts = [briefing.organisations_by_kind(findings[phenomenon.id]) for phenomenon in phenomena]
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
        title=phrase("chart_title", language),
        lead=phrase("chart_lead", language),
        axis=phrase("chart_axis", language),
        kinds=kinds,
        names=tuple(KIND_NAMES[kind].in_language(language) for kind in kinds),
        rows=rows,
        scale=max(1, sum(party.answered for party in briefing.parties)),
        alt=_chart_alt(phenomena, language),
    )


def _chart_alt(phenomena: Sequence[Phenomenon], language: Language) -> str:
    if not phenomena:
        return phrase("no_phenomena", language)
    first, last = phenomena[0], phenomena[-1]
    count = counted(len(phenomena), "phenomenon", language)
    alt = phrase("chart_alt", language, phenomena=count, first=first.label.text, count=first.organisations)
    return alt + (
        phrase("chart_alt_last", language, last=last.label.text, count=last.organisations) if last is not first else ""
    )


def _scale(scale: ScaleResult, language: Language) -> Scale:
    of, of_before = max(1, scale.of()), max(1, scale.answered_before)
    points = tuple(
        Point(
            text=point.text.in_language(language),
            count=point.count,
            share=point.count / of,
            percent=f"{number(100 * point.count / of)} %",
            before="" if point.before is None else number(point.before),
            share_before=(point.before or 0) / of_before,
            percent_before="" if point.before is None else f"{number(100 * point.before / of_before)} %",
        )
        for point in scale.counts
    )
    compared = any(point.before is not None for point in scale.counts)
    then = (str(scale.year_before) if scale.year_before else phrase("year_before", language)) if compared else ""
    most = max(points, key=lambda point: point.count, default=None)
    chosen = f"{most.text}, {counted(most.count, 'organisation', language)}" if most else ""
    return Scale(
        question=scale.question.in_language(language),
        points=points,
        of=phrase("answered_this", language, organisations=counted(scale.of(), "organisation", language)),
        then=then,
        alt=phrase("scale_alt", language, chosen=chosen),
    )


def _issue(issue: RaisedIssue, language: Language) -> Issue:
    return Issue(
        organisation=issue.organisation.in_language(language),
        issue=Words(text=issue.issue, lang=issue.language),
        details=tuple((heading.in_language(language), text) for heading, text in issue.details if text.strip()),
        note=clearance(issue.cleared, language),
    )


def _rest(briefing: Briefing, language: Language) -> tuple[Rest, ...]:
    def one(reason: str) -> Rest:
        quotes = [unplaced.quote for unplaced in briefing.unplaced if unplaced.reason == reason]
        return Rest(
            reason=reason,
            name=phrase("reason_hidden" if reason == "hidden" else reason, language),
            voices=tuple(voice(quote, language) for quote in quotes),
        )

    return tuple(rest for rest in map(one, REASONS) if rest.voices)


def _open_question(told: OpenAnswers, language: Language) -> OpenQuestion:
    return OpenQuestion(
        id=told.question_id,
        question=told.question.in_language(language),
        voices=tuple(voice(answer, language) for answer in told.answers),
        withheld=withheld(told.withheld, language),
    )


def _method(briefing: Briefing, language: Language) -> tuple[str, ...]:
    method = briefing.method
    # The record in brackets is for whoever repeats the synthesis; it stays in the briefing's JSON
    version = phrase("version", language, version=method.version, encoder=method.encoder.partition(" (")[0])
    if not method.clustered:
        return (_read(briefing, language), phrase("original_language", language), version)
    steadinesses = [steadiness(finding) for finding in briefing.findings]
    steady = {
        "steady": steadinesses.count("steady"),
        "fairly": steadinesses.count("fairly_steady"),
        "unsteady": steadinesses.count("unsteady"),
    }
    return (
        phrase("machine", language),
        f"{phrase('not_support', language)} {phrase('not_support_why', language)}",
        phrase("exactness_method", language),
        _read(briefing, language),
        phrase("steadiness", language, **steady),
        phrase("original_language", language),
        phrase("correct", language),
        version,
    )


def _read(briefing: Briefing, language: Language) -> str:
    answers = counted(briefing.method.answers, "answer", language)
    segments = counted(briefing.method.segments, "segment", language)
    left_out = counted(len(briefing.unplaced), "segment", language)
    read = phrase("read", language, answers=answers, segments=segments)
    return (
        f"{read} {phrase('left_out', language, segments=left_out)}" if briefing.unplaced and not briefing.cut else read
    )
