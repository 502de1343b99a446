"""The management's part of the Word document: the strongest phenomena, what is new, the blocks of every year."""

from reports.outline import Outline
from reports.word import Paper

WIDTHS = (7.4, 2.9, 1.5, 2.2, 2.6)
MOST = 4
"""So many phenomena leave the management's part on one page, of which Word alone knows where it ends."""


def strongest(paper: Paper, outline: Outline) -> None:
    """The phenomena of which most told, with the interval of each, and what an interval means."""
    words, management = outline.words, outline.management
    if outline.of_one:
        return
    paper.heading(management.title, 2)
    headings = [words["phenomenon"], words["scale_count"], words["share"], words["interval"]]
    rows: list[list[tuple[str, str | None]]] = [
        [
            (one.label.text, one.label.lang),
            (one.share.text, None),
            (one.share.percent, None),
            (one.share.interval, None),
        ]
        for one in management.strongest[:MOST]
    ]
    if outline.compared:
        headings.append(words["change_short"])
        for row, one in zip(rows, management.strongest[:MOST], strict=True):
            row.append((one.note, None))
    widths = list(WIDTHS) if outline.compared else [WIDTHS[0] + WIDTHS[-1], *WIDTHS[1:-1]]
    paper.table(headings, rows, widths, numbers=True)
    for sentence in filter(None, (outline.hidden(len(rows)), management.exactness)):
        paper.paragraph(sentence, style="Caption").paragraph_format.left_indent = 0


def news_and_standing(paper: Paper, outline: Outline) -> None:
    """What is new or told of by more, and a sentence of each block."""
    words, news = outline.words, outline.management.news
    if outline.compared:
        paper.heading(words["news"], 2)
    for listed in news:
        paragraph = paper.paragraph("", bold=f"{listed.lead}: ")
        for at, (label, note) in enumerate(listed.items):
            paper.run(paragraph, label.text, lang=label.lang)
            paper.run(paragraph, (f" ({note})" if note else "") + (", " if at < len(listed.items) - 1 else ""))
    if outline.compared and not news:
        paper.paragraph(words["no_news"])
    if outline.standing:
        paper.heading(words["standing"], 2)
    for block in outline.standing:
        paper.paragraph(block.sentence.text, bold=f"{block.heading}: ", lang=block.sentence.lang)
