"""Scores the synthesis on every gold file of a folder (PANEL=folder), or on the demo's answers, and prints a table.

    python -m bench.quality [FOLDER] [--encoder e5|lexical] [--cache FILE]

A gold file is a .tsv with the columns of an answer file and one more, gold: phenomena joined by ";", "none" for an
answer without content.
"""

import argparse
import csv
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.scoring import Gold, Score, score
from synthesis.embedding import Encoder, LexicalEncoder
from synthesis.encoding_cache import CachedEncoder
from synthesis.model import LANGUAGES, Comment
from synthesis.pipeline import synthesise

DEMO = Path(__file__).parent.parent / "survey_service" / "demo" / "answers.tsv"
COLUMNS = ("ami", "bcubed_f", "coverage", "none_recall", "rare_found", "phenomena", "gold")


@dataclass(frozen=True, slots=True)
class Case:
    """One gold file: its answers, and what each is about."""

    name: str
    comments: list[Comment]
    gold: Gold


def read_case(path: Path) -> Case | None:
    """Return the answers and the gold of a file, or None when it has no gold."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    if not rows or "gold" not in rows[0] or "text" not in rows[0]:
        return None
    gold = {row["answer_id"]: frozenset(row["gold"].split(";")) - {"none", ""} for row in rows}
    return Case(path.stem, [_comment(row) for row in rows], gold)


def _comment(row: dict[str, str]) -> Comment:
    language = row.get("language")
    return Comment(
        answer_id=row["answer_id"],
        text=row["text"].replace("\\n", "\n"),
        organisation=row.get("organisation") or None,
        organisation_type=row.get("organisation_type") or None,
        language=language if language in LANGUAGES else None,
        question_id=row.get("question_id") or None,
    )


def cases(folder: Path | None) -> list[Case]:
    """Return the gold files of a folder in order of name, or the demo's answers."""
    paths = sorted(folder.glob("*.tsv")) if folder else [DEMO]
    return [case for path in paths if (case := read_case(path))]


def encoder_named(name: str, cache: Path | None) -> Encoder:
    """Return the encoder; E5 keeps its vectors in `cache` when one is given."""
    if name == "lexical":
        return LexicalEncoder()
    from synthesis.e5 import E5Encoder

    return CachedEncoder(E5Encoder(), cache) if cache else E5Encoder()


def main(arguments: Sequence[str] | None = None) -> None:
    """Score every case, print a line for each and the means."""
    parser = argparse.ArgumentParser(prog="bench.quality", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=os.environ.get("PANEL") or None)
    parser.add_argument("--encoder", choices=("e5", "lexical"), default="e5")
    parser.add_argument("--cache", type=Path)
    chosen = parser.parse_args(arguments)
    encoder = encoder_named(chosen.encoder, chosen.cache)
    print(f"{'file':32}" + "".join(f"{name:>13}" for name in COLUMNS) + f"{'seconds':>10}")
    scores = []
    for case in cases(Path(chosen.folder) if chosen.folder else None):
        started = time.perf_counter()
        result = score(case.gold, synthesise(case.comments, encoder=encoder))
        scores.append(result)
        print(_line(case.name, result) + f"{time.perf_counter() - started:10.1f}", flush=True)
    print(_means(scores))


def _line(name: str, result: Score) -> str:
    return f"{name:32}" + "".join(_cell(getattr(result, column)) for column in COLUMNS)


def _cell(value: float | None) -> str:
    return f"{'–':>13}" if value is None else f"{value:13d}" if isinstance(value, int) else f"{value:13.3f}"


def _means(scores: list[Score]) -> str:
    """Each over the files that have something to measure it by."""
    cells = []
    for column in COLUMNS:
        values = [value for each in scores if (value := getattr(each, column)) is not None]
        cells.append(_cell(sum(values) / len(values) if values else None))
    return f"{'mean':32}" + "".join(cells)


if __name__ == "__main__":
    main()
