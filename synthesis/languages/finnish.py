"""Finnish read by spaCy, with base forms by Voikko, or by simplemma where Voikko is missing."""

from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING

from synthesis.languages import voikko
from synthesis.languages.words import LONGEST_WORD, Kind, Lemmatiser, Reading, Word
from synthesis.model import Language

if TYPE_CHECKING:
    from spacy.language import Language as Spacy
    from spacy.tokens import Doc, Token

MODEL = "spacy-fi-experimental-web-md"
BATCH = 64

KINDS: dict[str, Kind] = {
    "NOUN": "noun",
    "PROPN": "name",
    "ADJ": "adjective",
    "VERB": "verb",
    "NUM": "number",
    "PUNCT": "mark",
    "SYM": "mark",
    "SPACE": "mark",
}
NAMES = frozenset({"PERSON", "GPE", "ORG", "LOC", "FAC"})


@dataclass(frozen=True)
class Entity:
    """A stretch of a text that spaCy takes for a name, and of what: PERSON, ORG, GPE (a governed place) and others."""

    label: str
    start: int
    end: int


def entities(texts: list[str]) -> list[list[Entity]]:
    """What has a name in each of `texts`, as spaCy's Finnish model reads it, without reading anything else of them."""
    nlp, _lemmatiser = _load()
    # pipe by pipe, for `select_pipes` would change the model under another thread that reads with it
    wanted = [nlp.get_pipe(name) for name in ("tok2vec", "ner")]
    found = []
    for text in texts:
        document = nlp.make_doc(text)
        for pipe in wanted:
            document = pipe(document)
        found.append([Entity(each.label_, each.start_char, each.end_char) for each in document.ents])
    return found


class FinnishReader:
    """Reads Finnish; its lemmatiser says which tool found the base forms."""

    language: Language = "fi"

    def __init__(self) -> None:
        self._spacy, self.lemmatiser = _load()

    def read(self, texts: list[str]) -> list[Reading]:
        """Return one reading for each text, in the same order."""
        return [self._reading(document) for document in self._spacy.pipe(texts, batch_size=BATCH)]

    def _reading(self, document: "Doc") -> Reading:
        tokens = [token for token in document if not token.is_space]
        place = {token.i: place for place, token in enumerate(tokens)}
        return Reading(tuple(self._word(token, place) for token in tokens))

    def _word(self, token: "Token", place: dict[int, int]) -> Word:
        is_name = token.ent_type_ in NAMES and token.text[:1].isupper() and not token.is_sent_start
        return Word(
            text=token.text,
            lemma=self._lemma(token),
            kind="name" if is_name else KINDS.get(token.pos_, "function"),
            start=token.idx,
            end=token.idx + len(token.text),
            head=place.get(token.head.i, -1) if token.head.i != token.i else -1,
            role=token.dep_,
            case=(token.morph.get("Case", []) or [""])[0],
            plural="Plur" in token.morph.get("Number", []),
        )

    def _lemma(self, token: "Token") -> str:
        if token.lemma_:
            return _plainest(token.text, token.lemma_) if token.pos_ == "NOUN" else token.lemma_
        import simplemma

        if len(token) > LONGEST_WORD:
            return token.text.lower()
        return simplemma.lemmatize(token.text, "fi").lower()


@cache
def _plainest(text: str, lemma: str) -> str:
    """Of the base forms that Voikko allows the one of fewest parts: "oppilas" rather than "oppi" and "lapsi"."""
    parts = {
        reading["BASEFORM"]: reading["STRUCTURE"].count("=")
        for reading in reversed(voikko.analyses(text.lower()))
        if reading.get("CLASS", "").startswith("nimisana") and {"BASEFORM", "STRUCTURE"} <= reading.keys()
    }
    fewest = min(parts.values(), default=0)
    plainest = [each for each in parts if parts[each] == fewest]
    if len(plainest) > 1 and (usual := _usual(text)) in plainest:
        return usual
    return lemma if parts.get(lemma, fewest) == fewest else plainest[0]


def _usual(text: str) -> str:
    """What simplemma's word list makes of a form of two words: "turvan" is of "turva" rather than of "turpa"."""
    import simplemma

    return simplemma.lemmatize(text.lower(), "fi")


@cache
def _load() -> "tuple[Spacy, Lemmatiser]":
    import spacy_fi_experimental_web_md as model  # type: ignore[import-untyped]

    if voikko.is_installed():
        found = Lemmatiser(f"{MODEL} {version(MODEL)}, Voikko {voikko.version()}")
        return model.load(), found
    found = Lemmatiser(f"{MODEL} {version(MODEL)}, simplemma {version('simplemma')}", (voikko.MISSING,))
    return model.load(exclude=["lemmatizer"]), found
