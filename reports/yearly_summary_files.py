"""The yearly summary as a Word document and as a PDF: the same blocks in the same order."""

import json

from reports.briefing import Language
from reports.typesetting import typeset
from reports.word import Paper, Row
from reports.wording import phrase
from reports.yearly_summary import Block, Words, YearlySummary, blocks, lead, title


def summary_docx(summary: YearlySummary, language: Language) -> bytes:
    """A Word document in `language`; the same bytes for the same summary."""
    name, county = title(summary, language), summary.county.in_language(language)
    paper = Paper(language, name, county, f"{county} · {name}", summary.made_on)
    paper.paragraph(county, style="Caption").paragraph_format.left_indent = 0
    paper.heading(name, 0)
    paper.paragraph(lead(summary, language), style="Caption").paragraph_format.left_indent = 0
    for block in blocks(summary, language):
        _add(paper, block)
    return paper.saved()


def summary_pdf(summary: YearlySummary, language: Language) -> bytes:
    """An A4 document in `language`, made with the checks of PDF/UA-1 on; the same bytes for the same summary."""
    told = {
        "language": language,
        "county": summary.county.in_language(language),
        "title": title(summary, language),
        "lead": lead(summary, language),
        "page": phrase("page", language),
        "blocks": [block.model_dump() for block in blocks(summary, language)],
    }
    return typeset("yearly_summary.typ", {"summary": json.dumps(told)}, summary.made_on)


def _add(paper: Paper, block: Block) -> None:
    if block.kind == "heading":
        paper.heading(block.text, 1)
    elif block.kind == "paragraph":
        paper.paragraph(block.text)
    elif block.kind == "list":
        for item in block.items:
            paragraph = paper.paragraph(item.text, style="List Number", lang=item.language)
            paper.run(paragraph, f" ({item.note})")
    else:
        rows: list[Row] = [[_cell(cell) for cell in row] for row in block.rows]
        paper.table(block.headings, rows, block.widths)


def _cell(words: tuple[Words, ...]) -> tuple[str, str | None]:
    """The lines of a cell as one text, in the language that they share, if they do."""
    languages = {one.language for one in words}
    text = "\n".join(_line(one) for one in words)
    return text, languages.pop() if len(languages) == 1 else None


def _line(one: Words) -> str:
    label = f"{one.label}: " if one.label else ""
    return f"{label}{one.text} ({one.note})" if one.note else f"{label}{one.text}"
