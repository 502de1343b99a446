"""Reads segments with the reader of their language, and loads a reader only when there is something for it to read."""

from dataclasses import dataclass, replace
from functools import cache

from synthesis.languages.detection import detect
from synthesis.languages.words import Lemmatiser, Reader, Reading
from synthesis.model import CannotSynthesise, Comment, Language
from synthesis.segmentation import Segment, items, whole
from synthesis.spreading import Share, characters, in_chunks, silent, spread

LONGEST = 20_000
"""Characters that are read at once: a parser's memory and time grow faster than the text."""


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


def read(parts: list[Segment], tell: Share = silent) -> Readings:
    """Read every segment in its own language, identical ones once; the workers at work share in it."""
    languages = sorted({part.language for part in parts})
    tools = {language: reader(language).lemmatiser for language in languages}
    chunks = [
        (language, chunk)
        for language in languages
        for chunk in in_chunks(list(dict.fromkeys(part.text for part in parts if part.language == language)))
    ]
    known: dict[tuple[Language, str], Reading] = {}
    read_by_workers = spread(_read, chunks, characters([texts for _, texts in chunks]), tell)
    for (language, texts), (tool, readings) in zip(chunks, read_by_workers, strict=True):
        if tool != tools[language]:
            raise CannotSynthesise(f"A worker reads with another tool ({tool.name}) than {tools[language].name}.")
        known |= {(language, text): reading for text, reading in zip(texts, readings, strict=True)}
    return Readings(
        [known[part.language, part.text] for part in parts],
        {language: tool.name for language, tool in tools.items()},
        tuple(note for tool in tools.values() for note in tool.notes),
    )


def _read(chunk: tuple[Language, list[str]]) -> tuple[Lemmatiser, list[Reading]]:
    language, texts = chunk
    of_language = reader(language)
    spans = [_stretches(text) for text in texts]
    pieces = [text[start:end] for text, cuts in zip(texts, spans, strict=True) for start, end in cuts]
    read_in_order = iter(of_language.read(pieces))
    return of_language.lemmatiser, [
        Reading.joined([(start, next(read_in_order)) for start, _ in cuts]) if len(cuts) > 1 else next(read_in_order)
        for cuts in spans
    ]


def _stretches(text: str) -> list[tuple[int, int]]:
    """The whole text; a very long one in pieces that end with a line, a sentence or at least a word."""
    cuts = [0]
    while len(text) - cuts[-1] > LONGEST:
        least, most = cuts[-1] + LONGEST // 2, cuts[-1] + LONGEST
        ends = (text.rfind(mark, least, most) + len(mark) for mark in ("\n", ". ", " "))
        cuts.append(next((end for end in ends if end > least), most))
    return list(zip(cuts, [*cuts[1:], len(text)], strict=True))


@cache
def reader(language: Language) -> Reader:
    """Return the reader of a language; each is made once in a process."""
    if language == "fi":
        from synthesis.languages.finnish import FinnishReader

        return FinnishReader()
    from synthesis.languages.germanic import SimplemmaReader

    return SimplemmaReader(language)
