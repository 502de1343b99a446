import datetime
import io
import itertools
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from reports.briefing import Text
from reports.response import CopyQuestion, CopySection, ResponseCopy, Room
from reports.response_docx import response_docx
from reports.response_html import response_html

SAVED = datetime.datetime(2027, 3, 3, 12, 5, tzinfo=datetime.UTC)


def two(fi: str, sv: str) -> Text:
    return Text(fi=fi, sv=sv)


@pytest.fixture
def draft(hostile: str) -> ResponseCopy:
    questions = (
        CopyQuestion(
            text=two("Mitkä ilmiöt näkyvät?", "Vilka fenomen syns?"),
            paragraphs=(hostile, "Toinen\nrivi"),
            language="fi",
            writer=two("Sivistystoimi", "Bildning"),
            saved_at=SAVED,
        ),
        CopyQuestion(
            text=two("Onko malli sovittu?", "Finns en modell?"), gaps=(two("Vastaus puuttuu.", "Svaret saknas."),)
        ),
        CopyQuestion(
            text=two("Kokoonpano", "Delegation"),
            headings=(two("Nimi", "Namn"), two("Rooli", "Roll")),
            rows=(("Testi Esimerkki", "luottamushenkilö"),),
        ),
    )
    return ResponseCopy(
        county=two("Vaskirannan hyvinvointialue", "Kopparstrands välfärdsområde"),
        title=two("Ennakkokysely 2027", "Förhandsenkät 2027"),
        organisation=two("Aittokoski", "Aittokoski"),
        made_on=datetime.date(2027, 3, 4),
        reference="VAS-2027-0012",
        sections=(CopySection(title=two("Ilmiöt", "Fenomenen"), questions=questions),),
    )


def opened(file: bytes) -> Any:
    return docx.Document(io.BytesIO(file))


def lines(document: Any) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def test_the_draft_is_marked_as_one_on_every_page(draft: ResponseCopy):
    document = opened(response_docx(draft, "sv"))

    assert "UTKAST" in lines(document)[0]
    assert document.sections[0].footer.paragraphs[0].text.startswith("UTKAST · Aittokoski")
    assert "Utkast, ännu inte skickat · Referens: VAS-2027-0012 · 4.3.2027" in lines(document)
    assert document.core_properties.language == "sv-FI"


def test_gaps_come_first_and_stand_at_their_questions_too(draft: ResponseCopy):
    told = lines(opened(response_docx(draft, "fi")))

    assert "Onko malli sovittu? – Vastaus puuttuu." in told
    assert told.index("Mitä vielä puuttuu") < told.index("Ilmiöt") < told.index("Vastaus puuttuu.")


def test_who_wrote_last_and_room_for_notes_stand_under_each_answer(draft: ResponseCopy):
    document = opened(response_docx(draft, "fi"))

    assert "Tallennettu 3.3.2027 klo 14.05, Sivistystoimi" in lines(document)
    notes = [paragraph for paragraph in document.paragraphs if paragraph.text.startswith("Muistiinpanoja")]
    assert len(notes) == 3
    assert all(paragraph._p.find(".//" + qn("w:tab")) is not None for paragraph in notes)


def test_headings_are_real_and_answers_keep_their_language(draft: ResponseCopy, hostile: str):
    document = opened(response_docx(draft, "sv"))
    styles = [paragraph.style.name for paragraph in document.paragraphs]
    levels = [int(style[-1]) for style in styles if style.startswith("Heading")]
    [said] = [paragraph for paragraph in document.paragraphs if paragraph.text == hostile]

    assert styles.count("Title") == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    assert said.style.name == "Quote"
    assert said.runs[0]._r.find(".//" + qn("w:lang")).get(qn("w:val")) == "fi-FI"
    assert document.tables[0].rows[0]._tr.find(".//" + qn("w:tblHeader")) is not None


def test_the_same_draft_has_the_same_bytes(draft: ResponseCopy):
    assert response_docx(draft, "fi") == response_docx(draft, "fi")


def test_the_blank_questionnaire_has_options_and_room_and_no_answers(draft: ResponseCopy):
    asked = CopyQuestion(
        text=two("Onko malli?", "Finns en modell?"), options=(two("kyllä", "ja"),), room=(Room(lines=3),)
    )
    section = draft.sections[0].model_copy(update={"questions": (asked,)})
    told = lines(opened(response_docx(draft.model_copy(update={"blank": True, "sections": (section,)}), "fi")))

    assert "☐ kyllä" in told
    assert told.count("\t") == 3
    assert not any("LUONNOS" in line or "Muistiinpanoja" in line for line in told)


def test_the_page_to_keep_is_whole_and_tells_hostile_words_as_words(draft: ResponseCopy, hostile: str):
    sent = draft.model_copy(update={"arrived": SAVED, "number": 2})
    page = response_html(sent, "sv")

    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "Inkommit 3.3.2027 kl. 14.05.00" in page
    assert "Version 2" in page
    assert '<dl class="row">' in page
    assert "UTKAST" not in page
