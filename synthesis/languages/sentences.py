"""Where sentences begin and end in text as people type it into a form."""

import re

ABBREVIATIONS = """
    esim mm ks kts ts yms ym jne ns nk klo n v vs os kk vk pv p puh s kpl alk em mmm po tri prof
    t.ex bl.a d.v.s m.m o.s.v osv dvs ca kl st f.d s.k jfr resp forts inkl exkl tel nr e.g i.e etc"""
_END = re.compile(r"[.!?…]+[\"”')\]]*(?=\s)|\n+")
_LAST_WORD = re.compile(r"([^\s(]+)$")
_NEXT = re.compile(r"\S")
LONGEST_WORD = 40
"""Characters before a full stop that can be an abbreviation or an ordinal: the whole text would be read for each."""


def sentences(text: str) -> list[tuple[int, int]]:
    """Return the (start, end) of every sentence of `text`, without the white space around it."""
    spans = []
    start = 0
    for match in _END.finditer(text):
        if match.group().startswith("\n") or _ends_sentence(text, match):
            spans.append((start, match.end()))
            start = match.end()
    spans.append((start, len(text)))
    return [span for span in (trimmed(text, *each) for each in spans) if span[0] < span[1]]


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span without white space at either end."""
    stretch = text[start:end]
    begin = start + len(stretch) - len(stretch.lstrip())
    return begin, max(begin, start + len(stretch.rstrip()))


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    """A full stop after an abbreviation ends nothing, and one after an ordinal only before a capital."""
    if not match.group().startswith(".") or match.group().startswith(".."):
        return True
    before = _LAST_WORD.search(text[max(0, match.start() - LONGEST_WORD) : match.start()])
    word = before.group(1).lower() if before else ""
    after = _NEXT.search(text, match.end())
    following = after.group() if after else ""
    if word in ABBREVIATIONS.split():
        return False
    if word.isdigit() or len(word) == 1:
        return not following.islower() and not following.isdigit()
    return not following.islower()
