"""Members of the network name candidate phenomena, word their own anew, and mark those of others that they know too."""

from collections.abc import Mapping

from sqlmodel import Session, select

from reports.briefing import Language
from survey_service import audit, candidates
from survey_service.candidates import Words
from survey_service.errors import SurveyServiceError
from survey_service.models import Candidate, CandidateSupport, Round

MOST_OF_ONE = 40


class TooMany(SurveyServiceError):
    """One member has named as many candidates as one may."""

    status = 422


def add(
    session: Session,
    round_: Round,
    words: Words,
    language: Language,
    *,
    actor: str,
    invitation_id: int | None = None,
    staff_id: int | None = None,
    source: str = "",
) -> Candidate:
    """A new candidate of a member or (with `staff_id`) of the team. Raises RoundClosed and TooMany for a member.

    Whoever names what they have named already, in the same words, names nothing new.
    """
    known = list(session.exec(select(Candidate).where(Candidate.round_id == round_.id)))
    own = [one for one in known if one.invitation_id == invitation_id and one.state != "withdrawn"]
    said = words.name_sv or words.name_fi if language == "sv" else words.name_fi or words.name_sv
    for one in own:
        if (one.said_name.casefold(), one.source) == (said.casefold(), source):
            return one
    if invitation_id is not None:
        candidates.check_open(round_)
        if len(own) >= MOST_OF_ONE:
            raise TooMany
    described = words.description_sv if language == "sv" else words.description_fi
    candidate = Candidate(
        round_id=round_.id or 0,
        invitation_id=invitation_id,
        staff_id=staff_id,
        state="proposed",
        position=max((one.position for one in known), default=0) + 1,
        language=language,
        said_name=said,
        said_description=described,
        source=source,
    )
    candidates.put(candidate, words)
    session.add(candidate)
    session.flush()
    audit.record(session, round_.county_id, actor, "candidate.add", f"candidate:{candidate.id}")
    return candidate


def correct(session: Session, round_: Round, candidate: Candidate, said: str, described: str, *, actor: str) -> bool:
    """Let whoever named a candidate word it anew; gives whether that changed it. Raises RoundClosed.

    A translation that the coordinator wrote stays, and is looked at again by the coordinator.
    """
    candidates.check_open(round_)
    if (candidate.said_name, candidate.said_description) == (said, described):
        return False
    candidate.said_name, candidate.said_description = said, described
    if candidate.language == "sv":
        candidate.name_sv, candidate.description_sv = said, described
    else:
        candidate.name_fi, candidate.description_fi = said, described
    candidates.changed(session, round_, candidate, "candidate.correct", actor)
    return True


def withdraw(session: Session, round_: Round, candidate: Candidate, *, actor: str) -> None:
    """Take a candidate back that the coordinator has not accepted. Raises RoundClosed."""
    candidates.check_open(round_)
    if candidate.state == "proposed":
        candidate.state = "withdrawn"
        candidates.changed(session, round_, candidate, "candidate.withdraw", actor)


def support(session: Session, round_: Round, invitation_id: int, wanted: Mapping[int, bool], *, actor: str) -> int:
    """Mark which candidates a member knows too, by id; gives how many marks changed. Raises RoundClosed."""
    candidates.check_open(round_)
    known = {one.candidate_id: one for one in candidates.standing(session, round_.id or 0)}
    rows = {
        row.candidate_id: row
        for row in session.exec(select(CandidateSupport).where(CandidateSupport.invitation_id == invitation_id))
    }
    new = 0
    for candidate_id, with_us in wanted.items():
        if candidate_id not in known or known[candidate_id].invitation_id == invitation_id:
            continue
        if with_us and candidate_id not in rows:
            session.add(CandidateSupport(candidate_id=candidate_id, invitation_id=invitation_id))
            new += 1
        elif not with_us and candidate_id in rows:
            session.delete(rows[candidate_id])
            new += 1
    if new:
        session.flush()
        audit.record(session, round_.county_id, actor, "candidate.support", f"round:{round_.id}")
    return new
