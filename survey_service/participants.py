"""The organisations of a round: those that are in it, and those that were invited or answered besides."""

from typing import get_args

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from questionnaires.model import Language
from reports.alphabet import Place, place
from survey_service import lineage, rounds
from survey_service.errors import NotFound
from survey_service.models import Invitation, Organisation, OrganisationKind, Response, Round


def of_round(session: Session, round_: Round, language: Language = "fi") -> list[Organisation]:
    """Every organisation of a round, municipalities first, by name in `language`."""
    found = session.exec(select(Organisation).where(_in_round(round_)))
    return sorted(found, key=lambda organisation: place_in_lists(organisation, language))


def one(session: Session, round_: Round, organisation_id: int) -> Organisation:
    """One of them; NotFound for an organisation that is not of the round."""
    found = session.exec(select(Organisation).where(Organisation.id == organisation_id, _in_round(round_))).first()
    if found is None:
        raise NotFound
    return found


def owned(session: Session, round_id: int, organisation_id: int, county_id: int) -> tuple[Round, Organisation]:
    """A round of the county and one of its organisations; NotFound when there is no such."""
    round_ = rounds.owned(session, round_id, county_id)
    return round_, one(session, round_, organisation_id)


def place_in_lists(organisation: Organisation, language: Language) -> tuple[int, Place]:
    """A key that sorts municipalities first, then services, the NGO council and others, each by name."""
    kinds = get_args(OrganisationKind)
    return kinds.index(organisation.kind), place(organisation.name_sv if language == "sv" else organisation.name_fi)


def _in_round(round_: Round) -> ColumnElement[bool]:
    invited = select(Invitation.organisation_id).where(Invitation.round_id == round_.id, Invitation.purpose == "answer")
    answering = select(Response.organisation_id).where(Response.round_id == round_.id)
    return lineage.in_round(round_) | col(Organisation.id).in_(invited) | col(Organisation.id).in_(answering)
