"""What a party reads of its negotiation by its own link: the summons, the agenda, and the material that was let out."""

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from questionnaires.model import Language
from survey_service import answering, audit, called, released_material, summonses
from survey_service.i18n import locale
from survey_service.services import services
from survey_service.views.materials import handed_out
from survey_service.views.opened import answer_link
from survey_service.views.summoning import as_file

blueprint = Blueprint("summoned", __name__, url_prefix="/vastaus/neuvottelu")


@blueprint.get("/")
def show() -> str:
    """Every negotiation to which the organisation was summoned."""
    with services().db.reading() as session:
        told = answering.behind(session, answer_link())
        found = called.everywhere(session, told, locale())
    return render_template("respond/negotiation.html", told=told, found=found)


@blueprint.get("/<int:area_id>/neuvottelu-<any(fi, sv):language>.ics")
def calendar(area_id: int, language: Language) -> Response:
    """The negotiation as a file for a calendar."""
    with services().db.reading() as session:
        round_, _, summons = called.one(session, answering.behind(session, answer_link()), area_id)
        entry = summonses.entry(session, round_, summons, services().settings.base_url)
    return as_file(entry, language)


@blueprint.get("/<int:area_id>/ennakkomateriaali.zip")
def material(area_id: int) -> Response:
    """The advance material that was let out; NotFound before that."""
    with services().db.reading() as session:
        told = answering.behind(session, answer_link())
        round_, meeting, _ = called.one(session, told, area_id)
        found = released_material.standing(session, meeting.negotiation_id)
        key = found.key if found else ""
    file = handed_out(key, round_.year)
    actor, thing = f"link:{told.link_id}", f"negotiation:{meeting.negotiation_id}"
    audit.record_reading(services().db, round_.county_id, actor, "negotiation.fetch_material", thing)
    return file
