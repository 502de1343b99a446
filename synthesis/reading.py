"""Reads segments with the reader of their language, and loads a reader only when there is something for it to read."""

from dataclasses import dataclass, replace
from functools import cache

from synthesis.detection import detect
from synthesis.model import Comment, Language
from synthesis.segmentation import Segment, items, whole
from synthesis.words import Reader, Reading


@dataclass(frozen=True, slots=True)
class Readings:
    """The reading of each segment, the lemmatiser of each language, and what must be known about these."""

    readings: list[Reading]
    lemmatisers: dict[str, str]
    notes: tuple[str, ...]


def cut(comment: Comment) -> list[Segment]:
    """Return the answer as one segment, or its paragraphs where these are written in different languages.

    Grouping begins with whole answers: a sentence or bullet alone often does not say what it is about.
    """
    answer = whole(comment, detect(comment.text, inherited=comment.language))
    paragraphs = [replace(item, language=detect(item.text, inherited=answer.language)) for item in items(answer)]
    return paragraphs if len({item.language for item in paragraphs}) > 1 else [answer]


def read(parts: list[Segment]) -> Readings:
    """Read every segment in its own language."""
    readings: list[Reading] = [Reading(())] * len(parts)
    used: dict[str, str] = {}
    notes: list[str] = []
    for language in sorted({segment.language for segment in parts}):
        rows = [row for row, segment in enumerate(parts) if segment.language == language]
        of_language = reader(language)
        for row, reading in zip(rows, of_language.read([parts[row].text for row in rows]), strict=True):
            readings[row] = reading
        used[language] = of_language.lemmatiser.name
        notes += of_language.lemmatiser.notes
    return Readings(readings, used, tuple(notes))


@cache
def reader(language: Language) -> Reader:
    """Return the reader of a language; each is made once in a process."""
    if language == "fi":
        from synthesis.finnish import FinnishReader

        return FinnishReader()
    from synthesis.germanic import SimplemmaReader

    return SimplemmaReader(language)
