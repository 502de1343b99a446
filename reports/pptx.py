"""The briefing as slides for the negotiation: one for the management, one for each phenomenon, then what is left."""

from collections.abc import Iterable, Sequence

from reports import pptx_beside as beside
from reports.briefing import Briefing, Language
from reports.charts import draw, rows_within
from reports.outline import KindCount, Outline, Phenomenon, Picture, Voice
from reports.picturing import pictures
from reports.slides import Drawn, Line, Run, Slides
from reports.telling import tell
from reports.wording import phrase, shortened

CHART_INCHES = 3.1
PICTURE_INCHES = 3.3
MOST_ON_SLIDE = 9
MOST_VOICES, MOST_REQUESTS, MOST_OF_SIDE = 2, 2, 2
LONGEST_ON_SLIDE = 260


def to_pptx(briefing: Briefing, language: Language) -> bytes:
    """A presentation in `language`; the same bytes for the same briefing.

    Slides leave the team: whatever copy it is made of, no words stand in them in which people could be recognised,
    and of what was not placed only how much there is.
    """
    outline, shared = tell(briefing, language), tell(briefing.for_network(), language)
    title = f"{outline.title} {outline.year}"
    slides = Slides(language, title, outline.county, briefing.made_on)
    source = _source(outline)
    dates = f"{outline.words['made_on']} {outline.made_on} · {outline.words['deadline']} {outline.deadline}"
    slides.opening(title, [part for part in (outline.county, dates, outline.cut) if part], [source, *outline.method])
    _management(slides, outline, source)
    beside.strongest(slides, outline, source)
    beside.news_and_standing(slides, outline, source)
    if outline.phenomena and not outline.of_one:
        _chart(slides, outline, source)
    for phenomenon in shared.phenomena:
        _phenomenon(slides, phenomenon, outline, source)
        _other_sides(slides, phenomenon, outline, source)
    for shown in pictures(briefing, outline.phenomena, language, MOST_ON_SLIDE):
        _picture(slides, shown, source)
    beside.standing(slides, outline, source)
    _rest(slides, outline, source)
    _method(slides, outline, source)
    return slides.saved()


def _source(outline: Outline) -> str:
    words = outline.words
    named = f"{outline.title} {outline.year}, {words['made_on'].lower()} {outline.made_on}"
    return f"{words['source']}: {', '.join(part for part in (outline.county, named) if part)}."


def _management(slides: Slides, outline: Outline, source: str) -> None:
    words, turnout = outline.words, outline.turnout
    left = [
        Line((Run(words["who_answered"], bold=True),), "heading"),
        Line((Run(turnout.count, bold=True), Run(f" {turnout.unit}"))),
        *_kinds(turnout.kinds),
        *([Line((Run(turnout.also, quiet=True),))] if turnout.also else []),
    ]
    right = [
        Line((Run(words["asked_most"], bold=True),), "heading"),
        *(_asked(outline.phenomenon(each)) for each in outline.asked[:5]),
        *([] if outline.asked else [Line((Run(outline.nothing_asked),))]),
    ]
    told = [line for line in (*outline.compared, outline.nothing, outline.more()) if line]
    right += [Line((Run(line, quiet=True),)) for line in told]
    slides.texts(Run(words["summary"]), "", left, right, [source, words["machine"]])


def _chart(slides: Slides, outline: Outline, source: str) -> None:
    """The phenomena beside each other, as many as fit; the notes have all."""
    chart, rows = outline.chart, rows_within(outline.chart, CHART_INCHES)
    lead = f"{chart.lead} {outline.words['not_support']}"
    if rows < len(chart.rows):
        lead = f"{lead} {phrase('chart_most', outline.language, shown=rows)}"
    drawn = Drawn(draw(chart, "png", rows), chart.alt)
    slides.picture(Run(chart.title), [Line((Run(lead),))], drawn, [source, *_twin(outline)])


def _twin(outline: Outline) -> Iterable[str]:
    """The chart in words."""
    for row in outline.chart.rows:
        counts = ", ".join(f"{name} {count}" for name, count in zip(outline.chart.names, row.counts, strict=True))
        yield f"{row.label.text}: {counts}, {outline.words['total'].lower()} {row.total}."


def _asked(phenomenon: Phenomenon) -> Line:
    label = Run(phenomenon.label.text, phenomenon.label.lang)
    return Line((label, Run(f": {phenomenon.askers}", bold=True)), "bullet")


def _kinds(kinds: Iterable[KindCount]) -> list[Line]:
    return [_counted(kind.name, kind.of, kind.interval) for kind in kinds]


def _counted(name: str, of: str, interval: str) -> Line:
    exact = (Run(f" ({interval})", quiet=True),) if interval else ()
    return Line((Run(f"{name} "), Run(of, bold=True), *exact), "bullet")


def _phenomenon(slides: Slides, phenomenon: Phenomenon, outline: Outline, source: str) -> None:
    words = outline.words
    left = [Line((Run(phenomenon.evidence, bold=True),)), *_kinds(phenomenon.kinds)]
    if phenomenon.whole:
        left.append(Line((Run(phenomenon.whole, quiet=True),)))
    if phenomenon.areas:
        left.append(Line((Run(words["by_area"], bold=True),), "heading"))
        left += [_counted(area.name, area.of, area.interval) for area in phenomenon.areas]
    if phenomenon.change:
        left.append(Line((Run(words["change"], bold=True),), "heading"))
        left.append(Line((Run(phenomenon.change),)))
    right = [Line((Run(words["claim"], bold=True),), "heading"), *_voice(phenomenon.gist, words)]
    voices, requests = phenomenon.voices[:MOST_VOICES], phenomenon.requests[:MOST_REQUESTS]
    right += _voices(words["voices"], "", voices, words)
    if phenomenon.asked_by or requests:
        right += _voices(words["requests"], phenomenon.asking if phenomenon.asked_by else "", requests, words)
    title = Run(f"{phenomenon.number}. {phenomenon.label.text}", phenomenon.label.lang)
    slides.texts(title, phenomenon.label_note, left, right, list(_sources(phenomenon, outline, source)))


def _other_sides(slides: Slides, phenomenon: Phenomenon, outline: Outline, source: str) -> None:
    """What else is told of a phenomenon, and what stands beside it; no slide where there is neither."""
    if not (phenomenon.sides or phenomenon.figures):
        return
    words = outline.words
    silent = [Line((Run(phrase("side_hidden", outline.language), quiet=True),))]
    lines = [
        line
        for side in phenomenon.sides
        for line in (
            *_voices(side.title, side.count, side.voices[:MOST_OF_SIDE], words),
            *([] if side.voices else silent),
        )
    ]
    right = beside.figures(phenomenon.figures, words)
    if not lines:
        lines, right = right, []
    notes = [source, *(side.lead for side in phenomenon.sides)]
    voices = [voice for side in phenomenon.sides for voice in side.voices if voice.text]
    notes += [f"”{one.text}” – {one.organisation}, {words['answer_id']} {one.answer_id}" for one in voices]
    notes += beside.sources(phenomenon.figures)
    title = Run(phenomenon.label.text, phenomenon.label.lang)
    slides.texts(title, words["other_sides"], lines, right, notes)


def _voices(heading: str, count: str, voices: Sequence[Voice], words: dict[str, str]) -> list[Line]:
    if not voices and not count:
        return []
    told = [Line((Run(count, bold=True),))] if count else []
    return [
        Line((Run(heading, bold=True),), "heading"),
        *told,
        *(line for one in voices for line in _voice(one, words)),
    ]


def _voice(voice: Voice, words: dict[str, str]) -> list[Line]:
    if not voice.text:
        return [Line((Run(voice.hidden, quiet=True),))]
    whose = voice.organisation + (f" ({voice.lang_name})" if voice.lang_name else "")
    replies = [
        Line((Run(f"{reply.heading}: ", quiet=True), Run(_shortened(reply.text), reply.lang)), "bullet")
        for reply in voice.replies
    ]
    return [Line((Run(f"”{_shortened(voice.text)}”", voice.lang), Run(f" – {whose}", quiet=True))), *replies]


def _shortened(text: str) -> str:
    """The beginning of a text that is too long for a slide; the notes have the whole of it."""
    return shortened(text, LONGEST_ON_SLIDE)


def _sources(phenomenon: Phenomenon, outline: Outline, source: str) -> Iterable[str]:
    """Where what the slide says comes from: who wrote, which answers, how steady the phenomenon is."""
    words = outline.words
    yield source
    yield f"{phenomenon.origin} {phenomenon.steadiness} {words['not_support']}"
    for kind in phenomenon.kinds:
        if kind.organisations:
            yield f"{kind.name}: {', '.join(kind.organisations)}."
    for voice in (phenomenon.gist, *phenomenon.voices, *phenomenon.requests):
        if voice.text:
            yield f"”{voice.text}” – {voice.organisation}, {words['answer_id']} {voice.answer_id}"
        yield from (f"{reply.heading}: {reply.text}" for reply in voice.replies)
    if phenomenon.withheld:
        yield phenomenon.withheld


def _picture(slides: Slides, shown: Picture, source: str) -> None:
    from reports.drawn_pictures import picture

    table = shown.table
    rows = (
        "; ".join(f"{name}: {cell.text}" for name, cell in zip(table.headings, row, strict=True)) for row in table.rows
    )
    lead = [Line((Run(shown.lead),))]
    slides.picture(Run(shown.title), lead, Drawn(picture(shown, "png", PICTURE_INCHES), shown.alt), [source, *rows])


def _rest(slides: Slides, outline: Outline, source: str) -> None:
    if not outline.rest:
        return
    lines = [Line((Run(f"{rest.name}: "), Run(str(len(rest.voices)), bold=True)), "bullet") for rest in outline.rest]
    counts = Line((Run(outline.rest_count, bold=True),))
    slides.texts(Run(outline.rest_title), "", [counts, *lines], [], [source])


def _method(slides: Slides, outline: Outline, source: str) -> None:
    lines = [Line((Run(sentence),), "bullet") for sentence in outline.method]
    notes = [source, f"{outline.words['legal_basis']}: {outline.legal_basis}", *(note.text for note in outline.notes)]
    slides.texts(Run(outline.words["method"]), "", lines, [], notes)
