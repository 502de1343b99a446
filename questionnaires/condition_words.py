"""A condition in words: to whom a question is of concern, in Finnish and Swedish."""

import datetime
from collections.abc import Sequence
from decimal import Decimal

from questionnaires.basics import Audience, Text
from questionnaires.conditions import AllOf, AnyOf, Condition, Not, OfAnswer, Operator, comparable, holds
from questionnaires.model import AnyQuestion, Date, Multi, Number, Questionnaire, Scale, Section, Shown, Single
from questionnaires.notation import decimal
from questionnaires.values import CANNOT_SAY, Choice, Choices, Point, Value

OPPOSITE: dict[Operator, Operator] = {"gt": "lte", "gte": "lt", "lt": "gte", "lte": "gt"}
NUMBERS: dict[Operator, Text] = {
    "gt": Text(fi="suurempi kuin {}", sv="större än {}"),
    "gte": Text(fi="vähintään {}", sv="minst {}"),
    "lt": Text(fi="pienempi kuin {}", sv="mindre än {}"),
    "lte": Text(fi="enintään {}", sv="högst {}"),
}
DAYS: dict[Operator, Text] = {
    "gt": Text(fi="myöhempi kuin {}", sv="senare än {}"),
    "gte": Text(fi="aikaisintaan {}", sv="tidigast {}"),
    "lt": Text(fi="aikaisempi kuin {}", sv="tidigare än {}"),
    "lte": Text(fi="viimeistään {}", sv="senast {}"),
}
OR, AND = Text(fi="tai", sv="eller"), Text(fi="ja", sv="och")


def never(questionnaire: Questionnaire, conditioned: Section | Shown, audience: Audience) -> bool:
    """Whether `audience` is never asked this, whatever it answers."""
    return _settled(conditioned.show_if, _asked_of(questionnaire, audience), audience) is False


def when(questionnaire: Questionnaire, conditioned: Section | Shown, audience: Audience) -> Text | None:
    """The sentence that tells `audience` when it is asked this; None when it always or never is."""
    left = _settled(conditioned.show_if, _asked_of(questionnaire, audience), audience)
    if isinstance(left, bool):
        return None
    said = _said(left, questionnaire, plain=True)
    fi, sv = (words.removesuffix(".") for words in (said.fi, said.sv))  # a unit may end with a point of its own
    return Text(fi=f"Koskee teitä, jos {fi}.", sv=f"Gäller er om {sv}.")


def _asked_of(questionnaire: Questionnaire, audience: Audience) -> frozenset[str]:
    return frozenset(question.id for question in questionnaire.questions() if audience in question.audiences)


def _settled(condition: Condition | None, asked: frozenset[str], audience: Audience) -> Condition | bool:
    """What is left of a condition when the audience is known, and what that audience is asked."""
    match condition:
        case None:
            return True
        case AllOf() | AnyOf():
            return _settled_parts(condition, asked, audience)
        case Not():
            inner = _settled(condition.negated, asked, audience)
            return not inner if isinstance(inner, bool) else Not(**{"not": inner})
        case OfAnswer():
            return condition if condition.question in asked else bool(holds(condition, {}, audience))
        case _:
            return condition.audience == audience


def _settled_parts(condition: AllOf | AnyOf, asked: frozenset[str], audience: Audience) -> Condition | bool:
    parts = condition.all if isinstance(condition, AllOf) else condition.any
    decisive = isinstance(condition, AnyOf)  # one that holds decides "any", one that does not decides "all"
    settled = [_settled(part, asked, audience) for part in parts]
    if decisive in settled:
        return decisive
    left = [part for part in settled if not isinstance(part, bool)]
    if not left:
        return not decisive
    if len(left) == 1:
        return left[0]
    return AnyOf(any=tuple(left)) if decisive else AllOf(all=tuple(left))


def _said(condition: Condition, questionnaire: Questionnaire, *, plain: bool) -> Text:
    """The condition, or its opposite when not `plain`, as the words that follow "if"."""
    match condition:
        case AllOf():
            return _joined(condition.all, AND if plain else OR, questionnaire, plain=plain)
        case AnyOf():
            return _joined(condition.any, OR if plain else AND, questionnaire, plain=plain)
        case Not():
            return _said(condition.negated, questionnaire, plain=not plain)
        case OfAnswer():
            return _leaf(condition, questionnaire.question(condition.question), plain=plain)
        case _:
            raise TypeError("the audience is settled before a condition is put into words")


def _joined(parts: Sequence[Condition], word: Text, questionnaire: Questionnaire, *, plain: bool) -> Text:
    said = [_in_brackets(part, _said(part, questionnaire, plain=plain)) for part in parts]
    return Text(fi=f" {word.fi} ".join(one.fi for one in said), sv=f" {word.sv} ".join(one.sv for one in said))


def _in_brackets(part: Condition, said: Text) -> Text:
    inner = part.negated if isinstance(part, Not) else part
    return Text(fi=f"({said.fi})", sv=f"({said.sv})") if isinstance(inner, AllOf | AnyOf) else said


def _leaf(condition: OfAnswer, question: AnyQuestion, *, plain: bool) -> Text:
    fi, sv = question.text.fi, question.text.sv
    if condition.operator == "answered":
        yes = plain == condition.answered
        return Text(
            fi=f"kysymykseen ”{fi}” {'on' if yes else 'ei ole'} vastattu",
            sv=f"frågan ”{sv}” {'har' if yes else 'inte har'} besvarats",
        )
    if isinstance(question, Multi):
        chosen = _choices(condition, question)
        return Text(
            fi=f"kysymyksessä ”{fi}” {'on' if plain else 'ei ole'} valittu {chosen.fi}",
            sv=f"{chosen.sv} {'har' if plain else 'inte har'} valts i frågan ”{sv}”",
        )
    if isinstance(question, Number | Date) and condition.operator in OPPOSITE and not plain:
        opposite = OfAnswer(**{"question": question.id, OPPOSITE[condition.operator]: condition.operands[0]})
        return _leaf(opposite, question, plain=True)
    like = _compared(condition, question)
    return Text(
        fi=f"vastaus kysymykseen ”{fi}” {'on' if plain else 'ei ole'} {like.fi}",
        sv=f"svaret på frågan ”{sv}” {'är' if plain else 'inte är'} {like.sv}",
    )


def _compared(condition: OfAnswer, question: AnyQuestion) -> Text:
    match question:
        case Number():
            told = [_number(Decimal(str(operand)), question) for operand in condition.operands]
            return _by(condition.operator, NUMBERS, told)
        case Date():
            days = [comparable(operand, datetime.date.min) for operand in condition.operands]
            shown = [f"{one.day}.{one.month}.{one.year}" for one in days if isinstance(one, datetime.date)]
            return _by(condition.operator, DAYS, [Text(fi=one, sv=one) for one in shown])
        case _:
            return _choices(condition, question)


def _number(number: Decimal, question: Number) -> Text:
    told, unit = decimal(number), question.unit
    return Text(fi=f"{told} {unit.fi}", sv=f"{told} {unit.sv}") if unit else Text(fi=told, sv=told)


def _by(operator: Operator, words: dict[Operator, Text], told: Sequence[Text]) -> Text:
    if operator in words:
        return Text(fi=words[operator].fi.format(told[0].fi), sv=words[operator].sv.format(told[0].sv))
    return _one_of(told)


def _choices(condition: OfAnswer, question: AnyQuestion) -> Text:
    """Those of the options or points for which the condition holds, in quotes."""
    offered: list[tuple[Text, Value]] = []
    if isinstance(question, Scale):
        values = [CANNOT_SAY if point.value is None else point.value for point in question.points]
        offered = [(p.text, Point(value=value)) for p, value in zip(question.points, values, strict=True)]
    elif isinstance(question, Single):
        offered = [(option.text, Choice(option=option.id)) for option in question.options]
    elif isinstance(question, Multi):
        offered = [(option.text, Choices(options=(option.id,))) for option in question.options]
    meant = [text for text, value in offered if holds(condition, {question.id: value}, "muu")]
    return _one_of([Text(fi=f"”{text.fi}”", sv=f"”{text.sv}”") for text in meant])


def _one_of(told: Sequence[Text]) -> Text:
    return Text(fi=_list([one.fi for one in told], OR.fi), sv=_list([one.sv for one in told], OR.sv))


def _list(words: Sequence[str], before_last: str) -> str:
    return f"{', '.join(words[:-1])} {before_last} {words[-1]}" if len(words) > 1 else "".join(words)
