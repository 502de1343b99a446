"""What the pictures of an outline show, worded and counted, each with its table."""

from typing import Annotated, Literal

from pydantic import AfterValidator

from reports.basics import Frozen, Kind, Language
from reports.wording import printable

Printable = Annotated[str, AfterValidator(printable)]


class Words(Frozen):
    """A text and the language that it is written in; None when nobody knows."""

    text: Printable
    lang: str | None = None


class Row(Frozen):
    """A phenomenon in the chart and its table twin: organisations of each kind, in the chart's order of kinds."""

    id: str
    label: Words
    counts: tuple[int, ...]
    total: int


class Chart(Frozen):
    """Phenomena by kind of organisation; `scale` is how many organisations a full bar would be."""

    language: Language
    title: str
    lead: str
    axis: str
    kinds: tuple[Kind, ...]
    names: tuple[str, ...]
    rows: tuple[Row, ...]
    scale: int
    alt: str


class Table(Frozen):
    """What a picture shows, as a table: the first column names, the others hold numbers."""

    headings: tuple[str, ...]
    rows: tuple[tuple[Words, ...], ...]


class HeatRow(Frozen):
    """A phenomenon and, for each column, how many organisations wrote about it."""

    label: Words
    counts: tuple[int, ...]


class Heat(Frozen):
    """Phenomena by kind of organisation and by service area; `of` is how many of each column answered.

    The first `kinds` columns are kinds of organisations.
    """

    id: Literal["heat"] = "heat"
    title: str
    lead: str
    alt: str
    table: Table
    names: tuple[Printable, ...]
    of: tuple[int, ...]
    kinds: int
    rows: tuple[HeatRow, ...]


class Stage(Frozen):
    """A phenomenon of one of two rounds: `count` organisations; `note` says that it is new, or came up no more."""

    label: Words
    count: int
    note: str = ""


class Flow(Frozen):
    """The phenomena of two rounds; `links` are pairs of places in `then` and in `now`."""

    id: Literal["flow"] = "flow"
    title: str
    lead: str
    alt: str
    table: Table
    heading_then: str
    heading_now: str
    then: tuple[Stage, ...]
    now: tuple[Stage, ...]
    links: tuple[tuple[int, int], ...]


class Strip(Frozen):
    """One indicator; values are decimals and their places between the smallest (0) and the greatest (1)."""

    title: Printable
    others: tuple[float, ...]
    least: str
    most: str
    county: tuple[float, str] | None
    country: tuple[float, str] | None


class Strips(Frozen):
    """Indicators as dots on lines, each on a scale of its own."""

    id: Literal["strips"] = "strips"
    title: str
    lead: str
    alt: str
    table: Table
    county: str
    country: str
    municipality: str
    strips: tuple[Strip, ...]


Picture = Heat | Flow | Strips


class Point(Frozen):
    """One point of a scale or one option, and how many organisations chose it; `share` is of all who answered, 0–1.

    `before` is the count of the year before, empty where it is not known, `share_before` its share.
    """

    text: str
    count: int
    share: float
    percent: str
    before: str = ""
    share_before: float = 0.0
    percent_before: str = ""


class Scale(Frozen):
    """A question with its points in order; `then` is the heading of the year before, empty where there is none.

    `of` says how many organisations answered.
    """

    question: Printable
    points: tuple[Point, ...]
    of: str = ""
    then: str = ""
    alt: str = ""
