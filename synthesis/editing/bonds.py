"""Which segments people put together or apart, told to the grouping as constraints and enforced on what it finds."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Floats = NDArray[np.float32]

FREE = -1
"""A segment on whose place nobody decided."""


@dataclass(frozen=True, slots=True)
class Bonds:
    """For each segment the number of the kept phenomenon in which it must stand, or -1."""

    kept: tuple[int, ...] = ()

    def fixed(self) -> frozenset[int]:
        """The rows of the segments on whose place somebody decided."""
        return frozenset(row for row, kept in enumerate(self.kept) if kept != FREE)

    def bound(self, together: "Floats") -> "Floats":
        """Return the nearness (n, n; 0–1) of segments with 1 for what must and 0 for what must not stand together."""
        import numpy as np

        if not self.fixed():
            return together
        kept = np.array(self.kept)
        decided = (kept[:, None] != FREE) & (kept[None, :] != FREE)
        return np.where(decided, kept[:, None] == kept[None, :], together).astype(np.float32)

    def enforced(self, labels: "Numbers", together: "Floats | None") -> "tuple[Numbers, frozenset[int]]":
        """Return the groups (n,) with every bond kept, and which of them are kept phenomena.

        A kept phenomenon is the group in which most of its segments stood. Where two of them stood in one group, its
        other segments go to the nearer; without `together` they stay. New groups have numbers of their own, and what is
        left of others may be small.
        """
        import numpy as np

        rows = {number: np.flatnonzero(np.array(self.kept) == number) for number in sorted({*self.kept} - {FREE})}
        home = _homes(labels, rows)
        given = labels.copy()
        for label, several in _sharing(labels, rows, home).items():
            if together is None:
                break
            others = np.flatnonzero((labels == label) & (np.array(self.kept) == FREE))
            near = np.stack([together[np.ix_(others, rows[number])].mean(axis=1) for number in several])
            given[others] = np.array([home[number] for number in several])[near.argmax(axis=0)]
        for number, own in rows.items():
            given[own] = home[number]
        return given, frozenset(home.values())


def _homes(labels: "Numbers", rows: "dict[int, Numbers]") -> dict[int, int]:
    """Each kept phenomenon's group; one that finds its group taken, or stood in none, gets a new one."""
    found = [
        (-int((labels[own] == label).sum()), number, int(label))
        for number, own in rows.items()
        for label in sorted(set(labels[own].tolist()) - {FREE})
    ]
    home: dict[int, int] = {}
    for _, number, label in sorted(found):
        if number not in home and label not in home.values():
            home[number] = label
    for number in rows:
        home.setdefault(number, max([int(labels.max(initial=-1)), *home.values()]) + 1)
    return home


def _sharing(labels: "Numbers", rows: "dict[int, Numbers]", home: dict[int, int]) -> dict[int, list[int]]:
    """Groups that are home to one kept phenomenon while others without a group of their own stood in it, too."""
    of_old = set(labels.tolist())
    found = {}
    for label in home.values():
        inside = [number for number, own in rows.items() if (labels[own] == label).any()]
        several = [number for number in inside if home[number] == label or home[number] not in of_old]
        if label in of_old and len(several) > 1:
            found[label] = several
    return found
