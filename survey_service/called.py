"""What a party knows of the negotiations to which it was summoned: when and where, the agenda, what it may fetch."""

from dataclasses import dataclass

from sqlmodel import Session

from questionnaires.model import Language, Text
from reports.agenda import Agenda
from survey_service import agendas, parties, released_material, replies, summonses
from survey_service.answering import Answering
from survey_service.errors import NotFound
from survey_service.models import ReleasedMaterial, Round, Summons
from survey_service.negotiations import Meeting


@dataclass(frozen=True)
class Called:
    """One negotiation to which the party was summoned. `material`: what it may fetch, if anything."""

    meeting: Meeting
    summons: Summons
    agenda: Agenda
    material: ReleasedMaterial | None
    parties: tuple[Text, ...]


def round_behind(session: Session, told: Answering) -> Round:
    """The round of a link; NotFound for one that opens a part of a response only."""
    if told.only or told.member_id:
        raise NotFound
    return replies.round_of(session, told.round_id)


def everywhere(session: Session, told: Answering, language: Language) -> list[Called]:
    """Every negotiation to which the organisation of a link was summoned."""
    round_ = round_behind(session, told)
    return [
        Called(
            meeting=meeting,
            summons=summons,
            agenda=agendas.without_choices(agendas.of_negotiation(session, round_, language, meeting.area_id)),
            material=released_material.standing(session, meeting.negotiation_id),
            parties=tuple(
                Text(fi=one.name_fi, sv=one.name_sv)
                for one in parties.of_negotiation(session, round_, meeting.area_id, language)
            ),
        )
        for meeting, summons in summonses.of_organisation(session, round_, told.organisation_id)
    ]


def one(session: Session, told: Answering, area_id: int) -> tuple[Round, Meeting, Summons]:
    """One of them; NotFound for one to which it was not summoned."""
    round_ = round_behind(session, told)
    for meeting, summons in summonses.of_organisation(session, round_, told.organisation_id):
        if meeting.area_id == area_id:
            return round_, meeting, summons
    raise NotFound
