"""What comes of the phenomena that the network named beforehand: their names, ids, and those that nobody raised."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from synthesis.model import CannotSynthesise, Label, Seed, Unmentioned


@dataclass(frozen=True, slots=True)
class Seeded:
    """The seeds, the one that each group comes from, and those that were heard, hidden phenomena among them."""

    seeds: tuple[Seed, ...] = ()
    of: dict[int, int] = field(default_factory=dict)
    heard: frozenset[int] = frozenset()

    def id(self, group: int) -> str | None:
        """Return the id of the seed that the group comes from, if it comes from one."""
        return self.seeds[self.of[group]].id if group in self.of else None

    def named(self, found: list[Label]) -> list[Label]:
        """Return the names of the groups: the seed's own before one found in the answers."""
        return [self._label(self.of[group]) if group in self.of else label for group, label in enumerate(found)]

    def _label(self, number: int) -> Label:
        return Label(fi=self.seeds[number].fi, sv=self.seeds[number].sv)

    def unmentioned(self) -> tuple[Unmentioned, ...]:
        """Return the seeds of which no phenomenon came."""
        quiet = [number for number in range(len(self.seeds)) if number not in self.heard]
        return tuple(Unmentioned(seed=self.seeds[number].id, label=self._label(number)) for number in quiet)

    def notes(self) -> tuple[str, ...]:
        """Return a sentence for each seed of which no phenomenon came."""
        return tuple(
            f'no phenomenon came of the candidate {each.seed}: "{each.label.fi or each.label.sv}"'
            f' / "{each.label.sv or each.label.fi}"'
            for each in self.unmentioned()
        )


def checked(seeds: Iterable[Seed]) -> tuple[Seed, ...]:
    """Return the seeds; raises CannotSynthesise when two bear the same id or one has no name."""
    kept = tuple(seeds)
    seen: set[str] = set()
    for seed in kept:
        if seed.id in seen:
            raise CannotSynthesise(f"Two candidate phenomena bear the same id: {seed.id}")
        if not (seed.fi or seed.sv):
            raise CannotSynthesise(f"The candidate phenomenon {seed.id} has no name, neither fi nor sv.")
        seen.add(seed.id)
    return kept
