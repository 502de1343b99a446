"""A round's questionnaire as an audience will see it, before anybody is invited: nothing is stored."""

from sqlmodel import Session

from questionnaires.model import Audience, AudienceGroup, Questionnaire, Text
from survey_service import organisers
from survey_service.answering import Answering
from survey_service.details import legal_basis
from survey_service.errors import NotFound
from survey_service.models import County, Round
from survey_service.openness import Openness
from survey_service.privacy.remembered import Remembered
from survey_service.versions import questionnaire_of

SOMEBODY = Text(fi="Esikatselu", sv="Förhandsvisning")


def seen_by(session: Session, round_: Round, audience: Audience) -> Answering:
    """What the pages tell an organisation of `audience` that has answered nothing. NotFound for no audience."""
    questionnaire = questionnaire_of(round_)
    if audience not in {group.id for group in audiences(questionnaire)}:
        raise NotFound
    county = session.get_one(County, round_.county_id)
    return Answering(
        link_id=0,
        invitation_id=0,
        share=None,
        round_id=round_.id or 0,
        organisation_id=0,
        organisation=SOMEBODY,
        kind="muu",
        audience=audience,
        organiser=organisers.of(county),
        convener=Text(fi=round_.convener_fi, sv=round_.convener_sv),
        legal_basis=legal_basis(round_),
        year=round_.year,
        deadline=round_.deadline,
        questionnaire=questionnaire,
        questionnaire_version=round_.questionnaire_version,
        response_id=None,
        state="draft",
        reference="",
        submitted_at=None,
        ready_at=None,
        answers={},
        rivals=(),
        writers={},
        scans={},
        decisions=(),
        sent=None,
        openness=Openness(False, round_.deadline),
        unsent={},
        changed=frozenset(),
        remembered=Remembered(),
    )


def audiences(questionnaire: Questionnaire) -> list[AudienceGroup]:
    """Everybody who is asked something, in the questionnaire's order."""
    asked = {audience for question in questionnaire.questions() for audience in question.audiences}
    return [group for group in questionnaire.audiences if group.id in asked]
