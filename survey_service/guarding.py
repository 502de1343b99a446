"""What was marked as confidential after a briefing was made stays out of it all the same."""

from dataclasses import dataclass

from sqlmodel import Session

from questionnaires.model import Rows
from reports.briefing import Briefing, Quote, RaisedIssue
from survey_service import material, rounds
from survey_service.models import Round
from survey_service.quoted import Keys, changed


def guarded(session: Session, round_: Round, briefing: Briefing) -> Briefing:
    """A briefing of a round with the marks of now: what was marked as confidential since it was made is not cleared."""
    return _guarded(briefing, _guard(session, round_))


@dataclass(frozen=True)
class _Guard:
    """What is known now of a round: confidential answers ("party.question"), parties whose raised issues are so."""

    answers: frozenset[str]
    raisers: frozenset[str]


def _guard(session: Session, round_: Round) -> _Guard:
    marked = material.confidential(session, round_)
    asked = {one.id for one in rounds.questionnaire_of(round_).questions() if isinstance(one, Rows)}
    return _Guard(
        frozenset(f"{party}.{question}" for party, question in marked),
        frozenset(party for party, question in marked if question in asked),
    )


def _guarded(briefing: Briefing, guard: _Guard) -> Briefing:
    """The briefing with what was marked as confidential since it was made."""
    keys = Keys(briefing)

    def quote_marked(quote: Quote) -> Quote:
        marked = quote.answer_id.rpartition(".")[0] in guard.answers and "confidential" not in quote.reasons
        return quote.model_copy(update=_confidential(quote)) if marked else quote

    def issue_marked(issue: RaisedIssue) -> RaisedIssue:
        return issue.model_copy(update=_confidential(issue)) if keys.party(issue) in guard.raisers else issue

    return changed(briefing, quote_marked, issue_marked)


def _confidential(quote: Quote | RaisedIssue) -> dict[str, object]:
    return {"cleared": False, "reasons": (*quote.reasons, "confidential")}
