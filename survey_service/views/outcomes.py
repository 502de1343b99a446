"""Under a respondent's link: what became of the organisation's answer, this year's and last year's."""

from flask import Blueprint, render_template

from survey_service import answering, outcomes, replies
from survey_service.errors import NotFound
from survey_service.services import services
from survey_service.views.opened import answer_link

blueprint = Blueprint("outcomes", __name__, url_prefix="/vastaus/vaikutus")


@blueprint.get("/")
def show() -> str:
    """The phenomena that tell of the answer, what was decided on them, and the replies to its raised issues.

    Not for those who got one section, or for members.
    """
    with services().db.reading() as session:
        told = answering.behind(session, answer_link())
        if told.member_id or told.only:
            raise NotFound
        found = outcomes.known(session, replies.round_of(session, told.round_id), told.organisation_id)
    if not found:
        raise NotFound
    return render_template("respond/outcome.html", told=told, outcomes=found)
