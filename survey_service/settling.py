"""The coordinator settles the candidate phenomena: words them in both languages, merges doubles, orders and accepts."""

import datetime
from collections.abc import Sequence
from typing import Literal

from sqlmodel import Session

from survey_service import audit, candidates
from survey_service.candidates import ChangedMeanwhile, Words
from survey_service.errors import SurveyServiceError
from survey_service.models import Candidate, Round

Decision = Literal["accepted", "declined", "proposed"]


class MergeRefused(SurveyServiceError):
    """A candidate is merged into another one that stands, and has no doubles of its own."""

    status = 422


def word_anew(session: Session, round_: Round, candidate: Candidate, words: Words, seen: int, *, actor: str) -> bool:
    """Give a candidate other words; gives whether that changed it. Raises ChangedMeanwhile.

    What was said by whoever named it stays beside them. `seen` is the version that the coordinator had read.
    """
    if candidates.words_of(candidate) == words:
        return False
    if candidate.version != seen:
        raise ChangedMeanwhile
    candidates.put(candidate, words)
    candidates.changed(session, round_, candidate, "candidate.word_anew", actor)
    return True


def decide(session: Session, round_: Round, candidate: Candidate, decision: Decision, *, actor: str) -> bool:
    """Accept or decline a candidate, or leave it open again; gives whether that changed something.

    One that was merged stands by itself again.
    """
    if candidate.state == decision:
        return False
    candidate.state, candidate.merged_into_id = decision, None
    candidates.changed(session, round_, candidate, f"candidate.{decision}", actor)
    return True


def merge(session: Session, round_: Round, candidate: Candidate, into: Candidate, *, actor: str) -> None:
    """Let a candidate be a double of another one, which then counts its supporters too. Raises MergeRefused."""
    doubles = [one for one in candidates.of_round(session, round_.id or 0) if one.merged_into == candidate.id]
    if into.id == candidate.id or into.state not in candidates.STANDING or doubles:
        raise MergeRefused
    candidate.state, candidate.merged_into_id = "merged", into.id
    candidates.changed(session, round_, candidate, "candidate.merge", actor)


def order(session: Session, round_: Round, wanted: Sequence[int], *, actor: str) -> bool:
    """Put candidates in this order, the others behind them as they stood; gives whether that changed something."""
    known = [one.candidate_id for one in candidates.of_round(session, round_.id or 0)]
    chosen = [one for one in wanted if one in known]
    whole = [*chosen, *(one for one in known if one not in chosen)]
    if whole == known:
        return False
    for position, candidate_id in enumerate(whole, start=1):
        session.get_one(Candidate, candidate_id).position = position
    session.flush()
    audit.record(session, round_.county_id, actor, "candidate.order", f"round:{round_.id}")
    return True


def open_naming(session: Session, round_: Round, until: datetime.datetime, *, actor: str) -> None:
    """Let the network name candidates until a moment; a later or an earlier one may be given again."""
    round_.naming_deadline = until
    session.add(round_)
    session.flush()
    audit.record(session, round_.county_id, actor, "candidate.open_naming", f"round:{round_.id}")
