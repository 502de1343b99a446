"""One tree of all phenomena: asking for fewer merges neighbours in it, asking for more splits some in two."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from synthesis.parameters import Parameters

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Floats = NDArray[np.float32]

ALIKE = 1 - 1e-6
"""What stands together in every partition is never split."""


@dataclass(frozen=True, slots=True)
class Join:
    """Two nodes of the tree that become one, and in which share of the partitions (0–1) they stand together."""

    left: int
    right: int
    together: float


@dataclass(frozen=True, slots=True)
class Nest:
    """The finest parts that may be phenomena, and the order in which they join.

    `part` (rows,) is the finest part of each row, -1 for none. Nodes are numbered as in a linkage matrix: the parts
    first, then the joins. The first joins make up the `found` phenomena, the further ones merge these.
    """

    part: "Numbers"
    parts: int
    joins: tuple[Join, ...]
    found: int

    def nearest(self, count: int) -> int:
        """Return the number of groups next to `count` that there can be."""
        return max(self.parts - len(self.joins), min(self.parts, count))

    def groups(self, count: int) -> list[int]:
        """Return the group of each part when there are to be so many, numbered by their first parts."""
        top = list(range(self.parts + len(self.joins)))
        for node, join in enumerate(self.joins[: self.parts - self.nearest(count)], self.parts):
            top[join.left] = top[join.right] = node
        roots = [_root(top, part) for part in range(self.parts)]
        number = {root: new for new, root in enumerate(dict.fromkeys(roots))}
        return [number[root] for root in roots]

    def labels(self, count: int) -> "Numbers":
        """Return the group of each row when there are to be so many, -1 for none."""
        import numpy as np

        return np.array([*self.groups(count), -1], np.int64)[self.part]

    def merges(self, count: int) -> tuple[tuple[int, int], ...]:
        """Return the joins above so many groups, in the numbers of `groups(count)`: as in a linkage matrix."""
        done = self.parts - self.nearest(count)
        name = dict(enumerate(self.groups(count)))
        for node, join in enumerate(self.joins[:done], self.parts):
            name[node] = name[join.left]
        merges = []
        for node, join in enumerate(self.joins[done:], self.parts + done):
            merges.append((name[join.left], name[join.right]))
            name[node] = self.nearest(count) + len(merges) - 1
        return tuple(merges)

    def next_merge(self, count: int) -> tuple[int, int, float] | None:
        """Return the two groups that would merge next, and their share of the partitions; None when none can."""
        merges = self.merges(count)
        return (*merges[0], self.joins[self.parts - self.nearest(count)].together) if merges else None

    def next_split(self, count: int) -> tuple[int, float] | None:
        """Return the group that would be split next, and the share of its two parts; None when none can."""
        last = self.parts - self.nearest(count) - 1
        if last < 0:
            return None
        part = _first_part(self.joins, self.parts, last)
        return self.groups(count)[part], self.joins[last].together


def _root(top: list[int], node: int) -> int:
    while top[node] != node:
        node = top[node]
    return node


def _first_part(joins: Sequence[Join], parts: int, number: int) -> int:
    """The leftmost part below a join."""
    node = joins[number].left
    while node >= parts:
        node = joins[node - parts].left
    return node


def nested(
    together: "Floats",
    labels: "Numbers",
    tellers: list[list[str]],
    parameters: Parameters,
    separate: tuple[int, ...] = (),
) -> Nest:
    """Return the tree through the groups found (`labels`, -1: none), given how near the rows are: (rows, rows), 0–1.

    `tellers` are the organisations in each row; a part needs as many of them, and of segments, as a phenomenon does.
    Rows with different numbers in `separate` (-1: no matter) never come into one group.
    """
    import numpy as np

    found = int(labels.max(initial=-1)) + 1
    if not found:
        return Nest(labels, 0, (), 0)
    splitter = _Splitter(together, tellers, parameters)
    for group in range(found):
        splitter.split(np.flatnonzero(labels == group))
    part = np.full(len(labels), -1, np.int64)
    for number, rows in enumerate(splitter.parts):
        part[rows] = number
    inner = splitter.joined()
    tops = {int(labels[rows[0]]): number for number, rows in enumerate(splitter.parts)}
    for number in range(len(inner)):
        first_part = splitter.parts[_first_part(inner, len(splitter.parts), number)]
        tops[int(labels[first_part[0]])] = len(splitter.parts) + number
    outer = _merged(together, labels, [len(each) for each in tellers], separate)
    first = len(splitter.parts) + len(inner)
    name = {group: tops[group] for group in range(found)} | {found + at: first + at for at in range(len(outer))}
    joins = [*inner, *(Join(name[each.left], name[each.right], each.together) for each in outer)]
    return Nest(part, len(splitter.parts), tuple(joins), found)


class _Splitter:
    """Splits groups in two, and the halves again, as long as both halves can be phenomena."""

    def __init__(self, together: "Floats", tellers: list[list[str]], parameters: Parameters) -> None:
        self.parts: list[Numbers] = []
        self._near = together
        self._tellers = tellers
        self._parameters = parameters
        self._joins: list[tuple[float, int, int, int]] = []
        """Share, number (children have smaller ones), and the two sides: parts, or -1 - the number of a join."""

    def split(self, rows: "Numbers") -> None:
        """Split rows, and the halves again, as far as may be: hundreds of times where many lie in a chain."""
        sides: list[int] = []
        """What was split so far and has not been joined: parts, or -1 - the number of a join."""
        todo: list[tuple[Numbers | None, float]] = [(rows, 0.0)]
        while todo:
            rows_or_join, share = todo.pop()
            if rows_or_join is None:
                right, left = sides.pop(), sides.pop()
                self._joins.append((share, len(self._joins), left, right))
                sides.append(-len(self._joins))
            elif halves := self._halves(rows_or_join):
                share = max(share, halves[2])
                todo += [(None, share), (halves[1], share), (halves[0], share)]
            else:
                self.parts.append(rows_or_join)
                sides.append(len(self.parts) - 1)

    def joined(self) -> list[Join]:
        """Return the joins in order: what stands together most comes first."""
        order = sorted(self._joins, key=lambda each: (-round(each[0], 6), each[1]))
        node = {-1 - number: len(self.parts) + at for at, (_, number, *_) in enumerate(order)}
        return [Join(node.get(left, left), node.get(right, right), share) for share, _, left, right in order]

    def _halves(self, rows: "Numbers") -> "tuple[Numbers, Numbers, float] | None":
        """The two parts that stand together least, stragglers with the nearer one; None when none can stand alone."""
        import numpy as np
        from scipy.cluster.hierarchy import linkage, to_tree
        from scipy.spatial.distance import squareform

        if not self._can_stand(rows, 2):
            return None
        distance = np.maximum(1 - self._near[np.ix_(rows, rows)], 0)
        np.fill_diagonal(distance, 0)
        node = to_tree(linkage(squareform(distance, checks=False), "average"))
        while not node.is_leaf():
            sides = [np.array(side.pre_order()) for side in (node.left, node.right)]
            standing = [self._can_stand(rows[side]) for side in sides]
            if all(standing):
                if 1 - node.dist >= ALIKE:
                    return None
                return self._with_stragglers(rows, rows[sides[0]], rows[sides[1]], 1 - float(node.dist))
            if not any(standing):
                return None
            node = node.left if standing[0] else node.right
        return None

    def _can_stand(self, rows: "Numbers", times: int = 1) -> bool:
        told = [each for row in rows.tolist() for each in self._tellers[row]]
        parameters = self._parameters
        return len(rows) > 1 and (
            len(told) >= times * parameters.fewest_in_phenomenon and len(set(told)) >= parameters.fewest_organisations
        )

    def _with_stragglers(
        self, rows: "Numbers", left: "Numbers", right: "Numbers", share: float
    ) -> "tuple[Numbers, Numbers, float]":
        import numpy as np

        near = np.stack([self._near[np.ix_(rows, side)].mean(axis=1) for side in (left, right)])
        on_right = near[1] > near[0]
        on_right[np.isin(rows, left)] = False
        on_right[np.isin(rows, right)] = True
        return rows[~on_right], rows[on_right], share


def _merged(together: "Floats", labels: "Numbers", sizes: list[int], separate: tuple[int, ...]) -> list[Join]:
    """The joins of the groups, nearest first, numbered as in a linkage matrix; what is to be separate never joins."""
    import numpy as np

    number = int(labels.max(initial=-1)) + 1
    weight = ((labels >= 0) * np.array(sizes)).astype(np.float64)
    member = np.eye(number)[labels] * weight[:, None]
    count = member.sum(axis=0)
    pairs = member.T @ together @ member
    own: list[set[int]] = [set() for _ in range(number)]
    for group, kept in zip(labels.tolist(), separate, strict=False):
        own[group] |= {kept} - {-1}
    alive = {group: group for group in range(number)}
    joins: list[Join] = []
    while len(alive) > 1:
        nodes = sorted(alive)
        best = max(
            (
                (round(float(pairs[alive[a], alive[b]] / (count[alive[a]] * count[alive[b]])), 6), -a, -b)
                for at, a in enumerate(nodes)
                for b in nodes[at + 1 :]
                if len(own[alive[a]] | own[alive[b]]) < 2
            ),
            default=None,
        )
        if best is None:
            break
        share, left, right = best[0], -best[1], -best[2]
        kept, gone = alive.pop(left), alive.pop(right)
        pairs[kept] += pairs[gone]
        pairs[:, kept] += pairs[:, gone]
        count[kept] += count[gone]
        own[kept] |= own[gone]
        alive[number + len(joins)] = kept
        joins.append(Join(left, right, share))
    return joins
