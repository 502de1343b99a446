"""Which language a stretch of text is written in: Finnish, Swedish or English."""

from functools import cache
from typing import TYPE_CHECKING

from synthesis.model import Language

if TYPE_CHECKING:
    from lingua import LanguageDetector

FEWEST_LETTERS = 18
"""Shorter texts say too little: they take the language of the answer they stand in."""
CERTAIN = 0.75


def detect(text: str, *, inherited: Language | None) -> Language:
    """Return the language of `text`; a short or doubtful one takes the inherited language, or is Finnish."""
    letters = sum(character.isalpha() for character in text)
    if letters < FEWEST_LETTERS and inherited is not None:
        return inherited
    if not letters:
        return "fi"
    language, confidence = _most_likely(text)
    if confidence < CERTAIN and inherited is not None:
        return inherited
    return language


def _most_likely(text: str) -> tuple[Language, float]:
    best = _detector().compute_language_confidence_values(text)[0]
    code = best.language.iso_code_639_1.name.lower()
    language: Language = "sv" if code == "sv" else "en" if code == "en" else "fi"
    return language, best.value


@cache
def _detector() -> "LanguageDetector":
    from lingua import Language as Lingua
    from lingua import LanguageDetectorBuilder

    return LanguageDetectorBuilder.from_languages(Lingua.FINNISH, Lingua.SWEDISH, Lingua.ENGLISH).build()
