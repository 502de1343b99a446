"""Swedish noun phrases in the indefinite form: "ensamhet bland äldre", "långa köer till psykvården"."""

from dataclasses import replace
from itertools import pairwise

from synthesis.languages.swedish_kinds import PERSONS
from synthesis.languages.words import Reading, Word
from synthesis.naming.general_words import is_general
from synthesis.naming.phrases import MOST_WORDS, Phrase, is_content

LINKS = frozenset({"av", "på", "till", "för", "i", "bland", "hos", "mellan", "från", "vid"})
SUPERLATIVE = "aste"
"""The ending of what belongs to one answer's story."""
LONGEST = MOST_WORDS + 1
"""In words: a preposition may stand between the others."""


def swedish_phrases(reading: Reading) -> list[Phrase]:
    """Return the candidates of one segment, doubles included."""
    words = _in_place(reading.words)
    found = []
    for first in range(len(words)):
        for last in range(first, min(first + LONGEST, len(words))):
            inner = words[first : last + 1]
            if _reads_well(inner) and (phrase := _phrase(inner)):
                found.append(phrase)
    return found


def _in_place(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """An adjective that may stand for people does not where a noun follows: "unga flickor"."""
    following = [*words[1:], None]
    return tuple(
        replace(word, kind="adjective") if word.text.lower() in PERSONS and then and then.kind == "noun" else word
        for word, then in zip(words, following, strict=True)
    )


def _reads_well(words: tuple[Word, ...]) -> bool:
    """Adjectives before their noun, links only between nouns, one link at most; a genitive at the end is nobody's."""
    if not is_content(words[0], "sv") or words[-1].kind != "noun" or not is_content(words[-1], "sv"):
        return False
    if _is_genitive(words[-1]) or any(word.text.endswith(SUPERLATIVE) for word in words):
        return False
    links = [at for at, word in enumerate(words) if word.text.lower() in LINKS]
    others = [word for word in words if word.text.lower() not in LINKS]
    if len(links) > 1 or not all(is_content(word, "sv") for word in others):
        return False
    before_links = all(words[at - 1].kind == "noun" and not _is_genitive(words[at - 1]) for at in links)
    return before_links and not any(
        left.kind == "noun" and not _is_genitive(left) and right.kind != "function" for left, right in pairwise(words)
    )


def _is_genitive(word: Word) -> bool:
    return word.kind == "noun" and word.text.endswith("s") and not word.lemma.endswith("s")


def _phrase(words: tuple[Word, ...]) -> Phrase | None:
    """The phrase with its head, and the adjectives before that, in the indefinite form; None where that is not sure."""
    link = next((at for at, word in enumerate(words) if word.text.lower() in LINKS), len(words))
    head = words[link - 1]
    if link < len(words) and words[link].text.lower() == "av" and is_general(head.lemma, "sv"):
        return None  # "arbete av chefen" tells who, not what
    adjectives = [at for at in range(link - 1) if words[at].kind == "adjective"]
    texts = [word.text.lower() for word in words]
    texts[link - 1] = indefinite(texts[link - 1], head.lemma)
    if texts[link - 1] == head.lemma != head.text.lower():  # a definite singular: its adjectives ended in -a
        bare = [_of_singular(words[at], head.text.lower()) for at in adjectives]
        if None in bare:
            return None
        for at, text in zip(adjectives, bare, strict=True):
            texts[at] = text or ""
    content = [word for word in words if is_content(word, "sv")]
    nouns = tuple(word.lemma for word in content if word.kind == "noun")
    return Phrase(" ".join(texts), tuple(word.lemma for word in content), nouns, head.lemma)


def indefinite(form: str, lemma: str) -> str:
    """Return a noun without its article, in its own number: "köerna" is "köer", "kön" is "kö"."""
    if form in PERSONS or not form.endswith(("n", "t", "na", "a")):
        return form
    if form.endswith(("arna", "orna", "erna")):
        return form.removesuffix("na")
    if form.endswith("ena") and lemma.endswith("e"):
        return form.removesuffix("a")
    return lemma if form.startswith(lemma[:-2]) and form != lemma + "a" else form


def _of_singular(word: Word, head: str) -> str | None:
    """The adjective as it stands before an indefinite singular, of the gender that the head's article shows."""
    form, lemma = word.text.lower(), word.lemma
    if not form.endswith("a"):
        return form
    if form != lemma + "a":
        return None
    return lemma + "t" if head.endswith("t") and not lemma.endswith(("t", "d")) else lemma
