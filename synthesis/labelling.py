"""Names each phenomenon by a noun phrase from its own answers."""

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from synthesis.compounds import with_parts
from synthesis.embedding import Encoder, normalised
from synthesis.keywords import contrast
from synthesis.model import Label, Language
from synthesis.phrases import Phrase, is_content
from synthesis.phrases_finnish import finnish_phrases
from synthesis.phrases_swedish import swedish_phrases
from synthesis.second_look import Placed
from synthesis.words import Reading

if TYPE_CHECKING:
    from synthesis.embedding import Vectors

CANDIDATES = 16
"""So many of the most telling phrases of a group are embedded; the rest have no chance."""
NEARNESS = 1.2
"""How much the nearness of meaning counts beside the words."""
FURTHER_WORDS = (1.0, 0.5, 0.25, 0.1)
"""What the most telling word of a phrase counts, the next, and so on."""
SHARED = 0.12
"""By such a share of the segments the most common word of a label is used, if any is."""
AND: dict[Language, str] = {"fi": "ja", "sv": "och", "en": "and"}
MOST_WORDS_BESIDE = 2
FEWEST_TO_NAME = 3
"""So many segments in a language can name the phenomenon in it; fewer cannot, when the other language has more."""
EACH_REPEATED = 0.1
"""What it counts that each word of a phrase, as it stands, is used twice at least."""
LENGTHS = {1: -0.2, 2: 0.08, 3: 0.08, 4: 0.0, 5: -0.05}
"""A heading of one word says too little, one of five too much."""


@dataclass(frozen=True, slots=True)
class _Told:
    """What one group says in one language: the phrases, and for each word how telling it is."""

    segments: int
    phrases: Counter[Phrase]
    mentions: Counter[str]
    telling: dict[str, float]
    language: Language

    def words(self, phrase: Phrase) -> float:
        """How telling the phrase is by its words, its length, and how often it stands there."""
        each = sorted((self._of(lemma) for lemma in phrase.lemmas), reverse=True)
        weighed = sum(weight * value for weight, value in zip(FURTHER_WORDS, each, strict=False))
        repeated = 0.04 * min(self.phrases[phrase], 4)
        repeated += EACH_REPEATED * all(self.mentions[lemma] > 1 for lemma in phrase.lemmas)
        return weighed + repeated + LENGTHS.get(len(phrase.text.split()), -0.1)

    def _of(self, lemma: str) -> float:
        return max(self.telling[part] for part in with_parts(lemma, self.language))

    def is_shared(self, phrase: Phrase) -> bool:
        """Whether many use the most common word of the phrase, and two segments at least each of the others."""
        used = [max(self.mentions[part] for part in with_parts(each, self.language)) for each in phrase.lemmas]
        return min(used) > 1 and max(used) >= SHARED * self.segments


def labelled(segments: list[Placed], encoder: Encoder) -> list[Label]:
    """Return one label for each group, in the order of their numbers; no two labels of a language are alike.

    A label in a language comes from the answers in that language alone: without such answers it is None, and so it is
    with a few of them beside many in the other language.
    """
    finnish = _labels(segments, encoder, "fi")
    swedish = _labels(segments, encoder, "sv")
    written = Counter((each.group, each.segment.language) for each in segments)
    return [
        _by_those_who_told(fi, sv, written[group, "fi"], written[group, "sv"])
        for group, (fi, sv) in enumerate(zip(finnish, swedish, strict=True))
    ]


def _by_those_who_told(finnish: str | None, swedish: str | None, in_finnish: int, in_swedish: int) -> Label:
    """The label without the language in which too few wrote to speak for the phenomenon."""
    if finnish and swedish and in_swedish < min(FEWEST_TO_NAME, in_finnish):
        return Label(fi=finnish)
    if finnish and swedish and in_finnish < min(FEWEST_TO_NAME, in_swedish):
        return Label(sv=swedish)
    return Label(fi=finnish, sv=swedish)


def _labels(segments: list[Placed], encoder: Encoder, language: Language) -> list[str | None]:
    number = max((each.group for each in segments), default=-1) + 1
    written = [each for each in segments if each.segment.language == language]
    mentioned = [_mentioned(each.reading, language) for each in written]
    overall = Counter(lemma for each in mentioned for lemma in each)
    found = [_told(written, mentioned, overall, group, language) for group in range(number)]
    candidates = [_candidates(each) for each in found]
    near = _nearness(candidates, _centres(segments, number), encoder)
    scores = [
        {phrase: told.words(phrase) + NEARNESS * near.get((phrase.text, group), 0.0) for phrase in candidates[group]}
        for group, told in enumerate(found)
    ]
    return _distinct(scores, language)


def _mentioned(reading: Reading, language: Language) -> frozenset[str]:
    lemmas = {word.lemma for word in reading.words if is_content(word, language)}
    return frozenset(part for lemma in lemmas for part in with_parts(lemma, language))


def _told(
    written: list[Placed], mentioned: list[frozenset[str]], overall: Counter[str], group: int, language: Language
) -> _Told:
    find = finnish_phrases if language == "fi" else swedish_phrases
    own = [row for row, each in enumerate(written) if each.group == group]
    phrases = Counter(phrase for row in own for phrase in set(find(written[row].reading)))
    inside = Counter(lemma for row in own for lemma in mentioned[row])
    telling = {lemma: contrast(inside[lemma], len(own), overall[lemma], len(written)) for lemma in inside}
    return _Told(len(own), phrases, inside, telling, language)


def _candidates(told: _Told) -> list[Phrase]:
    shared = [phrase for phrase in told.phrases if told.is_shared(phrase)]
    ranked = sorted(shared or told.phrases, key=lambda phrase: (-round(told.words(phrase), 6), phrase.text))
    return ranked[:CANDIDATES]


def _centres(segments: list[Placed], number: int) -> "Vectors":
    import numpy as np

    if not number:
        return np.zeros((0, 1), np.float32)
    members = [np.stack([each.vector for each in segments if each.group == group]) for group in range(number)]
    return normalised(np.stack([each.mean(axis=0) for each in members]))


def _nearness(candidates: list[list[Phrase]], centres: "Vectors", encoder: Encoder) -> dict[tuple[str, int], float]:
    """How much nearer each phrase lies to its group than to the groups on average, in cosine."""
    texts = sorted({phrase.text for group in candidates for phrase in group})
    if not texts or not encoder.pointwise:
        return {}
    vectors = encoder.encode(texts)
    near = normalised(vectors - vectors.mean(axis=0)) @ centres.T
    row = {text: at for at, text in enumerate(texts)}
    return {
        (phrase.text, group): float(near[row[phrase.text], group] - near[row[phrase.text]].mean())
        for group, phrases in enumerate(candidates)
        for phrase in phrases
    }


def _distinct(scores: list[dict[Phrase, float]], language: Language) -> list[str | None]:
    """Give the surest group its label first; nobody else may carry it, nor one of the same words, then."""
    ranked = sorted(
        (-round(score, 4), phrase.text, group, phrase)
        for group, found in enumerate(scores)
        for phrase, score in found.items()
    )
    chosen: dict[int, Phrase] = {}
    taken: set[frozenset[str]] = set()
    for _, _, group, phrase in ranked:
        words = frozenset(phrase.lemmas)
        if group not in chosen and words not in taken:
            chosen[group] = phrase
            taken.add(words)
    return [_written(chosen.get(group), found, language) for group, found in enumerate(scores)]


def _written(phrase: Phrase | None, found: dict[Phrase, float], language: Language) -> str | None:
    """A single word says too little of a phenomenon: the next best phrase stands beside it."""
    if phrase is None:
        return None
    text = phrase.text
    if len(phrase.lemmas) == 1:
        parts = with_parts(phrase.lemmas[0], language)
        others = sorted(found, key=lambda each: (-round(found[each], 4), each.text))
        beside = next((each for each in others if _is_another(each, parts, language)), None)
        if beside:
            text = f"{text} {AND[language]} {beside.text}"
    return text[:1].upper() + text[1:]


def _is_another(phrase: Phrase, parts: frozenset[str], language: Language) -> bool:
    said = {part for lemma in phrase.lemmas for part in with_parts(lemma, language)}
    return not said & parts and len(phrase.text.split()) <= MOST_WORDS_BESIDE
