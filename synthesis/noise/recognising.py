"""Tells the segments that say nothing from those with content, and says why."""

import re
import unicodedata
from functools import cache, lru_cache

from synthesis.languages.sentences import sentences
from synthesis.model import Reason
from synthesis.noise.phrases import WAYS, Way
from synthesis.noise.stories import STORIES
from synthesis.noise.words import CLASSES

_WORD = re.compile(r"[^\W\d_]+")
_TWICE = re.compile(r"(.)\1+")
_PRIVATE = re.compile(r"\S{1,64}@\S+|https?://\S+|\+?\d[\d ().:/-]*")
FEWEST_LETTERS = 3
MOST_WORDS = 20
"""A longer sentence has something to say, whatever phrase it begins with."""
SHORTEST_WITH_SLIPS = 6
"""Letters of a word in which one slip of the fingers is overlooked."""
LONGEST_WORD = 60
"""Letters; what is longer is no word of any class."""


def reason_to_leave_out(text: str) -> Reason | None:
    """Return why `text` says nothing of the matter, or None when one of its sentences has content."""
    if not text.strip():
        return "empty"
    found = [_reason(text[start:end]) for start, end in sentences(text)]
    if None in found:
        return None
    return next((reason for reason in found if reason != "no_content"), "no_content")


def _reason(sentence: str) -> Reason | None:
    words = tuple(map(spelt, _WORD.findall(_PRIVATE.sub(" ", sentence))))
    if len(words) > MOST_WORDS:
        return None
    kinds = [classes(word) for word in words]
    present = frozenset[str]().union(*kinds)
    way = next((way for way in WAYS if present.issuperset(way.needs) and _goes(way, kinds)), None)
    if way:
        return way.reason
    if sum(map(len, words)) < FEWEST_LETTERS or all(map(_is_mash, words)):
        return "no_content"
    told = " ".join(words)
    return next((reason for reason, story in _stories().items() if story.fullmatch(told)), None)


def _is_mash(word: str) -> bool:
    """Keys struck at random: no language here has a long word without a vowel."""
    return len(word) >= FEWEST_LETTERS and word.isascii() and not set(word) & set("aeiouy")


def _goes(way: Way, kinds: list[frozenset[str]]) -> bool:
    allowed = {*way.needs, *way.may}
    return sum(allowed.isdisjoint(kind) for kind in kinds) <= way.strangers


@lru_cache(maxsize=50_000)
def spelt(word: str) -> str:
    """Return a word as the classes spell it: without dots and rings, no letter doubled."""
    plain = "".join(each for each in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(each))
    return _TWICE.sub(r"\1", plain)


@lru_cache(maxsize=50_000)
def classes(word: str) -> frozenset[str]:
    """Return the classes of a word as `spelt` writes it; in a long word one slip of the fingers is overlooked."""
    exact, begins, slips = _lexicon()
    found = exact.get(word, frozenset()) | _beginning(word, begins)
    if found or not SHORTEST_WITH_SLIPS <= len(word) <= LONGEST_WORD:
        return found
    for near in (word[:at] + word[at + 1 :] for at in range(1, len(word))):
        found |= exact.get(near, frozenset()) if len(near) >= SHORTEST_WITH_SLIPS else frozenset()
        found |= slips.get(near, frozenset())
    return found | slips.get(word, frozenset())


def _beginning(word: str, begins: dict[str, frozenset[str]]) -> frozenset[str]:
    return frozenset[str]().union(
        *(begins.get(word[:end], frozenset()) for end in range(2, min(len(word), LONGEST_WORD) + 1))
    )


@cache
def _lexicon() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """Whole words, beginnings of words, and long whole words with one letter left out, each with its classes."""
    exact: dict[str, set[str]] = {}
    begins: dict[str, set[str]] = {}
    slips: dict[str, set[str]] = {}
    for name, members in CLASSES.items():
        for member in members.split():
            word = spelt(member.removesuffix("*"))
            (begins if member.endswith("*") else exact).setdefault(word, set()).add(name)
            for at in range(1, len(word)) if len(word) > SHORTEST_WITH_SLIPS else ():
                slips.setdefault(word[:at] + word[at + 1 :], set()).add(name)
    return tuple({word: frozenset(names) for word, names in each.items()} for each in (exact, begins, slips))  # type: ignore[return-value]


@cache
def _stories() -> dict[Reason, re.Pattern[str]]:
    return {reason: re.compile("|".join(f"(?:{each})" for each in stories)) for reason, stories in STORIES.items()}
