"""Slides of the strongest phenomena, of what is new, of the blocks of every year and of what stands beside answers."""

from collections.abc import Mapping, Sequence
from typing import Final

from reports.outline import Figure, Listed, Outline, StandingTold, Strongest
from reports.slides import Line, Run, Slides
from reports.wording import shortened

MOST_STRONGEST: Final = 8
MOST_FIGURES: Final = 5
LONGEST_PARAGRAPH: Final = 420


def strongest(slides: Slides, outline: Outline, source: str) -> None:
    """The phenomena of which most told, each with its interval; no slide where there are none."""
    management = outline.management
    if not management.strongest:
        return
    lines = [_strongest(one, outline.words) for one in management.strongest[:MOST_STRONGEST]]
    told = (management.exactness, outline.hidden(len(lines)))
    lines += [Line((Run(text, quiet=True),)) for text in told if text]
    slides.texts(Run(management.title), "", lines, [], [source, outline.words["not_support"]])


def _strongest(one: Strongest, words: Mapping[str, str]) -> Line:
    exact = words["share_and_interval"].format(percent=one.share.percent, interval=one.share.interval)
    note = "; ".join(filter(None, (exact if one.share.interval else one.share.percent, one.note)))
    label = Run(f"{one.label.text}: ", one.label.lang)
    return Line((label, Run(one.share.text, bold=True), Run(f" ({note})", quiet=True)), "bullet")


def news_and_standing(slides: Slides, outline: Outline, source: str) -> None:
    """What is new or told of by more, and a sentence of each block; no slide where there is neither."""
    words = outline.words
    news = [line for listed in outline.management.news for line in _listed(listed)]
    if outline.compared and not news:
        news = [Line((Run(words["no_news"]),))]
    blocks = [line for block in outline.standing for line in _sentence(block)]
    if news and blocks:
        title = f"{words['news']} – {words['standing'][:1].lower()}{words['standing'][1:]}"
        slides.texts(Run(title), "", news, blocks, [source, *outline.compared])
    elif news or blocks:
        title = words["news"] if news else words["in_short"]
        slides.texts(Run(title), "", news or blocks, [], [source, *outline.compared])


def _listed(listed: Listed) -> list[Line]:
    items = [
        Line((Run(label.text, label.lang), *((Run(f" ({note})", bold=True),) if note else ())), "bullet")
        for label, note in listed.items
    ]
    return [Line((Run(listed.lead, bold=True),), "heading"), *items]


def _sentence(block: StandingTold) -> list[Line]:
    return [
        Line((Run(block.heading, bold=True),), "heading"),
        Line((Run(block.sentence.text, block.sentence.lang),)),
    ]


def standing(slides: Slides, outline: Outline, source: str) -> None:
    """The blocks of every year beside each other, then the theme's indicators that stand beside no phenomenon."""
    words = outline.words
    if outline.standing:
        left, *right = (_block(block, words) for block in outline.standing)
        whole = [
            " ".join((f"{block.heading}:", *(paragraph.text for paragraph in block.paragraphs), block.note)).strip()
            for block in outline.standing
        ]
        notes = [source, *whole, *(one for block in outline.standing for one in sources(block.figures))]
        slides.texts(Run(words["standing"]), "", left, [line for lines in right for line in lines], notes)
    if outline.figures:
        title = Run(words["theme_figures"])
        slides.texts(title, "", figures(outline.figures, words)[1:], [], [source, *sources(outline.figures)])


def _block(block: StandingTold, words: Mapping[str, str]) -> list[Line]:
    paragraphs = [Line((Run(shortened(one.text, LONGEST_PARAGRAPH), one.lang),)) for one in block.paragraphs]
    note = [Line((Run(block.note, quiet=True),))] if block.note else []
    return [Line((Run(block.heading, bold=True),), "heading"), *paragraphs, *note, *figures(block.figures, words)]


def figures(told: Sequence[Figure], words: Mapping[str, str]) -> list[Line]:
    """The first of some indicators, under a heading; nothing where there are none."""
    if not told:
        return []
    lines = [Line((Run(f"{one.title}: ", bold=True), Run(one.values)), "bullet") for one in told[:MOST_FIGURES]]
    return [
        Line((Run(words["figures"], bold=True),), "heading"),
        *lines,
        Line((Run(words["figures_lead"], quiet=True),)),
    ]


def sources(told: Sequence[Figure]) -> list[str]:
    """Of each indicator everything that is told of it, for the notes."""
    return [f"{one.title}: {' '.join(filter(None, (one.values, one.reading, one.source)))}" for one in told]
