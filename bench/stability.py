"""Measures whether a synthesis holds: the same bytes for shuffled answers, and nearly the same groups for fewer.

    python -m bench.stability [FOLDER] [--cache FILE] [--draws 10] [--shuffles 3]

A phenomenon is kept by a draw as far as it overlaps with the draw's most similar phenomenon (Jaccard; Hennig 2007).
"""

import random
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from scipy.stats import spearmanr
from sklearn.metrics import adjusted_mutual_info_score

from bench.cases import Case, cases, encoder_named, parser_of
from bench.scoring import Found, foremost, members, placed
from bench.tables import line, mean
from synthesis.meaning.embedding import Encoder
from synthesis.model import Comment, Synthesis
from synthesis.pipeline import synthesise

KEPT = 0.9
WIDTHS = (32, 12, 12, 12, 12, 14)
BOUNDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)
Made = Callable[[list[Comment]], Synthesis]


@dataclass(frozen=True, slots=True)
class Stability:
    """What one file shows: shuffled, with answers dropped, and each phenomenon's (own figure, how much is kept)."""

    same_bytes: bool
    agreements: list[float]
    phenomena: list[tuple[float, float]]

    def rank_correlation(self) -> float | None:
        """Spearman's, between the figure that a synthesis gives a phenomenon and how much of it draws keep."""
        return correlation(self.phenomena)


def measured(case: Case, made: Made, *, draws: int, shuffles: int) -> Stability:
    """Return how stable the synthesis of a file is; the draws are the same in every run."""
    whole = made(case.comments)
    found = placed(case.gold, whole)
    drawn = [_drawn(case, made, number) for number in range(draws)]
    kept = {each.id: mean(overlap(members(found)[each.id], part) for part in drawn) for each in whole.phenomena}
    return Stability(
        same_bytes=all(_shuffled(case, made, number) == whole.model_dump_json() for number in range(shuffles)),
        agreements=[agreement(found, part) for part in drawn],
        phenomena=[(each.stability, kept[each.id] or 0.0) for each in whole.phenomena],
    )


def _drawn(case: Case, made: Made, number: int) -> Found:
    chosen = set(random.Random(number).sample(sorted(case.gold), round(len(case.gold) * KEPT)))
    some = [comment for comment in case.comments if comment.answer_id in chosen]
    return placed([comment.answer_id for comment in some], made(some))


def _shuffled(case: Case, made: Made, number: int) -> str:
    comments = case.comments.copy()
    random.Random(number).shuffle(comments)
    return made(comments).model_dump_json()


def agreement(whole: Found, part: Found) -> float:
    """Return the AMI of two groupings over the answers of the second; each answer stands where most of it stands."""
    one, other = foremost(whole), foremost(part)
    return float(adjusted_mutual_info_score([one[answer] for answer in part], [other[answer] for answer in part]))


def overlap(phenomenon: set[str], part: Found) -> float:
    """Return the Jaccard index of a phenomenon, as far as its answers are in the draw, and the most similar there."""
    left = phenomenon & part.keys()
    groups = members(part).values()
    return max((len(left & group) / len(left | group) for group in groups), default=0.0) if left else 0.0


def correlation(pairs: Sequence[tuple[float, float]]) -> float | None:
    """Return Spearman's rank correlation, or None when there are too few pairs or all are alike."""
    if len(pairs) < 3 or any(len({pair[side] for pair in pairs}) < 2 for side in (0, 1)):
        return None
    return float(spearmanr(*zip(*pairs, strict=True)).statistic)


def calibration(pairs: Sequence[tuple[float, float]]) -> list[tuple[str, int, float | None]]:
    """Return for each range of a phenomenon's own figure: the range, how many there are, how much of them is kept."""
    rows = []
    for low, high in pairwise(BOUNDS):
        kept = [kept for own, kept in pairs if low <= own < high]
        rows.append((f"{low:.1f}–{min(high, 1):.1f}", len(kept), mean(kept)))
    return rows


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure every case, print a line for each, the means, and what the figure of a phenomenon is worth."""
    parser = parser_of("bench.stability", __doc__)
    parser.add_argument("--draws", type=int, default=10)
    parser.add_argument("--shuffles", type=int, default=3)
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        encoder = encoder_named(chosen.encoder, chosen.cache or Path(folder) / "vectors.sqlite")
        _print(cases(chosen.folder), encoder, chosen.draws, chosen.shuffles)


def _print(files: list[Case], encoder: Encoder, draws: int, shuffles: int) -> None:
    print(f"AMI after dropping 10 % of the answers, {draws} draws; {shuffles} shuffles")
    print(line(("file", "AMI", "lowest", "same bytes", "kept", "rank corr."), WIDTHS))
    found = []
    for case in files:
        each = measured(case, lambda some: synthesise(some, encoder=encoder), draws=draws, shuffles=shuffles)
        found.append(each)
        print(line((case.name, *_figures(each)), WIDTHS), flush=True)
    pairs = [pair for each in found for pair in each.phenomena]
    everywhere = mean(mean(each.agreements) for each in found)
    lowest = min((value for each in found for value in each.agreements), default=None)
    same = all(each.same_bytes for each in found)
    print(line(("mean", everywhere, lowest, same, mean(kept for _, kept in pairs), correlation(pairs)), WIDTHS))
    print("\nA phenomenon's own stability, and how much of it the draws keep")
    for row in calibration(pairs):
        print(line(row, WIDTHS[:3]))


def _figures(each: Stability) -> tuple[float | bool | None, ...]:
    kept = mean(kept for _, kept in each.phenomena)
    return mean(each.agreements), min(each.agreements, default=None), each.same_bytes, kept, each.rank_correlation()


if __name__ == "__main__":
    main()
