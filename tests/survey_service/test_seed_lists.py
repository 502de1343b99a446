"""Candidate phenomena are read as the network wrote them, and what is wrong with a file is told in a sentence."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from survey_service import seed_lists
from survey_service.cli import main
from synthesis.model import CannotSynthesise, Seed


def written(folder: Path, text: str) -> Path:
    file = folder / "seeds.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_names_and_description_are_read_and_further_keys_left(tmp_path: Path) -> None:
    file = written(
        tmp_path,
        "theme: t\nphenomena:\n"
        '  - {id: a1, fi: "Nuuska", sv: "Snus", desc: "Myynti.", groups: [muu], indicators: [x]}\n'
        "  - {id: 2, sv: Bara på svenska}\n",
    )

    assert seed_lists.read(file) == (
        Seed(id="a1", fi="Nuuska", sv="Snus", desc="Myynti."),
        Seed(id="2", sv="Bara på svenska"),
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "no list of phenomena"),
        ("- a\n- b\n", "no list of phenomena"),
        ("phenomena: []\n", "no list of phenomena"),
        ("phenomena:\n  - {id: a, fi: x\n", "line 3: this is not YAML"),
        ("phenomena: [nuuska]\n", "phenomenon 1 is not a mapping"),
        ("phenomena: [{fi: Nuuska}]\n", "phenomenon 1 has no id"),
        ("phenomena: [{id: a, desc: x}]\n", "candidate phenomenon a has no name"),
        ("phenomena: [{id: a, fi: [x]}]\n", "phenomenon 1: fi must be text"),
        ("phenomena: [{id: a, fi: x}, {id: a, fi: y}]\n", "same id: a"),
        ("phenomena: [{id: a, fi: 'x\x07'}]\n", "not YAML"),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(CannotSynthesise, match=told) as raised:
        seed_lists.read(written(tmp_path, text))

    assert "seeds.yaml" in str(raised.value)


def test_another_encoding_is_told(tmp_path: Path) -> None:
    file = tmp_path / "seeds.yaml"
    file.write_bytes("phenomena: [{id: a, fi: Päihde}]".encode("latin-1"))

    with pytest.raises(CannotSynthesise, match="UTF-8"):
        seed_lists.read(file)


def test_a_bad_list_stops_the_command_with_a_sentence(tmp_path: Path) -> None:
    answers = tmp_path / "answers.tsv"
    answers.write_text("answer_id\ttext\na1\tJonot ovat pitkät.\n", encoding="utf-8")
    seeds = written(tmp_path, "phenomena: [{fi: Nuuska}]\n")
    options = ["synthesise", str(answers), "--out", str(tmp_path / "out"), "--seeds", str(seeds)]

    result = CliRunner().invoke(main, options)

    assert result.exit_code == 2
    assert "seeds.yaml: phenomenon 1 has no id" in result.output
    assert not (tmp_path / "out").exists()
