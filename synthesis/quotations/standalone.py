"""Tells whether a sentence says what it means without the one before it."""

import re

from synthesis.languages.words import Reading, Word
from synthesis.model import Language

FRAGMENT = re.compile(
    r"^(?:ja|mutta|eikä|vaan|joista|joiden|joka|jotka|sekä|tai|kuten|esim|koska|jolloin|jotta|toisaalta|lisäksi|myös"
    r"|och|men|eller|utan|som|vilket|samt|därför|dessutom|också|t\.ex|and|but|or|also)\b|[–—,:;-]$|^[a-zåäö]\)",
    re.IGNORECASE,
)
"""How a clause begins or ends that does not stand alone."""
POINTING: dict[Language, frozenset[str]] = {
    "fi": frozenset(
        """
        se sen sitä siitä siihen siinä sille siltä siksi silloin siellä sieltä sinne sellainen sellaista sellaiset
        ne niitä niistä niiden niihin niillä niille nämä näiden näitä näistä näihin näillä
        tämä tämän tätä tästä tähän tässä täten tuo tuon tuota nuo noita noiden
        he heidän heille heitä heillä heistä hän hänen häntä hänelle sama saman samaa samat samoin samassa
        tällainen tällaista tällaiset tällaisia semmoinen näin niin ensimmäinen toinen molemmat kumpikin edellinen
        edellä yllä""".split()  # noqa: SIM905
    ),
    "sv": frozenset(
        """
        detta denna dessa han hon dem deras där dit då samma sådan sådant sådana båda dito ovan föregående
        därifrån därmed därav""".split()  # noqa: SIM905
    ),
    "en": frozenset(["it", "this", "these", "they", "them", "those", "same", "such", "there"]),
}
"""Words that point at something said before, when they stand among the first."""
ARTICLES = frozenset(["den", "de"])
"""In Swedish they point back, unless a noun or its adjective follows."""
VERBS: dict[Language, frozenset[str]] = {
    "fi": frozenset(["olla", "ei", "voida", "pitää", "täytyä", "saada", "tulla"]),
    "sv": frozenset(
        """
        är var har hade finns fanns får kan kunde ska skall måste blir blev bör borde behöver behövs saknas saknar
        kommer går gör gick ser vill vet tar ger står säger""".split()  # noqa: SIM905
    ),
    "en": frozenset(["is", "are", "was", "were", "has", "have", "can", "should", "must", "need", "needs"]),
}
FIRST_WORDS = 3


def stands_alone(text: str, reading: Reading, language: Language) -> bool:
    """Say whether a sentence is whole: with a verb, no fragment, no question, no word that points at another one.

    `reading` holds the words of the sentence alone.
    """
    words = [word for word in reading.words if word.kind != "mark"]
    if FRAGMENT.search(text) or text.endswith("?") or not any(_is_verb(word, language) for word in words):
        return False
    return not any(_points(words, at, language) for at in range(min(FIRST_WORDS, len(words))))


def _is_verb(word: Word, language: Language) -> bool:
    return word.kind == "verb" or word.lemma in VERBS[language] or word.text.lower() in VERBS[language]


def _points(words: list[Word], at: int, language: Language) -> bool:
    text = words[at].text.lower()
    following = words[at + 1] if at + 1 < len(words) else None
    if language == "sv" and text in ARTICLES:
        return following is None or following.kind not in ("noun", "adjective", "name")
    if text in ("se", "sitä") and following and following.lemma in ("että", "kun"):
        return False
    return text in POINTING[language]
