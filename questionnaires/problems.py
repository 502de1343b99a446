"""A problem in a document, told so that its author can mend it."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One problem at its place; line and column count from 1. `message` says what is wrong and how to mend it."""

    file: str
    line: int
    column: int
    code: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.code}: {self.message}"


class InvalidQuestionnaire(Exception):
    """A document cannot be used; `problems` says why, all of them, in the order of files and lines."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


def suggestion(word: str, known: Iterable[str]) -> str:
    """The end of a message: the known word that `word` is near to, else all the known words."""
    words = list(known)
    if near := difflib.get_close_matches(word, words, n=1, cutoff=0.6):
        return f"Did you mean '{near[0]}'?"
    return f"Known here: {', '.join(words)}." if words else "None is defined here."
