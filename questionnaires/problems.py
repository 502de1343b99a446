"""A problem in a document, told so that its author can mend it."""

import difflib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Self


class Message(str):
    """A sentence in English that remembers how it was made, so that it can be told in other languages.

    `template` has %(name)s where each of `words` stands; a word that is a Message itself is translated as well.
    """

    template: str
    words: Mapping[str, object]

    def __new__(cls, template: str, words: Mapping[str, object]) -> Self:
        """Fill the template; without words it is taken as it stands."""
        made = super().__new__(cls, template % words if words else template)
        made.template, made.words = template, words
        return made

    def told_by(self, translate: Callable[[str], str]) -> str:
        """The sentence in the language of `translate`, which gives the template in it."""
        told = {key: word.told_by(translate) if isinstance(word, Message) else word for key, word in self.words.items()}
        template = translate(self.template)
        return template % told if told else template


def say(template: str, **words: object) -> Message:
    """A sentence of a problem. Templates are collected for translation by this function's name."""
    return Message(template, words)


@dataclass(frozen=True, order=True)
class Problem:
    """One problem at its place; line and column count from 1. `message` says what is wrong and how to mend it."""

    file: str
    line: int
    column: int
    code: str
    message: Message

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.code}: {self.message}"


class InvalidQuestionnaire(Exception):
    """A document cannot be used; `problems` says why, all of them, in the order of files and lines."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


def suggestion(word: str, known: Iterable[str]) -> Message:
    """The end of a message: the known word that `word` is near to, else all the known words."""
    words = list(known)
    if near := difflib.get_close_matches(word, words, n=1, cutoff=0.6):
        return say("Did you mean '%(near)s'?", near=near[0])
    return say("Known here: %(words)s.", words=", ".join(words)) if words else say("None is defined here.")
