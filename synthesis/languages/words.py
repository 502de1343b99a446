"""What the readers of each language make of a text: words with their base forms and their part in the sentence."""

from bisect import bisect_left
from dataclasses import dataclass, field, replace
from operator import attrgetter
from typing import Literal, Protocol

from synthesis.model import Language

Kind = Literal["noun", "name", "adjective", "verb", "number", "function", "mark"]

LONGEST_WORD = 100
"""Letters; what is longer is no word, and its base form is not looked for: that would take forever."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word: `start` and `end` count characters of the text; `head` is the index of what it depends on."""

    text: str
    lemma: str
    kind: Kind
    start: int
    end: int
    head: int = -1
    role: str = ""
    case: str = ""
    plural: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """One text, read: its words in order. Texts without words have none."""

    words: tuple[Word, ...]

    def part(self, start: int, end: int) -> "Reading":
        """Return the words between two characters of the text; what hangs from a word outside hangs from none."""
        first, last = (bisect_left(self.words, edge, key=attrgetter("start")) for edge in (start, end))
        inside = [at for at in range(first, last) if self.words[at].end <= end]
        place = {at: new for new, at in enumerate(inside)}
        cut = (
            replace(word, start=word.start - start, end=word.end - start, head=place.get(word.head, -1))
            for word in (self.words[at] for at in inside)
        )
        return Reading(tuple(cut))

    @classmethod
    def joined(cls, pieces: "list[tuple[int, Reading]]") -> "Reading":
        """Return the reading of a text that was read in pieces, each given with where it begins."""
        words: list[Word] = []
        for begin, piece in pieces:
            before = len(words)
            words += [
                replace(
                    word,
                    start=word.start + begin,
                    end=word.end + begin,
                    head=word.head + before if word.head >= 0 else -1,
                )
                for word in piece.words
            ]
        return cls(tuple(words))


@dataclass(frozen=True, slots=True)
class Lemmatiser:
    """The name and version of the tool that found the base forms, and what its reader must know about it."""

    name: str
    notes: tuple[str, ...] = field(default=())


class Reader(Protocol):
    """Reads texts of one language."""

    language: Language
    lemmatiser: Lemmatiser

    def read(self, texts: list[str]) -> list[Reading]:
        """Return one reading for each text, in the same order."""
        ...
