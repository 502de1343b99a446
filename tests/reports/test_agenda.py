import datetime
import io
from collections.abc import Callable
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from reports.agenda import STANDING, Agenda, Choice, Item, agenda_docx, numbered
from reports.briefing import Label, Quote, Text


@pytest.fixture
def agenda(make_quote: Callable[..., Quote], secret: str) -> Agenda:
    chosen = (
        Item(
            kind="phenomenon",
            heading=Label(fi="Koulupoissaolot", sv="Skolfrånvaro"),
            reason="Yhteinen malli puuttuu",
            chosen_by=(Choice(who="Aittokoski", reason="Meillä kiire"), Choice(who="Korpikallio")),
            quotes=(make_quote("Frånvaron upptäcks sent.", 1, "sv"), make_quote(secret, 10, cleared=False)),
        ),
        Item(kind="issue", heading=Label(sv="Elevhälsa på svenska")),
    )
    return Agenda(
        title=Text(fi="Asialista", sv="Föredragningslista"),
        county=Text(fi="Vaskirannan hyvinvointialue", sv="Kopparstrands välfärdsområde"),
        year=2027,
        theme=Text(fi="Mielen hyvinvointi", sv="Psykiskt välbefinnande"),
        area=Text(fi="Rannikon palvelualue", sv="Kustens serviceområde"),
        made_on=datetime.date(2027, 4, 1),
        items=numbered((*STANDING, *chosen)),
        chair="Koordinaatioryhmän puheenjohtaja",
    )


@pytest.fixture
def document(agenda: Agenda) -> Any:
    return docx.Document(io.BytesIO(agenda_docx(agenda, "fi")))


def headings(document: Any) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == "Heading 1"]


def test_standing_blocks_come_before_what_was_chosen_in_its_order(document: Any):
    assert headings(document) == [
        "1. Kokouksen avaus",
        "2. Läsnäolijat ja neuvottelukokoonpanot",
        "3. Hyvinvointi- ja turvallisuussuunnitelman (hytu) tilannekatsaus",
        "4. HYTE-kertoimen tilannekatsaus",
        "5. Koulupoissaolot",
        "6. Elevhälsa på svenska (ruotsiksi)",
        "7. Päätökset ja seurantavastuut",
        "8. Seuraava tapaaminen",
        "9. Kokouksen päättäminen",
    ]


def test_who_chose_an_item_and_why_stands_under_it(document: Any):
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)

    assert "Miksi asia on listalla: Yhteinen malli puuttuu" in text
    assert "Aittokoski: Meillä kiire" in text


def test_words_that_are_not_cleared_stay_out(document: Any, secret: str):
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)

    assert "Frånvaron upptäcks sent." in text
    assert secret not in text


def test_each_negotiable_item_has_a_row_for_its_decision(document: Any):
    people, decisions = document.tables

    assert [cell.text for cell in decisions.rows[0].cells] == [
        "Asia",
        "Tavoite",
        "Toimenpide",
        "Vastuutaho",
        "Aikataulu",
        "Seuranta",
    ]
    assert [row.cells[0].text.split(".")[0] for row in decisions.rows[1:]] == ["3", "4", "5", "6"]
    assert len(people.rows) > 5


def test_what_is_not_known_is_a_line_to_write_on(document: Any):
    lines = {paragraph.text.split(":")[0]: paragraph for paragraph in document.paragraphs if ":" in paragraph.text}

    assert lines["Aika"].text.endswith("\t")
    assert lines["Puheenjohtaja"].text == "Puheenjohtaja: Koordinaatioryhmän puheenjohtaja"


def test_the_footer_cites_the_law(document: Any, agenda: Agenda):
    assert "612/2021 6–7 §" in document.sections[0].footer.paragraphs[0].text
    assert agenda_docx(agenda, "sv") == agenda_docx(agenda, "sv")
    assert document.styles.element.find(".//" + qn("w:lang")).get(qn("w:val")) == "fi-FI"
