"""The parts of Finnish compounds, so that "nikotiinipussi" also counts as a mention of "pussi"."""

from functools import cache

from synthesis.languages import voikko
from synthesis.model import Language

SHORTEST_PART = 4


@cache
def with_parts(lemma: str, language: Language) -> frozenset[str]:
    """Return the base form itself and the parts of it that can stand alone."""
    if language != "fi" or not voikko.is_installed():
        return frozenset({lemma})
    readings = voikko.analyses(lemma)
    structure = readings[0].get("STRUCTURE", "") if readings else ""
    return frozenset({lemma, *(part for part in _pieces(lemma, structure) if len(part) >= SHORTEST_PART)})


def _pieces(lemma: str, structure: str) -> list[str]:
    """Voikko writes "=" where a part begins, and a letter for every letter."""
    lengths = [len(part) for part in structure.split("=")[1:]]
    if sum(lengths) != len(lemma):
        return []
    starts = [sum(lengths[:at]) for at in range(len(lengths))]
    return [lemma[start : start + length] for start, length in zip(starts, lengths, strict=True)]
