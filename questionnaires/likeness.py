"""How far apart two wordings of one thing are: a mended slip, another wording, or something else altogether."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Literal

from questionnaires.basics import Text

Apart = Literal["same", "touched", "reworded", "rewritten"]
SLIP, LIKE = 0.92, 0.5
STEM, SHORTEST_STEM = 5, 4
NEGATIONS = re.compile(
    r"\b(?:ei|eivät|emme|ette|en|älkää|älä|ilman|paitsi|inte|ej|ingen|inget|inga|utan|aldrig|kumpikaan)\b"
)


def apart(old: Text, new: Text) -> Apart:
    """How far `new` is from `old`: the language in which least was changed tells whether it can mean the same.

    A translation that is mended leaves the other language as it was. `touched`: punctuation, case, a slip of the pen;
    never a number or a negation. `rewritten`: in neither language are there enough of the same letters or words.
    """
    if old == new:
        return "same"
    pairs = ((old.fi, new.fi), (old.sv, new.sv))
    if all(_is_slip(*pair) for pair in pairs):
        return "touched"
    return "reworded" if any(_is_like(*pair) for pair in pairs) else "rewritten"


def plain(text: str) -> str:
    """A text without what says nothing: case, punctuation, doubled spaces."""
    return re.sub(r"\W+", " ", text.casefold()).strip()


def _is_slip(old: str, new: str) -> bool:
    before, after = plain(old), plain(new)
    same_facts = re.findall(r"\d+", before) == re.findall(r"\d+", after) and len(NEGATIONS.findall(before)) == len(
        NEGATIONS.findall(after)
    )
    return before == after or (same_facts and _letters(before, after) >= SLIP)


def _is_like(old: str, new: str) -> bool:
    before, after = plain(old), plain(new)
    return before == after or _letters(before, after) >= LIKE or _words(before, after) >= LIKE


def _letters(before: str, after: str) -> float:
    return SequenceMatcher(None, before, after, autojunk=False).ratio()


def _words(before: str, after: str) -> float:
    """The share of the words of the shorter text that the other one has too, whatever their endings."""
    one, other = set(_stems(before)), set(_stems(after))
    return len(one & other) / max(1, min(len(one), len(other)))


def _stems(text: str) -> Iterator[str]:
    return (word[:STEM] for word in text.split() if len(word) >= SHORTEST_STEM)
