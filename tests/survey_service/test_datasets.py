import datetime
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from survey_service.datasets import read
from synthesis.model import CannotSynthesise


def _file(folder: Path, name: str, content: bytes | str) -> Path:
    file = folder / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


def test_tsv_keeps_quotes_and_reads_written_line_breaks(tmp_path: Path) -> None:
    file = _file(tmp_path, "a.tsv", 'answer_id\ttext\tgold\n1\t"Hei" - eka\\n- toka\tP1\n')

    (comment,) = read(file)

    assert comment.text == '"Hei" - eka\n- toka'
    assert comment.organisation is None


def test_csv_with_semicolons_and_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    file = _file(tmp_path, "a.csv", '\ufeffanswer_id;organisation;language;text\n1;Kuusivaara;sv;"Rad ett\nrad två"\n')

    (comment,) = read(file)

    assert (comment.organisation, comment.language, comment.text) == ("Kuusivaara", "sv", "Rad ett\nrad två")


def test_workbook_is_read(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["answer_id", "text"])
    book.active.append([47, "Jonot"])
    book.save(tmp_path / "a.xlsx")

    (comment,) = read(tmp_path / "a.xlsx")

    assert (comment.answer_id, comment.text) == ("47", "Jonot")


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.tsv", "", "a.tsv: the file is empty."),
        ("a.tsv", "answer_id\ttext\n", "a.tsv: there are no answers in the file, only the heading."),
        (
            "a.tsv",
            "id\tteksti\n1\tx\n",
            "the column answer_id and the column text is missing; the heading has: id, teksti.",
        ),
        ("a.tsv", "answer_id\ttext\n1\tx\n1\ty\n", "a.tsv, row 3: the answer_id 1 is already used on row 2."),
        ("a.tsv", "answer_id\ttext\n\tx\n", "a.tsv, row 2: the answer has no answer_id."),
        ("a.tsv", b"answer_id\ttext\n1\tp\xc3\xa4iv\xe4\n", "a.tsv: the text is not UTF-8 (byte 23)"),
        ("a.csv", b"answer_id;text\n1;p\x81iv\xe4\n", "a.csv: the text is not UTF-8 (byte 19)"),
        ("a.tsv", "answer_id\ttext\n".encode("utf-16")[:-1], "a.tsv: the text breaks off in the middle of a character"),
        ("a.csv", "answer_id;text\n1;jonot; pitkät\n", "row 2: there are 3 cells, but the heading has 2"),
        ("a.csv", "answer_id;text;\n1;jonot; pitkät\n", "row 2: there are 3 cells, but the heading has 2"),
        ("a.tsv", "answer_id\ttext\tText\n1\tx\ty\n", "a.tsv: the column text stands in the heading more than once."),
        ("a.csv", 'answer_id,text\n1,"auki\n', "a.csv: the table cannot be read"),
        ("a.xlsx", "not a workbook", "a.xlsx: this is not a workbook that Excel would open."),
        ("a.tsv", "text\tanswer_id\nJonot\n", "a.tsv, row 2: the answer has no answer_id."),
        ("a.docx", "x", "a.docx: answers are read from a .tsv, .csv or .xlsx file"),
    ],
)
def test_bad_file_gets_one_clear_sentence(tmp_path: Path, name: str, content: bytes | str, sentence: str) -> None:
    with pytest.raises(CannotSynthesise, match=r".") as refusal:
        read(_file(tmp_path, name, content))

    assert sentence in str(refusal.value)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("name", ["a.tsv", "a.csv"])
def test_text_is_read_in_every_unicode_encoding_that_excel_saves(tmp_path: Path, name: str, encoding: str) -> None:
    told: list[str] = []

    (comment,) = read(
        _file(tmp_path, name, "answer_id\ttext\r\n1\tpäivä 😀 вода čáhci\r\n".encode(encoding)), tell=told.append
    )

    assert (comment.text, told) == ("päivä 😀 вода čáhci", [])


def test_the_older_csv_of_excel_is_read_and_it_is_told(tmp_path: Path) -> None:
    told: list[str] = []

    (comment,) = read(_file(tmp_path, "a.csv", "answer_id;text\r\n1;Päivä – yö\r\n".encode("cp1252")), tell=told.append)

    assert comment.text == "Päivä – yö"
    assert told == [
        "a.csv is not UTF-8; it was read as Windows-1252, as Excel saves CSV. Check that ä, ö and å are right."
    ]


def test_the_separator_that_excel_names_in_a_line_of_its_own_is_used(tmp_path: Path) -> None:
    (comment,) = read(_file(tmp_path, "a.csv", 'sep=;\nanswer_id;text\n1;"a, b"\n'))

    assert comment.text == "a, b"


@pytest.mark.parametrize("name", ["a.tsv", "a.csv"])
def test_a_text_of_any_length_and_with_any_character_is_one_answer(tmp_path: Path, name: str) -> None:
    text = "\x00\x0b\x1c\x85\u2028 jonot " * 20_000

    (comment,) = read(_file(tmp_path, name, f"answer_id\ttext\n1\t{text}\n"))

    assert comment.text == text


def test_short_and_empty_rows_are_no_error(tmp_path: Path) -> None:
    file = _file(tmp_path, "a.csv", "answer_id;organisation;text;note\n1;Kunta;x\n;;;\n2\n\n3;Kunta;z;n;;\n")

    assert [(comment.answer_id, comment.text) for comment in read(file)] == [("1", "x"), ("2", ""), ("3", "z")]


def _workbook(folder: Path, *rows: list[object]) -> Workbook:
    book = Workbook()
    for row in (["answer_id", "organisation", "text"], *rows):
        book.active.append(row)
    book.save(folder / "a.xlsx")
    return book


def test_numbers_and_dates_of_a_workbook_are_read_as_they_stand_and_empty_rows_left_out(tmp_path: Path) -> None:
    _workbook(tmp_path, [1, None, 3.5], [None, None, None], [datetime.date(2026, 3, 1), "Kunta", True])

    found = [(comment.answer_id, comment.organisation, comment.text) for comment in read(tmp_path / "a.xlsx")]

    assert found == [("1", None, "3.5"), ("2026-03-01 00:00:00", "Kunta", "True")]


def test_a_formula_without_a_value_is_not_taken_for_an_empty_answer(tmp_path: Path) -> None:
    _workbook(tmp_path, [1, "Kunta", "x"], [2, "Kunta", "=CONCAT(C2)"])

    with pytest.raises(CannotSynthesise, match="row 3: a formula has no value yet; open the file in Excel"):
        read(tmp_path / "a.xlsx")


def test_further_sheets_are_told_of(tmp_path: Path) -> None:
    book = _workbook(tmp_path, [1, "Kunta", "x"])
    book.create_sheet("Toinen")
    book.save(tmp_path / "a.xlsx")
    told: list[str] = []

    read(tmp_path / "a.xlsx", tell=told.append)

    assert told == ["a.xlsx has 2 sheets; only the first one, Sheet, was read."]


def test_a_missing_file_gets_one_clear_sentence(tmp_path: Path) -> None:
    with pytest.raises(CannotSynthesise, match="cannot be read"):
        read(tmp_path / "missing.tsv")


@pytest.mark.parametrize("part", ["[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml"])
def test_a_damaged_workbook_gets_one_clear_sentence(tmp_path: Path, part: str) -> None:
    book = Workbook()
    book.active.append(["answer_id", "text"])
    book.save(tmp_path / "whole.xlsx")
    with zipfile.ZipFile(tmp_path / "whole.xlsx") as whole, zipfile.ZipFile(tmp_path / "a.xlsx", "w") as damaged:
        for name in whole.namelist():
            damaged.writestr(name, whole.read(name)[:100] if name == part else whole.read(name))

    with pytest.raises(CannotSynthesise, match="not a workbook that Excel would open"):
        read(tmp_path / "a.xlsx")
