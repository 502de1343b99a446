"""The words that set a phenomenon apart from the others, as base forms."""

from collections import Counter

from synthesis.grouping.second_look import Placed
from synthesis.naming.phrases import is_content


def keywords(segments: list[Placed], most: int) -> list[tuple[str, ...]]:
    """Return at most `most` base forms for each group, the most telling first, in the order of their numbers."""
    said = [{word.lemma for word in each.reading.words if is_content(word, each.segment.language)} for each in segments]
    overall = Counter(lemma for each in said for lemma in each)
    found = []
    for group in range(max((each.group for each in segments), default=-1) + 1):
        own = [lemmas for lemmas, each in zip(said, segments, strict=True) if each.group == group]
        inside = Counter(lemma for each in own for lemma in each)
        telling = {each: contrast(inside[each], len(own), overall[each], len(said)) for each in inside}
        ranked = sorted(telling, key=lambda lemma: (-round(telling[lemma], 6), lemma))
        found.append(tuple(lemma for lemma in ranked if telling[lemma] > 0 and inside[lemma] > 1)[:most])
    return found


def contrast(inside: int, size: int, overall: int, number: int) -> float:
    """How telling a word is of a group: used by a large share of it, and by a smaller share of the others (≤ 1)."""
    here = inside / max(1, size)
    elsewhere = (overall - inside) / max(1, number - size)
    return float(here**0.5) * (here - elsewhere) / max(here, elsewhere, 1e-9)
