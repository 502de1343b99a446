"""What stands beside the answers in the Word document: indicators, and the blocks of every year."""

from collections.abc import Iterable, Mapping

from reports.outline import Figure, Outline
from reports.word import Paper


def figures(paper: Paper, told: Iterable[Figure], words: Mapping[str, str]) -> None:
    """Indicators, each with its values, how to read it, and where it is from."""
    paper.paragraph(words["figures_lead"], style="Caption").paragraph_format.left_indent = 0
    for one in told:
        paper.paragraph(" ".join(filter(None, (one.values, one.reading, one.source))), bold=f"{one.title}: ")


def standing(paper: Paper, outline: Outline) -> None:
    """The blocks of every year, then the theme's indicators that stand beside no phenomenon."""
    words = outline.words
    if outline.standing:
        paper.heading(words["standing"], 1)
    for block in outline.standing:
        paper.heading(block.heading, 2)
        for paragraph in block.paragraphs:
            paper.paragraph(paragraph.text, lang=paragraph.lang)
        if block.note:
            paper.paragraph(block.note)
        if block.figures:
            figures(paper, block.figures, words)
    if outline.figures:
        paper.heading(words["theme_figures"], 1)
        figures(paper, outline.figures, words)
