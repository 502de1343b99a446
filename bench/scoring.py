"""Scores one synthesis against gold labels: AMI, extended BCubed, coverage, and what was rightly left out.

AMI: Vinh, Epps and Bailey (2010). Extended BCubed: Amigó, Gonzalo, Artiles and Verdejo (2009).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import adjusted_mutual_info_score

from synthesis.model import Synthesis

Gold = dict[str, frozenset[str]]
"""The gold phenomena of each answer; an answer without content has none."""
Found = dict[str, dict[str, int]]
"""How many characters of each answer stand in which phenomenon; an unplaced answer stands in none."""
RARE = range(4, 7)
FOUND_FROM_F1 = 0.5


@dataclass(frozen=True, slots=True)
class Score:
    """Figures between 0 and 1, None where the gold has nothing to measure by; and the numbers of phenomena."""

    ami: float
    bcubed_f: float
    coverage: float
    none_recall: float | None
    rare_found: float | None
    phenomena: int
    gold: int


def score(gold: Gold, synthesis: Synthesis) -> Score:
    """Return the score of a synthesis of the answers in `gold`."""
    return score_found(gold, placed(gold, synthesis))


def score_found(gold: Gold, found: Found) -> Score:
    """Return the score of any grouping of the answers in `gold`; both hold the same answers."""
    with_content = [answer for answer in gold if gold[answer]]
    without = [answer for answer in gold if not gold[answer]]
    return Score(
        ami=_ami(gold, found),
        bcubed_f=_bcubed_f([gold[each] for each in with_content], [frozenset(found[each]) for each in with_content]),
        coverage=_share([bool(found[answer]) for answer in with_content]) or 0.0,
        none_recall=_share([not found[answer] for answer in without]),
        rare_found=_rare_found(gold, found),
        phenomena=len({phenomenon for of in found.values() for phenomenon in of}),
        gold=len({label for labels in gold.values() for label in labels}),
    )


def placed(answers: Iterable[str], synthesis: Synthesis) -> Found:
    """Return where each answer stands; raises ValueError when an answer is neither placed nor listed as unplaced."""
    found: dict[str, Counter[str]] = {answer: Counter() for answer in answers}
    for phenomenon in synthesis.phenomena:
        for segment in phenomenon.segments:
            found[segment.answer_id][phenomenon.id] += max(1, segment.end - segment.start)
    listed = {segment.answer_id for segment in synthesis.unplaced}
    missing = [answer for answer in found if not found[answer] and answer not in listed]
    if missing:
        raise ValueError(f"{len(missing)} answers stand nowhere, for example {missing[0]}")
    return {answer: dict(of) for answer, of in found.items()}


def foremost(found: Found) -> dict[str, str]:
    """Return the phenomenon that holds most of each answer, of two the smaller; the unplaced are alone."""
    size = Counter(phenomenon for of in found.values() for phenomenon in of)
    return {
        answer: min(of, key=lambda each: (-of[each], size[each])) if of else f"alone {answer}"
        for answer, of in found.items()
    }


def _ami(gold: Gold, found: Found) -> float:
    """Over the answers with one gold phenomenon."""
    single = [answer for answer in gold if len(gold[answer]) == 1]
    guess = foremost(found)
    truth = [next(iter(gold[answer])) for answer in single]
    return float(adjusted_mutual_info_score(truth, [guess[answer] for answer in single]))


def _bcubed_f(gold: list[frozenset[str]], found: list[frozenset[str]]) -> float:
    truth, guess = _shared(gold), _shared(found)
    both = np.minimum(truth, guess)
    precision = _mean_ratio(both, guess)
    recall = _mean_ratio(both, truth)
    for row, of in enumerate(found):
        if not of:  # alone: true to itself, and nothing else is recalled
            precision[row] = 1.0
            recall[row] = 1 / len(gold[row]) / (truth[row] > 0).sum()
    p, r = precision.mean(), recall.mean()
    return float(2 * p * r / (p + r))


def _shared(classes: list[frozenset[str]]) -> NDArray[np.float64]:
    """How many classes each two have in common."""
    names = sorted({name for of in classes for name in of}) or [""]
    member = np.array([[name in of for name in names] for of in classes], float)
    return np.asarray(member @ member.T)


def _mean_ratio(both: NDArray[np.float64], one: NDArray[np.float64]) -> NDArray[np.float64]:
    ratio = np.divide(both, one, out=np.zeros_like(both), where=one > 0)
    return np.asarray(ratio.sum(axis=1) / np.maximum((one > 0).sum(axis=1), 1))


def _rare_found(gold: Gold, found: Found) -> float | None:
    """The share of the small gold phenomena that some found phenomenon matches well."""
    sizes = Counter(label for labels in gold.values() for label in labels)
    groups = list(members(found).values())
    rare = [label for label, size in sizes.items() if size in RARE]
    return _share([best_f1({a for a in gold if label in gold[a]}, groups) >= FOUND_FROM_F1 for label in rare])


def members(found: Found) -> dict[str, set[str]]:
    """Return the answers of each phenomenon."""
    of: dict[str, set[str]] = defaultdict(set)
    for answer, phenomena in found.items():
        for phenomenon in phenomena:
            of[phenomenon].add(answer)
    return dict(of)


def best_f1(true: set[str], groups: list[set[str]]) -> float:
    """Return the F1 with which the best of the groups matches the true one."""
    return max((2 * len(true & group) / (len(true) + len(group)) for group in groups), default=0.0)


def _share(values: list[bool]) -> float | None:
    return sum(values) / len(values) if values else None
