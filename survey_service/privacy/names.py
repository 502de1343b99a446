"""Names of persons that stand beside words of health, or beside a date of birth. Only workers look for them.

A name is what spaCy's Finnish model takes for a person, or two capitalised words together that can be a given name
and a surname. Places, organisations and projects (Sähkövirran Ossi) are no persons; a name alone tells nothing, so it
is left alone.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from survey_service.privacy.folding import folded
from survey_service.privacy.health_words import HEALTH
from survey_service.privacy.name_words import can_begin_a_name, can_end_a_name, is_known_name, is_place, is_thing
from synthesis.languages.finnish import Entity, entities
from synthesis.languages.sentences import sentences

Beside = Literal["health", "birth"]

_WORD = re.compile(r"[^\W\d_]{2,}(?:-[^\W\d_]+)*")
_INITIAL = re.compile(r" (?:[^\W\d_]\. ?)?")
_WORD_BEFORE = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*) $")
_THING_BEHIND = re.compile(
    r"-[^\W\d_]| -[^\W\d_]| (?:ry|r\.y|oy|oyj|ab|rf|r\.f|ky|säätiö|hanke|projekti?)\b", re.IGNORECASE
)
LONGEST_WORD = 60
BESIDE = 60
"""Characters within which a date of birth belongs to a name."""
_BIRTH = re.compile(
    r"\b(?:s|synt|syntynyt|syntyi|syntymäaika|f|född|föddes|födelsetid)\b\.?:? ?(?:\d{1,2}\. ?){2}(?:19|20)?\d\d\b"
    r"|(?<![\d.-])(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d\d(?![\d-])",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Name:
    """Where in a text a person's name stands, and beside what."""

    beside: Beside
    start: int
    end: int


def names(texts: list[str], things: Collection[str] = ()) -> list[list[Name]]:
    """What each of `texts` tells of persons by name. `things` are names that are nobody's, such as municipalities'."""
    return [
        list(_told(text, _persons(text, read, things))) if HEALTH.search(text) or _BIRTH.search(folded(text)) else []
        for text, read in zip(texts, entities(texts), strict=True)
    ]


def _told(text: str, persons: Iterable[tuple[int, int]]) -> Iterable[Name]:
    """The persons in the same sentence as a word of health or the next to it, or with a date of birth close by."""
    spans = sentences(text)
    healthy = [bool(HEALTH.search(text, *span)) for span in spans]
    for start, end in persons:
        at = next(number for number, span in enumerate(spans) if start < span[1])
        if any(healthy[max(0, at - 1) : at + 2]):
            yield Name("health", start, end)
        elif _BIRTH.search(folded(text), max(0, start - BESIDE), end + BESIDE):
            yield Name("birth", start, end)


def _persons(text: str, read: list[Entity], things: Collection[str]) -> list[tuple[int, int]]:
    """The stretches that are names of persons, in order."""
    others = [one for one in read if one.label not in ("PERSON", "DATE", "TIME", "CARDINAL", "ORDINAL", "QUANTITY")]
    pairs = [
        (first, last)
        for first, last in pairwise(_WORD.finditer(text))
        if _INITIAL.fullmatch(text, first.end(), last.start())
        and _is_pair(first.group(), last.group(), things)
        and not _names_a_thing(text, first.start(), last.end(), others)
    ]
    heads = {first.start() for first, _ in pairs}
    begins = {start for start, _ in sentences(text)}
    found = [
        (first.start(), last.end())
        for first, last in pairs
        # a title at the head of a sentence, "Potilas Testi Esimerkki", is no name
        if not (first.start() in begins and last.start() in heads and not is_known_name(first.group()))
    ]
    found += [(one.start, one.end) for one in read if one.label == "PERSON" and _is_person(text, one)]
    return _merged(found)


def _is_pair(first: str, last: str, things: Collection[str]) -> bool:
    """Whether two words together can be a given name and a surname."""
    if not (first.istitle() and last.istitle()):
        return False
    if is_known_name(first) and is_known_name(last):
        return True
    if any(word.lower().startswith(thing.lower()) for word in (first, last) for thing in things):
        return False
    if any(is_place(word) or is_thing(word) for word in (first, last)):
        return False
    return can_begin_a_name(first) and can_end_a_name(last)


def _names_a_thing(text: str, start: int, end: int, others: Iterable[Entity]) -> bool:
    """Whether what stands behind the name, or spaCy, makes it an organisation's or a project's."""
    if _THING_BEHIND.match(text, end):
        return True
    known = any(is_known_name(word) for word in _WORD.findall(text[start:end]))
    return not known and any(one.start <= start and end <= one.end for one in others)


def _is_person(text: str, one: Entity) -> bool:
    """Whether spaCy's person is one: people are called so, and it is not somebody's or some place's thing."""
    words = _WORD.findall(text[one.start : one.end])
    if not words or not all(word.istitle() and is_known_name(word) for word in words):
        return False
    before = _WORD_BEFORE.search(text, max(0, one.start - LONGEST_WORD), one.start)
    owned = before is not None and before.group(1).istitle() and not is_known_name(before.group(1))
    return not owned and not _THING_BEHIND.match(text, one.end)


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans in order, those that overlap as one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
