"""The draft of a response, and the blank questionnaire, as a Word document to go through in a meeting."""

from typing import Any

from reports.briefing import Language
from reports.response import CopyQuestion, CopySection, ResponseCopy, facts, saved
from reports.word import TEXT_WIDTH, Paper
from reports.wording import phrase, words

NOTE_LINES = 2
WRITING_POINTS = 9
BOX = "\N{BALLOT BOX}"


def response_docx(copy: ResponseCopy, language: Language) -> bytes:
    """A Word document in `language`; the same bytes for the same copy."""
    kind, title = phrase(copy.kind, language), copy.title.in_language(language)
    footer = " · ".join(part for part in (kind, copy.organisation and copy.organisation.in_language(language)) if part)
    paper = Paper(language, f"{title} – {kind}", copy.county.in_language(language), footer, copy.made_on)
    _cover(paper, copy, language)
    if copy.is_draft:
        _gaps(paper, copy, language)
    for section in copy.sections:
        if section.questions:
            _section(paper, section, copy, language)
    return paper.saved()


def _cover(paper: Paper, copy: ResponseCopy, language: Language) -> None:
    county, kind = copy.county.in_language(language), phrase(copy.kind, language)
    _quiet(paper, f"{county} · {kind}")
    paper.heading(copy.title.in_language(language), 0)
    _quiet(paper, " · ".join(facts(copy, language)))
    if copy.organisation:
        paper.paragraph(copy.organisation.in_language(language), bold=f"{phrase('respondent', language)}: ")
    if copy.is_draft:
        paper.paragraph(f" {phrase('draft_note', language)}", bold=f"{kind}.")


def _gaps(paper: Paper, copy: ResponseCopy, language: Language) -> None:
    told = words(language)
    paper.heading(told["gaps"], 1)
    missing = [question for section in copy.sections for question in section.questions if question.gaps]
    for question in missing:
        gaps = " ".join(gap.in_language(language) for gap in question.gaps)
        paper.paragraph(f" – {gaps}", bold=question.text.in_language(language), style="List Bullet")
    if not missing:
        paper.paragraph(told["no_gaps"])


def _section(paper: Paper, section: CopySection, copy: ResponseCopy, language: Language) -> None:
    paper.heading(section.title.in_language(language), 1)
    for text in ([section.condition] if section.condition else []) + list(section.intro):
        paper.paragraph(text.in_language(language))
    for question in section.questions:
        if not question.asks:
            paper.paragraph(question.text.in_language(language))
            continue
        paper.heading(question.text.in_language(language), 2)
        if copy.blank:
            _to_fill_in(paper, question, language)
        else:
            _answer(paper, question, language)
            _notes(paper, question, language)


def _answer(paper: Paper, question: CopyQuestion, language: Language) -> None:
    lang = question.language if question.language != language else None
    if question.rows:
        headings = [heading.in_language(language) for heading in question.headings]
        rows = [[(cell, lang) for cell in row] for row in question.rows]
        paper.table(headings, rows, [TEXT_WIDTH / len(headings)] * len(headings))
    for paragraph in question.paragraphs:
        paper.paragraph(paragraph, style="Quote", lang=lang)
    if not question.rows and not any(question.paragraphs):
        _quiet(paper, phrase("no_answer", language))


def _notes(paper: Paper, question: CopyQuestion, language: Language) -> None:
    from docx.shared import Pt

    for gap in question.gaps:
        paper.paragraph(bold=gap.in_language(language))
    if told := saved(question, language):
        _quiet(paper, told)
    for label in (f"{phrase('note_lines', language)}: ", *[""] * (NOTE_LINES - 1)):
        line = _quiet(paper, label)
        line.paragraph_format.space_before = Pt(WRITING_POINTS)
        paper.line_to_write_on(line)


def _to_fill_in(paper: Paper, question: CopyQuestion, language: Language) -> None:
    for text in ([question.condition] if question.condition else []) + ([question.help] if question.help else []):
        _quiet(paper, text.in_language(language))
    if question.notes:
        _quiet(paper, " ".join(note.in_language(language) for note in question.notes))
    for option in question.options:
        paper.paragraph(f"{BOX} {option.in_language(language)}")
    if question.blank_rows:
        headings = [heading.in_language(language) for heading in question.headings]
        rows = [[("", None)] * len(headings)] * question.blank_rows
        paper.table(headings, rows, [TEXT_WIDTH / len(headings)] * len(headings), fill_in=True)
    for room in question.room:
        label = f"{room.label.in_language(language)}: " if room.label else ""
        paper.line_to_write_on(paper.paragraph(label))
        for _ in range(room.lines - 1):
            paper.line_to_write_on(paper.paragraph())


def _quiet(paper: Paper, text: str) -> Any:
    paragraph = paper.paragraph(text, style="Caption")
    paragraph.paragraph_format.left_indent = 0
    return paragraph
