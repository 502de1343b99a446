"""The outline: a briefing worded in one language and counted, in the order in which every rendering lays it out."""

from typing import Annotated, Literal

from pydantic import AfterValidator

from reports.briefing import Frozen, Kind, Language
from reports.wording import printable

Printable = Annotated[str, AfterValidator(printable)]


class Words(Frozen):
    """A text and the language that it is written in; None when nobody knows."""

    text: Printable
    lang: str | None = None


class Voice(Frozen):
    """Words of one answer as shown: `lang_name` and `note` are empty where there is nothing to tell."""

    text: Printable
    lang: str | None
    lang_name: str
    organisation: Printable
    answer_id: str
    note: str = ""


class KindCount(Frozen):
    """Of one kind of organisation: how many there are (`total`), how many of them count here, and their names."""

    kind: Kind
    name: str
    count: int
    total: int
    of: str
    organisations: tuple[Printable, ...] = ()


class Turnout(Frozen):
    """Who answered: `kinds` are those of the response rate, `also` is the sentence on the others."""

    count: str
    unit: str
    kinds: tuple[KindCount, ...]
    also: str
    present: tuple[KindCount, ...]
    missing: tuple[KindCount, ...]


class Phenomenon(Frozen):
    """One phenomenon as told: claim, evidence, voices, requests, keywords."""

    id: str
    number: int
    label: Words
    label_note: str
    gist: Voice
    count: int
    organisations: str
    evidence: str
    kinds: tuple[KindCount, ...]
    voices: tuple[Voice, ...]
    requests: tuple[Voice, ...]
    asked_by: int
    asking: str
    askers: str
    keywords: tuple[Printable, ...]
    origin: str
    steadiness: str
    change: str
    withheld: str


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


class Issue(Frozen):
    """A raised issue with its further cells as (heading, words)."""

    organisation: Printable
    issue: Words
    details: tuple[tuple[str, Printable], ...]
    note: str = ""


class OpenQuestion(Frozen):
    """A question with its answers as they are; `withheld` is the sentence on those that are not shown."""

    id: str
    question: Printable
    voices: tuple[Voice, ...]
    withheld: str


class Rest(Frozen):
    """What was not placed for one reason."""

    reason: str
    name: str
    voices: tuple[Voice, ...]


class Outline(Frozen):
    """All that is shown of a briefing in `language`. `words` are the fixed phrases, by the keys of `wording.WORDS`.

    `nothing` and `nothing_asked` say why there are no phenomena, or no requests, and are empty where there are some;
    `compared` are the sentences on an earlier round, none where there is none.
    """

    language: Language
    title: str
    county: str
    year: int
    made_on: str
    deadline: str
    legal_basis: str
    goals: tuple[str, ...]
    team_copy: bool
    turnout: Turnout
    phenomena: tuple[Phenomenon, ...]
    compared: tuple[Printable, ...]
    nothing: str
    asked: tuple[str, ...]
    nothing_asked: str
    chart: Chart
    pictures: tuple[Picture, ...] = ()
    scales: tuple[Scale, ...]
    raised: tuple[Issue, ...]
    raised_count: str
    open_answers: tuple[OpenQuestion, ...]
    open_count: str
    rest: tuple[Rest, ...]
    rest_title: str
    rest_count: str
    method: tuple[str, ...]
    notes: tuple[Words, ...]
    words: dict[str, str]

    def phenomenon(self, phenomenon_id: str) -> Phenomenon:
        """The phenomenon with this id; KeyError when there is none."""
        return {phenomenon.id: phenomenon for phenomenon in self.phenomena}[phenomenon_id]

    def more(self) -> str:
        """What else there is to read, counted; empty when there is nothing."""
        parts = (
            self.raised_count if self.raised else "",
            f"{self.words['outside']}: {self.rest_count}" if self.rest and self.phenomena else "",
            f"{self.words['open_short']}: {self.open_count}" if self.open_answers else "",
        )
        return " · ".join(part for part in parts if part)
