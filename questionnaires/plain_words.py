"""pydantic's errors in the words of someone who writes questions: what is wrong, and how to mend it."""

import re
from collections.abc import Callable
from typing import Any

from pydantic_core import ErrorDetails

from questionnaires.conditions import KEYS
from questionnaires.grammar import Spot, keys_of
from questionnaires.problems import suggestion

Told = tuple[str, str]
SHOW_IF = "show_if"
LANGUAGES = {"fi": "Finnish", "sv": "Swedish"}
CODES = {
    "audiences": "unknown-audience",
    "role": "unknown-role",
    "audience_as": "unknown-audience",
    "require_role": "unknown-audience",
}
NEEDED = {
    "string_type": "text in quotes",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "bool_type": "true or false",
    "list_type": "a list: [one, two], or one '- item' to a line",
    "dict_type": "keys with values",
}


def explain(detail: ErrorDetails, spot: Spot) -> Told:
    """Code and message of one error."""
    teller = _TELLERS.get(detail["type"])
    if teller:
        return teller(detail, spot)
    if detail["type"] in NEEDED:
        return _wrong_type(detail, spot)
    return "invalid", f"{_named(spot)} is not right: {detail['msg']}."


def _named(spot: Spot) -> str:
    return f"'{spot.around}'" if spot.around else "This"


def _wrong_type(detail: ErrorDetails, spot: Spot) -> Told:
    given = detail["input"]
    needed = NEEDED[detail["type"]]
    if given is None:
        return (
            "wrong-type",
            f"{_named(spot)} is empty; it needs {needed}. Write it after the colon, or remove the line.",
        )
    if detail["type"] == "string_type" and isinstance(given, int | float):
        return "wrong-type", f"{_named(spot)} needs text, and this is read as {_kind(given)}. Put it in quotes."
    return "wrong-type", f"{_named(spot)} needs {needed}; this is {_kind(given)}. Change it."


def _kind(given: Any) -> str:
    kinds = (
        (bool, "true or false"),
        (int | float, "a number"),
        (str, "text"),
        (list, "a list"),
        (dict, "keys with values"),
    )
    return next((words for kind, words in kinds if isinstance(given, kind)), "something else")


def _model(detail: ErrorDetails, spot: Spot) -> Told:
    given = detail["input"]
    if isinstance(given, str) and "Text" in str(detail.get("ctx", {}).get("class_name", "")):
        return "missing-language", f'{_named(spot)} needs the text in both languages. Write {{fi: "…", sv: "…"}}.'
    return (
        "wrong-type",
        f"{_named(spot)} needs keys with values; this is {_kind(given) if given is not None else 'empty'}. Change it.",
    )


def _missing(detail: ErrorDetails, spot: Spot) -> Told:
    if spot.key in LANGUAGES:
        return "missing-language", f"The {LANGUAGES[spot.key]} text is missing. Add '{spot.key}: \"…\"' here."
    return "missing-key", f"'{spot.key}' is missing here. Add '{spot.key}: …'."


def _unknown_key(detail: ErrorDetails, spot: Spot) -> Told:
    known = keys_of(spot.owner) if spot.owner else []
    return (
        "unknown-key",
        f"'{spot.key}' is no key that can stand here. {suggestion(spot.key, known)} Otherwise remove it.",
    )


def _literal(detail: ErrorDetails, spot: Spot) -> Told:
    expected = re.findall(r"'([^']*)'", str(detail.get("ctx", {}).get("expected", "")))
    given = str(detail["input"])
    code = CODES.get(spot.around, CODES.get(str(spot.path[-2]) if len(spot.path) > 1 else "", "unknown-value"))
    hint = suggestion(given, expected) if expected else f"Write {detail.get('ctx', {}).get('expected')}."
    return code, f"'{given}' cannot stand here. {hint}"


def _type(detail: ErrorDetails, spot: Spot) -> Told:
    known = [
        tag for tag in re.findall(r"'([^']*)'", str(detail.get("ctx", {}).get("expected_tags", ""))) if tag != "ref"
    ]
    given = detail["input"]
    if SHOW_IF in spot.path:
        return "unknown-condition", (
            f"A condition is made of keys, and this has none of them. Write one of {', '.join(KEYS)}, "
            "such as {question: c_tuki, lte: 2}."
        )
    if not isinstance(given, dict):
        return (
            "wrong-type",
            f"An item here needs keys with values; this is {_kind(given)}. Write '- id: …' or '- {{ref: …}}'.",
        )
    if "ref" in given:
        return "reference-here", "A question of an included document cannot be taken here. Write the question itself."
    if "type" not in given:
        return "missing-key", f"'type' is missing here. Add 'type: …'. Known: {', '.join(known)}."
    return "unknown-type", f"'{given['type']}' is no type of question. {suggestion(str(given['type']), known)}"


def _operator(detail: ErrorDetails, spot: Spot) -> Told:
    return (
        "one-operator",
        "A condition looks at an answer by one operator: is, in, answered, gt, gte, lt or lte. "
        "Write one; put several conditions into {all: […]}.",
    )


def _pattern(detail: ErrorDetails, spot: Spot) -> Told:
    given, pattern = detail["input"], detail.get("ctx", {}).get("pattern", "")
    if pattern == r"\S":
        return _empty(detail, spot)
    if "{1,8}" in pattern:
        return (
            "bad-ending",
            f"'{given}' is no file name ending. Write it without the point and in small letters, such as pdf.",
        )
    return (
        "bad-id",
        f"'{given}' cannot be an id. Use small letters a–z, digits and _; start with a letter; 2 to 64 characters.",
    )


def _empty(detail: ErrorDetails, spot: Spot) -> Told:
    if spot.key in LANGUAGES:
        return "missing-language", f"The {LANGUAGES[spot.key]} text is empty. Write it between the quotes."
    return "empty-text", f"{_named(spot)} is empty. Write its text between the quotes, or remove the line."


def _few(detail: ErrorDetails, spot: Spot) -> Told:
    least = detail.get("ctx", {}).get("min_length", 1)
    return "too-few", f"{_named(spot)} needs at least {least} item{'s' if least != 1 else ''}. Add what is missing."


def _many(detail: ErrorDetails, spot: Spot) -> Told:
    most = detail.get("ctx", {}).get("max_length", 1)
    return "too-many", f"{_named(spot)} can have at most {most} item{'s' if most != 1 else ''}. Remove the others."


def _low(detail: ErrorDetails, spot: Spot) -> Told:
    return (
        "out-of-range",
        f"{_named(spot)} is {detail['input']}; it must be at least {detail.get('ctx', {}).get('ge')}. Raise it.",
    )


def _high(detail: ErrorDetails, spot: Spot) -> Told:
    return (
        "out-of-range",
        f"{_named(spot)} is {detail['input']}; it can be at most {detail.get('ctx', {}).get('le')}. Lower it.",
    )


_TELLERS: dict[str, Callable[[ErrorDetails, Spot], Told]] = {
    "missing": _missing,
    "extra_forbidden": _unknown_key,
    "literal_error": _literal,
    "union_tag_invalid": _type,
    "union_tag_not_found": _type,
    "one_operator": _operator,
    "string_pattern_mismatch": _pattern,
    "string_too_short": _empty,
    "model_type": _model,
    "model_attributes_type": _model,
    "too_short": _few,
    "too_long": _many,
    "greater_than_equal": _low,
    "less_than_equal": _high,
}
