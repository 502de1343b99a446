"""Swedish noun phrases, found by the kinds of words alone: "ensamhet bland äldre", "långa köer till psykvården"."""

from itertools import pairwise

from synthesis.phrases import MOST_WORDS, Phrase, is_content
from synthesis.words import Reading, Word

LINKS = frozenset({"av", "på", "till", "för", "i", "bland", "hos", "med", "mellan", "om", "från", "vid", "och"})
LONGEST = MOST_WORDS + 1
"""In words: a preposition may stand between the others."""


def swedish_phrases(reading: Reading) -> list[Phrase]:
    """Return the candidates of one segment, doubles included."""
    words = reading.words
    found = []
    for first in range(len(words)):
        for last in range(first, min(first + LONGEST, len(words))):
            if _reads_well(words[first : last + 1]):
                inner = words[first : last + 1]
                content = tuple(word.lemma for word in inner if is_content(word, "sv"))
                found.append(Phrase(" ".join(word.text.lower() for word in inner), content))
    return found


def _reads_well(words: tuple[Word, ...]) -> bool:
    """Adjectives before their noun, links only between nouns, one link at most."""
    if not is_content(words[0], "sv") or words[-1].kind != "noun" or not is_content(words[-1], "sv"):
        return False
    if _is_genitive(words[-1]):
        return False
    links = [at for at, word in enumerate(words) if word.text.lower() in LINKS]
    others = [word for word in words if word.text.lower() not in LINKS]
    if len(links) > 1 or not all(is_content(word, "sv") for word in others):
        return False
    before_links = all(words[at - 1].kind == "noun" for at in links)
    return before_links and not any(left.kind == right.kind == "noun" for left, right in pairwise(words))


def _is_genitive(word: Word) -> bool:
    """Nobody knows whose a genitive at the end would be."""
    return word.text.endswith("s") and not word.lemma.endswith("s")
