"""Lets the phenomena that the network named beforehand attract what belongs to them, and leaves the rest as found."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from synthesis.meaning.embedding import Vectors

    Numbers = NDArray[np.int64]
    Floats = NDArray[np.float32]

NEIGHBOURS = 1.0
"""How much the nearness of those with which a row stands together counts beside its own."""
SURE = 3.0
"""So many times the spread of what has nothing to do with it, a row is near enough to a seed to stand for it."""
FEWEST_SURE = 3
"""So many sure rows a seed needs; with fewer it attracts nothing."""
MOST_CHANCE = 0.25
"""That spread is never taken to be more: with few topics, what is far from one is not there by chance."""
PULL = 0.2
"""What one spread of nearness counts against the share of partitions in which rows stand together."""
NEUTRAL = 1.0
"""At so many spreads a seed neither pulls nor pushes."""
ROUNDS = 5
EVEN = 3.0
"""At so many spreads a row is as likely to belong to a seed as not."""
SOFTNESS = 0.5
"""So many spreads more make it e times as likely."""
BESIDE = 0.5
"""How much that counts, beside the meaning and the words, in the further ways of looking."""


@dataclass(frozen=True, slots=True)
class Guide:
    """How near the rows lie to the seeds (rows, seeds), and the ways of looking at them with something beside it."""

    near: "Floats"
    ways: "Callable[[Vectors], Iterable[Vectors]]"

    def pull(self, together: "Floats") -> "Floats":
        """Return how strongly each seed pulls each row: (rows, seeds), in spreads of what is near by chance.

        Those around a row count as well as it itself: `together` (rows, rows; 0–1) says how near they stand.
        """
        import numpy as np

        squared = together**2
        pull = self.near + NEIGHBOURS * (squared @ self.near / squared.sum(axis=1, keepdims=True))
        below = pull[pull < 0]
        chance = float(np.sqrt((below**2).mean())) if below.size else 0.0
        in_spreads: Floats = pull / max(min(chance, MOST_CHANCE), float(pull.std()) / 3, 1e-9)
        return in_spreads

    def further_ways(self, pull: "Floats") -> "Iterable[Vectors]":
        """Return further ways of looking, in which rows that the same seed pulls lie nearer together."""
        import numpy as np

        odds = np.exp(np.minimum((pull - EVEN) / SOFTNESS, 50))
        likely = odds / (1 + odds.sum(axis=1, keepdims=True))
        return self.ways(np.asarray(BESIDE * np.sqrt(likely), np.float32))


def guided(labels: "Numbers", together: "Floats", pull: "Floats", fixed: frozenset[int]) -> "Numbers":
    """Return the groups (rows,; -1: none) when seeds and the groups found (`labels`, -1: none) compete for every row.

    `pull` (rows, seeds) is that of `Guide`, `together` (rows, rows; 0–1) says in which share of the partitions two rows
    stand together; the rows in `fixed` stay. The first numbers are the seeds, the groups found come after them. A row
    goes where those are with which it mostly stands together, and seeds that mean the like pull it (seeded k-means,
    Basu, Banerjee and Mooney 2002, on the consensus instead of vectors).
    """
    import numpy as np

    seeds = pull.shape[1]
    sure = (pull.max(axis=1) > SURE) & ~np.isin(np.arange(len(labels)), sorted(fixed))
    nearest = pull.argmax(axis=1)
    heard = np.bincount(nearest[sure], minlength=seeds) >= FEWEST_SURE
    sure &= heard[nearest]
    given = np.where(sure, nearest, np.where(labels >= 0, labels + seeds, -1))
    bonus = np.where(heard, PULL * (pull - NEUTRAL), -np.inf)
    for _ in range(ROUNDS):
        held = _standing(given, together, seeds + int(labels.max(initial=-1)) + 1)
        held[:, :seeds] += bonus
        best = held.argmax(axis=1)
        best[sorted(fixed)] = given[sorted(fixed)]
        if (best == given).all():
            break
        given = best
    return given


def owners(given: "Numbers", labels: "Numbers", pull: "Floats") -> tuple[dict[int, int], frozenset[int]]:
    """Return the seed that each group of `labels` comes from, and the seeds that have rows in some group.

    `given` are the groups as `guided` gives them. A seed whose rows stand in two groups stays with the nearer one,
    and a group with the rows of two seeds comes from the nearer seed.
    """
    claims = []
    heard = set()
    for seed in range(pull.shape[1]):
        own = labels[(given == seed) & (labels >= 0)]
        sums = {group: float(pull[(given == seed) & (labels == group), seed].sum()) for group in set(own.tolist())}
        if sums:
            heard.add(seed)
            group = max(sums, key=lambda each: (round(sums[each], 6), -each))
            claims.append((round(sums[group], 6), -seed, group))
    return {group: -seed for _, seed, group in sorted(claims)}, frozenset(heard)


def _standing(given: "Numbers", together: "Floats", groups: int) -> "Floats":
    """In which share of the partitions each row stands with the others of each group: (rows, groups)."""
    import numpy as np

    member = np.eye(groups, dtype=np.float32)[given] * (given >= 0)[:, None]
    sizes = member.sum(axis=0)
    shared = together @ member - member
    return np.where(sizes >= 2, shared / np.maximum(sizes - member, 1), 0)
