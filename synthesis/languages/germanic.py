"""Swedish and English read with simplemma: base forms, and the kind of word only as far as spelling shows it."""

import re
from importlib.metadata import version

from synthesis.languages.stopwords import stop_words
from synthesis.languages.swedish_kinds import swedish_kind, swedish_lemma
from synthesis.languages.words import LONGEST_WORD, Kind, Lemmatiser, Reading, Word
from synthesis.model import Language

_TOKEN = re.compile(r"\w+(?:[-'’:]\w+)*|[^\w\s]")


class SimplemmaReader:
    """Reads Swedish or English."""

    def __init__(self, language: Language) -> None:
        self.language: Language = language
        self.lemmatiser = Lemmatiser(f"simplemma {version('simplemma')}")

    def read(self, texts: list[str]) -> list[Reading]:
        """Return one reading for each text, in the same order."""
        return [Reading(tuple(self._word(match, text) for match in _TOKEN.finditer(text))) for text in texts]

    def _word(self, match: re.Match[str], text: str) -> Word:
        token = match.group()
        lemma = token if not token[0].isalnum() else self._lemma(token)
        kind = self._kind(token, lemma, text[: match.start()])
        return Word(text=token, lemma=lemma, kind=kind, start=match.start(), end=match.end())

    def _lemma(self, token: str) -> str:
        if self.language == "sv":
            return swedish_lemma(token.lower())
        import simplemma

        if len(token) > LONGEST_WORD:
            return token.lower()
        return simplemma.lemmatize(token.lower(), self.language).lower()

    def _kind(self, token: str, lemma: str, before: str) -> Kind:
        if not token[0].isalnum():
            return "mark"
        if token[0].isdigit():
            return "number"
        if token.lower() in stop_words(self.language):
            return "function"
        within_sentence = bool(before.rstrip()) and before.rstrip()[-1] not in ".!?:\n-–•"
        if token[0].isupper() and within_sentence:
            return "name"
        return swedish_kind(token.lower(), lemma) if self.language == "sv" else "noun"
