"""Chooses what is quoted: one sentence as the gist of a phenomenon, and a few that show its range."""

from collections import Counter
from dataclasses import dataclass

from synthesis.grouping.second_look import Placed
from synthesis.meaning.embedding import normalised
from synthesis.naming.keywords import contrast
from synthesis.naming.phrases import is_content
from synthesis.quotations.dissent import dissenting
from synthesis.quotations.quotable import Quotation, Sentence, quotable, without_private

HANDY = range(6, 23)
"""Words of a gist."""
READABLE = range(4, 46)
"""Words of a quotation."""
MOST_TYPICAL = 24
"""The gist is looked for in so many segments at most, and in the most typical half."""
TELLING, WHOLE, OF_HANDY_LENGTH = 0.5, 0.4, 0.2
"""What counts beside how typical the segment is: telling words, a sentence that stands alone, its length."""
QUOTED_FROM = 40
"""The quotations are chosen among the more typical two thirds, and so many at most."""
TIDY = 0.1
"""What it counts that a gist is written as a sentence is, and twice that a quotation stands alone."""


@dataclass(frozen=True, slots=True)
class _Voice:
    """A member of a phenomenon, how typical it is (cosine), its best sentence, and whether it says otherwise."""

    member: Placed
    typical: float
    sentence: Sentence
    dissents: bool

    @property
    def quotation(self) -> Quotation:
        return self.sentence.quotation


def quoted(segments: list[Placed], most: int) -> list[tuple[Quotation, list[Quotation]]]:
    """Return the gist and up to `most` quotations of each group, in the order of their numbers.

    The gist is a typical sentence that can stand alone, in the language that most wrote in. The quotations come from
    different organisations: a typical one, one in each language, one that says otherwise where there is one, and then
    always the one least like those chosen.
    """
    groups: list[list[Placed]] = [[] for _ in range(max((each.group for each in segments), default=-1) + 1)]
    for each in segments:
        if each.group >= 0:
            groups[each.group].append(each)
    words = [[_words(each) for each in members] for members in groups]
    overall = Counter(lemma for of_group in words for said in of_group for lemma in said)
    number = sum(map(len, groups))
    weights = [_weights(of_group, overall, number) for of_group in words]
    return [_of_group(*each, most) for each in zip(groups, weights, strict=True)]


def _words(member: Placed) -> set[str]:
    return {word.lemma for word in member.reading.words if is_content(word, member.segment.language)}


def _weights(words: list[set[str]], overall: Counter[str], number: int) -> dict[str, float]:
    inside = Counter(lemma for said in words for lemma in said)
    return {lemma: contrast(inside[lemma], len(words), overall[lemma], number) for lemma in inside}


def _of_group(members: list[Placed], weights: dict[str, float], most: int) -> tuple[Quotation, list[Quotation]]:
    ranked = _most_typical_first(members)
    gist = _gist(ranked, weights)
    if gist is None:
        return without_private(ranked[0][0].segment), []
    voices = _voices(ranked, weights)
    others = [each for each in voices if each.quotation.segment.organisation != gist.segment.organisation]
    has_range = len({each.quotation.segment.organisation for each in others}) > 1
    return gist, [each.quotation for each in _range(others if has_range else voices, most)]


def _most_typical_first(members: list[Placed]) -> list[tuple[Placed, float]]:
    import numpy as np

    vectors = np.stack([member.vector for member in members])
    typical = vectors @ normalised(vectors.mean(axis=0, keepdims=True))[0]
    ranked = [(member, round(float(near), 4)) for member, near in zip(members, typical, strict=True)]
    return sorted(ranked, key=lambda each: (-each[1], each[0].segment.answer_id, each[0].segment.start))


def _gist(ranked: list[tuple[Placed, float]], weights: dict[str, float]) -> Quotation | None:
    language = Counter(member.segment.language for member, _ in ranked).most_common(1)[0][0]
    in_it = [each for each in ranked if each[0].segment.language == language]
    likely = in_it[: min(MOST_TYPICAL, max(3, len(in_it) // 2))]
    options = [(near, each) for member, near in likely for each in quotable(member, weights)]
    options = options or [(near, each) for member, near in ranked for each in quotable(member, weights)]
    best = max(options, key=lambda option: round(option[0] + _fitness_as_gist(option[1]), 4), default=None)
    return best[1].quotation if best else None


def _fitness_as_gist(sentence: Sentence) -> float:
    text = sentence.quotation.text
    return _fitness(sentence, HANDY) + TIDY * (text[:1].isupper() and text.endswith((".", "!")))


def _fitness(sentence: Sentence, lengths: range) -> float:
    of_length = sentence.quotation.words in lengths
    return TELLING * sentence.telling + WHOLE * sentence.is_whole + OF_HANDY_LENGTH * of_length


def _voices(ranked: list[tuple[Placed, float]], weights: dict[str, float]) -> list[_Voice]:
    """The more typical members that can be quoted, each by its fittest sentence."""
    told = [
        (member, near, max(found, key=lambda each: (round(_fitness(each, READABLE), 4), -each.quotation.start)))
        for member, near in ranked[:QUOTED_FROM]
        if (found := quotable(member, weights))
    ]
    dissents = dissenting([(sentence.quotation.text, member.segment.language) for member, _, sentence in told])
    return [_Voice(*each, otherwise) for each, otherwise in zip(told, dissents, strict=True)]


def _range(voices: list[_Voice], most: int) -> list[_Voice]:
    """The most typical voice, the first of each other language, one that says otherwise, then the least alike."""
    fit = sorted(
        [each for each in voices if each.quotation.words in READABLE] or voices,
        key=lambda each: not each.sentence.is_whole,
    )
    if not fit:
        return []
    chosen = [next((each for each in fit if not each.dissents), fit[0])]
    for brings in (_brings_a_language, _brings_dissent):
        found = next((each for each in _of_others(fit, chosen) if brings(each, chosen)), None)
        chosen += [found] if found and len(chosen) < most else []
    likely = sorted(fit, key=lambda each: -each.typical)[: max(2 * most, 2 * len(fit) // 3)]
    while len(chosen) < most and (left := _of_others(likely, chosen)):
        chosen.append(min(left, key=lambda option: _nearest(option, chosen) - 2 * TIDY * option.sentence.is_whole))
    return chosen


def _brings_a_language(voice: _Voice, chosen: list[_Voice]) -> bool:
    return voice.quotation.segment.language not in {each.quotation.segment.language for each in chosen}


def _brings_dissent(voice: _Voice, chosen: list[_Voice]) -> bool:
    return voice.dissents and not any(each.dissents for each in chosen)


def _of_others(voices: list[_Voice], chosen: list[_Voice]) -> list[_Voice]:
    organisations = {each.quotation.segment.organisation for each in chosen}
    return [each for each in voices if each.quotation.segment.organisation not in organisations]


def _nearest(one: _Voice, others: list[_Voice]) -> float:
    return round(max(float(one.member.vector @ other.member.vector) for other in others), 4)
