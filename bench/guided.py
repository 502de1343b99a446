"""Measures what seeds bring: phenomena named beforehand by somebody who has not read the answers.

    python -m bench.guided [FOLDER] [--encoder e5|lexical] [--cache FILE]

bench/seeds/ has the seeds of each gold file, by the beginning of its name. `ami` is that of whole answers, before their
parts are looked at again: without seeds, with all of them, and in the mean of random halves. `left out` tells how well
(best F1) the gold phenomena whose seeds were left out of the halves are found, `without` how well they are found
unguided. `heard` are the seeds from which a phenomenon came, of those that stand for a gold one; `wrong` of the others.
"""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from ruamel.yaml import YAML

from bench.cases import Case, cases, encoder_named, parser_of
from bench.scoring import Found, Gold, best_f1, members, score_found
from survey_service import seed_lists
from synthesis.grouping.affinity import affinities
from synthesis.grouping.clustering import Grouping, grouped
from synthesis.grouping.guiding import Guide
from synthesis.grouping.space import language_means, ways_of_looking
from synthesis.meaning.embedding import Encoder
from synthesis.model import Seed
from synthesis.naming.phrases import mentioned
from synthesis.parameters import DEFAULT
from synthesis.reading import read
from synthesis.sifting import sifted

SEEDS = Path(__file__).parent / "seeds"
HALVES = 4
COLUMNS = ("unguided", "all", "halves", "left out", "without", "heard", "wrong")


class Guiding:
    """One gold file, read and encoded once, to be grouped with several choices of seeds."""

    def __init__(self, case: Case, encoder: Encoder) -> None:
        self.gold = case.gold
        self._encoder = encoder
        self._segments = sifted(case.comments).content
        languages = [segment.language for segment in self._segments]
        readings = read(self._segments).readings
        self._said = [mentioned(*each) for each in zip(readings, languages, strict=True)]
        bare = encoder.encode([segment.text for segment in self._segments])
        self._means = language_means(bare, languages)
        self._vectors = self._means.taken_out(bare, languages)
        self._ways = list(ways_of_looking(self._vectors, self._said, DEFAULT))

    def with_seeds(self, seeds: tuple[Seed, ...]) -> tuple[Grouping, Found]:
        """Return the groups, and where each answer stands."""
        guide = None
        if seeds:
            near = affinities(seeds, self._vectors, self._said, self._means, self._encoder)
            guide = Guide(near, partial(ways_of_looking, self._vectors, self._said, DEFAULT))
        grouping = grouped(self._ways, self._segments, DEFAULT, guide=guide)
        found: dict[str, Counter[str]] = {answer: Counter() for answer in self.gold}
        for segment, label in zip(self._segments, grouping.labels, strict=True):
            if label >= 0:
                found[segment.answer_id][f"{label:03d}"] += segment.end - segment.start
        return grouping, {answer: dict(of) for answer, of in found.items()}


@dataclass(frozen=True, slots=True)
class Named:
    """The seeds of a gold file, and which gold phenomena each stands for."""

    seeds: tuple[Seed, ...]
    gold: dict[str, frozenset[str]]


def seeds_for(case: Case) -> Named | None:
    """Return the seeds of a gold file; those of a larger list that have a gold phenomenon in it, if there is none."""
    paths = [path for path in sorted(SEEDS.glob("*.yaml")) if case.name.startswith(path.stem)]
    if not paths:
        return None
    path = max(paths, key=lambda each: len(each.stem))
    listed = YAML(typ="safe").load(path.read_text(encoding="utf-8"))["phenomena"]
    classes = {label for labels in case.gold.values() for label in labels}
    gold = {each["id"]: frozenset(each.get("gold", [each["id"]])) & classes for each in listed}
    seeds = seed_lists.read(path)
    if path.stem == "yle2015":  # the list names the questions of all files
        seeds = tuple(seed for seed in seeds if gold[seed.id])
    return Named(seeds, {seed.id: gold[seed.id] for seed in seeds})


def measured(case: Case, named: Named, encoder: Encoder) -> list[float]:
    """Return the figures of COLUMNS."""
    guiding = Guiding(case, encoder)
    _, unguided = guiding.with_seeds(())
    grouping, led = guiding.with_seeds(named.seeds)
    heard = {named.seeds[seed].id for seed in grouping.heard}
    meant = {seed for seed, gold in named.gold.items() if gold}
    halves, left_out, without = [], [], []
    for number in range(HALVES):
        half = sorted(random.Random(number).sample(range(len(named.seeds)), (len(named.seeds) + 1) // 2))
        kept = tuple(named.seeds[at] for at in half)
        known = {label for seed in kept for label in named.gold[seed.id]}
        missing = {label for gold in named.gold.values() for label in gold} - known
        _, found = guiding.with_seeds(kept)
        halves.append(score_found(case.gold, found).ami)
        left_out += [_found_again(case.gold, found, label) for label in sorted(missing)]
        without += [_found_again(case.gold, unguided, label) for label in sorted(missing)]
    shares = [len(heard & meant) / max(1, len(meant)), float(len(heard - meant))]
    return [
        score_found(case.gold, unguided).ami,
        score_found(case.gold, led).ami,
        *map(_mean, (halves, left_out, without)),
        *shares,
    ]


def _found_again(gold: Gold, found: Found, label: str) -> float:
    return best_f1({answer for answer in gold if label in gold[answer]}, list(members(found).values()))


def _mean(values: list[float]) -> float:
    return sum(values) / max(1, len(values))


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a line for each gold file that has seeds, and the means."""
    parser = parser_of("bench.guided", __doc__)
    chosen = parser.parse_args(arguments)
    encoder = encoder_named(chosen.encoder, chosen.cache)
    print(f"{'file':32}" + "".join(f"{name:>10}" for name in COLUMNS))
    rows = []
    for case in cases(chosen.folder):
        if named := seeds_for(case):
            rows.append(measured(case, named, encoder))
            print(_line(case.name, rows[-1]), flush=True)
    if rows:
        print(_line("mean", [_mean(list(column)) for column in zip(*rows, strict=True)]))


def _line(name: str, figures: list[float]) -> str:
    return f"{name:32}" + "".join(f"{figure:10.3f}" for figure in figures)


if __name__ == "__main__":
    main()
