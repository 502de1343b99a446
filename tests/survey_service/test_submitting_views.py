"""Sending, taking back and copies to keep, through HTTP: a person's tick and button, and no program's."""

import datetime
import io
import re
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from sqlmodel import select
from werkzeug.test import TestResponse

from survey_service.db import now
from survey_service.models import Mail, Reopening, Response, Round, StaffMember, Submission

REVIEW, BACK, TICKED = "/vastaus/tarkistus/", "/vastaus/takaisin/", {"confirmed": "yes"}
WISHES = "/vastaus/toiveet"
COPIES = ("vastaus.pdf", "vastaus.html", "luonnos.pdf", "luonnos.docx")


def text(response: TestResponse) -> str:
    return response.get_data(as_text=True)


def hidden(page: str) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page))


def write(browser: Any, words: str, section: str = WISHES, question: str = "mh_nosto") -> TestResponse:
    values = {f"q_{question}-text": words, "act": "save"}
    return browser.post(section, data={**hidden(text(browser.get(section))), **values})


def reopen(town: Any, *sections: str, days: int = 3) -> None:
    with town.db.writing() as session:
        response = session.exec(select(Response)).one()
        county = session.get_one(Round, town.round_id).county_id
        who = StaffMember(county_id=county, email="a@b.example", title="Tiimi", role="hva_team", password_hash="x")
        session.add(who)
        session.flush()
        until = now() + datetime.timedelta(days=days)
        session.add(
            Reopening(
                response_id=response.id,
                staff_id=who.id,
                section_ids=list(sections),
                reason="Nosto <kesken>",
                until=until,
            )
        )


def submissions(town: Any) -> list[tuple[int, str]]:
    with town.db.reading() as session:
        return [(one.number, one.end) for one in session.exec(select(Submission).order_by(Submission.id))]


def test_without_the_tick_nothing_is_sent_and_the_page_says_what_is_missing(town) -> None:
    browser = town.browser()
    write(browser, "Yhteinen toimintamalli")
    form = hidden(text(browser.get(REVIEW)))
    answer = browser.post(REVIEW, data=form)

    assert answer.status_code == 422
    assert 'href="#confirmed"' in text(answer)
    assert 'aria-describedby="e-confirmed"' in text(answer)
    assert "Yhteinen toimintamalli" in text(answer)
    assert submissions(town) == []
    assert browser.post(REVIEW, data={**form, **TICKED}).headers["Location"] == "/vastaus/valmis/"
    assert submissions(town) == [(1, "")]


def test_the_receipt_tells_the_second_the_reference_and_who_received_it(town) -> None:
    browser = town.browser()
    write(browser, "Yhteinen toimintamalli")
    browser.post(REVIEW, data=TICKED)
    page = text(browser.get("/vastaus/valmis/"))

    assert re.search(r"\d+\.\d+\.\d{4} klo \d+\.\d\d\.\d\d</dd>", page)
    with town.db.reading() as session:
        assert session.exec(select(Response)).one().reference in page
    assert "hytetu@kuusivirta.example" in page


def test_taking_back_is_a_page_and_a_tick_and_makes_a_draft_with_everything_in_it(town) -> None:
    browser = town.browser()
    write(browser, "Yhteinen toimintamalli")
    browser.post(REVIEW, data=TICKED)
    form = hidden(text(browser.get(BACK)))
    assert browser.post(BACK, data=form).status_code == 422
    assert submissions(town) == [(1, "")]

    assert browser.post(BACK, data={**form, **TICKED}).headers["Location"] == "/vastaus/"
    assert submissions(town) == [(1, "taken_back")]
    assert "Yhteinen toimintamalli" in text(browser.get(WISHES))
    write(browser, "Toinen ajatus")
    assert "muutettu lähetyksen jälkeen" in text(browser.get(REVIEW))
    browser.post(REVIEW, data=TICKED)
    assert submissions(town) == [(1, "taken_back"), (2, "")]
    assert "<dd>2</dd>" in text(browser.get("/vastaus/valmis/"))


def test_a_page_about_an_earlier_version_takes_nothing_back_of_a_newer_one(town) -> None:
    browser = town.browser()
    write(browser, "Yhteinen toimintamalli")
    browser.post(REVIEW, data=TICKED)
    old = {**hidden(text(browser.get(BACK))), **TICKED}
    browser.post(BACK, data=old)
    browser.post(REVIEW, data=TICKED)
    browser.post(BACK, data=old)

    assert submissions(town) == [(1, "taken_back"), (2, "")]


def test_taking_back_is_not_offered_after_the_deadline_nor_to_a_colleague(town) -> None:
    browser, colleague = town.browser(), town.browser("section")
    write(browser, "Yhteinen toimintamalli")
    browser.post(REVIEW, data=TICKED)
    assert BACK not in text(colleague.get("/vastaus/"))
    assert colleague.get(BACK).status_code == 303
    assert colleague.post(BACK, data=TICKED).status_code == 403
    with town.db.writing() as session:
        session.get_one(Round, town.round_id).deadline = now()

    assert BACK not in text(browser.get("/vastaus/"))
    assert browser.post(BACK, data={"number": "1", **TICKED}).status_code == 409
    assert submissions(town) == [(1, "")]


def test_a_program_that_fills_in_every_field_takes_nothing_back(town) -> None:
    browser = town.browser()
    write(browser, "Yhteinen toimintamalli")
    browser.post(REVIEW, data=TICKED)
    form = hidden(text(browser.get(BACK)))
    browser.post(BACK, data={**form, **TICKED, "leave_empty": "x"})

    assert submissions(town) == [(1, "")]


def test_only_a_reopened_section_can_be_changed_and_the_page_says_why_and_until_when(town) -> None:
    browser = town.browser()
    write(browser, "Yhteinen toimintamalli")
    browser.post(REVIEW, data=TICKED)
    with town.db.writing() as session:
        session.get_one(Round, town.round_id).deadline = now()
    reopen(town, "toiveet")

    overview = text(browser.get("/vastaus/"))
    assert "Nosto &lt;kesken&gt;" in overview
    assert 'href="/vastaus/toiveet"' in overview
    assert 'href="/vastaus/ilmiot"' not in overview
    assert browser.get("/vastaus/ilmiot").headers["Location"] == "/vastaus/tarkistus/#ilmiot"
    write(browser, "Uusi toimintamalli")
    review = text(browser.get(REVIEW))
    assert "Uusi toimintamalli" in review
    assert "muutettu lähetyksen jälkeen" in review
    browser.post(REVIEW, data=TICKED)
    assert submissions(town) == [(1, "replaced"), (2, "")]
    with town.db.reading() as session:
        assert [mail.kind for mail in session.exec(select(Mail))] == ["receipt", "receipt"]


def test_what_was_not_sent_in_time_is_shown_beside_what_stands(town) -> None:
    browser = town.browser()
    write(browser, "Vanha teksti")
    browser.post(REVIEW, data=TICKED)
    reopen(town, "toiveet")
    write(browser, "Kesken jäänyt teksti")
    with town.db.writing() as session:
        session.exec(select(Reopening)).one().until = now()

    review = text(browser.get(REVIEW))
    assert "Vanha teksti" in review
    assert "Kesken jäänyt teksti" in review
    assert "Muutosaika on päättynyt" in review
    assert browser.post(REVIEW, data=TICKED).status_code == 409
    assert browser.get(WISHES).status_code == 303


def test_the_copy_as_a_page_holds_everything_and_asks_for_nothing(town) -> None:
    browser = town.browser()
    write(browser, "Yhteinen <toimintamalli>")
    browser.post(REVIEW, data=TICKED)
    answer = browser.get("/vastaus/vastaus.html?lang=sv")

    page = text(answer)
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=vastaus-2027-")
    assert '<html lang="sv">' in page
    assert '<p class="answer" lang="fi">Yhteinen &lt;toimintamalli&gt;</p>' in page
    assert re.search(r"Inkommit [\d.]+ kl\. \d+\.\d\d\.\d\d", page)
    assert not re.findall(r"(?:src|href)=|<script|@import|url\(", page)


def test_the_draft_for_a_meeting_tells_what_is_missing_who_wrote_and_leaves_room(town) -> None:
    browser = town.browser()
    write(browser, "Yhteinen toimintamalli")
    document = docx.Document(io.BytesIO(browser.get("/vastaus/luonnos.docx").data))
    lines = [paragraph.text for paragraph in document.paragraphs]

    assert "LUONNOS" in lines[0]
    assert "Mitä vielä puuttuu" in lines
    assert "Yhteinen toimintamalli" in lines
    assert any(re.fullmatch(r"Tallennettu [\d.]+ klo [\d.]+, Hyvinvointikoordinaattori", line) for line in lines)
    assert any(line.startswith("Muistiinpanoja: \t") for line in lines)
    assert "LUONNOS" in document.sections[0].footer.paragraphs[0].text
    assert document.styles.element.find(".//" + qn("w:lang")).get(qn("w:val")) == "fi-FI"
    assert browser.get("/vastaus/luonnos.pdf").data.startswith(b"%PDF-")


@pytest.mark.parametrize("name", COPIES)
def test_a_copy_is_not_given_to_a_link_to_one_section_nor_before_anything_is_written(town, name: str) -> None:
    browser, colleague = town.browser(), town.browser("section")
    assert browser.get(f"/vastaus/{name}").status_code == 404
    write(browser, "Yhteinen toimintamalli")

    assert browser.get(f"/vastaus/{name}").status_code == 200
    assert colleague.get(f"/vastaus/{name}").status_code == 404


def test_there_is_no_draft_to_take_to_a_meeting_when_the_response_has_been_sent(town) -> None:
    browser = town.browser()
    write(browser, "Yhteinen toimintamalli")
    browser.post(REVIEW, data=TICKED)

    assert browser.get("/vastaus/luonnos.docx").status_code == 404
    assert browser.get("/vastaus/vastaus.pdf").data.startswith(b"%PDF-")
