"""Noun phrases that could name a phenomenon, put into the form in which a heading stands."""

from dataclasses import dataclass

from synthesis.model import Language
from synthesis.stopwords import stop_words
from synthesis.words import Word

MOST_WORDS = 4
SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Phrase:
    """A candidate for a label: how it reads, in lower case, and the base forms that it consists of, in order."""

    text: str
    lemmas: tuple[str, ...]


def is_content(word: Word, language: Language) -> bool:
    """Say whether a word can carry a label or stand among the keywords: no stop word, name, number or abbreviation."""
    return (
        word.kind in ("noun", "adjective")
        and len(word.text) >= SHORTEST
        and word.lemma.replace("-", "").isalpha()
        and word.lemma == word.lemma.lower()
        and word.text[1:] == word.text[1:].lower()
        and word.lemma not in stop_words(language)
        and word.text.lower() not in stop_words(language)
    )
