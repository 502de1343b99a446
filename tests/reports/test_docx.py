import io
import itertools
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from reports.briefing import Briefing, Language
from reports.docx import to_docx
from reports.telling import tell


def opened(file: bytes) -> Any:
    return docx.Document(io.BytesIO(file))


@pytest.fixture
def document(briefing: Briefing) -> Any:
    return opened(to_docx(briefing, "fi"))


def test_the_same_briefing_has_the_same_bytes(briefing: Briefing):
    assert to_docx(briefing, "sv") == to_docx(briefing, "sv")


@pytest.mark.parametrize(("language", "code"), [("fi", "fi-FI"), ("sv", "sv-FI")])
def test_the_documents_language_is_the_readers(briefing: Briefing, language: Language, code: str):
    document = opened(to_docx(briefing, language))

    assert document.styles.element.find(".//" + qn("w:lang")).get(qn("w:val")) == code
    assert document.core_properties.language == code


def test_headings_are_real_and_no_level_is_skipped(document: Any):
    styles = [paragraph.style.name for paragraph in document.paragraphs]
    levels = [int(style[-1]) for style in styles if style.startswith("Heading")]

    assert styles.count("Title") == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_quotes_are_marked_with_their_language(document: Any, briefing: Briefing):
    marked = {
        paragraph.text: paragraph.runs[0]._r.find(".//" + qn("w:lang")).get(qn("w:val"))
        for paragraph in document.paragraphs
        if paragraph.style.name == "Quote" and paragraph.runs[0]._r.find(".//" + qn("w:lang")) is not None
    }

    for finding in briefing.findings:
        for quote in finding.quotes:
            assert marked[quote.text] == {"fi": "fi-FI", "sv": "sv-FI", "en": "en-GB"}[quote.language]


def test_the_picture_has_its_text_alternative(document: Any):
    alt = document.inline_shapes[0]._inline.docPr.get("descr")

    assert "9 ilmiötä" in alt


def test_every_picture_has_its_alternative_and_its_table(full_briefing: Briefing):
    outline = tell(full_briefing, "sv")
    document = opened(to_docx(full_briefing, "sv"))
    alts = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]

    pictures = [shown.alt for shown in outline.pictures]
    assert alts == [outline.chart.alt, *pictures, *(scale.alt for scale in outline.scales)]
    assert len(document.tables) == 2 + len(pictures) + len(outline.scales)


def test_tables_have_header_rows_and_the_charts_numbers(document: Any):
    assert all(table.rows[0]._tr.find(".//" + qn("w:tblHeader")) is not None for table in document.tables)
    assert [int(row.cells[-1].text) for row in document.tables[1].rows[1:]] == [19, 15, 13, 12, 9, 7, 4, 3, 1]


def test_hostile_words_stay_words_and_the_network_gets_no_secret(briefing: Briefing, hostile: str, secret: str):
    whole = "\n".join(paragraph.text for paragraph in opened(to_docx(briefing, "fi")).paragraphs)
    shared = "\n".join(paragraph.text for paragraph in opened(to_docx(briefing.for_network(), "fi")).paragraphs)

    assert hostile in whole
    assert secret in whole
    assert secret not in shared


def test_a_round_without_answers_can_be_written(empty_briefing: Briefing):
    assert opened(to_docx(empty_briefing, "sv")).paragraphs


def test_answers_outside_the_grouping_are_written_by_question(briefing: Briefing, open_secret: str):
    paragraphs = opened(to_docx(briefing, "sv")).paragraphs
    shared = "\n".join(paragraph.text for paragraph in opened(to_docx(briefing.for_network(), "sv")).paragraphs)

    headings = [paragraph.text for paragraph in paragraphs if paragraph.style.name == "Heading 2"]
    assert "Vilka av era mål går i samma riktning? (3)" in headings
    assert any(paragraph.text.endswith("endast för teamet") for paragraph in paragraphs)
    assert "Målen om rörelse är desamma." in shared
    assert open_secret not in shared


def test_answers_too_few_to_group_are_listed(small_briefing: Briefing):
    text = "\n".join(paragraph.text for paragraph in opened(to_docx(small_briefing, "fi")).paragraphs)

    assert "ettei niitä ryhmitelty" in text
    assert "Liite" not in text
    assert "Bussen går inte längre." in text
