"""Tables that are sorted and filtered by links and a form, so that they are so without scripts too."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from flask import request

T = TypeVar("T")
BY, WORDS = "jarjestys", "haku"


@dataclass(frozen=True)
class Sorted(Generic[T]):
    """The rows as they are shown; `by` is the column's key and `down` whether the greatest comes first.

    `total`: how many there are without the search for `words`.
    """

    rows: Sequence[T]
    total: int
    columns: tuple[str, ...]
    by: str
    down: bool
    words: str

    def direction(self, column: str) -> str:
        """What `aria-sort` says of a column."""
        return ("descending" if self.down else "ascending") if column == self.by else "none"

    def query(self, column: str) -> dict[str, str]:
        """What the link of a column's heading asks for: another press turns the order round."""
        kept = {name: value for name, value in request.args.items() if name not in (BY, "lang")}
        return {**kept, BY: f"-{column}" if column == self.by and not self.down else column}

    def kept(self) -> dict[str, str]:
        """What the search form carries along beside its own field."""
        return {name: value for name, value in request.args.items() if name not in (WORDS, "lang")}


def as_asked(
    rows: Iterable[T], columns: Mapping[str, Callable[[T], Any]], text: Callable[[T], str] | None = None
) -> Sorted[T]:
    """Sort and filter `rows` as the address asks: `jarjestys=nimi` or `-nimi`, `haku=words`.

    `columns` gives each column's key for sorting (None stands last both ways); without a known one the rows stay in
    their order. `text`: in what the words are looked for; a row needs all of them.
    """
    everything = list(rows)
    words = request.args.get(WORDS, "").strip() if text else ""
    wanted = words.casefold().split()
    found = [row for row in everything if text is None or all(word in text(row).casefold() for word in wanted)]
    asked = request.args.get(BY, "")
    by, down = asked.removeprefix("-"), asked.startswith("-")
    if by in columns:
        key = columns[by]
        nothing = [row for row in found if key(row) is None]
        found = sorted((row for row in found if key(row) is not None), key=key, reverse=down) + nothing
    return Sorted(found, len(everything), tuple(columns), by if by in columns else "", down, words)
