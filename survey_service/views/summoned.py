"""What a party reads of its negotiation by its own link: the summons, the agenda, and the material that was let out."""

from dataclasses import dataclass

from flask import Blueprint, render_template
from sqlmodel import Session
from werkzeug.wrappers import Response

from questionnaires.model import Language
from reports.agenda import Agenda
from survey_service import agendas, answering, parties, released_material, replies, summonses
from survey_service.answering import Answering
from survey_service.errors import NotFound
from survey_service.i18n import locale
from survey_service.models import Organisation, ReleasedMaterial, Round, Summons
from survey_service.negotiations import Meeting
from survey_service.services import services
from survey_service.views.materials import handed_out
from survey_service.views.opened import answer_link
from survey_service.views.summoning import as_file

blueprint = Blueprint("summoned", __name__, url_prefix="/vastaus/neuvottelu")


@dataclass(frozen=True)
class Negotiation:
    """One negotiation to which the party was summoned. `material`: what it may fetch, if anything."""

    meeting: Meeting
    summons: Summons
    agenda: Agenda
    material: ReleasedMaterial | None
    parties: tuple[Organisation, ...]


@blueprint.get("/")
def show() -> str:
    """Every negotiation to which the organisation was summoned."""
    with services().db.reading() as session:
        told, round_ = _opened(session)
        found = [
            Negotiation(
                meeting=meeting,
                summons=summons,
                agenda=agendas.without_choices(agendas.of_negotiation(session, round_, locale(), meeting.area_id)),
                material=released_material.standing(session, meeting.negotiation_id),
                parties=tuple(parties.of_negotiation(session, round_, meeting.area_id, locale())),
            )
            for meeting, summons in summonses.of_organisation(session, round_, told.organisation_id)
        ]
    return render_template("respond/negotiation.html", told=told, found=found)


@blueprint.get("/<int:area_id>/neuvottelu-<any(fi, sv):language>.ics")
def calendar(area_id: int, language: Language) -> Response:
    """The negotiation as a file for a calendar."""
    with services().db.reading() as session:
        told, round_ = _opened(session)
        _, summons = _one(session, round_, told, area_id)
        entry = summonses.entry(session, round_, summons, services().settings.base_url)
    return as_file(entry, language)


@blueprint.get("/<int:area_id>/ennakkomateriaali.zip")
def material(area_id: int) -> Response:
    """The advance material that was let out; NotFound before that."""
    with services().db.reading() as session:
        told, round_ = _opened(session)
        meeting, _ = _one(session, round_, told, area_id)
        found = released_material.standing(session, meeting.negotiation_id)
        key = found.key if found else ""
    return handed_out(key, round_.year)


def _opened(session: Session) -> tuple[Answering, Round]:
    """Whose link it is; NotFound for one that opens a part of a response only."""
    told = answering.behind(session, answer_link())
    if told.only or told.member_id:
        raise NotFound
    return told, replies.round_of(session, told.round_id)


def _one(session: Session, round_: Round, told: Answering, area_id: int) -> tuple[Meeting, Summons]:
    for meeting, summons in summonses.of_organisation(session, round_, told.organisation_id):
        if meeting.area_id == area_id:
            return meeting, summons
    raise NotFound
