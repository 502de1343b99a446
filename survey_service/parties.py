"""The parties of a negotiation: the organisations of its service area, and those that belong to no area."""

from sqlmodel import Session, col, select

from questionnaires.model import Language
from survey_service import negotiations
from survey_service.errors import NotFound
from survey_service.models import Invitation, Organisation, Round
from survey_service.participants import place_in_lists


def of_negotiation(session: Session, round_: Round, area_id: int, language: Language = "fi") -> list[Organisation]:
    """Who was asked in the round and negotiates there, municipalities first; NotFound for another county's area.

    The county's services, the NGO council and others without a service area are parties of every negotiation.
    """
    negotiations.of_area(session, round_, area_id)
    asked = select(Invitation.organisation_id).where(Invitation.round_id == round_.id, Invitation.purpose == "answer")
    query = select(Organisation).where(col(Organisation.id).in_(asked))
    if area_id:
        everywhere = col(Organisation.service_area_id).is_(None) & (col(Organisation.kind) != "kunta")
        query = query.where((col(Organisation.service_area_id) == area_id) | everywhere)
    return sorted(session.exec(query), key=lambda one: place_in_lists(one, language))


def one(session: Session, round_: Round, area_id: int, organisation_id: int) -> Organisation:
    """One of them; NotFound for who is no party."""
    found = next((one for one in of_negotiation(session, round_, area_id) if one.id == organisation_id), None)
    if found is None:
        raise NotFound
    return found


def negotiates(session: Session, round_: Round, organisation: Organisation) -> list[int]:
    """The service areas in whose negotiations an organisation is a party, 0 for that of the whole county."""
    meetings = negotiations.of_round(session, round_, "fi")
    if organisation.service_area_id is None and organisation.kind != "kunta":
        return [one.area_id for one in meetings]
    return [one.area_id for one in meetings if one.area_id in (organisation.service_area_id, negotiations.WHOLE_COUNTY)]
