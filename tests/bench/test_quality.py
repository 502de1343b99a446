"""What the bench of quality prints."""

from pathlib import Path

import numpy as np
import pytest

from bench import quality
from bench.cases import Case, read_case
from bench.peers import OUTLIER, Peer, Units, k_means, units
from bench.tables import line, mean
from synthesis.model import Comment

HEADING = "answer_id\torganisation\tlanguage\ttext\tgold"


class Ones:
    """Any text is the same to it."""

    name = "ones"
    pointwise = True

    def encode(self, texts: list[str]) -> np.ndarray:
        return np.ones((len(texts), 1), np.float32)


def test_gold_is_read_with_written_line_breaks_and_none_for_nothing(tmp_path: Path) -> None:
    file = tmp_path / "made.tsv"
    file.write_text(f'{HEADING}\na\tKunta\tfi\t"eka\\ntoka\tP1;P2\nb\t\txx\t-\tnone\n', encoding="utf-8")

    case = read_case(file)

    assert case is not None
    assert case.comments[0].text == '"eka\ntoka'
    assert (case.comments[1].organisation, case.comments[1].language) == (None, None)
    assert case.gold == {"a": {"P1", "P2"}, "b": frozenset()}


def test_a_file_without_gold_is_no_case(tmp_path: Path) -> None:
    (tmp_path / "made.tsv").write_text("answer_id\ttext\na\tx\n", encoding="utf-8")

    assert read_case(tmp_path / "made.tsv") is None


def test_means_are_over_the_files_that_have_something_to_measure(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, gold in (("one", "none"), ("two", "P1")):
        rows = [f"{n}\tKunta {n}\tfi\tjonot ovat pitkät {n}\t{gold if n else 'P2'}" for n in range(4)]
        (tmp_path / f"{name}.tsv").write_text("\n".join([HEADING, *rows]), encoding="utf-8")

    quality.main([str(tmp_path), "--encoder", "lexical"])

    lines = {row.split()[0]: row.split()[1:] for row in capsys.readouterr().out.splitlines() if row.strip()}
    assert lines["one"][3] == "1.000"
    assert lines["two"][3] == "–"
    assert lines["mean"][3] == "1.000"
    assert lines["mean"][5] == "0.0/1.5"


def test_a_peer_places_an_answer_by_its_sentences_and_leaves_outliers_out() -> None:
    case = Case("made", [Comment(answer_id="a", text="Yksi. Kaksi on."), Comment(answer_id="b", text="")], {})
    peer = Peer("every other one", True, lambda of, _: [0, OUTLIER, 1][: len(of.texts)])

    of = units(case, Ones(), in_sentences=True)

    assert (of.answers, of.texts) == (["a", "a", "b"], ["Yksi.", "Kaksi on.", ""])
    assert peer.found(of, case) == {"a": {"0": 5}, "b": {"1": 1}}


def test_k_means_is_told_the_number_or_takes_the_square_root() -> None:
    vectors = np.repeat(np.eye(9, dtype=np.float32), 4, axis=0)
    of = Units([str(n) for n in range(36)], ["x"] * 36, vectors)

    assert len(set(k_means(of, 9, told=True))) == 9
    assert len(set(k_means(of, 9, told=False))) == 6


def test_a_line_has_dashes_for_what_could_not_be_measured() -> None:
    assert line(("a", 0.5, None, True, 3), (4, 8, 3, 5, 3)) == "a      0.500  –  yes  3"
    assert mean([0.5, None, 1.0]) == 0.75
    assert mean([None]) is None
