"""The cuts of a synthesis against gold cuts."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bench.cases import Case
from bench.segments import Boundaries, NotInAnswer, compared, cuts, found_cuts, gold_cuts, with_segments
from synthesis.model import Comment, Synthesis

TEXT = "- jonot ovat pitkiä\n- lapset valvovat, mutta vanhemmat eivät tiedä"
COMMENTS = {"a": Comment(answer_id="a", text=TEXT)}


def _segments(folder: Path, *rows: str) -> Path:
    file = folder / "segments.tsv"
    lines = [f"a\t{number}\t{text}\tP{number}" for number, text in enumerate(rows, 1)]
    file.write_text("\n".join(["answer_id\tsegment_index\tsegment_text\tphenomenon_id", *lines]), encoding="utf-8")
    return file


def test_a_cut_stands_on_the_first_letter_whether_or_not_the_bullet_belongs_to_the_segment(tmp_path: Path) -> None:
    with_bullets = _segments(tmp_path, "- jonot ovat pitkiä", "- lapset valvovat,", "mutta vanhemmat eivät tiedä")
    gold = gold_cuts(with_bullets, COMMENTS)

    assert gold == {"a": {TEXT.index("lapset"), TEXT.index("mutta")}}
    assert cuts(TEXT, [0, TEXT.index("\n"), TEXT.index(" mutta")]) == gold["a"]


def test_starts_that_share_a_first_letter_are_one_cut() -> None:
    assert cuts("- eka\n- toka", [0, 2, 6, 8]) == {8}
    assert cuts("?!", [0, 1]) == set()


def test_a_gold_segment_that_is_not_in_its_answer_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotInAnswer, match="a: a gold segment is not in the answer: kissat"):
        gold_cuts(_segments(tmp_path, "kissat", "koirat"), COMMENTS)


def test_precision_and_recall_count_cuts_over_all_answers() -> None:
    found = compared({"a": frozenset({3, 9}), "b": frozenset({4})}, {"a": frozenset({9, 12}), "c": frozenset({5})})

    assert found == Boundaries(gold=3, found=3, right=1)
    assert (found.precision, found.recall, found.f1) == pytest.approx((1 / 3, 1 / 3, 1 / 3))
    assert (Boundaries(0, 0, 0).f1, Boundaries(2, 0, 0).precision, Boundaries(0, 2, 0).recall) == (0, 0, 0)


def test_the_cuts_of_a_synthesis_lie_between_its_segments_placed_or_not(made: Callable[..., Synthesis]) -> None:
    synthesis = made({"p01": [("a", TEXT.index("lapset"), len(TEXT))]}, unplaced=("a",))

    assert found_cuts(COMMENTS, synthesis) == {"a": {TEXT.index("lapset")}}


def test_gold_segments_belong_to_the_file_that_holds_their_answers(tmp_path: Path) -> None:
    (tmp_path / "one.tsv").write_text("answer_id\ttext\tgold\na\tx\tP1\n", encoding="utf-8")
    (tmp_path / "two.tsv").write_text("answer_id\ttext\tgold\nb\tx\tP1\n", encoding="utf-8")
    (tmp_path / "one").mkdir()
    file = _segments(tmp_path / "one", "jonot")

    ((case, path),) = with_segments(tmp_path)

    assert (case, path) == (Case("one", [Comment(answer_id="a", text="x")], {"a": frozenset({"P1"})}), file)
