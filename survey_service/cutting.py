"""Briefings cut to a service area, a kind of organisation or a municipality, with all of their own words."""

from sqlmodel import Session

from reports.briefing import Briefing, Quote
from reports.cuts import Cut, cut_to, named
from survey_service import candidates, clearing, guarding, material
from survey_service.errors import NotFound
from survey_service.models import Round, StoredBriefing, SynthesisRun
from survey_service.phenomena_told import quoted
from synthesis.model import Synthesis


def cut(session: Session, stored: StoredBriefing, briefing: Briefing, key: str, *, shared: bool = False) -> Briefing:
    """The briefing cut by the `key` of a cut, or the whole one where it is empty; NotFound for a key of none.

    `shared`: with those words alone that may leave the team, as they were cleared. Without it, words that were marked
    as confidential since it was made are so: its slides leave the team, too.
    """
    found = named(briefing, key)
    if key and found is None:
        raise NotFound
    told = cut_to(briefing, found, _words(session, stored, briefing, found)) if found else briefing
    if shared:
        return clearing.shared(session, stored, told)
    return guarding.guarded(session, session.get_one(Round, stored.round_id), told)


def _words(session: Session, stored: StoredBriefing, briefing: Briefing, cut_: Cut) -> dict[str, tuple[Quote, ...]]:
    """Everything that the parties of the cut wrote of each phenomenon; what was deleted since is not there any more."""
    round_ = session.get_one(Round, stored.round_id)
    result = session.get_one(SynthesisRun, stored.run_id).result
    gathered = material.gather(session, round_)
    sensitive = candidates.sensitive_seeds(session, round_)
    known = {finding.id for finding in briefing.findings}
    found: dict[str, tuple[Quote, ...]] = {}
    for phenomenon in Synthesis.model_validate(result).phenomena if result else ():
        own = [
            quoted(gathered, segment, sensitive=phenomenon.seed in sensitive)
            for segment in phenomenon.segments
            if segment.answer_id in gathered.told and gathered.told[segment.answer_id].party.id in cut_.parties
        ]
        if phenomenon.id in known:
            found[phenomenon.id] = tuple(quote for quote in own if quote.text)
    return found
