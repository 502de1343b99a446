"""As whom an organisation is asked, and whether it counts in the response rate."""

from typing import Any

import pytest

from questionnaires import loading
from questionnaires.model import Questionnaire
from survey_service.audiences import audience_of, is_counted
from survey_service.models import Organisation

SHIPPED = loading.load("mielen_hyvinvointi", year=2027)
BEFORE = Questionnaire.model_validate(SHIPPED.model_dump(mode="json", exclude={"audiences"}))


def organisation(kind: Any, audience: str | None = None) -> Organisation:
    return Organisation(
        county_id=1, key="x", kind=kind, audience=audience, name_fi="x", name_sv="x", language_status="fi"
    )


@pytest.mark.parametrize("kind", ["kunta", "sote", "pelastus", "jarjesto", "muu"])
def test_an_organisation_is_asked_by_its_kind_until_another_audience_is_picked(kind: str) -> None:
    assert audience_of(organisation(kind), SHIPPED) == kind


def test_only_others_can_be_asked_like_somebody_else_and_stay_outside_the_response_rate() -> None:
    parish, town = organisation("muu", "pelastus"), organisation("kunta", "pelastus")

    assert (audience_of(parish, SHIPPED), is_counted(parish, SHIPPED)) == ("pelastus", False)
    assert (audience_of(town, SHIPPED), is_counted(town, SHIPPED)) == ("kunta", True)


def test_who_has_no_audience_in_a_questionnaire_is_one_of_the_others() -> None:
    assert audience_of(organisation("muu", "hus"), SHIPPED) == "muu"
    assert audience_of(organisation("pelastus"), BEFORE) == "muu"
    assert is_counted(organisation("pelastus"), BEFORE)


def test_a_round_of_before_has_the_audiences_of_before() -> None:
    assert [group.id for group in BEFORE.audiences] == ["kunta", "sote", "jarjesto", "muu"]
    assert [group.id for group in BEFORE.audiences if not group.counted] == ["muu"]


def test_an_audience_that_is_not_counted_stands_outside_the_response_rate() -> None:
    groups = tuple(group.model_copy(update={"counted": group.id != "sote"}) for group in SHIPPED.audiences)

    assert not is_counted(organisation("sote"), SHIPPED.model_copy(update={"audiences": groups}))


def test_the_rescue_service_has_questions_and_instructions_of_its_own() -> None:
    asked = {question.id for section in SHIPPED.sections_for("pelastus") for question in section.questions}
    own = next(question for question in SHIPPED.questions() if question.audiences == ("pelastus",))

    assert own.id in asked
    assert "pelastuslaitoksen" in next(
        section.instructions["pelastus"].fi for section in SHIPPED.sections if section.instructions
    )
