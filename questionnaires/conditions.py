"""When a question is asked: conditions as data, and what they say of the answers that have been given so far."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any, Literal, assert_never

from pydantic import (
    ConfigDict,
    Discriminator,
    Field,
    StrictBool,
    StrictFloat,
    StrictInt,
    StrictStr,
    Tag,
    model_validator,
)
from pydantic_core import PydanticCustomError

from questionnaires.basics import Audience, Frozen, Identifier
from questionnaires.values import Amount, Choice, Choices, Day, Point, Value

Operator = Literal["is", "in", "answered", "gt", "gte", "lt", "lte"]
Operand = StrictInt | StrictFloat | StrictStr
Fact = str | Decimal | datetime.date
MOST_DIGITS = 30
Given = Mapping[str, Value | None]
"""Answers by question id: None where there is none yet, no key where the question is not asked."""


class Part(Frozen):
    """A condition, or a part of one. It is stored with the keys with which it is written."""

    model_config = ConfigDict(frozen=True, extra="forbid", serialize_by_alias=True)


class AllOf(Part):
    """Every one of them holds."""

    all: tuple["Condition", ...] = Field(min_length=1)


class AnyOf(Part):
    """One of them at least holds."""

    any: tuple["Condition", ...] = Field(min_length=1)


class Not(Part):
    """It does not hold."""

    negated: "Condition" = Field(alias="not")


class OfAudience(Part):
    """The respondent is of this audience."""

    audience: Audience


class OfAnswer(Part):
    """What was answered to an earlier question, by one of the operators.

    `is`: this option, point, number or day; of several options, this one among them. `in`: one of these. `gt`, `gte`,
    `lt`, `lte` compare points, numbers and days (2027-03-05). A scale's "cannot say" is `unknown`.
    """

    question: Identifier
    equals: Operand | None = Field(None, alias="is")
    one_of: tuple[Operand, ...] | None = Field(None, alias="in", min_length=1)
    answered: StrictBool | None = None
    gt: Operand | None = None
    gte: Operand | None = None
    lt: Operand | None = None
    lte: Operand | None = None

    @model_validator(mode="after")
    def _one_operator(self) -> "OfAnswer":
        if len(self._said()) != 1:
            raise PydanticCustomError("one_operator", "one operator")
        return self

    @property
    def operator(self) -> Operator:
        """The operator by which the answer is looked at."""
        return next(iter(self._said()))

    @property
    def operands(self) -> tuple[Operand, ...]:
        """What the answer is compared with; nothing for `answered`."""
        said = self._said()[self.operator]
        if isinstance(said, bool):
            return ()
        return said if isinstance(said, tuple) else (said,)

    def _said(self) -> dict[Operator, Any]:
        said: dict[Operator, Any] = {"is": self.equals, "in": self.one_of, "answered": self.answered}
        said |= {"gt": self.gt, "gte": self.gte, "lt": self.lt, "lte": self.lte}
        return {operator: operand for operator, operand in said.items() if operand is not None}


KEYS = ("all", "any", "not", "question", "audience")


def _tag(value: Any) -> str | None:
    if isinstance(value, Part):
        value = value.model_dump()
    return next((key for key in KEYS if key in value), None) if isinstance(value, dict) else None


Condition = Annotated[
    Annotated[AllOf, Tag("all")]
    | Annotated[AnyOf, Tag("any")]
    | Annotated[Not, Tag("not")]
    | Annotated[OfAnswer, Tag("question")]
    | Annotated[OfAudience, Tag("audience")],
    Discriminator(_tag),
]
for model in (AllOf, AnyOf, Not):
    model.model_rebuild()


def holds(condition: Condition, given: Given, audience: Audience) -> bool | None:
    """Whether the condition holds; None as long as that depends on a question that has not been answered yet."""
    match condition:
        case AllOf():
            return _all([holds(part, given, audience) for part in condition.all])
        case AnyOf():
            return _negated(_all([_negated(holds(part, given, audience)) for part in condition.any]))
        case Not():
            return _negated(holds(condition.negated, given, audience))
        case OfAudience():
            return condition.audience == audience
        case OfAnswer():
            return _of_answer(condition, given)
        case _:
            assert_never(condition)


def answers_in(condition: Condition) -> Iterator[OfAnswer]:
    """Every part of the condition that looks at an answer, in order."""
    match condition:
        case AllOf():
            yield from (leaf for part in condition.all for leaf in answers_in(part))
        case AnyOf():
            yield from (leaf for part in condition.any for leaf in answers_in(part))
        case Not():
            yield from answers_in(condition.negated)
        case OfAnswer():
            yield condition
        case OfAudience():
            return
        case _:
            assert_never(condition)


def comparable(operand: Operand, like: Fact) -> Fact | None:
    """The operand as a fact of the same type as `like`; None when it cannot be one."""
    try:
        if isinstance(like, Decimal):
            number = Decimal(str(operand))
            return number if number.is_finite() and abs(number.adjusted()) <= MOST_DIGITS else None
        return datetime.date.fromisoformat(str(operand)) if isinstance(like, datetime.date) else str(operand)
    except (InvalidOperation, ValueError):
        return None


def _all(results: Sequence[bool | None]) -> bool | None:
    if False in results:
        return False
    return None if None in results else True


def _negated(result: bool | None) -> bool | None:
    return None if result is None else not result


def _of_answer(condition: OfAnswer, given: Given) -> bool | None:
    value = given.get(condition.question)
    if value is None or value.is_empty():
        if condition.operator == "answered":
            return not condition.answered
        return None if condition.question in given else False
    if condition.operator == "answered":
        return condition.answered
    facts = _facts(value)
    return any(_fits(condition, fact) for fact in facts) if facts else None


def _fits(condition: OfAnswer, fact: Fact) -> bool:
    operands = [comparable(operand, fact) for operand in condition.operands]
    if condition.operator in ("is", "in"):
        return fact in operands
    [operand] = operands
    if isinstance(fact, str) or operand is None:
        return False  # "cannot say" is neither more nor less than anything
    match condition.operator:
        case "gt":
            return fact > operand  # type: ignore[operator]
        case "gte":
            return fact >= operand  # type: ignore[operator]
        case "lt":
            return fact < operand  # type: ignore[operator]
        case _:
            return fact <= operand  # type: ignore[operator]


def _facts(value: Value) -> tuple[Fact, ...]:
    """What there is to compare in an answer; nothing in free text, and in a comment without its point."""
    match value:
        case Choice():
            return () if value.option is None else (value.option,)
        case Choices():
            return value.options
        case Point():
            return () if value.value is None else (_point(value.value),)
        case Amount():
            return () if value.number is None else (Decimal(value.number),)
        case Day():
            return () if value.date is None else (value.date,)
        case _:
            return ()


def _point(value: int | str) -> Fact:
    return value if isinstance(value, str) else Decimal(value)
