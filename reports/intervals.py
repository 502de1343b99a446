"""How exact a share is that few organisations told: the interval of Wilson (1927)."""

from math import sqrt
from typing import Final

# scipy.stats has it too, and takes two seconds to load on the way of a page; the tests hold the two beside each other
Z: Final = 1.959963984540054
"""The normal quantile of an interval of 95 %."""


def wilson(count: int, of: int) -> tuple[float, float]:
    """The 95 % interval of `count` / `of`, as shares (0–1); from 0 to 1 where nobody was asked."""
    if of <= 0:
        return 0.0, 1.0
    share, square = count / of, Z * Z
    middle = (share + square / (2 * of)) / (1 + square / of)
    half = Z * sqrt(share * (1 - share) / of + square / (4 * of * of)) / (1 + square / of)
    # at the ends the formula gives 0 and 1 but for rounding
    return (0.0 if count == 0 else middle - half), (1.0 if count == of else middle + half)
