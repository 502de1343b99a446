"""Whatever a file of answers holds, `ennakko synthesise` says what is wrong, or accounts for every answer."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reports import files
from survey_service.cli import main

USUAL = (
    "Jonot nuorten mielenterveyspalveluihin ovat liian pitkät.",
    "Nuori odottaa psykologin aikaa neljä kuukautta.",
    "Psykologin vastaanotolle on puolen vuoden jono.",
    "Vanhusten yksinäisyys on lisääntynyt kylillä.",
    "Yksin asuvien vanhusten yksinäisyys huolettaa kotihoitoa.",
    "Ikääntyneiden yksinäisyys näkyy ateriapalvelussa.",
)
ODD = {
    "empty": "",
    "emoji": "😀😀😀",
    "emoji among words": "🙁 jonot ovat pitkät 👩‍👩‍👧",
    "Russian": "Очереди к психологу очень длинные, молодёжь ждёт месяцами.",
    "North Sámi": "Boares olbmot leat okto, ja sii vurdet veahki máŋga mánu.",
    "English": "The queues to the psychologist are far too long for young people.",
    "Swedish": "Köerna till psykologen är alldeles för långa för unga.",
    "control characters": "jono\x00t ovat\x00 pitkät \x07\x1b[31m psykologille",
    "zeros": "\x00\x00\x00",
    "no width": "\ufeff\u200b",
    "no character": "a\ufffe\uffff",
    "one word": "x" * 3000,
    "numbers": "1234567890",
    "marks": "... !!! ???",
    "markup": "<script>alert('jonot')</script> & #include $x$",
    "formula": "=CMD()|'/c calc'!A1",
    "200,000 characters": "Jonot psykologille ovat pitkiä. " * 6_250,
}


def _run(file: Path, out: Path, *others: str) -> Result:
    return CliRunner().invoke(main, ["synthesise", str(file), "--out", str(out), "--encoder", "lexical", *others])


def _file(folder: Path, texts: dict[str, str]) -> Path:
    rows = [f"{name}\tKunta {number % 5}\t{text}" for number, (name, text) in enumerate(texts.items())]
    file = folder / "answers.tsv"
    file.write_text("\n".join(["answer_id\torganisation\ttext", *rows]), encoding="utf-8")
    return file


def _standing(out: Path) -> dict[str, list[tuple[int, int]]]:
    """Where each answer stands in a written result."""
    result = json.loads((out / "synthesis.json").read_text(encoding="utf-8"))
    found: dict[str, list[tuple[int, int]]] = {}
    for segment in (*(s for each in result["phenomena"] for s in each["segments"]), *result["unplaced"]):
        found.setdefault(segment["answer_id"], []).append((segment["start"], segment["end"]))
    return found


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.tsv", b"", "the file is empty"),
        ("a.csv", b"\n\n\n", "the file is empty"),
        ("a.csv", b"answer_id;text\r\n", "there are no answers in the file, only the heading"),
        ("a.csv", b"id;vastaus\r\n1;x\r\n", "the column answer_id and the column text is missing"),
        ("a.tsv", b"answer_id\ttext\n1\tx\n1\ty\n", "row 3: the answer_id 1 is already used on row 2"),
        ("a.csv", b"answer_id;text\n1;jonot; pitk\n", "must stand in quotes"),
        ("a.csv", b'answer_id;text\n1;"auki\n', "the table cannot be read"),
        ("a.csv", b"answer_id;text\n1;\xc3\xa4 \xe4\n", "save the file as UTF-8"),
        ("a.xlsx", b"PK", "not a workbook that Excel would open"),
        ("a.xls", b"x", "answers are read from a .tsv, .csv or .xlsx file"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(
    tmp_path: Path, name: str, content: bytes, sentence: str
) -> None:
    (tmp_path / name).write_bytes(content)

    result = _run(tmp_path / name, tmp_path / "out")

    assert (result.exit_code, sentence in result.output, "Traceback" in result.output) == (2, True, False)
    assert not (tmp_path / "out").exists()


def test_whatever_was_written_every_answer_is_accounted_for(tmp_path: Path) -> None:
    texts = ODD | {f"usual {number}": USUAL[number % len(USUAL)] for number in range(24)}

    result = _run(_file(tmp_path, texts), tmp_path / "out")

    assert (result.exit_code, result.exception) == (0, None)
    standing = _standing(tmp_path / "out")
    assert standing.keys() == texts.keys()
    for answer, spans in standing.items():
        assert all(0 <= start <= end <= len(texts[answer]) for start, end in spans)
    assert {file.suffix for file in (tmp_path / "out").glob("briefing.*")} == {f".{kind}" for kind in files.KINDS}


def test_nothing_but_empty_answers_is_told_and_listed(tmp_path: Path) -> None:
    result = _run(_file(tmp_path, {str(number): " " * number for number in range(30)}), tmp_path / "out")

    assert (result.exit_code, "0 segments with content, fewer than 20: they are listed" in result.output) == (0, True)
    assert len(_standing(tmp_path / "out")) == 30


def test_the_older_csv_of_excel_gives_a_result_and_a_note(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes("answer_id;text\r\n1;Äidit jäävät yksin\r\n".encode("latin-1"))

    result = _run(file, tmp_path / "out", "--count", "4")

    assert (result.exit_code, "it was read as Windows-1252" in result.output) == (0, True)
    assert _standing(tmp_path / "out") == {"1": [(0, 18)]}


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("x", encoding="utf-8")

    result = _run(_file(tmp_path, {"1": "x"}), tmp_path / "taken" / "out")

    assert (result.exit_code, "Cannot write into" in result.output) == (2, True)


@pytest.mark.long
def test_ten_thousand_copies_of_one_text_are_all_listed(tmp_path: Path) -> None:
    result = _run(_file(tmp_path, {str(number): USUAL[0] for number in range(10_000)}), tmp_path / "out")

    assert (result.exit_code, result.exception) == (0, None)
    assert len(_standing(tmp_path / "out")) == 10_000
