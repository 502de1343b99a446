"""A cursor on a document as it was read: may be asked for what is missing or wrong, and knows its place."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from questionnaires.problems import Message, Problem, say
from questionnaires.source import Path, Source


@dataclass(frozen=True)
class Node:
    """One part of a document."""

    source: Source
    path: Path
    value: Any

    @classmethod
    def top(cls, source: Source) -> "Node":
        """The whole document."""
        return cls(source, (), source.data)

    def get(self, key: str) -> "Node":
        """What stands under `key`; a node without value when nothing does."""
        value = self.value.get(key) if isinstance(self.value, dict) else None
        return Node(self.source, (*self.path, key), value)

    def items(self) -> "list[Node]":
        """The items of a list; none when this is no list."""
        listed = self.value if isinstance(self.value, list) else []
        return [Node(self.source, (*self.path, number), item) for number, item in enumerate(listed)]

    def entries(self) -> "Iterator[tuple[str, Node]]":
        """Keys and what stands under them; none when this has no keys."""
        keys = list(self.value) if isinstance(self.value, dict) else []
        return ((key, self.get(key)) for key in keys)

    def has(self, key: str) -> bool:
        """Whether `key` stands here."""
        return isinstance(self.value, dict) and key in self.value

    def stands_with(self, other: "Node") -> bool:
        """Whether the two are the same place of the same document."""
        return self.source is other.source and self.path == other.path

    @property
    def words(self) -> str | None:
        """The text, None when this is no text."""
        return self.value if isinstance(self.value, str) else None

    @property
    def number(self) -> int | None:
        """The whole number, None when this is none."""
        return self.value if isinstance(self.value, int) and not isinstance(self.value, bool) else None

    def line_for(self, reader: "Node") -> Message:
        """On which line it stands, with its file when `reader` stands in another."""
        line = self.source.place(self.path)[0]
        if self.source is reader.source:
            return say("on line %(line)s", line=line)
        return say("in %(file)s, line %(line)s", file=self.source.file, line=line)

    def problem(self, code: str, message: Message, *, key: bool = False) -> Problem:
        """A problem at this place, or at its key."""
        return Problem(self.source.file, *self.source.place(self.path, key=key), code, message)
