import io
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pdfua
import pikepdf
import pytest

from reports.briefing import Briefing, Label, Language
from reports.pdf import to_pdf
from reports.telling import tell


@pytest.fixture
def pdf(briefing: Briefing) -> bytes:
    return to_pdf(briefing, "fi")


def text_of(pdf: bytes, *options: str) -> str:
    command = ["pdftotext", "-layout", *options, "-", "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()


def structure(element: Any) -> Iterator[pikepdf.Dictionary]:
    """Every element of a tagged document's structure."""
    children = element.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield child
            yield from structure(child)


def test_the_same_briefing_has_the_same_bytes(briefing: Briefing, pdf: bytes):
    assert to_pdf(briefing, "fi") == pdf


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_the_document_says_that_it_is_accessible(briefing: Briefing, language: Language):
    with pikepdf.open(io.BytesIO(to_pdf(briefing, language))) as document:
        with document.open_metadata() as metadata:
            assert metadata.get("pdfuaid:part") == "1"
        assert str(document.Root.Lang).startswith(language)
        assert document.Root.MarkInfo.Marked
        assert document.Root.ViewerPreferences.DisplayDocTitle


def test_headings_tables_and_the_picture_are_tagged(pdf: bytes, briefing: Briefing):
    with pikepdf.open(io.BytesIO(pdf)) as document:
        elements = list(structure(document.Root.StructTreeRoot))
        kinds = [str(element.S) for element in elements]
        figures = [str(element.Alt) for element in elements if element.S == "/Figure" and "/Alt" in element]

    assert {"/Title", "/H1", "/H2", "/Table", "/TH", "/THead", "/Quote", "/P", "/Link"} <= set(kinds)
    assert any("9 ilmiötä" in alt for alt in figures)


def test_every_picture_has_its_alternative_and_its_table(full_briefing: Briefing):
    outline = tell(full_briefing, "sv")
    with pikepdf.open(io.BytesIO(to_pdf(full_briefing, "sv"))) as document:
        elements = list(structure(document.Root.StructTreeRoot))
        figures = {str(element.Alt) for element in elements if element.S == "/Figure" and "/Alt" in element}
        tables = [element for element in elements if element.S == "/Table"]

    assert {outline.chart.alt, *(shown.alt for shown in outline.pictures)} <= figures
    assert len(tables) == 2 + len(outline.pictures) + len(outline.scales)


def test_quotes_in_swedish_are_marked_so_in_a_finnish_document(pdf: bytes):
    with pikepdf.open(io.BytesIO(pdf)) as document:
        languages = {str(element.Lang) for element in structure(document.Root.StructTreeRoot) if "/Lang" in element}

    assert {"sv", "en"} <= {language.split("-")[0] for language in languages}


def test_the_first_page_is_the_managements_and_the_annex_begins_on_the_second(pdf: bytes):
    first, second = text_of(pdf, "-l", "1"), text_of(pdf, "-f", "2", "-l", "2")

    assert "31 / 34" in first
    assert "Ryhmittely on koneellinen ehdotus." in first
    assert "Liite: ilmiöt ja vastaukset tarkemmin" in second


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_the_managements_page_is_one_page_and_says_all_that_it_is_to_say(full_briefing: Briefing, language: Language):
    pdf = to_pdf(full_briefing, language)
    first, second = text_of(pdf, "-l", "1"), text_of(pdf, "-f", "2", "-l", "2")
    said = " ".join(first.split())
    outline = tell(full_briefing, language)

    assert second.strip().startswith(outline.words["annex"])
    assert outline.turnout.count in said
    for one in outline.management.strongest[:4]:
        assert one.share.text in said
        assert one.share.interval.replace("\N{NO-BREAK SPACE}", " ") in said
    # an interval is explained, what is new and what is told of by more is there, and each block of every year
    assert outline.management.exactness[:40] in said
    for told in (*(listed.lead for listed in outline.management.news), *(block.heading for block in outline.standing)):
        assert told in said
    assert outline.words["asked_most"][:20] in said


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_long_words_of_the_standing_blocks_and_of_the_news_leave_it_one_page(
    full_briefing: Briefing, language: Language
):
    endless = "Suunnitelman toimet etenevät, ja niistä sovitaan " * 60
    blocks = tuple(block.model_copy(update={"fi": endless, "sv": endless}) for block in full_briefing.standing)
    long = Label(fi="Pitkä ilmiön nimi " * 6, sv="Ett långt namn på ett fenomen " * 4)
    many = tuple(
        finding.model_copy(update={"id": f"{finding.id}-{copy}", "label": long})
        for copy in range(3)
        for finding in full_briefing.findings
    )
    pdf = to_pdf(full_briefing.model_copy(update={"standing": blocks, "findings": many}), language)

    assert text_of(pdf, "-f", "2", "-l", "2").strip().startswith(("Liite", "Bilaga"))


def test_hostile_words_are_printed_as_they_are(pdf: bytes, hostile: str):
    printed = "".join(text_of(pdf).split())

    assert "".join(hostile.split()) in printed
    assert "root:" not in printed


def test_the_networks_document_leaks_nothing(briefing: Briefing, secret: str):
    assert secret not in text_of(to_pdf(briefing.for_network(), "fi"))


def test_a_round_without_answers_can_be_printed(empty_briefing: Briefing):
    assert "Avoimia vastauksia ei ole, joten ilmiöitä ei muodostettu." in text_of(to_pdf(empty_briefing, "fi"))


def test_an_independent_checker_finds_no_fault(pdf: bytes, tmp_path: Path):
    """A smoke test: the checker knows a part of the rules."""
    file = tmp_path / "briefing.pdf"
    file.write_bytes(pdf)

    assert not pdfua.validate(str(file)).findings


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_many_phenomena_with_long_names_leave_the_first_page_one_page(briefing: Briefing, language: Language):
    long = Label(fi="Pitkä ilmiön nimi " * 6, sv="Ett långt namn på ett fenomen " * 4)
    many = tuple(
        finding.model_copy(update={"id": f"{finding.id}-{copy}", "label": long})
        for copy in range(3)
        for finding in briefing.findings
    )
    pdf = to_pdf(briefing.model_copy(update={"findings": many}), language)

    assert text_of(pdf, "-f", "2", "-l", "2").strip().startswith(("Liite", "Bilaga"))


def test_answers_outside_the_grouping_and_known_notes_are_printed(briefing: Briefing, open_secret: str):
    noted = briefing.method.model_copy(update={"notes": ("Voikko is not installed, so …",)})
    text = " ".join(text_of(to_pdf(briefing.model_copy(update={"method": noted}), "fi")).split())

    assert "Mitkä tavoitteenne ovat samansuuntaisia? (3)" in text
    assert "Målen om rörelse är desamma." in text
    assert open_secret in text
    assert "Voikko-ohjelmaa ei ollut" in text
    assert open_secret not in text_of(to_pdf(briefing.for_network(), "fi"))


def test_answers_too_few_to_group_are_listed_on_the_first_page(small_briefing: Briefing):
    first = text_of(to_pdf(small_briefing, "fi"), "-l", "1")

    assert "ettei niitä ryhmitelty" in first
    assert "Bussen går inte längre." in first
    assert "Liite" not in first
