"""Names each phenomenon by a noun phrase from its own answers, and finds its keywords."""

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from synthesis.embedding import Encoder, normalised
from synthesis.model import Label, Language
from synthesis.phrases import Phrase, is_content, phrases
from synthesis.second_look import Placed
from synthesis.segmentation import Segment
from synthesis.words import Reading

if TYPE_CHECKING:
    import numpy as np

CANDIDATES = 60
"""So many of the most telling phrases are embedded; the rest have no chance."""


@dataclass(frozen=True, slots=True)
class Name:
    """What a phenomenon is called, and the words that set it apart."""

    label: Label
    keywords: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Material:
    """Segments with their readings and the group that each belongs to (-1: none)."""

    segments: list[Segment]
    readings: list[Reading]
    groups: list[int]


def named(segments: list[Placed], readings: list[Reading], encoder: Encoder, keywords: int) -> list[Name]:
    """Return one name for each group, in the order of their numbers; no two labels of a language are alike."""
    material = Material([each.segment for each in segments], readings, [each.group for each in segments])
    number = max(material.groups, default=-1) + 1
    labels: dict[Language, list[str | None]] = {
        "fi": _labels(material, encoder, "fi", number),
        "sv": _labels(material, encoder, "sv", number),
    }
    words = _keywords(material, number, keywords)
    return [Name(Label(fi=labels["fi"][each], sv=labels["sv"][each]), words[each]) for each in range(number)]


def _labels(material: Material, encoder: Encoder, language: Language, number: int) -> list[str | None]:
    rows = [row for row, segment in enumerate(material.segments) if segment.language == language]
    lemmas = {row: frozenset(word.lemma for word in material.readings[row].words) for row in rows}
    within = [[row for row in rows if material.groups[row] == group] for group in range(number)]
    candidates = [_candidates(material, within[group], lemmas, language) for group in range(number)]
    scores = _scores(material, encoder, rows, within, candidates)
    return _distinct(scores)


def _candidates(
    material: Material, rows: list[int], lemmas: dict[int, frozenset[str]], language: Language
) -> dict[Phrase, float]:
    """The phrases of a group with how telling their words are: common here, rare elsewhere."""
    found = Counter(phrase for row in rows for phrase in set(phrases(material.readings[row], language)))
    inside = Counter(lemma for row in rows for lemma in lemmas[row])
    outside = Counter(lemma for row in lemmas if row not in set(rows) for lemma in lemmas[row])
    elsewhere = max(1, len(lemmas) - len(rows))

    def telling(phrase: Phrase) -> float:
        each = [_contrast(inside[lemma] / len(rows), outside[lemma] / elsewhere) for lemma in sorted(phrase.lemmas)]
        return sum(each) / len(each) + 0.05 * min(found[phrase], 4) + 0.06 * min(len(each), 3)

    ranked = sorted(found, key=lambda phrase: (-round(telling(phrase), 6), phrase.text))
    return {phrase: telling(phrase) for phrase in ranked[:CANDIDATES]}


def _contrast(here: float, elsewhere: float) -> float:
    return float(here**0.5) * (here - elsewhere) / max(here, elsewhere, 1e-9)


def _scores(
    material: Material,
    encoder: Encoder,
    rows: list[int],
    within: list[list[int]],
    candidates: list[dict[Phrase, float]],
) -> list[dict[str, float]]:
    """Add to each candidate how near its meaning lies to the group's, compared with the other groups."""
    import numpy as np

    texts = sorted({phrase.text for group in candidates for phrase in group})
    if not texts:
        return [{} for _ in candidates]
    vectors = encoder.encode([*(material.segments[row].text for row in rows), *texts])
    at = {row: index for index, row in enumerate(rows)}
    where = {text: len(rows) + index for index, text in enumerate(texts)}
    vectors = _centred(vectors, len(rows))
    empty = np.zeros(vectors.shape[1], np.float32)
    centres = [vectors[[at[row] for row in group]].mean(axis=0) if group else empty for group in within]
    near = vectors @ normalised(np.stack(centres)).T
    return [
        {
            phrase.text: score + float(near[where[phrase.text], group] - 0.5 * near[where[phrase.text]].max())
            for phrase, score in found.items()
        }
        for group, found in enumerate(candidates)
    ]


def _centred(vectors: "np.ndarray", texts: int) -> "np.ndarray":
    """Phrases are short and lie apart from texts: each kind is centred by itself."""
    import numpy as np

    parts = [part - part.mean(axis=0) for part in (vectors[:texts], vectors[texts:])]
    return normalised(np.vstack(parts))


def _distinct(scores: list[dict[str, float]]) -> list[str | None]:
    """Give the surest group its label first; nobody else may carry it then."""
    ranked = sorted(
        ((-round(score, 5), text, group) for group, found in enumerate(scores) for text, score in found.items()),
    )
    labels: list[str | None] = [None] * len(scores)
    taken: set[str] = set()
    for _, text, group in ranked:
        if labels[group] is None and text not in taken:
            labels[group] = text[:1].upper() + text[1:]
            taken.add(text)
    return labels


def _keywords(material: Material, number: int, most: int) -> list[tuple[str, ...]]:
    lemmas = [
        {word.lemma for word in reading.words if is_content(word, segment.language)}
        for segment, reading in zip(material.segments, material.readings, strict=True)
    ]
    overall = Counter(lemma for each in lemmas for lemma in each)
    found = []
    for group in range(number):
        own = [lemmas[row] for row, label in enumerate(material.groups) if label == group]
        inside = Counter(lemma for each in own for lemma in each)
        elsewhere = max(1, len(lemmas) - len(own))
        contrast = {w: _contrast(n / len(own), (overall[w] - n) / elsewhere) for w, n in inside.items()}
        ranked = sorted(contrast, key=lambda word: (-round(contrast[word], 6), word))
        found.append(tuple(word for word in ranked[:most] if contrast[word] > 0))
    return found
