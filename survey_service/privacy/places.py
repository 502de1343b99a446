"""The texts of an answer in which personal data may stand, each with its place on the page."""

from collections.abc import Iterator
from dataclasses import dataclass

from questionnaires.model import AnyQuestion, DecisionStatus, Roster, Rows
from questionnaires.values import Address, Choice, Choices, Handling, Items, Point, Table, Upload, Value, Words

CODES = frozenset({"identity_code", "artificial_code", "near_code"})
ADDRESSES = frozenset({"mail_address", "office_address"})


@dataclass(frozen=True)
class Place:
    """One text of an answer. `part` tells where it stands: "text", "items.0", "comment", "rows.1.tavoite".

    `asks`: what the place asks for, so that it is not pointed out there: "person" or "address" (of mail).
    """

    part: str
    text: str
    asks: str = ""

    def expects(self, kind: str) -> bool:
        """Whether what looks so belongs here. An identity code belongs nowhere."""
        return (self.asks == "person" and kind not in CODES) or (self.asks == "address" and kind in ADDRESSES)


def places(question: AnyQuestion, value: Value) -> tuple[Place, ...]:
    """The texts of `value` in which something is written."""
    return tuple(place for place in _places(question, value) if place.text.strip())


def _places(question: AnyQuestion, value: Value) -> Iterator[Place]:
    match value:
        case Words():
            yield Place("text", value.text)
        case Items():
            yield from (Place(f"items.{number}", item) for number, item in enumerate(value.items))
        case Choice() | Choices():
            yield Place("other", value.other)
        case Point():
            yield Place("comment", value.comment)
        case Handling():
            yield Place("note", value.note)
        case Address():
            yield from (Place("title", value.title), Place("organisation", value.organisation))
        case Upload():
            yield Place("file", value.name)
        case Table():
            yield from _cells(question, value)
        case _:
            pass


def _cells(question: AnyQuestion, value: Table) -> Iterator[Place]:
    columns = question.columns if isinstance(question, Rows | Roster | DecisionStatus) else ()
    for number, row in enumerate(value.rows):
        for column in columns:
            if column.input != "options":
                # the delegation is asked for by name
                asks = "person" if isinstance(question, Roster) else "address" if column.input == "email" else ""
                yield Place(f"rows.{number}.{column.id}", row.get(column.id, ""), asks)
