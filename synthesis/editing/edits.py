"""What people changed in a synthesis, as a list of events that is only added to; docs/edits.md tells the format."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import AwareDatetime, BeforeValidator, Field, TypeAdapter, ValidationError, model_validator

from synthesis.editing.saying import DIGEST, digest
from synthesis.model import CannotSynthesise, Comment, Frozen, Label, Phenomenon


def _said(value: Any) -> Any:
    """Words become their digest; what is one already stays."""
    if not isinstance(value, str) or re.fullmatch(DIGEST, value):
        return value
    if not value.strip():
        raise ValueError("a segment says something: give its digest or its words")
    return digest(value)


Said = Annotated[str, BeforeValidator(_said)]
"""A segment, by the digest of what it says; read from the words themselves as well."""
Anchor = Annotated[tuple[Said, ...], Field(min_length=1)]
"""A phenomenon, by segments that stand in it: all of them, or some of the strongest."""


class Event(Frozen):
    """Something a person did: `by` is who, `at` when. An id is used once in a list."""

    id: str = Field(min_length=1)
    at: AwareDatetime
    by: str = Field(min_length=1)

    def claimed(self) -> tuple[str, ...]:
        """The digests of the segments whose place the event decides."""
        return ()


class Rename(Event):
    """The phenomenon is called so; a language that is not given keeps the name that it had."""

    kind: Literal["rename"] = "rename"
    phenomenon: Anchor
    label: Label

    @model_validator(mode="after")
    def _has_name(self) -> Self:
        if not any(name and name.strip() for name in (self.label.fi, self.label.sv)):
            raise ValueError("a new name is needed in fi or sv")
        return self


class Merge(Event):
    """The phenomena are one; it has the name that a person gave to one of them, the first that has such a name."""

    kind: Literal["merge"] = "merge"
    phenomena: Annotated[tuple[Anchor, ...], Field(min_length=2)]

    def claimed(self) -> tuple[str, ...]:
        """All segments that were named."""
        return tuple(said for anchor in self.phenomena for said in anchor)


class Split(Event):
    """What stood in one phenomenon are several: each part is one, and what is in no part goes where it lies nearest."""

    kind: Literal["split"] = "split"
    parts: Annotated[tuple[Anchor, ...], Field(min_length=2)]

    @model_validator(mode="after")
    def _are_apart(self) -> Self:
        if len(set(self.claimed())) < sum(len(set(part)) for part in self.parts):
            raise ValueError("a segment stands in two of the parts")
        return self

    def claimed(self) -> tuple[str, ...]:
        """The segments of all parts."""
        return tuple(said for part in self.parts for said in part)


class Move(Event):
    """The segment stands in the phenomenon `to`, and in no other."""

    kind: Literal["move"] = "move"
    segment: Said
    to: Anchor

    def claimed(self) -> tuple[str, ...]:
        """The segment that was moved."""
        return (self.segment,)


class Pin(Event):
    """The phenomenon stays: its segments stand together in a phenomenon of their own, however few they are."""

    kind: Literal["pin"] = "pin"
    phenomenon: Anchor

    def claimed(self) -> tuple[str, ...]:
        """The segments of the phenomenon."""
        return self.phenomenon


class Hide(Event):
    """The phenomenon is not shown; its segments are listed among the unplaced, with the reason `hidden`."""

    kind: Literal["hide"] = "hide"
    phenomenon: Anchor

    def claimed(self) -> tuple[str, ...]:
        """The segments of the phenomenon."""
        return self.phenomenon


class Undo(Event):
    """The earlier event with the id `event` never happened."""

    kind: Literal["undo"] = "undo"
    event: str


Edit = Annotated[Rename | Merge | Split | Move | Pin | Hide | Undo, Field(discriminator="kind")]
_EDIT: TypeAdapter[Edit] = TypeAdapter(Edit)


def read_edits(lines: Iterable[str]) -> tuple[Edit, ...]:
    """Return the events of a file, one JSON object a line; empty lines are passed over.

    Raises CannotSynthesise with one sentence that names the line and says what is wrong with it.
    """
    found: dict[str, Edit] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            event = _EDIT.validate_json(line)
        except ValidationError as trouble:
            raise CannotSynthesise(f"Edits, line {number}: {_first(trouble)}.") from trouble
        if event.id in found:
            raise CannotSynthesise(f"Edits, line {number}: the id {event.id} is used on an earlier line already.")
        found[event.id] = event
    return tuple(found.values())


def edits_in(file: Path) -> tuple[Edit, ...]:
    """Return the events of a file of lines; raises CannotSynthesise as `read_edits` does."""
    try:
        return read_edits(file.read_text("utf-8-sig").split("\n"))
    except OSError as trouble:
        raise CannotSynthesise(f"{file}: the file cannot be read ({trouble.strerror}).") from trouble
    except UnicodeDecodeError as trouble:
        raise CannotSynthesise(f"{file.name}: the text is not UTF-8 (byte {trouble.start + 1}).") from trouble


def anchor(phenomenon: Phenomenon, comments: Iterable[Comment], strongest: int | None = None) -> tuple[str, ...]:
    """Return the digests that name a phenomenon of a synthesis of `comments`: of all its segments, or the strongest."""
    text = {comment.answer_id: comment.text for comment in comments}
    kept = phenomenon.segments[:strongest]
    return tuple(dict.fromkeys(digest(text[each.answer_id][each.start : each.end]) for each in kept))


def _first(trouble: ValidationError) -> str:
    error = trouble.errors()[0]
    where = ".".join(str(part) for part in error["loc"])
    return f"{where}: {error['msg']}" if where else error["msg"]
