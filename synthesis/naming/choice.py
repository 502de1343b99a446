"""Chooses labels together: given the labels alone, what was said should find its way back to its group."""

from dataclasses import dataclass
from itertools import permutations
from typing import TYPE_CHECKING

from synthesis.naming.candidates import Candidate

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Numbers = NDArray[np.int64]

SHARPNESS = 10.0
"""How surely a segment goes to the nearest label: its chances grow with the exponential of so many times nearness."""
ECHO = 0.3
"""What it costs a label that a word of it stands in another label; general words are free."""
ALIKE = 10.0
"""What it costs that all its words are those of another."""
ROUNDS = 3
"""How often each group looks for a better label, given those of the others."""
NATURAL = 0.35
"""How much a phrase's own value counts beside what the segments find by it."""
JOINED = 0.2
"""What it costs a label to join two phrases."""
OF_THE_FIRST = 0.7
"""The share of the first of two joined phrases in their value."""
BETWEEN = 1.1
"""By so much a segment is nearer to two phrases at once than to each of them on average."""
MIXED = 8
"""So many of the best phrases of a group are tried in pairs."""
OF_EACH = 2
"""In words: a longer phrase is not joined to another."""
SAME_STEM = 4
"""Words that begin with the same letters, so many, are of one family: "leikkiminen ja leikit" says it twice."""
LEAST = 1e-9
"""No chance counts for less, so that its logarithm is a number."""


@dataclass(frozen=True, slots=True)
class _Option:
    """A phrase, or two joined, as places among the candidates of all groups, and its value by its words."""

    places: tuple[int, ...]
    value: float
    words: frozenset[str]


def chosen(found: list[list[Candidate]], near: "Floats", groups: "Numbers") -> list[tuple[int, ...]]:
    """Return for each group one place or two among the candidates of all groups, in their order; none without any.

    `near` (n, candidates) says how near each segment lies to each candidate, `groups` (n,) where it belongs.
    """
    import numpy as np

    starts = np.cumsum([0, *map(len, found)]).tolist()
    options = {group: _options(each, starts[group]) for group, each in enumerate(found) if each}
    best = {group: max(range(len(each)), key=lambda at: (each[at].value, -at)) for group, each in options.items()}
    drawn = {group: _drawn(near, [each[best[group]]])[:, 0] for group, each in options.items()}
    total = np.sum(list(drawn.values()), axis=0)
    weights = _weights(groups, len(found))
    for _ in range(ROUNDS):
        for group, each in options.items():
            rest = total - drawn[group]
            here = _drawn(near, each)
            taken = [options[other][best[other]].words for other in options if other != group]
            said = frozenset[str]().union(*taken)
            value = np.array([NATURAL * option.value - _echo(option.words, said, taken) for option in each])
            gain = _found_by(here, rest, groups == group, weights) + value
            best[group] = int(np.round(gain, 4).argmax())
            drawn[group] = here[:, best[group]]
            total = rest + drawn[group]
    return [options[group][best[group]].places if group in options else () for group in range(len(found))]


def _options(found: list[Candidate], start: int) -> list[_Option]:
    single = [_Option((start + at,), each.value, each.words) for at, each in enumerate(found)]
    joined = [
        _Option(
            (start + one, start + other),
            OF_THE_FIRST * first.value + (1 - OF_THE_FIRST) * second.value - JOINED,
            first.words | second.words,
        )
        for (one, first), (other, second) in permutations(enumerate(found[:MIXED]), 2)
        if _go_together(first, second)
    ]
    return single + joined


def _go_together(first: Candidate, second: Candidate) -> bool:
    short = all(len(each.text.split()) <= OF_EACH for each in (first, second))
    begins, begins_too = ({each[:SAME_STEM] for each in every.said} for every in (first, second))
    return short and first.is_repeated and second.is_repeated and not begins & begins_too


def _drawn(near: "Floats", options: list[_Option]) -> "Floats":
    """How strongly each segment is drawn to each option: (n, options)."""
    import numpy as np

    columns = [near[:, option.places[0]] if len(option.places) == 1 else _to_both(near, option) for option in options]
    return np.asarray(np.exp(SHARPNESS * np.stack(columns, axis=1)), np.float32)


def _to_both(near: "Floats", option: _Option) -> "Floats":
    """The vector of both lies between theirs; it is not encoded, as there are many pairs."""
    import numpy as np

    return np.asarray(near[:, list(option.places)].mean(axis=1) * BETWEEN, np.float32)


def _weights(groups: "Numbers", number: int) -> "Floats":
    """Segments of a small group count more each, though the group less in all."""
    import numpy as np

    weights = np.maximum(np.bincount(groups, minlength=number), 1)[groups] ** -0.5
    return np.asarray(weights / weights.sum() * number, np.float32)


def _found_by(here: "Floats", rest: "Floats", own: "NDArray[np.bool_]", weights: "Floats") -> "Floats":
    """What the segments find by each option, as a log likelihood: (options,)."""
    import numpy as np

    right = np.where(own[:, None], here, rest[:, None]) / (rest[:, None] + here)
    # where no other group has a label yet, nothing draws the others' segments away
    return np.asarray(weights @ np.log(np.maximum(right, LEAST)), np.float32)


def _echo(words: frozenset[str], said: frozenset[str], taken: list[frozenset[str]]) -> float:
    """What it costs to say what other labels say already, in part or wholly."""
    return ECHO * len(words & said) + ALIKE * (words <= said and words in taken)
