"""The network's candidate phenomena beside what was found: which were found, which nobody told of, what is new."""

from dataclasses import dataclass

from sqlmodel import Session

from reports.briefing import Briefing, Finding, Label, Text
from survey_service import candidates
from survey_service.candidates import Named
from survey_service.models import StoredBriefing, SynthesisRun
from synthesis.model import Synthesis


@dataclass(frozen=True)
class Candidate:
    """A candidate as it stands in the comparison. `who` named it (nobody: the county), others know it too."""

    label: Label
    who: Text | None = None
    with_them: tuple[Text, ...] = ()


@dataclass(frozen=True)
class NamedBefore:
    """Candidates beside findings: `found` with the finding of each, `untold` of, and findings that nobody had named."""

    found: tuple[tuple[Candidate, Finding], ...] = ()
    untold: tuple[Candidate, ...] = ()
    unnamed: tuple[Finding, ...] = ()

    def candidate_of(self, finding: Finding) -> Candidate | None:
        """The candidate from which a finding comes, or None."""
        return next((candidate for candidate, one in self.found if one.id == finding.id), None)

    @property
    def any_named(self) -> bool:
        """Whether there were candidates at all."""
        return bool(self.found or self.untold)


def of(session: Session, briefing_id: int, briefing: Briefing) -> NamedBefore:
    """The comparison for a stored briefing, with the findings of `briefing` as its reader may see them."""
    stored = session.get_one(StoredBriefing, briefing_id)
    run = session.get_one(SynthesisRun, stored.run_id)
    if run.result is None:
        return NamedBefore(unnamed=briefing.findings)
    synthesis = Synthesis.model_validate(run.result)
    named = {
        candidates.seed_id(one.candidate_id): _candidate(one) for one in candidates.of_round(session, stored.round_id)
    }
    seeds = {one.id: one for one in synthesis.phenomena if one.seed is not None}
    found = tuple(
        (named.get(seeds[one.id].seed or "", Candidate(one.label)), one) for one in briefing.findings if one.id in seeds
    )
    untold = tuple(
        named.get(one.seed, Candidate(Label(fi=one.label.fi, sv=one.label.sv))) for one in synthesis.seeds_unmentioned
    )
    return NamedBefore(found, untold, tuple(one for one in briefing.findings if one.id not in seeds))


def _candidate(one: Named) -> Candidate:
    return Candidate(one.label, one.who, one.with_them)
