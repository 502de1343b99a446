"""Names each phenomenon by a noun phrase from its own answers, or by two."""

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from synthesis.grouping.second_look import Placed
from synthesis.meaning.embedding import Encoder, normalised
from synthesis.model import Label, Language
from synthesis.naming.candidates import Candidate, candidates, mentioned
from synthesis.naming.choice import chosen

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from synthesis.meaning.embedding import Vectors

AND: dict[Language, str] = {"fi": "ja", "sv": "och", "en": "and"}
FEWEST_TO_NAME = 3
"""So many segments in a language can name the phenomenon in it; fewer cannot, when the other language has more."""
MOST_ROWS = 3000
FEWEST_ROWS_OF_A_GROUP = 8
"""Labels are tried on so many segments in all, though on so many of each group; every segment would be many."""
WORDS = 0.6
"""How much it counts that a segment uses the words of a phrase, beside how near its meaning lies."""


def labelled(segments: list[Placed], encoder: Encoder) -> list[Label]:
    """Return one label for each group, in the order of their numbers; no two labels of a language are alike.

    A label in a language comes from the answers in that language alone. Without such answers it is None, and beside
    more answers in the other language it is None when few wrote in it, or when its words stand in one answer only and
    lie nearer to another group.
    """
    finnish = _labels(segments, encoder, "fi")
    swedish = _labels(segments, encoder, "sv")
    written = Counter((each.group, each.segment.language) for each in segments)
    return [
        _by_those_who_told(fi, sv, written[group, "fi"], written[group, "sv"])
        for group, (fi, sv) in enumerate(zip(finnish, swedish, strict=True))
    ]


@dataclass(frozen=True, slots=True)
class _Name:
    """The phrase of a label, or its two (or none), and whether it is fit to speak for answers in another language."""

    phrases: tuple[str, ...] = ()
    is_sure: bool = False

    def written(self, language: Language) -> str | None:
        """The label as it is shown."""
        text = f" {AND[language]} ".join(self.phrases)
        return text[:1].upper() + text[1:] or None


def _by_those_who_told(finnish: _Name, swedish: _Name, in_finnish: int, in_swedish: int) -> Label:
    """The label without the language in which too little was written to speak for the phenomenon."""
    fi, sv = finnish.written("fi"), swedish.written("sv")
    if fi and sv and in_swedish < in_finnish and not (swedish.is_sure and in_swedish >= FEWEST_TO_NAME):
        return Label(fi=fi)
    if fi and sv and in_finnish < in_swedish and not (finnish.is_sure and in_finnish >= FEWEST_TO_NAME):
        return Label(sv=sv)
    return Label(fi=fi, sv=sv)


def _labels(segments: list[Placed], encoder: Encoder, language: Language) -> list[_Name]:
    """The name of each group; an empty one where nobody wrote in the language."""
    import numpy as np

    number = max((each.group for each in segments), default=-1) + 1
    written = [each for each in segments if each.segment.language == language]
    found = candidates(written, number, language)
    every = [each for of_group in found for each in of_group]
    if not every:
        return [_Name()] * number
    rows = _some([each for each in segments if each.group >= 0], number)
    meant = _by_meaning(rows, every, encoder)
    groups = np.array([each.group for each in rows])
    picked = chosen(found, _by_words(rows, every, language) + meant, groups)
    home = np.stack([meant[groups == group].mean(axis=0) for group in range(number)]).argmax(axis=0)
    return [
        _Name(
            tuple(every[place].text for place in places),
            all(every[place].is_repeated or home[place] == group for place in places),
        )
        for group, places in enumerate(picked)
    ]


def _some(segments: list[Placed], number: int) -> list[Placed]:
    """At most so many of each group, spread evenly over it."""
    most = max(FEWEST_ROWS_OF_A_GROUP, MOST_ROWS // number)
    members: list[list[Placed]] = [[] for _ in range(number)]
    for each in segments:
        members[each.group].append(each)
    return [each for of_group in members for each in of_group[:: -(-len(of_group) // most) or 1]]


def _by_words(rows: list[Placed], every: list[Candidate], language: Language) -> "NDArray[np.float32]":
    """Which share of the words of each candidate each segment uses, rare words weighing more: (n, candidates)."""
    import numpy as np
    from scipy.sparse import csr_array

    said = [mentioned(each.reading, language) if each.segment.language == language else frozenset() for each in rows]
    used = Counter(word for each in said for word in each)
    column = {word: at for at, word in enumerate(sorted({word for each in every for word in each.said}))}
    weight = {word: float(np.log((len(rows) + 1) / (used[word] + 1))) + 1e-6 for word in column}
    mentions = [(row, column[word], 1.0) for row, each in enumerate(said) for word in sorted(each & column.keys())]
    shares = [
        (column[word], at, WORDS * weight[word] / sum(weight[each] for each in sorted(candidate.said)))
        for at, candidate in enumerate(every)
        for word in sorted(candidate.said)
    ]
    uses, parts = (
        csr_array((values, (first, second)), shape=shape, dtype=np.float32)
        for (first, second, values), shape in (
            (_columns(mentions), (len(rows), len(column))),
            (_columns(shares), (len(column), len(every))),
        )
    )
    return np.asarray((uses @ parts).toarray(), np.float32)


def _columns(entries: list[tuple[int, int, float]]) -> tuple[list[int], list[int], list[float]]:
    return [each[0] for each in entries], [each[1] for each in entries], [each[2] for each in entries]


def _by_meaning(rows: list[Placed], every: list[Candidate], encoder: Encoder) -> "Vectors":
    """The cosine of each segment and each candidate, the candidates' own mean taken out: (n, candidates)."""
    import numpy as np

    if not encoder.pointwise:
        return np.zeros((len(rows), len(every)), np.float32)
    texts = sorted({each.text for each in every})
    place = {text: at for at, text in enumerate(texts)}
    vectors = encoder.encode(texts)
    centred = normalised(vectors - vectors.mean(axis=0))
    return np.stack([each.vector for each in rows]) @ centred[[place[each.text] for each in every]].T
