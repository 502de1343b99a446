"""Cuts an answer where it turns to another matter: at its bullets, its blank lines and words such as "lisäksi"."""

import re
from dataclasses import dataclass

from synthesis.model import Comment, Language
from synthesis.sentences import sentences, trimmed

_BULLET = re.compile(r"^[ \t]*(?:[-–—•*·+>]|\(?\d{1,2}[.)]|[a-zåäö]\))[ \t]+", re.MULTILINE)
_TURN = re.compile(
    r"(?:lisäksi|toiseksi|toisaalta|kolmanneksi|sen lisäksi|myös|toinen asia|toinen huoli|erikseen|ja sitten"
    r"|dessutom|för det andra|å andra sidan|därtill|även|en annan sak|också|also|in addition|secondly)\b",
    re.IGNORECASE,
)
FEWEST_LETTERS = 12
"""A shorter stretch says too little alone: it stays with the one before it."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of one answer about one matter; `text` is `comment.text[start:end]`."""

    answer_id: str
    start: int
    end: int
    text: str
    organisation: str
    language: Language = "fi"


def segments(comment: Comment) -> list[Segment]:
    """Return the segments of one answer in order; an answer without any text is one empty segment."""
    spans = _joined(comment.text, _turns(comment.text))
    return [
        Segment(comment.answer_id, start, end, comment.text[start:end], comment.organisation or comment.answer_id)
        for start, end in spans or [(0, 0)]
    ]


def _turns(text: str) -> list[tuple[int, int]]:
    """The stretches between bullets, blank lines and sentences that announce another matter."""
    bullets = {match.start(): match.end() for match in _BULLET.finditer(text)}
    if len(bullets) > 1:
        starts = sorted({0, *bullets})
    else:
        starts = [0, *(start for start, end in sentences(text) if start and _opens_another(text, start))]
    ends = [*starts[1:], len(text)]
    return [trimmed(text, bullets.get(start, start), end) for start, end in zip(starts, ends, strict=True)]


def _opens_another(text: str, start: int) -> bool:
    return bool(_TURN.match(text, start)) or text[:start].rstrip(" \t").endswith("\n\n")


def _joined(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join what is too short to stand alone to the stretch before it (the first to the one after it)."""
    kept: list[tuple[int, int]] = []
    for start, end in spans:
        if start >= end:
            continue
        too_short = sum(map(str.isalpha, text[start:end])) < FEWEST_LETTERS
        if kept and (too_short or sum(map(str.isalpha, text[slice(*kept[-1])])) < FEWEST_LETTERS):
            kept[-1] = (kept[-1][0], end)
        else:
            kept.append((start, end))
    return kept
