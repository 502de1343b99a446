"""How a decision has come along, in one word: the statuses of the survey's question about decisions, and no others."""

from functools import cache

from questionnaires import loading
from questionnaires.model import DecisionStatus, Questionnaire, Text
from survey_service import rounds
from survey_service.models import Round

DONE = "tehty"
FINISHED = frozenset({DONE, "luovuttu"})
"""With these, nothing is awaited of a decision any more."""


def of(round_: Round) -> dict[str, Text]:
    """The statuses that a round's survey offers, by id; where it asks for none, those of the templates."""
    return _asked(rounds.questionnaire_of(round_)) or usual()


@cache
def usual() -> dict[str, Text]:
    """The statuses of the templates that come with the service, by id."""
    return next((found for theme in loading.available() if (found := _asked(loading.load(theme)))), {})


def _asked(questionnaire: Questionnaire) -> dict[str, Text]:
    questions = (one for one in questionnaire.questions() if isinstance(one, DecisionStatus))
    return {status.id: status.text for question in questions for status in question.statuses}
