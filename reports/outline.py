"""The outline: a briefing worded in one language and counted, in the order in which every rendering lays it out."""

from typing import Annotated

from pydantic import AfterValidator

from reports.briefing import Frozen, Kind, Language
from reports.wording import printable

Printable = Annotated[str, AfterValidator(printable)]


class Words(Frozen):
    """A text and the language that it is written in; None when nobody knows."""

    text: Printable
    lang: str | None


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


class Point(Frozen):
    """One point of a scale question and how many organisations chose it; `share` is of all who answered it, 0–1."""

    text: str
    count: int
    share: float
    percent: str


class Scale(Frozen):
    """A scale question with its points in order."""

    question: Printable
    points: tuple[Point, ...]


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
