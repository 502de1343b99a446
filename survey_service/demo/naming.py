"""Before the survey, the demo's network names the phenomena that it knows: the seeds of the synthesis."""

from sqlmodel import Session, col, select

from survey_service import candidates, catalogue, proposing, settling, themes, timetable
from survey_service.candidates import CATALOGUE
from survey_service.demo import people
from survey_service.models import Candidate, Invitation, Organisation, Round

OPEN_DAYS = 14


def begin(session: Session, round_: Round) -> None:
    """The reason for the theme is noted, and the network may name candidates."""
    by, told = people.team(session, round_.county_id), people.year()["theme"]
    themes.choose(session, round_, people.day(told["day"]), told["reason"], staff_id=by.staff_id, actor=by.actor)
    catalogue.take_start(session, round_.county_id, round_.theme, actor=by.actor)
    settling.open_naming(session, round_, timetable.closing_of(people.day(OPEN_DAYS)), actor=by.actor)


def name(session: Session, round_: Round) -> int:
    """Each member names what it knows and says what others named too; the coordinator accepts all. Gives how many."""
    members = _members(session, round_)
    known = {one.key: one for one in catalogue.of_county(session, round_.county_id, round_.theme)}
    named: dict[str, Candidate] = {}
    for told in people.year()["candidates"]:
        named[told["id"]] = proposing.add(
            session,
            round_,
            known[told["id"]].words,
            "sv" if told["by"] == "saarikarki" else "fi",
            invitation_id=members[told["by"]],
            source=f"{CATALOGUE}{told['id']}",
            actor=f"invitation:{members[told['by']]}",
        )
    by = people.team(session, round_.county_id)
    for told in people.year()["candidates"]:
        candidate = named[told["id"]]
        for key in told["also"]:
            wanted = {candidate.id or 0: True}
            proposing.support(session, round_, members[key], wanted, actor=f"invitation:{members[key]}")
        settling.decide(session, round_, candidate, "accepted", actor=by.actor)
    return len(candidates.seeds(session, round_.id or 0))


def _members(session: Session, round_: Round) -> dict[str, int]:
    query = (
        select(Organisation.key, Invitation.id)
        .join(Invitation, col(Invitation.organisation_id) == col(Organisation.id))
        .where(Invitation.round_id == round_.id, Invitation.purpose == "name")
    )
    return {key: id_ or 0 for key, id_ in session.exec(query)}
