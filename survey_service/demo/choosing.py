"""The demo's quotes are cleared, its network weighs the phenomena, and the team confirms what is taken further."""

from collections.abc import Mapping

from sqlmodel import Session

from reports.briefing import Briefing
from survey_service import briefing_versions, briefings, catalogue, clearing, orders, selections
from survey_service.demo import people
from survey_service.models import Round, StoredBriefing
from survey_service.orders import Order
from survey_service.selections import Weight


def publish(session: Session, round_: Round) -> int:
    """Let out what the service could put into more general words, and publish the rest without what waits.

    Gives how many quotes were let out.
    """
    stored, briefing = briefing_of(session, round_)
    by = people.team(session, round_.county_id)
    found = clearing.of_briefing(session, stored, briefing)
    words = {one.key: one.proposed for one in found.waiting if one.proposed and "sensitive" not in one.reasons}
    if words:
        clearing.decide(session, stored, briefing, "reworded", words, found.seen, actor=by.actor)
    briefing_versions.publish(session, stored, briefing, seen=0, leave_out=True, actor=by.actor)
    return len(words)


def weigh(session: Session, round_: Round) -> int:
    """All members but one weigh what they were asked about; gives how many."""
    stored, briefing = briefing_of(session, round_)
    keys = phenomena(session, round_, briefing)
    asked = {one.organisation.fi: one for one in selections.members(session, stored.id or 0)}
    for organisation, told in people.year()["weights"].items():
        member = asked[people.organisation(session, round_, organisation).name_fi]
        weights = {
            keys[one["about"]]: Weight(one["choice"], one["points"], one["comment"])
            for one in told
            if one["about"] in keys
        }
        selections.weigh(
            session, stored.id or 0, member.invitation_id, weights, actor=f"invitation:{member.invitation_id}"
        )
    return len(people.year()["weights"])


def confirm(session: Session, round_: Round) -> None:
    """The team confirms an order, and says why."""
    stored, briefing = briefing_of(session, round_)
    keys, told = phenomena(session, round_, briefing), people.year()["chosen"]
    by = people.team(session, round_.county_id)
    order = Order(
        [keys[one] for one in told["negotiation"] if one in keys],
        [keys[one] for one in told["network"] if one in keys],
        {keys[one]: why for one, why in told["reasons"].items() if one in keys},
        told["reason"],
    )
    orders.confirm(session, stored.id or 0, round_.county_id, by.staff_id, order, actor=by.actor)


def briefing_of(session: Session, round_: Round) -> tuple[StoredBriefing, Briefing]:
    """The newest briefing of the round."""
    found = briefings.latest(session, round_.id or 0)
    assert found is not None
    return found


def phenomena(session: Session, round_: Round, briefing: Briefing) -> Mapping[str, str]:
    """The phenomena that were found, by the ids of the catalogue."""
    found = {one.label.fi: one.id for one in briefing.findings}
    known = catalogue.of_county(session, round_.county_id, round_.theme)
    return {one.key: found[one.words.name_fi] for one in known if one.words.name_fi in found}
