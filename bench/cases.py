"""The gold files that are measured by: answers, and what each of them is about."""

import argparse
import csv
import os
from dataclasses import dataclass
from pathlib import Path

from bench.scoring import Gold
from synthesis.meaning.embedding import Encoder, LexicalEncoder
from synthesis.meaning.encoding_cache import CachedEncoder
from synthesis.model import LANGUAGES, Comment

DEMO = Path(__file__).parent.parent / "survey_service" / "demo" / "answers.tsv"


@dataclass(frozen=True, slots=True)
class Case:
    """One gold file: its answers, and what each is about."""

    name: str
    comments: list[Comment]
    gold: Gold


def rows_of(path: Path) -> list[dict[str, str]]:
    """Return the rows of a tab-separated file in which quotes are plain characters."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def read_case(path: Path) -> Case | None:
    """Return the answers and the gold of a file, or None when it has no gold."""
    rows = rows_of(path)
    if not rows or "gold" not in rows[0] or "text" not in rows[0]:
        return None
    gold = {row["answer_id"]: frozenset(row["gold"].split(";")) - {"none", ""} for row in rows}
    return Case(path.stem, [_comment(row) for row in rows], gold)


def cases(folder: Path | None) -> list[Case]:
    """Return the gold files of a folder in order of name, or the demo's answers."""
    paths = sorted(folder.glob("*.tsv")) if folder else [DEMO]
    return [case for path in paths if (case := read_case(path))]


def parser_of(bench: str, about: str | None) -> argparse.ArgumentParser:
    """Return what reads the arguments that the benches share: the folder (or PANEL), the encoder and its cache."""
    parser = argparse.ArgumentParser(prog=bench, description=about)
    parser.add_argument("folder", nargs="?", type=Path, default=os.environ.get("PANEL") or None)
    parser.add_argument("--encoder", choices=("e5", "lexical"), default="e5")
    parser.add_argument("--cache", type=Path, help="keeps the vectors for the next run")
    return parser


def encoder_named(name: str, cache: Path | None) -> Encoder:
    """Return the encoder; E5 keeps its vectors in `cache` when one is given."""
    if name == "lexical":
        return LexicalEncoder()
    from synthesis.meaning.e5 import E5Encoder

    return CachedEncoder(E5Encoder(), cache) if cache else E5Encoder()


def _comment(row: dict[str, str]) -> Comment:
    language = row.get("language")
    return Comment(
        answer_id=row["answer_id"],
        text=written(row["text"]),
        organisation=row.get("organisation") or None,
        organisation_type=row.get("organisation_type") or None,
        language=language if language in LANGUAGES else None,
        question_id=row.get("question_id") or None,
    )


def written(cell: str) -> str:
    r"""Return a text as it was written: `\n` in a cell is a line break."""
    return cell.replace("\\n", "\n")
