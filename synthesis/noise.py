"""Tells the segments that say nothing from those with content, and says why."""

import re
from functools import cache

from synthesis.model import Reason
from synthesis.noise_phrases import EMPTY_WORDS, REASONS
from synthesis.sentences import sentences

_WORD = re.compile(r"[^\W\d_]+")
FEWEST_LETTERS = 3
MOST_WORDS = 20
"""A longer sentence has something to say, whatever phrase it begins with."""


def reason_to_leave_out(text: str) -> Reason | None:
    """Return why `text` says nothing of the matter, or None when one of its sentences has content."""
    if not text.strip():
        return "empty"
    found = [_reason(text[start:end]) for start, end in sentences(text)]
    if None in found:
        return None
    return next((reason for reason in found if reason != "no_content"), "no_content")


def _reason(sentence: str) -> Reason | None:
    words = [word.lower() for word in _WORD.findall(sentence)]
    if sum(map(len, words)) < FEWEST_LETTERS or all(map(_empty_word().fullmatch, words)):
        return "no_content"
    if len(words) > MOST_WORDS:
        return None
    phrase = " ".join(words)
    return next((reason for reason, said in _patterns().items() if said.fullmatch(phrase)), None)


@cache
def _empty_word() -> re.Pattern[str]:
    return re.compile("|".join(EMPTY_WORDS.split()))


@cache
def _patterns() -> dict[Reason, re.Pattern[str]]:
    return {reason: re.compile("|".join(f"(?:{each})" for each in patterns)) for reason, patterns in REASONS.items()}
