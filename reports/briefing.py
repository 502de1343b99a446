"""The briefing: all that is told of one round, frozen and storable as JSON; every rendering is made from it alone."""

import datetime
from typing import Literal

from reports.basics import KINDS as KINDS
from reports.basics import Frozen as Frozen
from reports.basics import Kind as Kind
from reports.basics import Label as Label
from reports.basics import Language as Language
from reports.basics import Reason as Reason
from reports.basics import Text as Text
from reports.basics import both as both
from reports.figures import Indicator as Indicator
from reports.figures import StandingBlock as StandingBlock
from reports.finding import Aspect as Aspect
from reports.finding import Before as Before
from reports.finding import Comparison as Comparison
from reports.finding import Finding as Finding
from reports.finding import Quote as Quote
from reports.finding import Reply as Reply


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


class Unplaced(Frozen):
    """Words that belong to no phenomenon, and why, as the reader is told it."""

    quote: Quote
    reason: Literal[
        "empty", "no_content", "refers_elsewhere", "practical", "single_observation", "too_few_answers", "hidden"
    ]


class ScaleCount(Frozen):
    """How many organisations chose one point of a scale or one option, now and (None: not known) the year before.

    `by` are the ids of those who chose it, for the county's team alone.
    """

    text: Text
    count: int
    before: int | None = None
    by: tuple[str, ...] = ()


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

    def unattributed(self) -> "ScaleResult":
        """The same without who chose what."""
        return self.model_copy(update={"counts": tuple(one.model_copy(update={"by": ()}) for one in self.counts)})

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


class CutTo(Frozen):
    """To whom a briefing was cut: those of a service area, of one kind, or one organisation; `name` is theirs."""

    kind: Literal["area", "kind", "party"]
    name: Text


class Briefing(Frozen):
    """All that is told of one round. `made_on` is the day on which its answers were read.

    `standing` are the blocks of every year, `theme_indicators` those of the theme that stand beside no phenomenon.
    `cut`: it tells of some of those who answered alone, and every number is out of those.
    """

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
    standing: tuple[StandingBlock, ...] = ()
    theme_indicators: tuple[Indicator, ...] = ()
    cut: CutTo | None = None
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
            update={
                "findings": findings,
                "raised_issues": raised,
                "open_answers": told,
                "unplaced": (),
                "scales": tuple(scale.unattributed() for scale in self.scales),
            }
        )
