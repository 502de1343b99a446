"""What a quote could say instead of a small place's name, a person's name or hidden details. Only a proposal.

Finnish is inflected: "Kivilahdessa" becomes "pienessä kunnassa", as far as the ending tells. A person reads it.
"""

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import Literal

from survey_service.masking import BULLET
from survey_service.privacy.name_words import is_known_name

Language = Literal["fi", "sv", "en"]

_WORD = re.compile(r"[^\W\d_]{2,}(?:-[^\W\d_]+)*")
_HIDDEN = re.compile(re.escape(BULLET) + r"+(?:[ -]" + re.escape(BULLET) + "+)*")
_TAIL_FI = r"(?: (?:kunta|kunna|kuntaa|kaupun(?:ki|gi))[^\W\d_]*)?"
_TAIL_SV = r"(?: (?:kommun|stad)[^\W\d_]*)?"
_CASES: tuple[tuple[str, str], ...] = (
    (r"(?:nen|man|son)", "nominative"),
    (r"(?:ssa|ssä|lla|llä)", "inessive"),
    (r"(?:sta|stä|lta|ltä)", "elative"),
    (r"(?:lle|ksi)", "illative"),
    (r"(?:aan|ään|een|iin|oon|öön|uun|yyn|h[aeiouyäö]n)", "illative"),
    (r"n", "genitive"),
    (r"(?:[aä][aä]|t[aä])", "partitive"),
)
_PLACE = {
    "inessive": "pienessä kunnassa",
    "elative": "pienestä kunnasta",
    "illative": "pieneen kuntaan",
    "genitive": "pienen kunnan",
    "partitive": "pientä kuntaa",
    "nominative": "pieni kunta",
}
_PERSON = {
    "inessive": "henkilöllä",
    "elative": "henkilöltä",
    "illative": "henkilölle",
    "genitive": "henkilön",
    "partitive": "henkilöä",
    "nominative": "henkilö",
}
_ROLES = re.compile(
    r"[^\W\d_]*(?:asiak|potila|johtaj|lääkär|hoitaj|opettaj|rehtori|työntekij|ohjaaj|koordinaattori|päällik|kuraattori"
    r"|psykologi|klient|patient|chef|läkare|skötare|lärare|rektor|handledare|koordinator|kurator|psykolog)[^\W\d_]*",
    re.IGNORECASE,
)


def generalised(text: str, language: Language, places: Iterable[str] = ()) -> str:
    """`text` with the names of `places`, of persons and hidden stretches told in general; itself when there are none.

    `places` are the names of small municipalities, in the nominative.
    """
    for place in sorted(set(filter(None, places)), key=len, reverse=True):
        text = _without_place(text, language, place)
    text = _without_persons(text, language)
    return _HIDDEN.sub({"fi": "[poistettu]", "sv": "[borttaget]", "en": "[removed]"}[language], text)


def names_of_persons(text: str) -> list[tuple[int, int]]:
    """Where two words stand together that are known as names of people, in order."""
    found: list[tuple[int, int]] = []
    for first, last in pairwise(_WORD.finditer(text)):
        apart = text[first.end() : last.start()]
        known = first.group().istitle() and last.group().istitle() and apart == " "
        behind_another = found and found[-1][1] > first.start()
        if known and not behind_another and is_known_name(first.group()) and is_known_name(last.group()):
            found.append((first.start(), last.end()))
    return found


def _without_place(text: str, language: Language, place: str) -> str:
    name = re.sub(r" (?:kunta|kaupunki|kommun|stad)$", "", place)
    tail = _TAIL_FI if language == "fi" else _TAIL_SV if language == "sv" else ""
    stem = _stem(name) if language == "fi" else re.escape(name)
    ending = r"[^\W\d_]{0,6}" if language == "fi" else "(s)?"
    return re.sub(rf"\b{stem}{ending}{tail}\b", lambda found: _place(found, language, name), text)


def _stem(name: str) -> str:
    """What of a name its cases share: without its last vowel, or two letters of what changes ("Kivilahti")."""
    cut = 2 if re.search(r"[kptd][iaäeou]$", name) and len(name) > 5 else 1 if name[-1:] in "aäeiouyö" else 0
    return re.escape(name[: len(name) - cut])


def _place(found: re.Match[str], language: Language, name: str) -> str:
    if language == "fi":
        case = "nominative" if found.group() == name else _case(found.group())
        return _begun_alike(found, _PLACE[case])
    general = "en liten kommun" if language == "sv" else "a small municipality"
    owner = ("s" if language == "sv" else "’s") if found.group(1) and " " not in found.group() else ""
    return _begun_alike(found, general + owner)


def _case(word: str) -> str:
    return next((case for ending, case in _CASES if re.search(rf"[^\W\d_]{ending}$", word)), "nominative")


def _without_persons(text: str, language: Language) -> str:
    for start, end in reversed(names_of_persons(text)):
        before = re.search(r"([^\W\d_]+) $", text[:start])
        case = _case(text[start:end]) if language == "fi" else "nominative"
        role = _PERSON[case] if language == "fi" else "en person" if language == "sv" else "a person"
        if before and _ROLES.fullmatch(before.group(1)):
            if case == "nominative":
                text = text[: start - 1] + text[end:]
                continue
            # the role stands in the nominative beside an inflected name ("asiakas Virtasen"), so both go
            start = before.start()
        begins = start == 0 or text[:start].rstrip()[-1:] in (".", "!", "?")
        text = text[:start] + (role[:1].upper() + role[1:] if begins else role) + text[end:]
    return text


def _begun_alike(found: re.Match[str], general: str) -> str:
    """With a capital where a sentence begins."""
    begins = found.string[: found.start()].rstrip()[-1:] in ("", ".", "!", "?")
    return general[:1].upper() + general[1:] if begins else general
