"""pydantic's errors in the words of someone who writes questions: what is wrong, and how to mend it."""

import re
from collections.abc import Callable
from typing import Any

from pydantic_core import ErrorDetails

from questionnaires.conditions import KEYS
from questionnaires.grammar import Spot, keys_of
from questionnaires.problems import Message, say, suggestion

Told = tuple[str, Message]
SHOW_IF = "show_if"
LANGUAGES = {"fi": say("Finnish"), "sv": say("Swedish")}
CODES = {
    "audiences": "unknown-audience",
    "role": "unknown-role",
    "audience_as": "unknown-audience",
    "require_role": "unknown-audience",
}
NEEDED = {
    "string_type": say("text in quotes"),
    "int_type": say("a whole number"),
    "int_from_float": say("a whole number"),
    "bool_type": say("true or false"),
    "list_type": say("a list: [one, two], or one '- item' to a line"),
    "dict_type": say("keys with values"),
}


def explain(detail: ErrorDetails, spot: Spot) -> Told:
    """Code and message of one error."""
    teller = _TELLERS.get(detail["type"])
    if teller:
        return teller(detail, spot)
    if detail["type"] in NEEDED:
        return _wrong_type(detail, spot)
    return "invalid", say("%(named)s is not right: %(said)s.", named=_named(spot), said=detail["msg"])


def _named(spot: Spot) -> Message:
    return say("'%(key)s'", key=spot.around) if spot.around else say("This")


def _wrong_type(detail: ErrorDetails, spot: Spot) -> Told:
    given = detail["input"]
    needed = NEEDED[detail["type"]]
    if given is None:
        return (
            "wrong-type",
            say(
                "%(named)s is empty; it needs %(needed)s. Write it after the colon, or remove the line.",
                named=_named(spot),
                needed=needed,
            ),
        )
    if detail["type"] == "string_type" and isinstance(given, int | float):
        return "wrong-type", say(
            "%(named)s needs text, and this is read as %(kind)s. Put it in quotes.",
            named=_named(spot),
            kind=_kind(given),
        )
    return "wrong-type", _needs(spot, needed, given)


def _needs(spot: Spot, needed: Message, given: Any) -> Message:
    return say(
        "%(named)s needs %(needed)s; this is %(kind)s. Change it.",
        named=_named(spot),
        needed=needed,
        kind=_kind(given),
    )


def _kind(given: Any) -> Message:
    if given is None:
        return say("empty")
    kinds = (
        (bool, say("true or false")),
        (int | float, say("a number")),
        (str, say("text")),
        (list, say("a list")),
        (dict, say("keys with values")),
    )
    return next((words for kind, words in kinds if isinstance(given, kind)), say("something else"))


def _model(detail: ErrorDetails, spot: Spot) -> Told:
    given = detail["input"]
    if isinstance(given, str) and "Text" in str(detail.get("ctx", {}).get("class_name", "")):
        return "missing-language", say(
            '%(named)s needs the text in both languages. Write {fi: "…", sv: "…"}.', named=_named(spot)
        )
    return "wrong-type", _needs(spot, say("keys with values"), given)


def _missing(detail: ErrorDetails, spot: Spot) -> Told:
    if spot.key in LANGUAGES:
        return "missing-language", say(
            "The %(language)s text is missing. Add '%(key)s: \"…\"' here.", language=LANGUAGES[spot.key], key=spot.key
        )
    return "missing-key", say("'%(key)s' is missing here. Add '%(key)s: …'.", key=spot.key)


def _unknown_key(detail: ErrorDetails, spot: Spot) -> Told:
    known = keys_of(spot.owner) if spot.owner else []
    return (
        "unknown-key",
        say(
            "'%(key)s' is no key that can stand here. %(known)s Otherwise remove it.",
            key=spot.key,
            known=suggestion(spot.key, known),
        ),
    )


def _literal(detail: ErrorDetails, spot: Spot) -> Told:
    expected = re.findall(r"'([^']*)'", str(detail.get("ctx", {}).get("expected", "")))
    given = str(detail["input"])
    code = CODES.get(spot.around, CODES.get(str(spot.path[-2]) if len(spot.path) > 1 else "", "unknown-value"))
    written = say("Write %(expected)s.", expected=detail.get("ctx", {}).get("expected"))
    hint = suggestion(given, expected) if expected else written
    return code, say("'%(given)s' cannot stand here. %(hint)s", given=given, hint=hint)


def _type(detail: ErrorDetails, spot: Spot) -> Told:
    known = [
        tag for tag in re.findall(r"'([^']*)'", str(detail.get("ctx", {}).get("expected_tags", ""))) if tag != "ref"
    ]
    given = detail["input"]
    if SHOW_IF in spot.path:
        return "unknown-condition", say(
            "A condition is made of keys, and this has none of them. Write one of %(keys)s, "
            "such as {question: c_tuki, lte: 2}.",
            keys=", ".join(KEYS),
        )
    if not isinstance(given, dict):
        return (
            "wrong-type",
            say(
                "An item here needs keys with values; this is %(kind)s. Write '- id: …' or '- {ref: …}'.",
                kind=_kind(given),
            ),
        )
    if "ref" in given:
        return "reference-here", say(
            "A question of an included document cannot be taken here. Write the question itself."
        )
    if "type" not in given:
        return "missing-key", say("'type' is missing here. Add 'type: …'. Known: %(known)s.", known=", ".join(known))
    return "unknown-type", say(
        "'%(given)s' is no type of question. %(known)s",
        given=given["type"],
        known=suggestion(str(given["type"]), known),
    )


def _operator(detail: ErrorDetails, spot: Spot) -> Told:
    return (
        "one-operator",
        say(
            "A condition looks at an answer by one operator: is, in, answered, gt, gte, lt or lte. "
            "Write one; put several conditions into {all: […]}."
        ),
    )


def _pattern(detail: ErrorDetails, spot: Spot) -> Told:
    given, pattern = detail["input"], detail.get("ctx", {}).get("pattern", "")
    if pattern == r"\S":
        return _empty(detail, spot)
    if "{1,8}" in pattern:
        return (
            "bad-ending",
            say(
                "'%(given)s' is no file name ending. Write it without the point and in small letters, such as pdf.",
                given=given,
            ),
        )
    return (
        "bad-id",
        say(
            "'%(given)s' cannot be an id. Use small letters a–z, digits and _; start with a letter; 2–64 characters.",
            given=given,
        ),
    )


def _empty(detail: ErrorDetails, spot: Spot) -> Told:
    if spot.key in LANGUAGES:
        return "missing-language", say(
            "The %(language)s text is empty. Write it between the quotes.", language=LANGUAGES[spot.key]
        )
    return "empty-text", say(
        "%(named)s is empty. Write its text between the quotes, or remove the line.", named=_named(spot)
    )


def _few(detail: ErrorDetails, spot: Spot) -> Told:
    least = detail.get("ctx", {}).get("min_length", 1)
    return "too-few", say(
        "%(named)s has too few items; at least %(least)s. Add what is missing.", named=_named(spot), least=least
    )


def _many(detail: ErrorDetails, spot: Spot) -> Told:
    most = detail.get("ctx", {}).get("max_length", 1)
    return "too-many", say(
        "%(named)s has too many items; at most %(most)s. Remove the others.", named=_named(spot), most=most
    )


def _low(detail: ErrorDetails, spot: Spot) -> Told:
    return (
        "out-of-range",
        say(
            "%(named)s is %(given)s; it must be at least %(least)s. Raise it.",
            named=_named(spot),
            given=detail["input"],
            least=detail.get("ctx", {}).get("ge"),
        ),
    )


def _high(detail: ErrorDetails, spot: Spot) -> Told:
    return (
        "out-of-range",
        say(
            "%(named)s is %(given)s; it can be at most %(most)s. Lower it.",
            named=_named(spot),
            given=detail["input"],
            most=detail.get("ctx", {}).get("le"),
        ),
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
