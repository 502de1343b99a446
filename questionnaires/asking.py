"""Which questions an organisation is asked, as far as its answers tell by now."""

from collections.abc import Mapping
from typing import Literal

from questionnaires.basics import Audience
from questionnaires.conditions import Condition, Given, holds
from questionnaires.model import Info, Questionnaire
from questionnaires.values import Value

Asked = Literal["shown", "hidden", "undetermined"]
"""Undetermined is what depends on a question that has no answer yet: it is shown, and may stay empty."""


def asked(questionnaire: Questionnaire, values: Mapping[str, Value], audience: Audience) -> dict[str, Asked]:
    """The state of every question and text that `audience` may be shown, by its id, in order.

    A hidden question's answer counts for nothing, for the conditions of later questions either.
    """
    given: dict[str, Value | None] = {}
    states: dict[str, Asked] = {}
    for section in questionnaire.sections:
        whole = _state(section.show_if, given, audience)
        for part in section.parts_for(audience):
            states[part.id] = _both(whole, _state(part.show_if, given, audience))
            if states[part.id] != "hidden" and not isinstance(part, Info):
                given[part.id] = values.get(part.id)
    return states


def counting(questionnaire: Questionnaire, values: Mapping[str, Value], audience: Audience) -> dict[str, Value]:
    """The answers that count: those to questions that are not hidden."""
    states = asked(questionnaire, values, audience)
    return {key: value for key, value in values.items() if states.get(key, "hidden") != "hidden"}


def _state(condition: Condition | None, given: Given, audience: Audience) -> Asked:
    result = True if condition is None else holds(condition, given, audience)
    return "undetermined" if result is None else "shown" if result else "hidden"


def _both(section: Asked, own: Asked) -> Asked:
    return next((state for state in ("hidden", "undetermined") if state in (section, own)), "shown")
