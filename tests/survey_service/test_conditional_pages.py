"""What depends on another answer: shown, hidden or open on the pages, kept in the draft, left out of what is sent."""

import re
import subprocess
from typing import Any

import html5lib
import pytest
from sqlmodel import Session
from werkzeug.test import TestResponse

from questionnaires import loading
from questionnaires.model import Questionnaire
from questionnaires.values import Choice, Words
from survey_service import material, papers, received, submissions, turnout
from survey_service.db import Database
from survey_service.models import Response, Round

PAGE, HINDRANCE = "/vastaus/tilannekuva", "Kukaan ei vastaa kokonaisuudesta"
QUESTION = "Mikä estää yhteistä toimintamallia toimimasta tai syntymästä?"


def text(response: TestResponse) -> str:
    return response.get_data(as_text=True)


def posted(page: str, **changes: str) -> dict[str, str]:
    hidden = re.findall(r'<input type="hidden" name="(v_[a-z0-9_]+)" value="(\d+)">', page)
    return {**dict(hidden), **{f"q_{name}": value for name, value in changes.items()}}


def save(browser: Any, **changes: str) -> TestResponse:
    return browser.post(PAGE, data=posted(text(browser.get(PAGE)), **changes))


def block(page: str) -> str:
    """The opening tag of the question's block on the page."""
    found = re.search(r'<div class="question" id="k-mh_etsiva_este"[^>]*>', page)
    assert found
    return found.group()


def test_a_question_that_depends_on_an_open_one_is_shown_and_tells_on_what_it_depends(town) -> None:
    browser = town.browser()
    page = text(browser.get(PAGE))

    assert "hidden" not in block(page)
    assert "Koskee teitä, jos vastaus kysymykseen ”Onko alueellanne sovittu toimintamalli" in page
    assert "Gäller er om svaret på frågan" in text(browser.get(f"{PAGE}?lang=sv"))


def test_what_is_hidden_is_kept_told_in_one_line_and_comes_back(town) -> None:
    browser = town.browser()
    save(browser, **{"mh_etsiva-option": "ei", "mh_etsiva_este-text": HINDRANCE})
    assert 'class="applies"' not in text(browser.get(PAGE))

    save(browser, **{"mh_etsiva-option": "kylla"})
    hidden = text(browser.get(PAGE))
    review = text(browser.get("/vastaus/tarkistus/"))

    assert "hidden" in block(hidden)
    assert "Tätä ei nyt kysytä" in hidden
    assert f"Tätä ei nyt kysytä: ”{QUESTION}”" in review
    assert HINDRANCE not in review
    assert town.answers()["mh_etsiva_este"] == Words(text=HINDRANCE)
    for page in (hidden, review):
        html5lib.HTMLParser(strict=True).parse(page)
    save(browser, **{"mh_etsiva-option": "osin"})
    assert "hidden" not in block(text(browser.get(PAGE)))
    assert HINDRANCE in text(browser.get("/vastaus/tarkistus/"))


def test_a_text_is_kept_that_was_written_while_another_answer_took_its_question_away(town) -> None:
    browser = town.browser()

    save(browser, **{"mh_etsiva-option": "kylla", "mh_etsiva_este-text": HINDRANCE})

    assert town.answers()["mh_etsiva_este"] == Words(text=HINDRANCE)


def test_a_text_that_cannot_be_saved_stays_in_sight_although_its_question_is_no_longer_asked(town) -> None:
    answer = save(town.browser(), **{"mh_etsiva-option": "kylla", "mh_etsiva_este-text": "x" * 801})

    assert answer.status_code == 422
    assert "hidden" not in block(text(answer))
    assert "x" * 801 in text(answer)
    assert town.answers() == {"mh_etsiva": Choice(option="kylla")}


def test_what_is_asked_is_told_to_a_script_as_well(town) -> None:
    browser = town.browser()
    page = text(browser.get(PAGE))
    data = posted(page, **{"mh_etsiva-option": "kylla"})

    answer = browser.post(PAGE, data=data, headers={"Accept": "application/json"})

    assert answer.json["asked"]["mh_etsiva_este"] == "hidden"
    assert answer.json["asked"]["mh_etsiva"] == "shown"


def test_only_what_is_asked_counts_in_the_progress(town) -> None:
    browser = town.browser()
    save(browser, **{"mh_etsiva-option": "kylla", "mh_etsiva_este-text": HINDRANCE})
    assert "kesken, 1/6" in text(browser.get("/vastaus/"))

    save(browser, **{"mh_etsiva-option": "ei"})
    assert "kesken, 2/7" in text(browser.get("/vastaus/"))


def test_a_hidden_answer_is_in_nothing_that_is_sent(town, sqlite_database: Database) -> None:
    browser = town.browser()
    save(browser, **{"mh_etsiva-option": "kylla", "mh_etsiva_este-text": HINDRANCE, "c_verkostot-value": "3"})
    browser.post("/vastaus/tarkistus/", data={"confirmed": "yes"})

    with sqlite_database.reading() as session:
        round_, response = session.get_one(Round, town.round_id), _response(session)
        copy = papers.sent_of(session, submissions.standing(session, response.id or 0), "fi")
        read = received.of(session, round_, town.organisation_id)
        gathered = material.gather(session, round_)
        [row] = turnout.of_round(session, round_)

    assert QUESTION not in [one.text.fi for section in copy.sections for one in section.questions]
    assert "mh_etsiva_este" not in read.values
    assert "mh_etsiva_este" not in [one.id for section in read.sections for one in read.questions(section)]
    assert HINDRANCE not in [told.comment.text for told in gathered.told.values()]
    assert [list(values) for values in gathered.values.values()] == [["c_verkostot", "mh_etsiva"]]
    assert row.answered == 2


def _response(session: Session) -> Response:
    response = session.get(Response, 1)
    assert response
    return response


@pytest.fixture
def whole_section_depends(town) -> None:
    """The round's section of wishes is asked only where a model is missing."""
    stored = loading.load("mielen_hyvinvointi", year=2027).model_dump(mode="json")
    section = next(one for one in stored["sections"] if one["id"] == "poikkileikkaavat")
    section["show_if"] = {"question": "mh_etsiva", "is": "ei"}
    with town.db.writing() as session:
        session.get_one(Round, town.round_id).questionnaire = Questionnaire.model_validate(stored).model_dump(
            mode="json"
        )


@pytest.mark.usefixtures("whole_section_depends")
def test_a_section_that_is_not_asked_says_so_and_is_passed_over(town) -> None:
    browser = town.browser()
    assert "riippuu muista vastauksista" in text(browser.get("/vastaus/"))
    save(browser, **{"mh_etsiva-option": "kylla"})

    overview, page = text(browser.get("/vastaus/")), text(browser.get("/vastaus/poikkileikkaavat"))
    on = browser.post("/vastaus/toiveet", data={"act": "next"})

    assert "ei kysytä teiltä" in overview
    assert "Tämän osion kysymyksiä ei nyt kysytä teiltä muiden vastausten vuoksi. Koskee teitä, jos" in page
    assert on.headers["Location"] == "/vastaus/ennakkotehtava"
    html5lib.HTMLParser(strict=True).parse(page)


@pytest.mark.parametrize(("language", "words"), [("fi", "Asiakirjan nimi"), ("sv", "Dokumentets namn")])
def test_the_questions_as_a_pdf_come_in_either_language_and_the_pages_keep_theirs(town, language, words) -> None:
    browser = town.browser()
    page = text(browser.get("/vastaus/kysely/"))

    assert f'href="/vastaus/kysely/kysely-{language}.pdf"' in page
    pdf = browser.get(f"/vastaus/kysely/kysely-{language}.pdf").data
    assert words in subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    assert '<html lang="fi">' in text(browser.get("/vastaus/kysely/"))


def test_a_link_is_kept_told_as_a_link_and_never_leads_anywhere_but_to_the_web(town) -> None:
    browser, address = town.browser(), "/vastaus/poikkileikkaavat"
    page = text(browser.get(address))
    data = posted(page, **{"hs_suunnitelma-title": "Suunnitelma", "hs_suunnitelma-address": "javascript:alert(1)"})

    refused = browser.post(address, data=data)
    saved = browser.post(address, data=data | {"q_hs_suunnitelma-address": "www.kuusivaara.example/suunnitelma"})
    review = text(browser.get("/vastaus/tarkistus/"))

    assert refused.status_code == 422
    assert "javascript:alert(1)" in text(refused)
    assert 'href="javascript' not in text(refused)
    assert saved.status_code == 303
    assert '<a href="https://www.kuusivaara.example/suunnitelma" rel="noopener noreferrer">' in review


def test_an_answer_without_words_is_kept_and_pointed_out_at_the_review(town) -> None:
    browser, address = town.browser(), "/vastaus/toiveet"
    browser.post(address, data=posted(text(browser.get(address)), **{"mh_nosto-text": "😀👍"}))

    assert town.answers()["mh_nosto"] == Words(text="😀👍")
    assert "Vastauksessa ei ole sanoja." in text(browser.get("/vastaus/tarkistus/"))
    assert "Svaret innehåller inga ord." in text(browser.get("/vastaus/tarkistus/?lang=sv"))
