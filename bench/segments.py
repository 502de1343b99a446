"""Measures where answers are cut, against gold segments, and what cutting them adds to the grouping.

    python -m bench.segments FOLDER [--encoder e5|lexical] [--cache FILE]

Gold segments stand in *segments.tsv in the folder or below it: answer_id, segment_index, segment_text. An answer that
does not stand there is one segment. A cut is right when it falls on the same first letter.
"""

import re
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bench.cases import Case, cases, encoder_named, parser_of, rows_of, written
from bench.scoring import score
from bench.tables import line
from synthesis.languages.sentences import sentences
from synthesis.meaning.embedding import Encoder
from synthesis.model import Comment, Synthesis
from synthesis.parameters import DEFAULT
from synthesis.pipeline import synthesise
from synthesis.segmentation import clauses, whole

WHOLE = replace(DEFAULT, loyalty=9.0)
"""No cosine exceeds this: no part is moved out of its answer."""
WIDTHS = (44, 12, 10, 10, 10, 10, 10)
_LETTER = re.compile(r"[^\W_]")
Cuts = Mapping[str, frozenset[int]]
"""Where each answer is cut: the first letter of every segment but the first."""


class NotInAnswer(Exception):
    """A gold segment is not a part of its answer."""


@dataclass(frozen=True, slots=True)
class Boundaries:
    """How many cuts there are in the gold, how many were found, and how many of these are right."""

    gold: int
    found: int
    right: int

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.gold + self.found) if self.gold + self.found else 0.0


def compared(gold: Cuts, found: Cuts) -> Boundaries:
    """Return how the cuts of all answers agree; an answer without cuts may be absent from either."""
    nothing: frozenset[int] = frozenset()
    right = sum(len(cuts & found.get(answer, nothing)) for answer, cuts in gold.items())
    return Boundaries(sum(map(len, gold.values())), sum(map(len, found.values())), right)


def cuts(text: str, starts: Iterable[int]) -> frozenset[int]:
    """Return the first letter or digit after every start but the first; white space and bullets do not count."""
    letters = {match.start() for start in starts if (match := _LETTER.search(text, start))}
    return frozenset(sorted(letters)[1:])


def gold_cuts(path: Path, comments: Mapping[str, Comment]) -> dict[str, frozenset[int]]:
    """Return the cuts of a file of gold segments; raises NotInAnswer when one does not follow the one before it."""
    texts: dict[str, list[str]] = defaultdict(list)
    for row in sorted(rows_of(path), key=lambda row: (row["answer_id"], int(row["segment_index"]))):
        texts[row["answer_id"]].append(written(row["segment_text"]))
    return {answer: cuts(comments[answer].text, _starts(comments[answer], of)) for answer, of in texts.items()}


def _starts(comment: Comment, segments: list[str]) -> list[int]:
    starts: list[int] = []
    at = 0
    for segment in segments:
        start = comment.text.find(segment, at)
        if start < 0:
            raise NotInAnswer(f"{comment.answer_id}: a gold segment is not in the answer: {segment[:60]}")
        starts.append(start)
        at = start + len(segment)
    return starts


def found_cuts(comments: Mapping[str, Comment], synthesis: Synthesis) -> dict[str, frozenset[int]]:
    """Return where a synthesis cut the answers: between segments, be they placed or not."""
    starts: dict[str, set[int]] = defaultdict(set)
    placed = [segment for phenomenon in synthesis.phenomena for segment in phenomenon.segments]
    for segment in (*placed, *synthesis.unplaced):
        starts[segment.answer_id].add(segment.start)
    return {answer: cuts(comments[answer].text, of) for answer, of in starts.items()}


def every_cut(
    comments: Mapping[str, Comment], spans: Callable[[str], Iterable[tuple[int, int]]]
) -> dict[str, frozenset[int]]:
    """Return the cuts of answers between all spans that a function finds in a text."""
    return {
        answer: cuts(comment.text, (start for start, _ in spans(comment.text))) for answer, comment in comments.items()
    }


def _clauses(text: str) -> list[tuple[int, int]]:
    """All that the synthesis could cut apart."""
    parts = clauses(whole(Comment(answer_id="", text=text), "fi"))
    return [(part.start, part.end) for part in parts]


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure every case that has gold segments, or say that there is none."""
    parser = parser_of("bench.segments", __doc__)
    chosen = parser.parse_args(arguments)
    found = with_segments(chosen.folder) if chosen.folder else []
    if not found:
        print("No gold segments: give a folder with gold files and their segments.tsv, PANEL=folder.")
        return
    with tempfile.TemporaryDirectory() as folder:
        encoder = encoder_named(chosen.encoder, chosen.cache or Path(folder) / "vectors.sqlite")
        print(line(("", "gold cuts", "found", "right", "precision", "recall", "F1"), WIDTHS))
        added = [_measured(case, path, encoder) for case, path in found]
    print("\nBCubed F (AMI) of the grouping")
    print(line(("", "answers whole", "answers cut", "added"), (44, 18, 18, 10)))
    for row in added:
        print(line(row, (44, 18, 18, 10)))


def with_segments(folder: Path) -> list[tuple[Case, Path]]:
    """Return the gold files of a folder that have a file of gold segments, with that file: it names their answers."""
    files = cases(folder)
    pairs = []
    for path in sorted(folder.rglob("*segments.tsv")):
        answers = {row["answer_id"] for row in rows_of(path)}
        pairs += [(case, path) for case in files if answers and answers <= case.gold.keys()]
    return pairs


def _measured(case: Case, path: Path, encoder: Encoder) -> tuple[str, str, str, float]:
    comments = {comment.answer_id: comment for comment in case.comments}
    gold = gold_cuts(path, comments)
    cut = synthesise(case.comments, encoder=encoder)
    print(f"\n{case.name}, {len(comments)} answers")
    for name, found in (
        ("Ennakko", found_cuts(comments, cut)),
        ("every sentence", every_cut(comments, sentences)),
        ("every clause that can stand alone", every_cut(comments, _clauses)),
    ):
        each = compared(gold, found)
        print(line((name, each.gold, each.found, each.right, each.precision, each.recall, each.f1), WIDTHS), flush=True)
    before = score(case.gold, synthesise(case.comments, encoder=encoder, parameters=WHOLE))
    after = score(case.gold, cut)
    uncut, in_parts = (f"{each.bcubed_f:.3f} ({each.ami:.3f})" for each in (before, after))
    return case.name, uncut, in_parts, after.bcubed_f - before.bcubed_f


if __name__ == "__main__":
    main()
