"""The briefing as a web page: one self-contained file, or a part for a page that has its own layout and styles."""

from base64 import b64encode
from collections.abc import Callable
from functools import cache
from importlib import resources
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from reports.briefing import Briefing, Language
from reports.charts import FILLS
from reports.drawing import INK
from reports.outline import Outline, Picture, Row
from reports.telling import tell
from reports.wording import counted, phrase

# From a name to an address, or None where there is nothing to lead to. Names: "answered", "answered-KIND", "missing",
# "raised", "unplaced", "open", "finding-ID", "organisations-ID", "requests-ID" (these stand in the part), "answer-ID",
# "picture-ID": where a picture is; one that is nowhere is drawn into the page.
Links = Callable[[str], str | None]

BARS_AT_ONCE = 12


def anchors(name: str) -> str | None:
    """Links inside the page: everything but single answers, which it does not hold whole, and pictures."""
    return None if name.startswith(("answer-", "picture-")) else f"#{quote(name)}"


def to_html(briefing: Briefing, language: Language) -> str:
    """A whole page in `language`: inline styles, no script, no outside request."""
    return environment().get_template("briefing.html").render(_context(briefing, language, anchors), css=stylesheet())


def to_fragment(briefing: Briefing, language: Language, links: Links = anchors) -> Markup:
    """The sections of the briefing, headings from h2 down, unstyled (see `stylesheet`); numbers lead by `links`."""
    page = environment().get_template("briefing_part.html").render(_context(briefing, language, links))
    return Markup(page)  # noqa: S704 - the template escapes every text


def stylesheet() -> str:
    """The styles of `to_fragment`; every class begins with "briefing", and nothing outside of them is touched."""
    return resources.files("reports").joinpath("templates", "briefing.css").read_text(encoding="utf-8")


def _context(briefing: Briefing, language: Language, links: Links) -> dict[str, object]:
    outline = tell(briefing, language)
    hidden = counted(max(0, len(outline.phenomena) - BARS_AT_ONCE), "phenomenon", language)
    return {
        "o": outline,
        "w": outline.words,
        "href": links,
        "bar": _bar,
        "fills": FILLS,
        "ink": INK,
        "shown": BARS_AT_ONCE,
        "drawn": _drawn(outline, links),
        "the_rest": phrase("the_rest", language, phenomena=hidden),
    }


def _drawn(outline: Outline, links: Links) -> dict[str, str]:
    """The address of each picture, which may hold the picture itself."""
    return {shown.id: links(f"picture-{shown.id}") or _inline(shown) for shown in outline.pictures}


def _inline(shown: Picture) -> str:
    from reports.drawn_pictures import picture

    return f"data:image/svg+xml;base64,{b64encode(picture(shown, 'svg')).decode()}"


def _bar(row: Row, scale: int) -> list[tuple[int, float, float, int]]:
    """The parts of one bar: place of the kind, start and width in per cent, count."""
    starts = [sum(row.counts[:place]) for place in range(len(row.counts))]
    return [
        (place, 100 * start / scale, 100 * count / scale, count)
        for place, (start, count) in enumerate(zip(starts, row.counts, strict=True))
        if count
    ]


@cache
def environment() -> Environment:
    """The templates of this package, every text escaped."""
    loader = PackageLoader("reports", "templates")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
