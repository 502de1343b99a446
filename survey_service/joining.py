"""Puts two answers to one question together, as far as they can be: every text stays whole, nothing stands twice."""

from collections.abc import Sequence
from typing import TypeVar

from questionnaires.model import AnyQuestion, DateNote, DecisionStatus, Multi, Open, OpenRepeat, Roster, Rows, Scale
from questionnaires.values import DECISION_KEY, Choices, Handling, Items, Point, Table, Value, Words

T = TypeVar("T")
LONGEST_NOTE = 300


def joined(question: AnyQuestion, first: Value, second: Value) -> Value | None:
    """Both in one, or None when only one of the two can stand (two options of a single choice, two files, two days).

    The result may be longer than the question lets it be: see `fits`.
    """
    match first, second:
        case Words(), Words():
            return Words(text=_texts(first.text, second.text))
        case Items(), Items():
            return Items(items=tuple(_united([item for item in (*first.items, *second.items) if item.strip()])))
        case Choices(), Choices():
            return _choices(question, first, second)
        case Point(), Point() if first.value == second.value or None in (first.value, second.value):
            value = first.value if first.value is not None else second.value
            return Point(value=value, comment=_texts(first.comment, second.comment))
        case Handling(), Handling() if first.date == second.date or None in (first.date, second.date):
            notes = _united([note for note in (first.note, second.note) if note.strip()])
            return Handling(date=first.date or second.date, note="; ".join(notes))
        case Table(), Table() if first.kind == second.kind:
            return Table(kind=first.kind, rows=tuple(_united([*first.rows, *second.rows])))
        case _:
            return None


def together(question: AnyQuestion, first: Value | None, second: Value) -> Value | None:
    """`joined`, and None also when both are more than the question takes; what is empty adds nothing."""
    if first is None or first.is_empty():
        return second
    both = joined(question, first, second)
    return both if both is not None and fits(question, both) else None


def fits(question: AnyQuestion, value: Value) -> bool:
    """Whether the question takes as much as this: characters of a text, options, rows."""
    match question, value:
        case ((Open() | Scale()), (Words() | Point())):
            return all(len(text) <= question.max_length for text in value.texts())
        case OpenRepeat(), Items():
            return len(value.items) <= question.max_items
        case Multi(), Choices():
            return question.max_choices is None or len(value.options) <= question.max_choices
        case DateNote(), Handling():
            return len(value.note) <= LONGEST_NOTE
        case ((Rows() | Roster() | DecisionStatus()), Table()):
            return sum(not row.get(DECISION_KEY) for row in value.rows) <= question.max_rows
        case _:
            return True


def _choices(question: AnyQuestion, first: Choices, second: Choices) -> Choices | None:
    options = question.options if isinstance(question, Multi) else ()
    chosen = {*first.options, *second.options}
    if len(chosen) > 1 and any(option.exclusive for option in options if option.id in chosen):
        return None
    others = _united([other for other in (first.other, second.other) if other.strip()])
    offered = [option.id for option in options if option.id in chosen]
    return Choices(options=tuple(_united([*offered, *first.options, *second.options])), other=", ".join(others))


def _texts(first: str, second: str) -> str:
    # who wrote on from the other's words has them already
    if second.strip() in first:
        return first
    return second if first.strip() in second else f"{first}\n\n{second}"


def _united(things: Sequence[T]) -> list[T]:
    return [thing for place, thing in enumerate(things) if thing not in things[:place]]
