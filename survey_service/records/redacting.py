"""Answers as they may go to anybody: what identifies people is hidden, with as many bullets as it had characters."""

from collections.abc import Iterable, Mapping
from typing import Any

from questionnaires.model import AnyQuestion
from questionnaires.values import VALUE, Address, Value
from survey_service.masking import BULLET, mask
from survey_service.privacy.places import Place, places

FIELD_OF_PART = {"file": "name"}


def redacted(question: AnyQuestion, value: Value, names: Iterable[Mapping[str, Any]]) -> Value:
    """`value` with what identifies people hidden in every text of it.

    `names` is what the worker found in this very version, as `NamesChecked` keeps it. A delegation is asked for by
    name: all that is written there is hidden, and the roles stay.
    """
    told = value.model_dump(mode="json")
    found = list(names)
    for place in places(question, value):
        _put(told, place.part, _hidden(place, found))
    if isinstance(value, Address):
        told["address"] = mask(value.address)
    return VALUE.validate_python(told)


def _hidden(place: Place, names: list[Mapping[str, Any]]) -> str:
    if place.asks == "person":
        return BULLET * len(place.text)
    text = mask(place.text)
    for name in names:
        if name["part"] == place.part:
            start, end = name["start"], min(name["end"], len(text))
            text = text[:start] + BULLET * (end - start) + text[end:]
    return text


def _put(told: dict[str, Any], part: str, text: str) -> None:
    """Set the text of a place, such as "text", "items.0" or "rows.1.tavoite"."""
    *path, last = FIELD_OF_PART.get(part, part).split(".")
    inside: Any = told
    for step in path:
        inside = inside[int(step)] if isinstance(inside, list) else inside[step]
    if isinstance(inside, list):
        inside[int(last)] = text
    else:
        inside[last] = text
