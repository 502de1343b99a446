"""What a list of edits comes to: the phenomena that people decided on, one after the other, the later edit winning."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from synthesis.editing.edits import Edit, Hide, Merge, Move, Pin, Rename, Split, Undo
from synthesis.model import Label

SAME_FROM = 0.5
"""An anchor means a kept phenomenon when it shares this much of the smaller of the two."""


@dataclass(slots=True)
class Kept:
    """A phenomenon that people decided on. `human`: a person named or made it."""

    label: Label = field(default_factory=Label)
    named_by: str = ""
    pinned_by: tuple[str, ...] = ()
    hidden_by: tuple[str, ...] = ()
    human: bool = False


@dataclass(slots=True)
class Standing:
    """Where each segment stands by the edits: `place` leads from a digest to a number in `kept`.

    `by` is the edit that put a digest there, or let it go, last, `claims` those that decided so (to name a phenomenon
    by it decides nothing). `wanted` are all the digests of each edit in force, `notes` what must be known of edits that
    contradict.
    """

    kept: list[Kept] = field(default_factory=list)
    place: dict[str, int] = field(default_factory=dict)
    by: dict[str, str] = field(default_factory=dict)
    wanted: dict[str, tuple[str, ...]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    claims: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def put(self, event: Edit, digests: Iterable[str], number: int) -> None:
        """Let the segments stand in a kept phenomenon, but for those whose place an earlier event decided.

        Where the event itself decides, the earlier one gives way.
        """
        decides = set(event.claimed())
        for each in digests:
            earlier = self.claims.get(each, ())
            elsewhere = bool(earlier) and self.place[each] != number
            if elsewhere and each not in decides:
                continue
            if elsewhere:
                self._give_way(earlier, event)
            self.place[each], self.by[each] = number, event.id
            if each in decides:
                self.claims[each] = (event.id,) if elsewhere else (*earlier, event.id)

    def release(self, event: Edit, digests: Iterable[str]) -> None:
        """Let the segments go where they lie nearest."""
        for each in digests:
            self._give_way(self.claims.pop(each, ()), event)
            self.place.pop(each, None)
            self.by[each] = event.id

    def _give_way(self, earlier: tuple[str, ...], event: Edit) -> None:
        for each in earlier:
            self.gives_way(each, event.id)

    def gives_way(self, earlier: str, later: str) -> None:
        """Say once that an edit does not hold wholly any more because of a later one."""
        note = f"edit {later} overrides edit {earlier}"
        if earlier not in ("", later) and note not in self.notes:
            self.notes.append(note)

    def hand_on(self, number: int, other: int) -> None:
        """Let the name of a kept phenomenon, and that it is hidden, hold for the one in which all its words stand."""
        gone, kept, order = self.kept[number], self.kept[other], list(self.wanted)
        if gone.named_by and kept.named_by and order.index(kept.named_by) > order.index(gone.named_by):
            self.gives_way(gone.named_by, kept.named_by)
        elif gone.named_by:
            self.gives_way(kept.named_by, gone.named_by)
            kept.label, kept.named_by, kept.human = gone.label, gone.named_by, True
        if kept.pinned_by:
            for each in gone.hidden_by:
                self.gives_way(each, kept.pinned_by[-1])
        else:
            kept.hidden_by += gone.hidden_by
        self.kept[number] = Kept()

    def members(self, number: int) -> list[str]:
        """The digests that stand in a kept phenomenon."""
        return [each for each, place in self.place.items() if place == number]

    def meant(self, event: Edit, anchor: tuple[str, ...]) -> int:
        """Return the kept phenomenon that an anchor means, a new one if none; its segments all stand there now."""
        decided = all(each in self.claims for each in anchor) and not set(event.claimed()) & set(anchor)
        number = next(iter(self.same(set(anchor), 0.0 if decided else SAME_FROM)), -1)
        number = self.new() if number < 0 else number
        self.put(event, anchor, number)
        return number

    def new(self, hidden_by: tuple[str, ...] = ()) -> int:
        """Return the number of a kept phenomenon without segments as yet."""
        self.kept.append(Kept(hidden_by=hidden_by))
        return len(self.kept) - 1

    def same(self, digests: set[str], share: float = SAME_FROM) -> list[int]:
        """The kept phenomena that these segments mean, the one that shares the most of them first."""
        shared = Counter(self.place[each] for each in digests if each in self.place)
        sizes = Counter(self.place.values())
        found = [at for at, both in shared.items() if both >= share * min(len(digests), sizes[at])]
        return sorted(found, key=lambda at: (-shared[at], -at))


def standing(edits: Iterable[Edit]) -> Standing:
    """Return what the edits come to; those that were undone count for nothing."""
    result = Standing()
    in_force = _in_force(tuple(edits), result)
    for event in in_force:
        match event:
            case Rename():
                _rename(result, event)
            case Merge():
                _merge(result, event)
            case Split():
                _split(result, event)
            case Move():
                result.put(event, [event.segment], result.meant(event, event.to))
            case Pin():
                _pin(result, event)
            case Hide():
                _hide(result, event)
            case Undo():
                continue
        result.wanted[event.id] = _anchored(event)
    _left_behind(in_force, result)
    return result


def _left_behind(edits: list[Edit], result: Standing) -> None:
    """What was moved to a phenomenon, or its name, does not follow all by which it was known: that is said."""
    order = list(result.wanted)
    for event in edits:
        match event:
            case Move():
                here, known_by = result.place.get(event.segment), event.to
            case Rename():
                named = (number for number, kept in enumerate(result.kept) if kept.named_by == event.id)
                here, known_by = next(named, None), event.phenomenon
            case _:
                continue
        later = [result.by[each] for each in known_by if result.by.get(each, event.id) != event.id]
        if here is not None and here not in {result.place.get(each) for each in known_by} and later:
            result.gives_way(event.id, max(later, key=order.index))


def _in_force(edits: tuple[Edit, ...], result: Standing) -> list[Edit]:
    """An undo that was itself undone undoes nothing."""
    earlier = {event.id: at for at, event in enumerate(edits)}
    undone: set[str] = set()
    for at, event in reversed(list(enumerate(edits))):
        if isinstance(event, Undo) and event.id not in undone:
            if earlier.get(event.event, at) < at:
                undone.add(event.event)
            else:
                result.notes.append(f"edit {event.id} (undo) names no earlier edit: {event.event}")
    return [event for event in edits if event.id not in undone]


def _anchored(event: Edit) -> tuple[str, ...]:
    match event:
        case Rename() | Pin() | Hide():
            return event.phenomenon
        case Move():
            return (event.segment, *event.to)
        case _:
            return event.claimed()


def _rename(result: Standing, event: Rename) -> None:
    kept = result.kept[result.meant(event, event.phenomenon)]
    before = kept.label
    if any(old and new for old, new in ((before.fi, event.label.fi), (before.sv, event.label.sv))):
        result.gives_way(kept.named_by, event.id)
    kept.label = Label(fi=event.label.fi or before.fi, sv=event.label.sv or before.sv)
    kept.named_by, kept.human = event.id, True


def _merge(result: Standing, event: Merge) -> None:
    numbers = list(dict.fromkeys(result.meant(event, anchor) for anchor in event.phenomena))
    parts = [result.kept[number] for number in numbers]
    one, named = parts[0], next((part for part in parts if part.named_by), parts[0])
    shown = any(not part.hidden_by for part in parts)
    for part in parts:
        if part.named_by not in ("", named.named_by):
            result.gives_way(part.named_by, event.id)
        for hide in part.hidden_by if shown else ():
            result.gives_way(hide, event.id)
    for other in numbers[1:]:
        for each in result.members(other):
            result.place[each] = numbers[0]
        result.kept[other] = Kept()
    one.label, one.named_by, one.human = named.label, named.named_by, True
    one.pinned_by = tuple(pin for part in parts for pin in part.pinned_by)
    one.hidden_by = () if shown else tuple(hide for part in parts for hide in part.hidden_by)


def _split(result: Standing, event: Split) -> None:
    """The part that most of a kept phenomenon is in keeps its name."""
    everyone = set(event.claimed())
    cut = result.same(everyone)
    held = {part: Counter(result.place.get(each, -1) for each in part) for part in event.parts}
    for number in cut:
        rest = [each for each in result.members(number) if each not in everyone]
        if set(rest) & set(result.wanted.get(result.kept[number].named_by, ())):
            result.gives_way(result.kept[number].named_by, event.id)
        result.release(event, rest)
    hidden_by = next((result.kept[number].hidden_by for number in cut), ())
    for part in sorted(event.parts, key=lambda part: -max(held[part][number] for number in (*cut, -2))):
        number = max(cut, key=lambda at: held[part][at], default=-1)
        if not held[part][number] or number < 0:
            number = result.new(hidden_by)
        else:
            cut.remove(number)
        result.put(event, part, number)
        result.kept[number].human = True


def _pin(result: Standing, event: Pin) -> None:
    kept = result.kept[result.meant(event, event.phenomenon)]
    for hide in kept.hidden_by:
        result.gives_way(hide, event.id)
    kept.pinned_by, kept.hidden_by = (*kept.pinned_by, event.id), ()


def _hide(result: Standing, event: Hide) -> None:
    kept = result.kept[result.meant(event, event.phenomenon)]
    for pin in kept.pinned_by:
        result.gives_way(pin, event.id)
    kept.hidden_by, kept.pinned_by = (*kept.hidden_by, event.id), ()
