"""Whether the conditions of documents make sense: they look at earlier questions, and at answers that can be given."""

import datetime
import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pydantic import TypeAdapter, ValidationError

from questionnaires.addressing import asked_alike, audience_ids
from questionnaires.basics import OTHERS, Audience
from questionnaires.conditions import Condition, OfAnswer, answers_in, comparable, holds
from questionnaires.family import Family
from questionnaires.kinds import widened
from questionnaires.node import Node
from questionnaires.notation import MOST_DECIMALS
from questionnaires.problems import Problem, say, suggestion
from questionnaires.references import options_of, points_of
from questionnaires.rules import asked_id, questions_of
from questionnaires.values import CANNOT_SAY, Amount, Choice, Choices, Day, Point, Value, Words

CONDITION: TypeAdapter[Condition] = TypeAdapter(Condition)
EQUAL, ORDER = ("is", "in"), ("gt", "gte", "lt", "lte")
OPERATORS: dict[str, tuple[str, ...]] = {
    "single": EQUAL,
    "multi": EQUAL,
    "scale": (*EQUAL, *ORDER),
    "number": (*EQUAL, *ORDER),
    "date": (*EQUAL, *ORDER),
}
NEEDED = {"number": say("a number, such as 5 or 2.5"), "date": say("a day, such as 2027-03-05")}
MOST_CASES = 5_000
LARGEST = Decimal(10) ** 15
DAYS = range(1, datetime.date.max.toordinal() + 1)


@dataclass(frozen=True)
class _Asked:
    """A question at its place: under which id, and where it is defined."""

    id: Node
    definition: Node


@dataclass(frozen=True)
class _Conditioned:
    """A condition, the questions that are asked before it, and those who would be asked."""

    condition: Node
    earlier: list[_Asked]
    audiences: tuple[Audience, ...]


def conditions(family: Family) -> Iterator[Problem]:
    """All that is wrong with the conditions of a document, those of its relatives at their places in it included."""
    every = {one.id.words: one for place in _places(family) for one in _asked(family, place)}
    for found in _conditioned(family):
        problems = [
            problem
            for leaf in _leaves(found.condition)
            for problem in _leaf(family, leaf, {one.id.words: one for one in found.earlier}, every)
        ]
        yield from problems or _always_false(family, found)


def _places(family: Family) -> list[Node]:
    """What is answered one after the other: the sections, or the whole of a document that has none."""
    if not family.document.has("sections"):
        return [family.document]
    places = []
    for place in family.document.get("sections").items():
        if place.has("standing"):
            places += [node for node in [family.standing.get(place.get("standing").words or "")] if node]
        elif place.has("preassignment"):
            places += [family.frame] if family.frame else []
        else:
            places.append(place)
    return places


def _asked(family: Family, place: Node) -> list[_Asked]:
    common = {
        question.get("id").words: question for node in family.libraries.values() for question in questions_of(node)
    }
    found = []
    for question in questions_of(place):
        if not question.has("ref"):
            found.append(_Asked(question.get("id"), question))
        elif not place.has("deliverables"):  # one of the frame's tells where a thing is delivered, and asks nothing
            found.append(_Asked(asked_id(question), common.get(question.get("ref").words, question)))
    return found


def _conditioned(family: Family) -> Iterator[_Conditioned]:
    alike, known = asked_alike(family), tuple(audience_ids(family))
    earlier: list[_Asked] = []
    ordered = family.document.has("sections") or family.document.has("standing") or family.document.has("deliverables")
    if not ordered:  # a library's questions are placed elsewhere, in any order
        earlier = [one for place in _places(family) for one in _asked(family, place)]
    for place in _places(family):
        if place.has("show_if"):
            yield _Conditioned(place.get("show_if"), list(earlier), known)
        for question, asked in zip(_placed_questions(place), _asked(family, place), strict=True):
            said = question if question.has("show_if") else asked.definition
            if said.has("show_if"):
                listed = question if question.has("audiences") else asked.definition
                audiences = [a.words for a in listed.get("audiences").items() if a.words in known]
                before = [one for one in earlier if not one.definition.stands_with(question)]
                yield _Conditioned(said.get("show_if"), before, widened(audiences, alike))
            if ordered:
                earlier.append(asked)


def _placed_questions(place: Node) -> list[Node]:
    return [one for one in questions_of(place) if not (place.has("deliverables") and one.has("ref"))]


def _leaves(condition: Node) -> Iterator[Node]:
    if condition.has("question"):
        yield condition
    for key in ("all", "any"):
        for part in condition.get(key).items():
            yield from _leaves(part)
    if condition.has("not"):
        yield from _leaves(condition.get("not"))


def _leaf(
    family: Family, leaf: Node, earlier: dict[str | None, _Asked], every: dict[str | None, _Asked]
) -> Iterator[Problem]:
    named = leaf.get("question")
    if named.words in earlier:
        yield from _comparison(family, leaf, earlier[named.words].definition)
    elif named.words in every:
        where = every[named.words].id.line_for(named)
        message = say(
            "'%(named)s' is not asked before this, but %(where)s. Move this after it, or look at another one.",
            named=named.words,
            where=where,
        )
        yield named.problem("forward-reference", message)
    elif named.words and not family.lacks_library:
        known = [word for word in earlier if word]
        message = say(
            "No question '%(named)s' is asked before this. %(known)s",
            named=named.words,
            known=suggestion(named.words, known),
        )
        yield named.problem("unknown-question", message)


def _comparison(family: Family, leaf: Node, question: Node) -> Iterator[Problem]:
    kind = question.get("type").words or ""
    fitting = (*OPERATORS.get(kind, ()), "answered")
    for operator in ("is", "in", *ORDER, "answered"):
        if not leaf.has(operator):
            continue
        named, operands = leaf.get("question").words, leaf.get(operator).items() or [leaf.get(operator)]
        if kind == "info":
            message = say("'%(named)s' is a text that asks nothing. Look at a question.", named=named)
            yield leaf.get("question").problem("unfit-operator", message)
        elif kind and operator not in fitting:
            message = say(
                "'%(named)s' is of type %(kind)s, and '%(operator)s' does not fit it. Use %(fitting)s.",
                named=named,
                kind=kind,
                operator=operator,
                fitting=", ".join(fitting),
            )
            yield leaf.get(operator).problem("unfit-operator", message, key=True)
        elif operator != "answered":
            yield from _operands(family, question, operands, named or "")


def _operands(family: Family, question: Node, operands: Iterable[Node], named: str) -> Iterator[Problem]:
    kind = question.get("type").words or ""
    if kind in NEEDED:
        like = Decimal(0) if kind == "number" else datetime.date.min
        wrong = [one for one in operands if comparable(one.value, like) is None]
        message = say(
            "'%(named)s' is of type %(kind)s. Compare it with %(needed)s.", named=named, kind=kind, needed=NEEDED[kind]
        )
        yield from (one.problem("unfit-value", message) for one in wrong)
    known = [str(option) for option in _offered(family, question)]
    for one in operands if known else ():
        if str(one.value) not in known:
            message = say(
                "'%(named)s' has no option '%(one)s'. %(known)s",
                named=named,
                one=one.value,
                known=suggestion(str(one.value), known),
            )
            yield one.problem("unknown-option", message)


def _offered(family: Family, question: Node) -> list[str | int]:
    providers = [*family.libraries.values(), *family.standing.values(), family.document]
    if question.get("type").words in ("single", "multi"):
        return [word for option in options_of(question, providers) if (word := option.get("id").words)]
    points = points_of(question, providers) if question.get("type").words == "scale" else []
    return [CANNOT_SAY if point.value is None else point.value for point in points]


def _always_false(family: Family, found: _Conditioned) -> Iterator[Problem]:
    try:
        condition = CONDITION.validate_python(found.condition.value)
    except ValidationError:
        return  # told by the grammar
    definitions = {one.id.words or "": one.definition for one in found.earlier}
    leaves, alike = list(answers_in(condition)), asked_alike(family)
    named = sorted({leaf.question for leaf in leaves} & definitions.keys())
    answers = [[None, *_answers(family, definitions[key], leaves, key)] for key in named]
    if len(list(itertools.islice(itertools.product(*answers), MOST_CASES + 1))) > MOST_CASES:
        return
    cases = [dict(zip(named, values, strict=True)) for values in itertools.product(*answers)]
    for audience, case in itertools.product(found.audiences, cases):
        given = {key: value for key, value in case.items() if value and _is_asked(definitions[key], audience, alike)}
        if holds(condition, given, audience):
            return
    message = say("Whatever is answered, this never holds, so that nobody would be asked. Change the condition.")
    yield found.condition.problem("always-false", message)


def _is_asked(definition: Node, audience: Audience, alike: dict[Audience, Audience]) -> bool:
    listed = [one.words or "" for one in definition.get("audiences").items()]
    return audience in widened(listed, alike) or audience == OTHERS  # like whom these are asked, a theme tells


def _answers(family: Family, question: Node, leaves: Iterable[OfAnswer], key: str) -> list[Value]:
    """Answers to the question by which the condition's parts can differ."""
    operands = [operand for leaf in leaves if leaf.question == key for operand in leaf.operands]
    match question.get("type").words:
        case "single":
            return [Choice(option=str(option)) for option in _offered(family, question)]
        case "multi":
            named = sorted({str(operand) for operand in operands})[:6]
            sets = (itertools.combinations(named, size) for size in range(1, len(named) + 1))
            return [Choices(options=chosen) for chosen in itertools.chain([("_",)], *sets)]
        case "scale":
            return [Point.model_validate({"value": value}) for value in _offered(family, question)]
        case "number":
            return list(_numbers(question, operands))
        case "date":
            return list(_days(operands))
        case _:
            return [Words(text="x")]


def _numbers(question: Node, operands: Iterable[Any]) -> Iterator[Value]:
    decimals = min(max(question.get("decimals").number or 0, 0), MOST_DECIMALS)
    step = Decimal(1).scaleb(-decimals)
    low, high = (_as_number(question.get(key).value) for key in ("min", "max"))
    known = [number for number in (*map(_as_number, operands), low, high, Decimal(0)) if number is not None]
    for number in (around + step * count for around in known if abs(around) <= LARGEST for count in (-1, 0, 1)):
        fits = (low is None or number >= low) and (high is None or number <= high)
        if fits and number == round(number, decimals):
            yield Amount(number=f"{number:f}")


def _as_number(value: Any) -> Decimal | None:
    number = comparable(value, Decimal(0))
    return number if isinstance(number, Decimal) else None


def _days(operands: Iterable[Any]) -> Iterator[Value]:
    for operand in operands:
        day = datetime.date.fromisoformat(str(operand)).toordinal()
        near = (day + count for count in (-1, 0, 1))
        yield from (Day(date=datetime.date.fromordinal(one)) for one in near if one in DAYS)
