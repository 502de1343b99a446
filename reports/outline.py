"""The outline: a briefing worded in one language and counted, in the order in which every rendering lays it out."""

from reports.basics import Frozen, Kind, Language
from reports.outline_pictures import Chart as Chart
from reports.outline_pictures import Flow as Flow
from reports.outline_pictures import Heat as Heat
from reports.outline_pictures import HeatRow as HeatRow
from reports.outline_pictures import Picture as Picture
from reports.outline_pictures import Point as Point
from reports.outline_pictures import Printable as Printable
from reports.outline_pictures import Row as Row
from reports.outline_pictures import Scale as Scale
from reports.outline_pictures import Stage as Stage
from reports.outline_pictures import Strip as Strip
from reports.outline_pictures import Strips as Strips
from reports.outline_pictures import Table as Table
from reports.outline_pictures import Words as Words


class Replied(Frozen):
    """What a service of the county replied to a request: `heading` names the service."""

    heading: Printable
    text: Printable
    lang: str | None


class Voice(Frozen):
    """Words of one answer as shown: `lang_name` and `note` are empty where there is nothing to tell.

    `hidden` says why, where there are no words.
    """

    text: Printable
    lang: str | None
    lang_name: str
    organisation: Printable
    answer_id: str
    note: str = ""
    hidden: str = ""
    replies: tuple[Replied, ...] = ()


class Share(Frozen):
    """How many out of how many, in words (19 / 31; 61 %; 44–76 %), and the same as shares (0–1).

    `interval` is empty of so few that it would tell nothing.
    """

    count: int
    of: int
    text: str
    percent: str
    interval: str
    share: float
    low: float
    high: float


class KindCount(Frozen):
    """Of one kind of organisation: how many there are (`total`), how many of them count here, and their names.

    `interval` tells how exact their share is; empty where that is not told.
    """

    kind: Kind
    name: str
    count: int
    total: int
    of: str
    organisations: tuple[Printable, ...] = ()
    interval: str = ""


class Turnout(Frozen):
    """Who answered: `kinds` are those of the response rate, `also` is the sentence on the others."""

    count: str
    unit: str
    kinds: tuple[KindCount, ...]
    also: str
    present: tuple[KindCount, ...]
    missing: tuple[KindCount, ...]


class AreaCount(Frozen):
    """Of one service area: how many of those that answered there wrote of a phenomenon."""

    name: Printable
    count: int
    total: int
    of: str
    interval: str


class SideTold(Frozen):
    """One side of a phenomenon: what works, say. `lead` says how its words were found, `count` of how many."""

    id: str
    title: str
    lead: str
    number: int
    count: str
    voices: tuple[Voice, ...]


class Figure(Frozen):
    """An indicator in words; `cells` are its year and values for a table, empty where there is none.

    `cells`: year, county, earlier year, earlier value, middle of the municipalities, whole country.
    """

    key: str
    title: Printable
    values: str
    reading: Printable
    source: Printable
    cells: tuple[str, ...]


class Phenomenon(Frozen):
    """One phenomenon as told: claim, evidence, voices, requests, keywords.

    `whole` is the sentence on the whole county, where less is told of.
    """

    id: str
    number: int
    label: Words
    label_note: str
    gist: Voice
    count: int
    organisations: str
    evidence: str
    share: Share
    whole: str
    kinds: tuple[KindCount, ...]
    areas: tuple[AreaCount, ...]
    voices: tuple[Voice, ...]
    requests: tuple[Voice, ...]
    asked_by: int
    asking: str
    askers: str
    sides: tuple[SideTold, ...]
    figures: tuple[Figure, ...]
    keywords: tuple[Printable, ...]
    origin: str
    steadiness: str
    change: str
    withheld: str


class Strongest(Frozen):
    """A phenomenon in the view for the management; `note` says that it is new, or of how many it was before."""

    id: str
    label: Words
    share: Share
    note: str


class Listed(Frozen):
    """Phenomena that have something in common, each with a number in words or nothing."""

    lead: str
    items: tuple[tuple[Words, str], ...]


class StandingTold(Frozen):
    """A standing block: `sentence` is what the management reads of it, then its whole text and its figures."""

    id: str
    heading: str
    sentence: Words
    paragraphs: tuple[Words, ...]
    note: str
    figures: tuple[Figure, ...]


class Management(Frozen):
    """What the management reads on one page besides the turnout and what is asked most.

    `exactness` says what the interval means, in plain words.
    """

    title: str
    strongest: tuple[Strongest, ...]
    exactness: str
    news: tuple[Listed, ...]


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
    `compared` are the sentences on an earlier round, none where there is none; `cut` is the sentence that says of whom
    alone it is told, empty where it is of all, and `of_one` that it is one organisation, which is set beside nobody.
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
    cut: str
    of_one: bool
    turnout: Turnout
    management: Management
    standing: tuple[StandingTold, ...]
    figures: tuple[Figure, ...]
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

    def hidden(self, shown: int) -> str:
        """That only the `shown` strongest phenomena stand here; empty where these are all."""
        count = len(self.phenomena)
        return self.words["strongest_more"].format(shown=shown, all=count) if count > shown else ""

    def more(self) -> str:
        """What else there is to read, counted; empty when there is nothing."""
        parts = (
            self.raised_count if self.raised else "",
            f"{self.words['outside']}: {self.rest_count}" if self.rest and self.phenomena else "",
            f"{self.words['open_short']}: {self.open_count}" if self.open_answers else "",
        )
        return " · ".join(part for part in parts if part)
