"""Measures how well the phenomena of two years are matched, on gold files of two years and on files cut into two.

    python -m bench.years [FOLDER] [--cache FILE] [--draws 6] [--encoder e5|lexical]

NAME_previous_year.tsv is the year before NAME.tsv: the same gold phenomenon has the same id in both. Every other gold
file is cut into two years at random, a quarter of its gold phenomena only in the one and a quarter only in the other.
A found phenomenon stands for the gold one with which it has the best F1 in its year.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bench.cases import Case, cases, encoder_named, parser_of
from bench.tables import line, mean
from synthesis.meaning.embedding import Encoder
from synthesis.model import Comment, Synthesis
from synthesis.pipeline import synthesise
from synthesis.remembering import remembered
from synthesis.years import continued

EARLIER = "_previous_year"
SHARES = (0.35, 0.5)
"""How much of the answers the earlier year gets."""
WELL = 0.5
COLUMNS = ("file", "in both", "recall", "well found", "precision", "gone to new", "gone to any", "any to new")
WIDTHS = (32, 10, 10, 12, 12, 13, 13, 12)
Stands = dict[str, tuple[str, float]]
"""The gold phenomenon that each found one stands for, and its F1."""


@dataclass(frozen=True, slots=True)
class Match:
    """Two years: of the gold phenomena found in both, and of those found well in both, the share matched right.

    `precision` is the share of the pairs that are right; the rest count pairs with a gold phenomenon of one year alone.
    """

    both: int
    recall: float | None
    well: float | None
    precision: float | None
    vanished_to_new: int
    vanished_to_any: int
    any_to_new: int


def stands_for(case: Case, synthesis: Synthesis) -> Stands:
    """Return what each found phenomenon stands for."""
    labels = sorted({label for of in case.gold.values() for label in of})
    of_label = {label: {answer for answer, of in case.gold.items() if label in of} for label in labels}
    found: Stands = {}
    for phenomenon in synthesis.phenomena:
        mine = {segment.answer_id for segment in phenomenon.segments}
        f1 = {label: 2 * len(mine & own) / (len(mine) + len(own)) for label, own in of_label.items()}
        best = max(labels, key=lambda label: f1[label])
        found[phenomenon.id] = (best, f1[best])
    return found


def matched(earlier: Case, later: Case, made: Callable[[list[Comment]], Synthesis], encoder: Encoder) -> Match:
    """Return how well a synthesis of the later year continues one of the earlier year."""
    before, now = made(earlier.comments), made(later.comments)
    year = remembered(earlier.comments, before, encoder)
    result = continued(now, remembered(later.comments, now, encoder), year)
    old, new = stands_for(earlier, before), stands_for(later, result)
    pairs = [(old[one][0], new[each.id][0]) for each in result.phenomena for one in each.previous]
    right = {one for one, other in pairs if one == other}
    there = [{label for of in case.gold.values() for label in of} for case in (earlier, later)]
    both, well = _labels(old, 0) & _labels(new, 0), _labels(old, WELL) & _labels(new, WELL)
    return Match(
        both=len(both),
        recall=len(right & both) / len(both) if both else None,
        well=len(right & well) / len(well) if well else None,
        precision=mean([one == other for one, other in pairs]),
        vanished_to_new=sum(one not in there[1] and other not in there[0] for one, other in pairs),
        vanished_to_any=sum(one not in there[1] for one, _ in pairs),
        any_to_new=sum(other not in there[0] for _, other in pairs),
    )


def _labels(stands: Stands, fewest: float) -> set[str]:
    return {label for label, f1 in stands.values() if f1 >= fewest}


def drawn(case: Case, number: int) -> tuple[Case, Case]:
    """Return two years out of one file; an answer about what its year must not know goes to the other, or nowhere."""
    chance = random.Random(f"{case.name} {number}")
    labels = sorted({label for of in case.gold.values() for label in of})
    chance.shuffle(labels)
    quarter = max(1, len(labels) // 4)
    unknown = (set(labels[:quarter]), set(labels[quarter : 2 * quarter]))
    share = SHARES[number % len(SHARES)]
    years: tuple[list[Comment], list[Comment]] = ([], [])
    for comment in case.comments:
        side = int(chance.random() >= share)
        place = next((at for at in (side, 1 - side) if not case.gold[comment.answer_id] & unknown[at]), None)
        if place is not None:
            years[place].append(comment)
    first, second = (
        Case(case.name, year, {each.answer_id: case.gold[each.answer_id] for each in year}) for year in years
    )
    return first, second


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a line for the gold files of two years, one for each file that was cut, and the means of the latter."""
    parser = parser_of("bench.years", __doc__)
    parser.add_argument("--draws", type=int, default=6)
    chosen = parser.parse_args(arguments)
    encoder = encoder_named(chosen.encoder, chosen.cache)
    by_name = {case.name: case for case in cases(chosen.folder)}

    def made(comments: list[Comment]) -> Synthesis:
        return synthesise(comments, encoder=encoder)

    print(line(COLUMNS, WIDTHS))
    for name, case in by_name.items():
        if name + EARLIER in by_name:
            _print(f"{name}: two years", [matched(by_name[name + EARLIER], case, made, encoder)])
    every: list[Match] = []
    for name, case in by_name.items():
        if not name.endswith(EARLIER):
            of_case = [matched(*drawn(case, number), made, encoder) for number in range(chosen.draws)]
            _print(name, of_case)
            every += of_case
    _print("mean of the files cut in two", every)


def _print(name: str, matches: list[Match]) -> None:
    figures = ("both", "recall", "well", "precision", "vanished_to_new", "vanished_to_any", "any_to_new")
    print(line([name, *(mean([getattr(each, figure) for each in matches]) for figure in figures)], WIDTHS), flush=True)


if __name__ == "__main__":
    main()
