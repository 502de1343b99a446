"""The briefing as a Word document, to edit and to hand on: the same parts in the same order as the PDF."""

from collections.abc import Iterable

from reports import docx_annex as annex
from reports import docx_management as management
from reports.briefing import Briefing, Language
from reports.charts import draw, rows_within
from reports.drawn_pictures import bars, picture
from reports.outline import Outline, Phenomenon, Picture, Voice
from reports.telling import tell
from reports.word import TEXT_WIDTH, Paper

CHART_INCHES = 5.2


def to_docx(briefing: Briefing, language: Language) -> bytes:
    """A Word document in `language`; the same bytes for the same briefing."""
    outline = tell(briefing, language)
    title = f"{outline.title} {outline.year}"
    footer = " · ".join(part for part in (outline.county, title) if part)
    paper = Paper(language, title, outline.county, footer, briefing.made_on)
    _cover(paper, outline, title)
    _summary(paper, outline)
    if outline.phenomena:
        _phenomena(paper, outline)
    else:
        _rest(paper, outline)
    annex.standing(paper, outline)
    _scales(paper, outline)
    _open_answers(paper, outline)
    _raised(paper, outline)
    if outline.phenomena:
        _rest(paper, outline)
    _parties(paper, outline)
    _method(paper, outline)
    return paper.saved()


def _cover(paper: Paper, outline: Outline, title: str) -> None:
    words = outline.words
    paper.paragraph(outline.county, style="Caption").paragraph_format.left_indent = 0
    paper.heading(title, 0)
    dates = f"{words['made_on']} {outline.made_on} · {words['deadline']} {outline.deadline}"
    paper.paragraph(dates, style="Caption").paragraph_format.left_indent = 0
    if outline.cut:
        paper.paragraph(outline.cut)
    if outline.team_copy:
        paper.paragraph(bold=words["team_copy"])


def _summary(paper: Paper, outline: Outline) -> None:
    words, turnout = outline.words, outline.turnout
    paper.heading(words["summary"], 1)
    paper.heading(words["who_answered"], 2)
    kinds = ", ".join(f"{kind.name} {kind.of}" for kind in turnout.kinds)
    paper.paragraph(f": {kinds}. {turnout.also}".rstrip(), bold=f"{turnout.count} {turnout.unit}")
    paper.heading(words["asked_most"], 2)
    for phenomenon in map(outline.phenomenon, outline.asked[:5]):
        item = paper.paragraph(phenomenon.label.text, style="List Number", lang=phenomenon.label.lang)
        paper.run(item, f": {phenomenon.askers}").bold = True
    if not outline.asked:
        paper.paragraph(outline.nothing_asked)
    if outline.more():
        paper.paragraph(outline.more(), style="Caption").paragraph_format.left_indent = 0
    if outline.phenomena:
        management.strongest(paper, outline)
    else:
        paper.heading(words["phenomena"], 2)
        paper.paragraph(outline.nothing)
    management.news_and_standing(paper, outline)
    if outline.phenomena:
        paper.paragraph(f" {words['machine']}", bold=words["not_support"])


def _phenomena(paper: Paper, outline: Outline) -> None:
    paper.heading(outline.words["annex"], 1).paragraph_format.page_break_before = True
    if not outline.of_one:
        _table(paper, outline)
    for shown in outline.pictures:
        _picture(paper, shown)
    for phenomenon in outline.phenomena:
        _phenomenon(paper, phenomenon, outline.words)


def _table(paper: Paper, outline: Outline) -> None:
    chart, words = outline.chart, outline.words
    paper.heading(chart.title, 2)
    paper.paragraph(chart.lead)
    for sentence in outline.compared:
        paper.paragraph(sentence)
    drawn = rows_within(chart, CHART_INCHES)
    paper.picture(draw(chart, "png", drawn), chart.alt, 15.5)
    if drawn < len(chart.rows):
        paper.paragraph(words["chart_most"].format(shown=drawn), style="Caption")
    rows = [
        [(row.label.text, row.label.lang), *((str(count), None) for count in row.counts), (str(row.total), None)]
        for row in chart.rows
    ]
    columns = len(chart.names) + 1
    narrow = 2.35 if columns < 6 else 1.9
    paper.table(
        [words["phenomenon"], *chart.names, words["total"]],
        rows,
        [TEXT_WIDTH - narrow * columns, *[narrow] * columns],
        numbers=True,
    )


def _picture(paper: Paper, shown: Picture) -> None:
    paper.heading(shown.title, 2)
    _lead(paper, shown.lead)
    paper.picture(picture(shown, "png"), shown.alt, 16.0)
    columns = len(shown.table.headings) - 1
    first = 3.8 if columns > 6 else 5.0 if columns > 4 else 6.0
    rows = [[(cell.text, cell.lang) for cell in row] for row in shown.table.rows]
    widths = [first, *[(TEXT_WIDTH - first) / columns] * columns]
    paper.table(shown.table.headings, rows, widths, numbers=shown.id != "flow")


def _lead(paper: Paper, text: str) -> None:
    """What stands between a heading and its picture, on the same page as both."""
    lead = paper.paragraph(text, style="Caption").paragraph_format
    lead.left_indent, lead.keep_with_next = 0, True


def _phenomenon(paper: Paper, phenomenon: Phenomenon, words: dict[str, str]) -> None:
    paper.heading(f"{phenomenon.number}. {phenomenon.label.text}", 2, phenomenon.label.lang, phenomenon.label_note)
    paper.heading(words["claim"], 3)
    _voice(paper, phenomenon.gist, words)
    _who_wrote(paper, phenomenon, words)
    if phenomenon.voices or phenomenon.withheld:
        paper.heading(words["voices"], 3)
        _voices(paper, phenomenon.voices, words)
        if phenomenon.withheld:
            paper.paragraph(phenomenon.withheld, style="Caption")
    for side in phenomenon.sides:
        paper.heading(f"{side.title}: {side.count}", 3)
        _lead(paper, side.lead)
        _voices(paper, side.voices, words)
    if phenomenon.asked_by or phenomenon.requests:
        paper.heading(words["requests"], 3)
        if phenomenon.asked_by:
            paper.paragraph(bold=phenomenon.asking)
        _voices(paper, phenomenon.requests, words)
    if phenomenon.figures:
        paper.heading(words["figures"], 3)
        annex.figures(paper, phenomenon.figures, words)
    facts = ((words["keywords"], ", ".join(phenomenon.keywords)), (words["change"], phenomenon.change))
    for name, text in (*facts, (words["origin"], f"{phenomenon.origin} {phenomenon.steadiness}")):
        if text:
            paper.paragraph(text, bold=f"{name}: ")


def _who_wrote(paper: Paper, phenomenon: Phenomenon, words: dict[str, str]) -> None:
    paper.heading(words["who_wrote"], 3)
    paper.paragraph(bold=phenomenon.evidence)
    if phenomenon.whole:
        paper.paragraph(phenomenon.whole)
    for kind in phenomenon.kinds:
        exact = f" ({kind.interval})" if kind.interval else ""
        names = f": {', '.join(kind.organisations)}" if kind.organisations else ""
        paper.paragraph(f"{exact}{names}", bold=f"{kind.name} {kind.of}")
    if phenomenon.areas:
        told = (
            f"{area.name} {area.of}" + (f" ({area.interval})" if area.interval else "") for area in phenomenon.areas
        )
        paper.paragraph(", ".join(told), bold=f"{words['by_area']}: ")


def _voices(paper: Paper, voices: Iterable[Voice], words: dict[str, str]) -> None:
    for voice in voices:
        _voice(paper, voice, words)


def _voice(paper: Paper, voice: Voice, words: dict[str, str]) -> None:
    if not voice.text:
        paper.paragraph(f"{voice.hidden} {voice.organisation}", style="Caption")
        return
    source = voice.organisation + (f" ({voice.lang_name})" if voice.lang_name else "")
    paper.quote(voice.text, voice.lang, f"{source} – {voice.note}" if voice.note else source)
    for reply in voice.replies:
        paper.paragraph(reply.text, bold=f"{reply.heading}: ", lang=reply.lang)


def _scales(paper: Paper, outline: Outline) -> None:
    words = outline.words
    if outline.scales:
        paper.heading(words["scales"], 1)
    for scale in outline.scales:
        paper.heading(scale.question, 2)
        _lead(paper, scale.of)
        paper.picture(bars(scale, "png", str(outline.year)), scale.alt, 14.0)
        headings = [words["scale_point"], words["scale_count"], words["share"]]
        rows: list[list[tuple[str, str | None]]] = [
            [(point.text, None), (str(point.count), None), (point.percent, None)] for point in scale.points
        ]
        if scale.then:
            headings += [scale.then, f"{words['share']} {scale.then}"]
            for row, point in zip(rows, scale.points, strict=True):
                row += [(point.before, None), (point.percent_before, None)]
        others = len(headings) - 1
        paper.table(headings, rows, [7.0, *[(TEXT_WIDTH - 7.0) / others] * others], numbers=True)


def _open_answers(paper: Paper, outline: Outline) -> None:
    if outline.open_answers:
        paper.heading(outline.words["open"], 1)
        paper.paragraph(outline.words["open_lead"])
    for question in outline.open_answers:
        paper.heading(f"{question.question} ({len(question.voices)})", 2)
        for voice in question.voices:
            _voice(paper, voice, outline.words)
        if question.withheld:
            paper.paragraph(question.withheld, style="Caption")


def _raised(paper: Paper, outline: Outline) -> None:
    if outline.raised:
        paper.heading(outline.words["raised"], 1)
    for issue in outline.raised:
        paper.heading(issue.issue.text, 2, issue.issue.lang)
        source = f"{issue.organisation} – {issue.note}" if issue.note else issue.organisation
        paper.paragraph(source, style="Caption").paragraph_format.left_indent = 0
        for heading, text in issue.details:
            paper.paragraph(text, bold=f"{heading}: ", lang=issue.issue.lang)


def _rest(paper: Paper, outline: Outline) -> None:
    if not outline.rest:
        return
    paper.heading(outline.rest_title, 1)
    paper.paragraph(outline.words["unplaced_lead"])
    for rest in outline.rest:
        paper.heading(f"{rest.name} ({len(rest.voices)})", 2)
        for voice in rest.voices:
            shown = (
                voice if voice.text else voice.model_copy(update={"text": outline.words["empty_text"], "lang": None})
            )
            _voice(paper, shown, outline.words)


def _parties(paper: Paper, outline: Outline) -> None:
    words, turnout = outline.words, outline.turnout
    paper.heading(words["parties"], 1)
    for heading, kinds, none in (
        (words["answered"], turnout.present, words["nobody_answered"]),
        (words["missing"], turnout.missing, words["nobody_missing"]),
    ):
        paper.heading(heading, 2)
        for kind in kinds:
            paper.paragraph(", ".join(kind.organisations), bold=f"{kind.name} ({kind.count}): ")
        if not kinds:
            paper.paragraph(none)


def _method(paper: Paper, outline: Outline) -> None:
    if outline.goals:
        paper.heading(outline.words["goals"], 1)
        for goal in outline.goals:
            paper.paragraph(goal, style="List Bullet")
    paper.heading(outline.words["method"], 1)
    for sentence in outline.method:
        paper.paragraph(sentence, style="List Bullet")
    for note in outline.notes:
        paper.paragraph(note.text, style="List Bullet", lang=note.lang)
    paper.paragraph(outline.legal_basis, bold=f"{outline.words['legal_basis']}: ")
