"""Tells which phenomena of an earlier year go on, which are new, and which vanished."""

from collections import Counter
from typing import TYPE_CHECKING, Literal

from synthesis.model import Frozen, Synthesis

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

WORDS_COUNT = 2.0
"""How much the words count beside the meaning."""
WORDS_ALONE = 5.0
"""How much they count where meanings cannot be compared: on one scale with the rest, by the same draws of years."""
COMMON_WORDS = 1.5
"""The power to which the share of the segments that use a word is raised: what many say counts more."""
SIZES_COUNT = 0.2
"""By so much for each power of e the size of a phenomenon takes away: a mean of many lies near to everything."""
NEAR = -0.15
"""Phenomena that are less near than this (on the scale of `nearness`) are not the same."""
AS_NEAR = 0.2
"""By so much less near than its best match may a second one be, for a split or a merge."""
DECIMALS = 6


class Remembered(Frozen):
    """A phenomenon as the next year needs it: what its segments mean and the shares of them that use each word.

    `vector` is the mean of `size` segments, with the year's language means taken out, of length one; empty where an
    encoder's vectors cannot be compared from one set of texts to another.
    """

    id: str
    size: int
    vector: tuple[float, ...]
    words: dict[str, float]


class Year(Frozen):
    """What the next year needs to know of a synthesis; its JSON is `year.json` beside `synthesis.json`."""

    format: Literal[1] = 1
    encoder: str
    phenomena: tuple[Remembered, ...]


def continued(synthesis: Synthesis, now: Year, earlier: Year) -> Synthesis:
    """Return the synthesis with what each phenomenon continues, and with the earlier ones that nothing continues.

    `now` is the same synthesis as a year. The best pairing of one with one (Kuhn 1955) comes first, if near enough; the
    rest are parts of an earlier phenomenon, or earlier ones that were taken in, when they are nearly as near.
    """
    pairs = _pairs(nearness(earlier, now))
    before = [phenomenon.id for phenomenon in earlier.phenomena]
    at = {phenomenon.id: place for place, phenomenon in enumerate(now.phenomena)}
    phenomena = tuple(
        each.model_copy(update={"previous": tuple(before[old] for old, new in pairs if new == at.get(each.id))})
        for each in synthesis.phenomena
    )
    going_on = {old for old, _ in pairs}
    vanished = tuple(each for place, each in enumerate(before) if place not in going_on)
    return synthesis.model_copy(update={"phenomena": phenomena, "vanished": vanished})


def nearness(earlier: Year, now: Year) -> "Numbers":
    """Return how near the phenomena of two years are: (earlier, now), higher is nearer, without bounds."""
    import numpy as np

    one, other = earlier.phenomena, now.phenomena
    sizes = np.log([[max(1, a.size) * max(1, b.size) for b in other] for a in one]).reshape(len(one), len(other))
    meanings, words = _meanings(earlier, now), _words(one, other)
    near = WORDS_ALONE * words if meanings is None else meanings + WORDS_COUNT * words
    return np.asarray((near - SIZES_COUNT * sizes).round(DECIMALS))


def _meanings(earlier: Year, now: Year) -> "Numbers | None":
    """Cosines, or None where the vectors are of different encoders or of none; who has no vector is near to nobody."""
    import numpy as np

    lengths = {len(each.vector) for year in (earlier, now) for each in year.phenomena} - {0}
    if earlier.encoder != now.encoder or len(lengths) != 1:
        return None
    length = lengths.pop()
    vectors = ([each.vector or (0.0,) * length for each in year.phenomena] for year in (earlier, now))
    one, other = (np.array(of_year).reshape(-1, length) for of_year in vectors)
    return np.asarray(one @ other.T)


def _words(one: tuple[Remembered, ...], other: tuple[Remembered, ...]) -> "Numbers":
    """Cosines of the words, those that few phenomena of the two years use weighing more."""
    import numpy as np

    everyone = [*one, *other]
    used_by = Counter(word for each in everyone for word in each.words)
    column = {word: at for at, word in enumerate(sorted(used_by))}
    weights = np.zeros((len(everyone), len(column)))
    for row, each in enumerate(everyone):
        for word, share in each.words.items():
            weights[row, column[word]] = share**COMMON_WORDS * np.log(len(everyone) / used_by[word])
    weights /= np.maximum(np.linalg.norm(weights, axis=1, keepdims=True), 1e-9)
    return np.asarray(weights[: len(one)] @ weights[len(one) :].T)


def _pairs(near: "Numbers") -> list[tuple[int, int]]:
    from scipy.optimize import linear_sum_assignment

    if not near.size:
        return []
    best = [(int(old), int(new)) for old, new in zip(*linear_sum_assignment(-near), strict=True)]
    best = [pair for pair in best if near[pair] >= NEAR]
    of_old, of_new = {old: near[old, new] for old, new in best}, {new: near[old, new] for old, new in best}
    split = [
        (int(near[:, new].argmax()), new)
        for new in range(near.shape[1])
        if new not in of_new and near[:, new].max() >= NEAR
    ]
    merged = [
        (old, int(near[old].argmax())) for old in range(near.shape[0]) if old not in of_old and near[old].max() >= NEAR
    ]
    more = [pair for pair in split if pair[0] in of_old and near[pair] >= of_old[pair[0]] - AS_NEAR]
    more += [pair for pair in merged if pair[1] in of_new and near[pair] >= of_new[pair[1]] - AS_NEAR]
    return sorted({*best, *more})
