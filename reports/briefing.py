"""The briefing: all that is told of one round, frozen and storable as JSON; every rendering is made from it alone."""

import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict

Language = Literal["fi", "sv"]
Kind = Literal["kunta", "sote", "pelastus", "jarjesto", "muu"]
Reason = Literal["small_place", "personal_data", "sensitive", "confidential", "recognisable"]
KINDS: tuple[Kind, ...] = ("kunta", "sote", "pelastus", "jarjesto", "muu")


class Frozen(BaseModel):
    """A value: never changed after it was made, and no field that nobody declared."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Text(Frozen):
    """One text in both languages of the interface."""

    fi: str
    sv: str

    def in_language(self, language: Language) -> str:
        """The text in `language`."""
        return self.sv if language == "sv" else self.fi


def both(fi: str, sv: str) -> Text:
    """A text from its Finnish and its Swedish."""
    return Text(fi=fi, sv=sv)


class Label(Frozen):
    """A phenomenon's name; a language in which nobody named it has none."""

    fi: str | None = None
    sv: str | None = None

    def shown(self, language: Language) -> tuple[str, Language]:
        """The name to show to a reader of `language`, and its language: the other one when there is no own."""
        own, other = (self.fi, self.sv) if language == "fi" else (self.sv, self.fi)
        if own is not None:
            return own, language
        return other or "", "sv" if language == "fi" else "fi"


class Party(Frozen):
    """An organisation that was asked. Only those with `counted` belong to the response rate.

    `entered_by_county`: its response came otherwise, and was entered in its name. `area` is its service area's name.
    """

    id: str
    name: Text
    kind: Kind
    answered: bool
    counted: bool = True
    entered_by_county: bool = False
    area: Text | None = None


class Quote(Frozen):
    """Words of one answer. `cleared` False: only the county's team may see it, for the `reasons` (none: not known)."""

    answer_id: str
    organisation: Text
    kind: Kind
    text: str
    language: Literal["fi", "sv", "en"]
    cleared: bool = True
    reasons: tuple[Reason, ...] = ()


class Before(Frozen):
    """A phenomenon of the earlier round: its name then, and how many organisations told of it."""

    label: Label
    organisations: int


class Comparison(Frozen):
    """The phenomena beside those of an earlier round, whose `year` may be unknown; `vanished` go on nowhere."""

    year: int | None = None
    vanished: tuple[Before, ...] = ()


class Finding(Frozen):
    """One phenomenon as told.

    `organisations` are ids of parties, `requests` words from the questions that ask for support or a decision; `before`
    is what it continues of an earlier round (nothing: it is new, if the briefing has a comparison);
    `withheld` counts the words that were taken out because people could be recognised in them.
    """

    id: str
    label: Label
    gist: Quote
    keywords: tuple[str, ...]
    origin: Literal["seed", "discovered", "human"]
    stability: float
    organisations: tuple[str, ...]
    answers: tuple[str, ...]
    quotes: tuple[Quote, ...]
    requests: tuple[Quote, ...] = ()
    asked_by: int = 0
    withheld: int = 0
    before: tuple[Before, ...] = ()

    def cleared(self) -> "Finding":
        """The same with cleared words alone.

        A gist that is not cleared gives way to a quote that is, or to nothing. Keywords come from all the words,
        and which of them are from cleared ones nobody knows: none stay.
        """
        quotes = tuple(quote for quote in self.quotes if quote.cleared)
        requests = tuple(quote for quote in self.requests if quote.cleared)
        blank = self.gist.model_copy(update={"text": "", "cleared": True})
        gist = self.gist if self.gist.cleared else next(iter(quotes), blank)
        withheld = self.withheld + len(self.quotes) - len(quotes) + len(self.requests) - len(requests)
        kept = {"quotes": quotes, "requests": requests, "gist": gist, "withheld": withheld, "keywords": ()}
        return self.model_copy(update=kept)


class Unplaced(Frozen):
    """Words that belong to no phenomenon, and why, as the reader is told it."""

    quote: Quote
    reason: Literal[
        "empty", "no_content", "refers_elsewhere", "practical", "single_observation", "too_few_answers", "hidden"
    ]


class ScaleCount(Frozen):
    """How many organisations chose one point of a scale or one option, now and (None: not known) the year before."""

    text: Text
    count: int
    before: int | None = None


class ScaleResult(Frozen):
    """A question whose answers are counted: the points of a scale in order, "cannot say" last, or the options.

    `answered` is how many organisations answered it; 0: as many as there are choices. The earlier round, of
    `year_before`, counts where it asked the same in the same words; then `answered_before` is of it.
    """

    question: Text
    counts: tuple[ScaleCount, ...]
    kind: Literal["scale", "single", "multi"] = "scale"
    answered: int = 0
    year_before: int | None = None
    answered_before: int = 0

    def of(self) -> int:
        """How many organisations answered."""
        return self.answered or sum(point.count for point in self.counts)

    def beside(self, earlier: "ScaleResult", year: int | None) -> "ScaleResult":
        """The same with the counts of an `earlier` round, as far as its points have the same words."""
        then = {point.text: point.count for point in earlier.counts}
        counts = tuple(point.model_copy(update={"before": then.get(point.text)}) for point in self.counts)
        known = {"counts": counts, "year_before": year, "answered_before": earlier.of()}
        return self.model_copy(update=known)


class ChosenIndicator(Frozen):
    """An indicator that `chosen_by` organisations show beside their answers. Values are exact decimals (12.5).

    `others` are the values of the county's municipalities, without names and by size; None is missing, and never 0.
    """

    title: Text
    unit: Text
    year: int
    others: tuple[str, ...]
    county: str | None = None
    country: str | None = None
    chosen_by: int = 1


class OpenAnswers(Frozen):
    """A question whose answers are told as they are, without grouping (the standing blocks, last year's decisions).

    `about` decisions: each answer tells one decision with its status. `withheld` counts the answers that were taken
    out because people could be recognised in them.
    """

    question_id: str
    question: Text
    answers: tuple[Quote, ...]
    withheld: int = 0
    about: Literal["words", "decisions"] = "words"

    def cleared(self) -> "OpenAnswers":
        """The same with cleared words alone."""
        answers = tuple(answer for answer in self.answers if answer.cleared)
        withheld = self.withheld + len(self.answers) - len(answers)
        return self.model_copy(update={"answers": answers, "withheld": withheld})


class RaisedIssue(Frozen):
    """A matter that one organisation wants to be agreed on; `details` are its further cells as (heading, words)."""

    organisation: Text
    issue: str
    details: tuple[tuple[Text, str], ...] = ()
    language: Literal["fi", "sv", "en"] | None = None
    cleared: bool = True
    reasons: tuple[Reason, ...] = ()


class MethodNote(Frozen):
    """How the phenomena were found, for the record and in plain words where it matters to a reader."""

    version: str
    encoder: str
    answers: int
    segments: int
    clustered: bool
    notes: tuple[str, ...] = ()


class Briefing(Frozen):
    """All that is told of one round. `made_on` is the day on which its answers were read."""

    format: Literal[1] = 1
    title: Text
    county: Text
    year: int
    theme: Text
    made_on: datetime.date
    deadline: datetime.date
    legal_basis: Text
    goals: tuple[Text, ...] = ()
    parties: tuple[Party, ...]
    findings: tuple[Finding, ...]
    unplaced: tuple[Unplaced, ...]
    scales: tuple[ScaleResult, ...] = ()
    indicators: tuple[ChosenIndicator, ...] = ()
    raised_issues: tuple[RaisedIssue, ...] = ()
    open_answers: tuple[OpenAnswers, ...] = ()
    comparison: Comparison | None = None
    method: MethodNote

    def party(self, party_id: str) -> Party:
        """The party with this id; KeyError when there is none."""
        return {party.id: party for party in self.parties}[party_id]

    def answered(self, kind: Kind | None = None) -> int:
        """How many of the counted parties (of one kind) answered."""
        return sum(party.answered for party in self._counted(kind))

    def asked(self, kind: Kind | None = None) -> int:
        """How many parties (of one kind) belong to the response rate."""
        return len(self._counted(kind))

    def _counted(self, kind: Kind | None) -> list[Party]:
        return [party for party in self.parties if party.counted and kind in (None, party.kind)]

    def organisations_by_kind(self, finding: Finding) -> dict[Kind, int]:
        """Of how many organisations of each kind `finding` was heard; kinds without any are left out."""
        kinds = [self.party(party_id).kind for party_id in finding.organisations]
        return {kind: kinds.count(kind) for kind in KINDS if kind in kinds}

    def for_network(self) -> "Briefing":
        """The same without the words in which people could be recognised, and without what was not placed."""
        findings = tuple(finding.cleared() for finding in self.findings)
        raised = tuple(issue for issue in self.raised_issues if issue.cleared)
        told = tuple(question.cleared() for question in self.open_answers)
        return self.model_copy(
            update={"findings": findings, "raised_issues": raised, "open_answers": told, "unplaced": ()}
        )
