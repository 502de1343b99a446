"""Scores the synthesis on every gold file of a folder (PANEL=folder), or on the demo's answers, and prints a table.

    python -m bench.quality [FOLDER] [--encoder e5|lexical] [--cache FILE] [--peers]

A gold file is a .tsv with the columns of an answer file and one more, gold: phenomena joined by ";", "none" for an
answer without content. With --peers, BERTopic and k-means stand beside it, on E5's own vectors and on ours.
"""

import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from bench.cases import Case, cases, encoder_named, parser_of
from bench.scoring import Score, score
from bench.tables import Cell, line, mean
from synthesis.meaning.embedding import Encoder
from synthesis.meaning.encoding_cache import CachedEncoder
from synthesis.pipeline import synthesise

HEADING = ("AMI", "BCubed F", "coverage", "none recall", "rare found", "found/gold", "seconds")
WIDTHS = (44, 8, 10, 10, 13, 12, 13, 9)
Ways = dict[str, Callable[[Case], Score]]
"""Everything that groups answers, by name."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Score every case in every way, print a line for each, and the means."""
    parser = parser_of("bench.quality", __doc__)
    parser.add_argument("--peers", action="store_true", help="BERTopic and k-means beside it (needs the group bench)")
    chosen = parser.parse_args(arguments)
    files = cases(chosen.folder)
    with tempfile.TemporaryDirectory() as folder:
        cache = chosen.cache or Path(folder) / "vectors.sqlite"
        encoder = encoder_named(chosen.encoder, cache)
        ways: Ways = {"Ennakko": partial(_ours, encoder=encoder)}
        if chosen.peers:
            ways |= _peers(encoder, cache)
        scores = _scored(files, ways)
    _print_means(files, scores)


def _ours(case: Case, *, encoder: Encoder) -> Score:
    return score(case.gold, synthesise(case.comments, encoder=encoder))


def _peers(encoder: Encoder, cache: Path) -> Ways:
    """Each peer on E5's vectors as they come, and on those that our synthesis begins with."""
    from bench.peers import PEERS, QueryEncoder, scored

    vectors: dict[str, Encoder] = {"E5": CachedEncoder(QueryEncoder(), cache), "our vectors": encoder}
    return {
        f"{peer.name} ({name})": partial(scored, peer=peer, encoder=of)
        for peer in PEERS
        for name, of in vectors.items()
    }


def _scored(files: list[Case], ways: Ways) -> dict[str, list[Score]]:
    """Print the scores of each way on each file as they are found."""
    scores: dict[str, list[Score]] = {name: [] for name in ways}
    print(line(("", *HEADING), WIDTHS))
    for case in files:
        if len(ways) > 1:
            print(f"\n{case.name}, {len(case.comments)} answers")
        for name, way in ways.items():
            started = time.perf_counter()
            scores[name].append(way(case))
            cells = (*_cells(scores[name][-1:]), f"{time.perf_counter() - started:.1f}")
            print(line((name if len(ways) > 1 else case.name, *cells), WIDTHS), flush=True)
    return scores


def _print_means(files: list[Case], scores: dict[str, list[Score]]) -> None:
    print(f"\nMeans of {len(files)} files, each figure over those that have something to measure it by")
    for name, of in scores.items():
        print(line((name if len(scores) > 1 else "mean", *_cells(of)), WIDTHS[:-1]))
    if len(scores) > 1:
        print("\nAMI / BCubed F")
        for number, name in enumerate(scores, 1):
            print(f"  {number:2} {name}")
        print(line(("", *range(1, len(scores) + 1)), (32, *[14] * len(scores))))
        for row, case in enumerate(files):
            print(line((case.name, *(_pair(of[row : row + 1]) for of in scores.values())), (32, *[14] * len(scores))))
        print(line(("mean", *map(_pair, scores.values())), (32, *[14] * len(scores))))


def _cells(of: list[Score]) -> list[Cell]:
    """The figures of several scores, in the order of the heading."""
    names = ("ami", "bcubed_f", "coverage", "none_recall", "rare_found")
    numbers = [mean(getattr(each, name) for each in of) for name in ("phenomena", "gold")]
    found, gold = (f"{number or 0:.{0 if len(of) == 1 else 1}f}" for number in numbers)
    return [*(mean(getattr(each, name) for each in of) for name in names), f"{found}/{gold}"]


def _pair(of: list[Score]) -> str:
    """AMI and BCubed F, to be read side by side."""
    ami, bcubed = (mean(getattr(each, name) for each in of) or 0.0 for name in ("ami", "bcubed_f"))
    return f"{ami:.2f} / {bcubed:.2f}"


if __name__ == "__main__":
    main()
