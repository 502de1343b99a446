"""Applies what people decided: cuts their segments free, hides what they hid, names what they named."""

from collections import Counter
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby

from synthesis.editing.bonds import FREE, Bonds
from synthesis.editing.edits import Edit
from synthesis.editing.saying import Said, Wanted
from synthesis.editing.standing import Kept, Standing, standing
from synthesis.grouping.clustering import UNPLACED, Grouping
from synthesis.grouping.second_look import Placed
from synthesis.model import Label, Origin, Reason
from synthesis.noise.recognising import reason_to_leave_out
from synthesis.segmentation import Segment
from synthesis.sifting import Sifted


@dataclass(frozen=True, slots=True)
class Decided:
    """What the edits mean for the segments of a synthesis, and what must be said of the edits."""

    bonds: Bonds = field(default_factory=Bonds)
    kept: tuple[Kept, ...] = ()
    notes: tuple[str, ...] = ()

    def by_group(self, labels: list[int]) -> dict[int, Kept]:
        """Return the kept phenomena by the number of their group, given the group of every segment."""
        decided = zip(labels, self.bonds.kept, strict=False)
        return {group: self.kept[number] for group, number in decided if number != FREE}


def decided(found: Sifted, edits: Iterable[Edit]) -> tuple[Sifted, Decided]:
    """Return the segments, those on which people decided cut free of the rest, and the decisions.

    A segment with a decision has content, whatever the machine thinks of it.
    """
    stands = standing(edits)
    if not stands.wanted:
        return found, Decided(notes=tuple(stands.notes))
    seen = _Seen(stands, Wanted(digest for digests in stands.wanted.values() for digest in digests))
    content: list[tuple[Segment, int]] = []
    left_out: list[tuple[Segment, Reason]] = []
    for segment, reason in [*((each, None) for each in found.content), *found.left_out]:
        pieces = list(seen.pieces(segment))
        for piece, number in pieces:
            why = reason if reason or len(pieces) == 1 else reason_to_leave_out(piece.text)
            if number == FREE and why:
                left_out.append((piece, why))
            else:
                content.append((piece, number))
    seen.hand_on({number for _, number in content})
    stands.notes += [*seen.missing(), *seen.left_without({number for _, number in content})]
    sifted = Sifted(found.comments, [piece for piece, _ in content], left_out)
    bonds = Bonds(tuple(number for _, number in content))
    return sifted, Decided(bonds, tuple(stands.kept), tuple(stands.notes))


class _Seen:
    """Looks for the segments that edits speak of, and remembers which it saw."""

    def __init__(self, stands: Standing, wanted: Wanted) -> None:
        self._stands = stands
        self._wanted = wanted
        self._order = {event: at for at, event in enumerate(stands.wanted)}
        self._found: set[str] = set()
        self._covered: Counter[tuple[int, int]] = Counter()

    def pieces(self, segment: Segment) -> Iterator[tuple[Segment, int]]:
        """Yield the pieces of a segment, each with the number of its kept phenomenon or -1."""
        said = Said(segment.text)
        hits = list(said.places(self._wanted))
        self._found |= {digest for digest, *_ in hits}
        painted = self._painted(len(said.words), hits)
        runs = [(number, len(list(run))) for number, run in groupby(painted)]
        first = 0
        for number, length in runs:
            last = first + length
            yield (segment if len(runs) == 1 else segment.part(*said.span(first, last))), number
            first = last

    def _painted(self, words: int, hits: list[tuple[str, int, int]]) -> list[int]:
        """Whose each word is: where two decisions speak of the same words, the later one has them."""
        place = self._stands.place
        painted: list[tuple[int, str]] = [(FREE, "")] * max(1, words)
        placed = [hit for hit in hits if hit[0] in place]
        for digest, first, last in sorted(placed, key=self._importance):
            for earlier in {each for number, each in painted[first : last or 1] if number not in (FREE, place[digest])}:
                later = self._stands.claims.get(digest, ("",))[-1]
                for one in self._stands.claims.get(earlier, ()):
                    self._stands.gives_way(one, later)
            self._covered.update((number, place[digest]) for number, _ in painted[first : last or 1])
            painted[first : last or 1] = [(place[digest], digest)] * max(1, last - first)
        return [number for number, _ in painted]

    def _importance(self, hit: tuple[str, int, int]) -> tuple[bool, int, int, tuple[str, int, int]]:
        """An edit that decides where its segments stand comes after one that only names a phenomenon by them.

        Of what one edit says, the longer stretch comes last: the shorter is meant where it stands alone.
        """
        claimed = self._stands.claims.get(hit[0], ())
        return (
            bool(claimed),
            self._order.get(claimed[-1] if claimed else self._stands.by[hit[0]], -1),
            hit[2] - hit[1],
            hit,
        )

    def hand_on(self, standing_in: set[int]) -> None:
        """Let what was said of a phenomenon whose words all stand elsewhere by later decisions hold there."""
        for (number, other), _ in sorted(self._covered.items(), key=lambda each: (-each[1], each[0])):
            if number != FREE and number not in standing_in and other in standing_in:
                self._stands.hand_on(number, other)

    def missing(self) -> Iterator[str]:
        """Yield a sentence for every edit that speaks of segments which no answer says any more."""
        for event, digests in self._stands.wanted.items():
            every, there = set(digests), set(digests) & self._found
            if there != every:
                yield f"edit {event}: {len(there) or 'none'} of its {len(every)} segments stand in the answers"

    def left_without(self, standing_in: set[int]) -> Iterator[str]:
        """Yield a sentence for every phenomenon that a person named, pinned or hid and that has no segment any more."""
        for number, kept in enumerate(self._stands.kept):
            for event in sorted({kept.named_by, *kept.pinned_by, *kept.hidden_by} - {""}):
                if number not in standing_in and set(self._stands.wanted[event]) & self._found:
                    yield f"edit {event}: its phenomenon has no segment left"


def as_decided(bonds: Bonds) -> Grouping:
    """Return what people put together, and nothing else."""
    numbers = sorted({*bonds.kept} - {FREE})
    labels = [numbers.index(kept) if kept != FREE else UNPLACED for kept in bonds.kept]
    return Grouping(labels, [float(label != UNPLACED) for label in labels], (1.0,) * len(numbers), ())


def without_hidden(
    segments: list[Placed], grouping: Grouping, kept: dict[int, Kept]
) -> tuple[list[Placed], Grouping, dict[int, Kept], list[tuple[Segment, Reason]]]:
    """Return all without the hidden phenomena, whose segments come last; the other groups are numbered anew."""
    hidden = {group for group, each in kept.items() if each.hidden_by}
    if not hidden:
        return segments, grouping, kept, []
    shown = [group for group in range(len(grouping.stabilities)) if group not in hidden]
    number = {UNPLACED: UNPLACED} | {group: new for new, group in enumerate(shown)}
    seen = replace(
        grouping,
        labels=[number.get(label, UNPLACED) for label in grouping.labels],
        stabilities=tuple(grouping.stabilities[group] for group in shown),
        merges=_pruned(grouping.merges, len(grouping.stabilities), number),
        seeds={number[group]: seed for group, seed in grouping.seeds.items() if group not in hidden},
    )
    left = [replace(each, group=number[each.group]) for each in segments if each.group not in hidden]
    out: list[tuple[Segment, Reason]] = [(each.segment, "hidden") for each in segments if each.group in hidden]
    return left, seen, {number[group]: each for group, each in kept.items() if group not in hidden}, out


def _pruned(merges: tuple[tuple[int, int], ...], groups: int, number: dict[int, int]) -> tuple[tuple[int, int], ...]:
    """A pair of which one side is hidden is its other side."""
    name = {old: new for old, new in number.items() if old != UNPLACED}
    shown, kept = len(name), []
    for at, sides in enumerate(merges, groups):
        left = [name[side] for side in sides if side in name]
        if len(left) == 2:
            kept.append((left[0], left[1]))
            name[at] = shown + len(kept) - 1
        elif left:
            name[at] = left[0]
    return tuple(kept)


def named(found: list[Label], kept: dict[int, Kept]) -> list[Label]:
    """Return the names of the groups, those given by people before those found."""
    given = [kept[group].label if group in kept else Label() for group in range(len(found))]
    return [Label(fi=own.fi or label.fi, sv=own.sv or label.sv) for own, label in zip(given, found, strict=True)]


def origins(groups: int, kept: dict[int, Kept], seeds: Container[int] = ()) -> list[Origin]:
    """Return where each group comes from: people who named or made it, else a seed, else it was discovered."""
    machine: list[Origin] = ["seed" if group in seeds else "discovered" for group in range(groups)]
    return ["human" if group in kept and kept[group].human else machine[group] for group in range(groups)]
