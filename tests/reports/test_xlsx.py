import io
import zipfile
from typing import Any

import openpyxl
import pytest

from reports.briefing import Briefing, Language, RaisedIssue
from reports.xlsx import to_xlsx


def opened(file: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(file))


@pytest.fixture
def book(full_briefing: Briefing) -> Any:
    return opened(to_xlsx(full_briefing, "fi"))


def test_the_same_briefing_has_the_same_bytes(full_briefing: Briefing):
    assert to_xlsx(full_briefing, "sv") == to_xlsx(full_briefing, "sv")


def test_every_table_has_its_sheet_with_a_header_row_that_stays_in_sight(book: Any):
    assert book.sheetnames == [
        "Yhdellä silmäyksellä",
        "Ilmiöt",
        "Tyypeittäin ja alueittain",
        "Osuudet ja välit",
        "Lainaukset",
        "Ilmiöt vuodesta toiseen",
        "Indikaattorit",
        "Indikaattorit rinnalla",
        "Joka vuoden asiat",
        "Asteikko- ja valintakysymykset",
        "Vastaukset sellaisinaan",
        "Nostot",
        "Ilmiöiden ulkopuolella",
        "Menetelmä",
    ]
    for sheet in book:
        assert all(cell.value and cell.font.bold for cell in sheet[1])
        assert sheet.freeze_panes.endswith("2")
        assert all(dimension.width > 9 for dimension in sheet.column_dimensions.values())


def test_numbers_are_numbers_and_the_types_are_those_of_the_answers(book: Any, full_briefing: Briefing):
    header, all_, first, *_ = book["Tyypeittäin ja alueittain"].iter_rows(values_only=True)

    assert header[:5] == ("Ilmiö", "Kunnat", "Sote-palvelut", "Järjestöt", "Muut toimijat")
    assert all_ == ("Kaikki vastanneet", 13, 6, 12, 2, 6, 6)
    counts = full_briefing.organisations_by_kind(full_briefing.findings[0])
    assert first[1:5] == tuple(counts.get(kind, 0) for kind in ("kunta", "sote", "jarjesto", "muu"))


def test_questions_stand_beside_the_year_before(book: Any):
    rows = list(book["Asteikko- ja valintakysymykset"].iter_rows(min_row=2, values_only=True))

    assert rows[1][1:] == ("liian vähän", 11, 41, 4)
    assert rows[-1][1:] == ("Ikääntyneet", 12, 60, None)


def test_nothing_that_somebody_wrote_is_a_formula(full_briefing: Briefing):
    wrote = '=HYPERLINK("https://example.org")'
    issue = RaisedIssue(organisation=full_briefing.county, issue=wrote, details=((full_briefing.theme, "@SUM(1)"),))
    book = opened(to_xlsx(full_briefing.model_copy(update={"raised_issues": (issue,)}), "fi"))
    cells = {cell.value: cell.data_type for sheet in book for row in sheet for cell in row if cell.value is not None}

    assert cells[wrote] == "s"
    assert cells["@SUM(1)"] == "s"
    assert set(cells.values()) == {"s", "n"}


def test_replies_stand_in_columns_of_their_own(full_briefing: Briefing):
    issue = full_briefing.raised_issues[1]
    replied = issue.model_copy(update={"details": ((full_briefing.theme, "Vi kommer överens om detta."),)})
    raised = (full_briefing.raised_issues[0], replied)
    sheet = opened(to_xlsx(full_briefing.model_copy(update={"raised_issues": raised}), "sv"))["Prioriterade ärenden"]
    header, first, second = sheet.iter_rows(values_only=True)

    column = header.index("Psykiskt välbefinnande")
    assert not first[column]
    assert second[column] == "Vi kommer överens om detta."


@pytest.mark.parametrize(("language", "code"), [("fi", b"fi-FI"), ("sv", b"sv-FI")])
def test_the_workbooks_language_is_the_readers(full_briefing: Briefing, language: Language, code: bytes):
    with zipfile.ZipFile(io.BytesIO(to_xlsx(full_briefing, language))) as parts:
        assert b"<dc:language>" + code in parts.read("docProps/core.xml")


def test_the_network_gets_no_word_that_is_not_cleared(full_briefing: Briefing, secret: str, open_secret: str):
    book = opened(to_xlsx(full_briefing.for_network(), "fi"))
    said = "\n".join(str(cell.value) for sheet in book for row in sheet for cell in row)

    assert secret not in said
    assert open_secret not in said
    assert "Ilmiöiden ulkopuolella" not in book.sheetnames


def test_a_round_without_answers_can_be_written(empty_briefing: Briefing, small_briefing: Briefing):
    assert opened(to_xlsx(empty_briefing, "sv")).sheetnames == ["I korthet", "Metod"]
    assert "Vastaukset, joita ei ryhmitelty" in opened(to_xlsx(small_briefing, "fi")).sheetnames
