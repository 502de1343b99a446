"""As whom an organisation is asked: the audience of its kind, or the one that the coordinator picked."""

from questionnaires.basics import OTHERS
from questionnaires.model import Audience, Questionnaire
from survey_service.models import Organisation


def audience_of(organisation: Organisation, questionnaire: Questionnaire) -> Audience:
    """The audience of `questionnaire` to which the organisation belongs.

    That of its kind; for one of the kind muu the one that was picked. Where the questionnaire has no such audience
    (a picked one of another year, the rescue service in rounds of before) the organisation is one of the others.
    """
    wanted = picked(organisation) or organisation.kind
    return wanted if any(group.id == wanted for group in questionnaire.audiences) else OTHERS


def picked(organisation: Organisation) -> Audience | None:
    """The audience that the coordinator picked; only for the kind muu, which has none of its own."""
    return organisation.audience if organisation.kind == OTHERS else None


def is_counted(organisation: Organisation, questionnaire: Questionnaire) -> bool:
    """Whether it counts in the response rate: none of the kind muu does, whoever it is asked like."""
    counted = {group.id: group.counted for group in questionnaire.audiences}
    return organisation.kind != OTHERS and counted.get(organisation.kind, True)
