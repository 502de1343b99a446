"""What differs between two questions of one id: their words, what can be chosen, limits, who is asked and when."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from questionnaires.basics import Text
from questionnaires.differences import Difference, DifferenceKind, Weight, difference
from questionnaires.likeness import apart, plain
from questionnaires.model import AnyQuestion, Column, Option, Question, ScalePoint

Choice = Option | ScalePoint | Column
Worded = Callable[[AnyQuestion], Text | None]
LISTS: dict[str, tuple[Weight, Weight]] = {
    "options": ("note", "breaks"),
    "points": ("breaks", "breaks"),
    "columns": ("safe", "note"),
    "roles": ("safe", "note"),
    "statuses": ("note", "breaks"),
}
"""What an addition to each list weighs, and what a removal."""
LIMITS: dict[str, Weight] = {
    "max_length": "safe",
    "max_items": "note",
    "max_choices": "note",
    "min": "note",
    "max": "note",
    "decimals": "safe",
    "comment": "safe",
    "accept": "safe",
    "max_pages": "safe",
    "max_bytes": "safe",
    "min_rows": "safe",
    "max_rows": "safe",
    "ask_organisation": "safe",
    "ask_year": "safe",
    "prefill": "safe",
    "require_role": "safe",
}


def between(old: AnyQuestion, new: AnyQuestion, when_old: Worded, when_new: Worded) -> Iterator[Difference]:
    """Everything that differs; `when_old` and `when_new` put conditions into words."""
    if old.kind != new.kind:
        yield difference("kind_changed", new.id, old.text, new.text)
        return
    if old.role != new.role:
        yield difference("role_changed", new.id, _plain(old.role), _plain(new.role))
    yield from wording(new.id, old.text, new.text)
    if (old.help or Text(fi="", sv="")) != (new.help or Text(fi="", sv="")):
        yield difference("help_changed", new.id, old.help, new.help)
    yield from _asked_of(old, new)
    if old.show_if != new.show_if:
        yield difference("condition_changed", new.id, when_old(old), when_new(new))
    yield from _settings(old, new)
    for name in type(new).model_fields:
        if name not in Question.model_fields and name != "kind":
            yield from _own(name, new.id, getattr(old, name), getattr(new, name))


def wording(part: str, old: Text, new: Text) -> Iterator[Difference]:
    """How far a question's own words have moved."""
    moved = apart(old, new)
    if moved != "same":
        kinds: dict[str, DifferenceKind] = {
            "touched": "touched",
            "reworded": "reworded",
            "rewritten": "rewritten",
        }
        yield difference(kinds[moved], part, old, new)


def _asked_of(old: AnyQuestion, new: AnyQuestion) -> Iterator[Difference]:
    for audience in new.audiences:
        if audience not in old.audiences:
            yield difference("audience_added", new.id, about="audience", what=audience)
    for audience in old.audiences:
        if audience not in new.audiences:
            yield difference("audience_removed", new.id, about="audience", what=audience)


def _settings(old: AnyQuestion, new: AnyQuestion) -> Iterator[Difference]:
    if old.cluster != new.cluster:
        yield difference("synthesis_changed", new.id, _yes(old.cluster), _yes(new.cluster))
    if old.required != new.required:
        yield difference("required_changed", new.id, _yes(old.required), _yes(new.required))
    if old.show_indicators != new.show_indicators:
        yield difference("indicators_changed", new.id, _plain(old.show_indicators), _plain(new.show_indicators))


def _own(name: str, part: str, old: Any, new: Any) -> Iterator[Difference]:
    if name in LISTS:
        yield from _choices(name, part, {_id(one): one for one in old}, {_id(one): one for one in new})
    elif old == new:
        return
    elif name == "unit":
        yield difference("unit_changed", part, old, new)
    else:
        yield difference("limit_changed", part, _plain(old), _plain(new), about="limit", what=name, weight=LIMITS[name])


def _choices(name: str, part: str, old: Mapping[str, Choice], new: Mapping[str, Choice]) -> Iterator[Difference]:
    added, removed = LISTS[name]
    for key, one in new.items():
        if key not in old:
            yield difference("choice_added", part, new=one.text, about=name, what=key, weight=added)
        else:
            yield from _choice(name, part, key, old, one)
    for key, one in old.items():
        if key not in new:
            yield difference("choice_removed", part, old=one.text, about=name, what=key, weight=removed)
    if [key for key in old if key in new] != [key for key in new if key in old]:
        yield difference("order_changed", part, about=name)


def _choice(name: str, part: str, key: str, old: Mapping[str, Choice], new: Choice) -> Iterator[Difference]:
    before = old[key]
    moved = apart(before.text, new.text)
    if moved != "same":
        kind: DifferenceKind = "choice_touched" if moved == "touched" else "choice_reworded"
        if taken_from(new.text, [one.text for other, one in old.items() if other != key]):
            kind = "choice_swapped"
        yield difference(kind, part, before.text, new.text, about=name, what=key)
    if isinstance(before, Column) and isinstance(new, Column) and before.input != new.input:
        yield difference("column_kind_changed", part, _plain(before.input), _plain(new.input), about=name, what=key)
    if isinstance(before, Option) and isinstance(new, Option) and _behaviour(before) != _behaviour(new):
        yield difference("choice_behaves", part, before.text, new.text, about=name, what=key)


def taken_from(new: Text, others: Sequence[Text]) -> bool:
    """Whether these are the words that stood for something else before."""
    return any(plain(new.fi) == plain(other.fi) != "" or plain(new.sv) == plain(other.sv) != "" for other in others)


def _behaviour(option: Option) -> tuple[bool, bool]:
    return option.exclusive, option.other


def _id(one: Choice) -> str:
    return str(one.value) if isinstance(one, ScalePoint) else one.id


def _yes(value: bool) -> Text:
    return Text(fi="kyllä", sv="ja") if value else Text(fi="ei", sv="nej")


def _plain(value: Any) -> Text | None:
    if value is None or value == ():
        return None
    if isinstance(value, bool):
        return _yes(value)
    if isinstance(value, tuple):
        value = ", ".join(value)
    if isinstance(value, dict):
        value = ", ".join(f"{key}: {role}" for key, role in value.items())
    return Text(fi=str(value), sv=str(value))
