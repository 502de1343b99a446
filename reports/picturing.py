"""What the pictures of a briefing show, worded and counted, each with the same in a table."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from statistics import median

from reports.briefing import KINDS, Before, Briefing, ChosenIndicator, Finding, Language, Party
from reports.changes import compared
from reports.findings import of_one
from reports.outline import Flow, Heat, HeatRow, Phenomenon, Picture, Stage, Strip, Strips, Table, Words
from reports.shares import LEAST_IN_AREA, areas
from reports.wording import KIND_NAMES, counted, decimal, number, phrase

LEAST_OF_OTHERS = 3
MOST_STRIPS = 8
MOST_IN_PICTURE = 20
"""So many phenomena can be read in one picture; its table has all."""


def pictures(
    briefing: Briefing, phenomena: Sequence[Phenomenon], language: Language, most: int = MOST_IN_PICTURE
) -> tuple[Picture, ...]:
    """The pictures for which the briefing has numbers, of `most` phenomena; no municipality is named in any."""
    made = (
        _heat(briefing, phenomena, language, most),
        _flow(briefing, phenomena, language, most),
        _strips(briefing, language),
    )
    return tuple(picture for picture in made if picture is not None)


def _heat(briefing: Briefing, phenomena: Sequence[Phenomenon], language: Language, most: int) -> Heat | None:
    # one organisation is set beside nobody
    if not phenomena or of_one(briefing):
        return None
    answered = [party for party in briefing.parties if party.answered]
    kinds = [
        (KIND_NAMES[kind].in_language(language), some)
        for kind in KINDS
        if (some := [party for party in answered if party.kind == kind])
    ]
    known = areas(briefing, language)
    by_area = known if len(known) > 1 else []
    if len(kinds) + len(by_area) < 2:
        return None
    columns = [(name, frozenset(party.id for party in some)) for name, some in (*kinds, *by_area)]
    findings = {finding.id: finding for finding in briefing.findings}
    rows = tuple(
        HeatRow(
            label=phenomenon.label,
            counts=tuple(len(ids & set(findings[phenomenon.id].organisations)) for _, ids in columns),
        )
        for phenomenon in phenomena
    )
    of = tuple(len(ids) for _, ids in columns)
    names = tuple(name for name, _ in columns)
    left_out = {party.area for party in answered if party.area} and len(known) < len(_named_areas(answered))
    lead = _lead("heat_lead", len(rows), most, language)
    return Heat(
        title=phrase("heat_title" if by_area else "heat_title_kinds", language),
        lead=f"{lead} {phrase('few_areas', language, least=LEAST_IN_AREA)}" if left_out else lead,
        alt=_heat_alt(rows, names, of, len(kinds), language),
        table=_heat_table(rows, names, of, language),
        names=names,
        of=of,
        kinds=len(kinds),
        rows=rows[:most],
    )


def _lead(key: str, count: int, most: int, language: Language) -> str:
    """What a picture shows, and that it shows the `most` common of `count` phenomena where it does not show all."""
    lead = phrase(key, language)
    return f"{lead} {phrase('chart_most', language, shown=most)}" if count > most else lead


def _named_areas(parties: Iterable[Party]) -> set[str]:
    return {party.area.fi for party in parties if party.area is not None}


def _heat_table(rows: Sequence[HeatRow], names: Sequence[str], of: Sequence[int], language: Language) -> Table:
    return Table(
        headings=(phrase("phenomenon", language), *names),
        rows=tuple(
            ((row.label), *(Words(text=_of(count, all_, language)) for count, all_ in zip(row.counts, of, strict=True)))
            for row in rows
        ),
    )


def _heat_alt(rows: Sequence[HeatRow], names: Sequence[str], of: Sequence[int], kinds: int, language: Language) -> str:
    shares = [(count / of[at], -line, -at) for line, row in enumerate(rows) for at, count in enumerate(row.counts)]
    _, line, at = max(shares)
    columns = [counted(kinds, "kind", language)]
    if len(names) > kinds:
        columns.append(counted(len(names) - kinds, "area", language))
    return phrase(
        "heat_alt",
        language,
        phenomena=counted(len(rows), "phenomenon", language),
        columns=", ".join(columns),
        label=rows[-line].label.text,
        column=names[-at],
        of=_of(rows[-line].counts[-at], of[-at], language),
    )


def _flow(briefing: Briefing, phenomena: Sequence[Phenomenon], language: Language, most: int) -> Flow | None:
    comparison = briefing.comparison
    if comparison is None or not phenomena:
        return None
    findings = {finding.id: finding for finding in briefing.findings}
    ordered = [findings[phenomenon.id] for phenomenon in phenomena]
    went_on = sorted({before for finding in ordered for before in finding.before}, key=lambda one: _size(one, language))
    then = [*went_on, *comparison.vanished]
    new, gone = phrase("flow_new", language), phrase("flow_gone", language)
    year = str(comparison.year) if comparison.year not in (None, briefing.year) else ""
    heading_then = year or phrase("earlier_survey", language)
    heading_now = str(briefing.year) if year else phrase("this_survey", language)
    return Flow(
        title=phrase("flow_title", language),
        lead=_lead("flow_lead", max(len(ordered), len(then)), most, language),
        alt=phrase(
            "flow_alt",
            language,
            then=heading_then,
            before=counted(len(then), "phenomenon", language),
            now=heading_now,
            after=counted(len(ordered), "phenomenon", language),
            compared=" ".join(compared(briefing, language)),
        ),
        table=_flow_table(ordered, phenomena, comparison.vanished, (heading_then, heading_now), language),
        heading_then=heading_then,
        heading_now=heading_now,
        then=tuple(
            Stage(label=_name(one, language), count=one.organisations, note=gone if one in comparison.vanished else "")
            for one in then[:most]
        ),
        now=tuple(
            Stage(label=phenomenon.label, count=phenomenon.count, note="" if finding.before else new)
            for phenomenon, finding in list(zip(phenomena, ordered, strict=True))[:most]
        ),
        links=tuple(
            (then.index(one), at)
            for at, finding in enumerate(ordered[:most])
            for one in finding.before
            if then.index(one) < most
        ),
    )


def _flow_table(
    ordered: Sequence[Finding],
    phenomena: Sequence[Phenomenon],
    vanished: Sequence[Before],
    years: tuple[str, str],
    language: Language,
) -> Table:
    new, gone = phrase("flow_new", language), phrase("flow_gone", language)
    rows: list[tuple[Words, ...]] = []
    for finding, phenomenon in zip(ordered, phenomena, strict=True):
        now = ((phenomenon.label), Words(text=number(phenomenon.count)))
        rows += [(*now, *_then_cells(one, language)) for one in finding.before] or [
            (*now, Words(text=new), Words(text=""))
        ]
    rows += [(Words(text=gone), Words(text=""), *_then_cells(one, language)) for one in vanished]
    then, this = years
    return Table(
        headings=(this, phrase("scale_count", language), then, phrase("scale_count", language)), rows=tuple(rows)
    )


def _then_cells(before: Before, language: Language) -> tuple[Words, Words]:
    return _name(before, language), Words(text=number(before.organisations))


def _size(before: Before, language: Language) -> tuple[int, str]:
    return -before.organisations, _name(before, language).text


def _name(before: Before, language: Language) -> Words:
    text, lang = before.label.shown(language)
    return Words(text=text, lang=lang) if text else Words(text=phrase("unnamed", language), lang=language)


def _strips(briefing: Briefing, language: Language) -> Strips | None:
    many = [one for one in briefing.indicators if len(one.others) >= LEAST_OF_OTHERS]
    shown = sorted(many, key=lambda one: -one.chosen_by)[:MOST_STRIPS]
    if not shown:
        return None
    return Strips(
        title=phrase("strips_title", language),
        lead=phrase("strips_lead", language),
        alt=phrase("strips_alt", language, indicators=counted(len(shown), "indicator", language)),
        table=Table(
            headings=tuple(
                phrase(key, language)
                for key in ("indicator", "year", "smallest", "middle", "greatest", "county_value", "country_value")
            ),
            rows=tuple(_strip_row(one, language) for one in shown),
        ),
        county=phrase("county_dot", language),
        country=phrase("country_dot", language),
        municipality=phrase("municipality_dot", language),
        strips=tuple(_strip(one, language) for one in shown),
    )


def _strip(one: ChosenIndicator, language: Language) -> Strip:
    values = sorted(map(Decimal, one.others))
    known = [*values, *(Decimal(value) for value in (one.county, one.country) if value is not None)]
    least, most = min(known), max(known)

    def at(value: Decimal) -> float:
        return float((value - least) / (most - least)) if most > least else 0.5

    def marked(value: str | None) -> tuple[float, str] | None:
        return None if value is None else (at(Decimal(value)), decimal(value))

    return Strip(
        title=f"{_titled(one, language)}, {one.year}",
        others=tuple(map(at, values)),
        least=decimal(str(least)),
        most=decimal(str(most)),
        county=marked(one.county),
        country=marked(one.country),
    )


def _strip_row(one: ChosenIndicator, language: Language) -> tuple[Words, ...]:
    values = sorted(one.others, key=Decimal)
    places = max(len(value.partition(".")[2]) for value in values)
    middle = f"{median(map(Decimal, values)):.{places}f}"
    told = (values[0], middle, values[-1], one.county, one.country)
    return (
        Words(text=_titled(one, language)),
        Words(text=str(one.year)),
        *(Words(text="–" if value is None else decimal(value)) for value in told),
    )


def _titled(one: ChosenIndicator, language: Language) -> str:
    unit = one.unit.in_language(language)
    return one.title.in_language(language) + (f" ({unit})" if unit else "")


def _of(count: int, total: int, language: Language) -> str:
    return phrase("of", language, count=number(count), total=number(total))
