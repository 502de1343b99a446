"""Noun phrases that could name a phenomenon, put into the form in which a heading stands."""

from dataclasses import dataclass

from synthesis.languages.compounds import with_parts
from synthesis.languages.stopwords import stop_words
from synthesis.languages.words import Reading, Word
from synthesis.model import Language

MOST_WORDS = 4
SHORTEST = 3


@dataclass(frozen=True, slots=True, order=True)
class Phrase:
    """A candidate for a label: how it reads, in lower case, and the base forms that it consists of, in order.

    `nouns` are those of them that are nouns; `head` is the one that the others belong to.
    """

    text: str
    lemmas: tuple[str, ...]
    nouns: tuple[str, ...]
    head: str


def mentioned(reading: Reading, language: Language) -> list[str]:
    """Return the base forms that a text mentions, and the parts of compounds; verbs count here, too."""
    said = [word.lemma for word in reading.words if word.kind == "verb" or is_content(word, language)]
    return [part for lemma in said for part in sorted(with_parts(lemma, language))]


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
