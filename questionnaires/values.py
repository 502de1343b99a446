"""What is stored as the answer to each kind of question: frozen, in and out of JSON, able to say when it is empty."""

import datetime
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from questionnaires.basics import Frozen

CANNOT_SAY: Literal["unknown"] = "unknown"
DECISION_KEY = "_decision"
"""The cell that tells which of last year's decisions a row is about; no column can be named so."""


class Words(Frozen):
    """Free text (open)."""

    kind: Literal["open"] = "open"
    text: str = ""

    def is_empty(self) -> bool:
        """Nothing was written."""
        return not self.text.strip()

    def texts(self) -> tuple[str, ...]:
        """The free texts in it, in the order of their places; a place left empty is an empty text."""
        return (self.text,)


class Items(Frozen):
    """Free texts, one thing in each (open_repeat). An item keeps its place when another is emptied."""

    kind: Literal["open_repeat"] = "open_repeat"
    items: tuple[str, ...] = ()

    def is_empty(self) -> bool:
        """Nothing was written in any item."""
        return not any(item.strip() for item in self.items)

    def texts(self) -> tuple[str, ...]:
        """The items."""
        return self.items


class Choice(Frozen):
    """One option (single), with words when the option asks for them."""

    kind: Literal["single"] = "single"
    option: str | None = None
    other: str = ""

    def is_empty(self) -> bool:
        """No option was chosen."""
        return self.option is None

    def texts(self) -> tuple[str, ...]:
        """None: the words of an "other" option name a thing and tell nothing."""
        return ()


class Choices(Frozen):
    """Some options (multi)."""

    kind: Literal["multi"] = "multi"
    options: tuple[str, ...] = ()
    other: str = ""

    def is_empty(self) -> bool:
        """No option was chosen."""
        return not self.options

    def texts(self) -> tuple[str, ...]:
        """None, as in `Choice`."""
        return ()


class Point(Frozen):
    """A point of a scale, `unknown` for "cannot say", with a comment (scale)."""

    kind: Literal["scale"] = "scale"
    value: int | Literal["unknown"] | None = None
    comment: str = ""

    def is_empty(self) -> bool:
        """Neither a point nor a comment."""
        return self.value is None and not self.comment.strip()

    def texts(self) -> tuple[str, ...]:
        """The comment."""
        return (self.comment,)


class Amount(Frozen):
    """A number as exact decimal text (number): digits, a point before decimals, a hyphen for less than nothing."""

    kind: Literal["number"] = "number"
    number: Annotated[str, Field(pattern=r"^-?[0-9]{1,20}(\.[0-9]{1,10})?$")] | None = None

    def is_empty(self) -> bool:
        """No number."""
        return self.number is None

    def texts(self) -> tuple[str, ...]:
        """None."""
        return ()


class Day(Frozen):
    """A day (date)."""

    kind: Literal["date"] = "date"
    date: datetime.date | None = None

    def is_empty(self) -> bool:
        """No day."""
        return self.date is None

    def texts(self) -> tuple[str, ...]:
        """None."""
        return ()


class Address(Frozen):
    """A document on the web (link): where it is, what it is called, whose it is and of which year or years."""

    kind: Literal["link"] = "link"
    address: str = ""
    title: str = ""
    organisation: str = ""
    year: str = ""

    def is_empty(self) -> bool:
        """Nothing was written."""
        return not any(words.strip() for words in (self.address, self.title, self.organisation, self.year))

    def texts(self) -> tuple[str, ...]:
        """None: a link names a thing and tells nothing."""
        return ()


class Handling(Frozen):
    """A date and where (date_note)."""

    kind: Literal["date_note"] = "date_note"
    date: datetime.date | None = None
    note: str = ""

    def is_empty(self) -> bool:
        """Neither a date nor a note."""
        return self.date is None and not self.note.strip()

    def texts(self) -> tuple[str, ...]:
        """None."""
        return ()


class Upload(Frozen):
    """A stored file (file): `attachment` is the id under which the service keeps its bytes.

    `pages` is what it says of its length. `removed` tells why a file that had been given is not there any more.
    """

    kind: Literal["file"] = "file"
    attachment: str | None = None
    name: str = ""
    size: int = 0
    pages: int | None = None
    removed: Literal["", "infected"] = ""

    def is_empty(self) -> bool:
        """No file."""
        return self.attachment is None

    def texts(self) -> tuple[str, ...]:
        """None."""
        return ()


class Table(Frozen):
    """Rows of cells by column id (list, roster, per_decision_status), and by DECISION_KEY for a known decision."""

    kind: Literal["list", "roster", "per_decision_status"]
    rows: tuple[dict[str, str], ...] = ()

    def is_empty(self) -> bool:
        """No cell has anything in it."""
        return not any(cell.strip() for row in self.rows for cell in row.values())

    def texts(self) -> tuple[str, ...]:
        """None: rows are told as they are."""
        return ()


Value = Annotated[
    Words | Items | Choice | Choices | Point | Amount | Day | Address | Handling | Upload | Table,
    Field(discriminator="kind"),
]
VALUE: TypeAdapter[Value] = TypeAdapter(Value)
