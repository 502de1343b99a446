"""The yearly summary tells the same on every rendering, and a text in the other language says so."""

import datetime
import io
import subprocess
from pathlib import Path

import pdfua
import pytest
from docx import Document

from reports.briefing import Label, Text
from reports.yearly_summary import Asked, ChosenPhenomenon, SummedDecision, YearlySummary, blocks, in_short
from reports.yearly_summary_files import summary_docx, summary_pdf


@pytest.fixture
def summary() -> YearlySummary:
    return YearlySummary(
        county=Text(fi="Vaskirannan hyvinvointialue", sv="Kopparstrands välfärdsområde"),
        year=2027,
        theme=Text(fi="Mielen hyvinvointi", sv="Psykiskt välbefinnande"),
        made_on=datetime.date(2027, 12, 10),
        legal_basis=Text(fi="Laki 612/2021 6–7 §", sv="Lag 612/2021 6–7 §"),
        asked=(
            Asked(kind="jarjesto", asked=1, answered=()),
            Asked(kind="kunta", asked=3, answered=(Text(fi="Kuusivaara", sv="Granberga"),)),
        ),
        chosen=(ChosenPhenomenon(label=Label(fi="Nuorten jonot"), organisations=2),),
        decisions=(
            SummedDecision(
                action="Ohjauskortti otetaan käyttöön",
                goal="Apu löytyy",
                language="fi",
                organisation=Text(fi="Kuusivaara", sv="Granberga"),
                due=datetime.date(2027, 10, 31),
                status=Text(fi="kesken", sv="pågår"),
                told_on=datetime.date(2027, 10, 4),
                effectiveness="fair",
                alignment="good",
                words="Kortti on kouluissa.",
            ),
            SummedDecision(action="Gemensam närvaromodell", language="sv"),
        ),
    )


def flat_text_of(pdf: bytes) -> str:
    """The text of a PDF without spaces, in the order of reading."""
    read = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return "".join(read.stdout.decode().split())


def test_each_rendering_tells_every_block_in_order(summary: YearlySummary, tmp_path: Path) -> None:
    for language in ("fi", "sv"):
        told = blocks(summary, language)
        document = Document(io.BytesIO(summary_docx(summary, language)))
        flat = flat_text_of(summary_pdf(summary, language))
        headings = [one.text for one in told if one.kind == "heading"]
        assert [one.text for one in document.paragraphs if one.style.name == "Heading 1"] == headings
        places = [flat.index("".join(heading.split())) for heading in headings]
        assert places == sorted(places)
        for table, block in zip(document.tables, [one for one in told if one.kind == "table"], strict=True):
            assert [cell.text for cell in table.rows[0].cells] == list(block.headings)
            for words in (one for row in block.rows for cell in row for one in cell):
                assert words.text.split()[0].rstrip(":") in flat
    (tmp_path / "summary.pdf").write_bytes(summary_pdf(summary, "sv"))
    assert not pdfua.validate(str(tmp_path / "summary.pdf")).findings
    assert summary_pdf(summary, "sv") == summary_pdf(summary, "sv")
    assert summary_docx(summary, "fi") == summary_docx(summary, "fi")


def test_the_year_is_told_in_numbers_and_what_nobody_told_or_judged_says_so(summary: YearlySummary) -> None:
    assert in_short(summary, "fi") == (
        "Ennakkokyselyyn vastasi 1/4 organisaatiota. Neuvotteluun valittujen ilmiöiden määrä: 1. "
        "Päätösten määrä: 2 (kesken 1, ei vielä tietoa 1)."
    )
    table = next(one for one in blocks(summary, "fi") if one.kind == "table")
    second = [words.text for cell in table.rows[1] for words in cell]
    assert second == ["Gemensam närvaromodell", "ei nimetty", "–", "ei vielä tietoa", "ei arvioitu"]
    assert table.rows[1][0][0].language == "sv"
    empty = summary.model_copy(update={"decisions": (), "chosen": None})
    told = [one.text for one in blocks(empty, "sv") if one.kind == "paragraph"]
    assert "Fenomenen till förhandlingen har inte valts ännu." in told
    assert "Inga beslut har antecknats ännu." in told
