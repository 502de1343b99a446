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
        ("a.tsv", "answer_id\ttext\n1\tpäivä\n".encode("latin-1"), "a.tsv: the text is not UTF-8 (byte 19)"),
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
