import datetime
import subprocess

import pytest

from reports.briefing import Text
from reports.response import CopyQuestion, CopySection, ResponseCopy, Room, response_pdf


def text_of(pdf: bytes) -> str:
    command = ["pdftotext", "-layout", "-", "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()


@pytest.fixture
def copy(hostile: str) -> ResponseCopy:
    def two(fi: str, sv: str) -> Text:
        return Text(fi=fi, sv=sv)

    questions = (
        CopyQuestion(
            text=two("Mitkä ilmiöt näkyvät?", "Vilka fenomen syns?"),
            help=two("Yksi virke riittää.", "En mening räcker."),
            paragraphs=(hostile, "Toinen\nrivi"),
            language="fi",
        ),
        CopyQuestion(
            text=two("Onko malli sovittu?", "Finns en modell?"), options=(two("kyllä", "ja"), two("ei", "nej"))
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
        arrived=datetime.datetime(2027, 3, 4, 12, 32, tzinfo=datetime.UTC),
        reference="VAS-2027-0012",
        sections=(CopySection(title=two("Ilmiöt", "Fenomenen"), questions=questions),),
    )


def test_the_copy_holds_every_answer_with_its_arrival_and_reference(copy: ResponseCopy, hostile: str):
    text = text_of(response_pdf(copy, "fi"))

    assert "Saapunut 4.3.2027 klo 14.32" in text
    assert "Viite: VAS-2027-0012" in text
    assert "Testi Esimerkki" in text
    assert "Ei vastausta" in text
    assert "".join(hostile.split()) in "".join(text.split())


def test_a_draft_says_that_it_was_not_sent(copy: ResponseCopy):
    assert "Utkast, ännu inte skickat" in text_of(response_pdf(copy.model_copy(update={"arrived": None}), "sv"))


def test_the_blank_questionnaire_has_room_and_no_answers(copy: ResponseCopy):
    text = text_of(response_pdf(copy.model_copy(update={"blank": True, "organisation": None}), "fi"))

    assert "Yksi virke riittää." in text
    assert "kyllä" in text
    assert "Testi Esimerkki" not in text
    assert "Aittokoski" not in text


def test_the_blank_questionnaire_tells_when_a_question_is_asked_and_what_can_be_given(copy: ResponseCopy):
    def two(fi: str, sv: str) -> Text:
        return Text(fi=fi, sv=sv)

    questions = (
        CopyQuestion(text=two("Vain luettavaksi", "Endast för läsning"), asks=False),
        CopyQuestion(
            text=two("Kuinka paljon?", "Hur mycket?"),
            condition=two("Koskee teitä, jos …", "Gäller er om …"),
            notes=(two("Vähintään 0.", "Minst 0."), two("Enintään 9.", "Högst 9.")),
            room=(Room(narrow=True, after=two("htv", "årsverken")), Room(label=two("Vuosi", "År"))),
        ),
        CopyQuestion(text=two("Ketkä?", "Vilka?"), headings=(two("Nimi", "Namn"),), blank_rows=3),
    )
    section = CopySection(title=two("Osio", "Avsnitt"), intro=(two("Alku", "Början"),), questions=questions)
    text = text_of(response_pdf(copy.model_copy(update={"blank": True, "sections": (section,)}), "sv"))

    for words in ("Endast för läsning", "Gäller er om …", "Minst 0. Högst 9.", "årsverken", "År", "Namn", "Början"):
        assert words in text


def test_the_same_copy_has_the_same_bytes(copy: ResponseCopy):
    assert response_pdf(copy, "sv") == response_pdf(copy, "sv")


def test_a_question_stays_on_one_page_with_its_room_to_write(copy: ResponseCopy):
    question = copy.sections[0].questions[1]
    many = CopySection(title=copy.sections[0].title, questions=(question,) * 40)
    text = text_of(response_pdf(copy.model_copy(update={"blank": True, "sections": (many,)}), "fi"))

    pages = [page for page in text.split("\f") if "Onko malli" in page]
    assert len(pages) > 1
    assert all(page.count("Onko malli sovittu?") == page.count("kyllä") == page.count("ei\n") for page in pages)
