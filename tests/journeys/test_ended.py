"""The link, the session or the time has ended while somebody was writing: nothing is lost, and the page says so."""

import datetime
import re

import pytest
from playwright.sync_api import Page, expect
from sqlmodel import select

from questionnaires.values import VALUE
from survey_service import links
from survey_service.models import Answer, Invitation, Link, Response, Rival, Round

FIELD = "#q_mh_nosto-text"
SAVED = re.compile(r"^Tallennettu \d{1,2}\.\d\d$")
TYPED = "Pitkä teksti, jota kirjoitettiin koko iltapäivä"


@pytest.fixture
def place(app, token, serve, sqlite_database):
    """The service, and what happens to links and rounds meanwhile."""
    return Place(serve(app), token, sqlite_database)


class Place:
    def __init__(self, address: str, token: str, db) -> None:
        self.address, self.token, self.db = address, token, db

    def write_in(self, page: Page, section: str = "toiveet") -> Page:
        page.goto(f"{self.address}/v/{self.token}")
        page.goto(f"{self.address}/vastaus/{section}")
        return page

    def revoke(self) -> None:
        with self.db.writing() as session:
            session.exec(select(Link)).one().revoked_at = datetime.datetime.now(datetime.UTC)

    def new_token(self) -> str:
        with self.db.writing() as session:
            tomorrow = datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=1)
            return links.mint(session, session.exec(select(Invitation)).one(), "organisation", expires_at=tomorrow)

    def close(self) -> None:
        with self.db.writing() as session:
            session.exec(select(Round)).one().deadline = datetime.datetime.now(datetime.UTC)

    def stored(self) -> str | None:
        with self.db.reading() as session:
            row = session.exec(select(Answer).where(Answer.question_id == "mh_nosto")).first()
            return VALUE.validate_python(row.value).text if row else None


def test_a_text_whose_link_was_ended_stays_and_is_saved_when_a_new_link_is_opened(place, device, check_page) -> None:
    with device(1280) as page:
        place.write_in(page)
        place.revoke()
        page.locator(FIELD).press_sequentially(TYPED)
        expect(page.locator("#saved")).to_have_text("Ei tallennettu: katsokaa sivun alkua")
        expect(page.locator("#kept")).to_contain_text("Linkki ei ole enää käytössä")
        check_page(page)
        with page.expect_download() as download:
            page.get_by_role("button", name="Lataa tiedostona").click()
        assert TYPED in download.value.path().read_text(encoding="utf-8")
        page.get_by_text("Näytä tekstit").click()
        expect(page.get_by_label("Tekstit tällä laitteella").locator("textarea")).to_have_value(re.compile(TYPED))
        page.context.new_page().goto(f"{place.address}/v/{place.new_token()}")
        page.evaluate("window.dispatchEvent(new Event('online'))")

        expect(page.locator("#saved")).to_have_text(SAVED)
        expect(page.locator("#kept")).to_be_hidden()
        assert place.stored() == TYPED


def test_a_text_of_an_ended_link_is_back_after_the_browser_was_closed_in_between(
    place, device, wait_until_nothing_is_kept
) -> None:
    with device(1280) as page:
        place.write_in(page)
        place.revoke()
        page.locator(FIELD).press_sequentially(TYPED)
        expect(page.locator("#saved")).to_have_text("Ei tallennettu: katsokaa sivun alkua")
        other = page.context.new_page()
        page.close()
        other.context.clear_cookies()
        other.goto(f"{place.address}/vastaus/toiveet")
        expect(other.locator("#kept")).to_contain_text("Tällä laitteella on tekstejä")
        other.goto(f"{place.address}/v/{place.new_token()}")

        expect(other.locator("#kept")).to_contain_text("on nyt tallennettu")
        assert place.stored() == TYPED
        wait_until_nothing_is_kept(other)


def test_a_session_that_was_lost_goes_on_when_the_link_is_opened_in_another_tab(place, device) -> None:
    with device(1280) as page:
        place.write_in(page)
        page.context.clear_cookies()
        page.locator(FIELD).press_sequentially(TYPED)
        expect(page.locator("#saved")).to_have_text("Ei tallennettu: katsokaa sivun alkua")
        page.context.new_page().goto(f"{place.address}/v/{place.token}")
        page.evaluate("window.dispatchEvent(new Event('online'))")

        expect(page.locator("#saved")).to_have_text(SAVED)
        assert place.stored() == TYPED


@pytest.mark.parametrize("sent", [True, False], ids=["sent by a colleague", "deadline passed"])
@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without scripts"])
def test_a_text_that_comes_too_late_is_kept_and_the_page_says_whom_to_turn_to(
    place, device, sent, javascript, wait_until_nothing_is_kept
) -> None:
    with device(1280, javascript=javascript) as page:
        place.write_in(page)
        page.locator(FIELD).fill("Ajoissa")
        page.get_by_role("button", name="Tallenna", exact=True).click()
        expect(page.get_by_text("Voitte jatkaa nyt")).to_be_visible()
        if sent:
            with place.db.writing() as session:
                response = session.exec(select(Response)).one()
                response.state, response.submitted_at = "submitted", datetime.datetime.now(datetime.UTC)
        else:
            place.close()
        page.locator(FIELD).fill(TYPED)
        if not javascript:
            page.get_by_role("button", name="Tallenna", exact=True).click()
        said = "Vastaus on jo lähetetty" if sent else "Määräaika on päättynyt"
        expect(page.locator("main")).to_contain_text(said)
        expect(page.locator("main")).to_contain_text("hytetu@kuusivirta.example")
        if javascript:
            expect(page.locator("#saved")).to_have_text("Tallessa, mutta ei mukana lähetetyssä vastauksessa")
            wait_until_nothing_is_kept(page)
        else:
            expect(page.get_by_label("Mistä yhdestä asiasta")).to_have_value(TYPED)
    with place.db.reading() as session:
        rivals = [VALUE.validate_python(row.value).text for row in session.exec(select(Rival))]
    assert (rivals, place.stored()) == (([TYPED], "Ajoissa") if sent else ([], TYPED))


def test_the_link_is_not_closed_over_texts_that_the_service_does_not_have(
    place, device, wait_until_nothing_is_kept
) -> None:
    with device(1280) as page:
        asked: list[str] = []
        answers = [False, True]
        page.on(
            "dialog",
            lambda dialog: (asked.append(dialog.message), dialog.accept() if answers.pop(0) else dialog.dismiss()),
        )
        place.write_in(page, "vastaajat")
        page.locator("#q_c_kasittely-date").fill("eilen")
        page.keyboard.press("Tab")
        expect(page.locator("#e-q_c_kasittely-date")).to_be_visible()
        page.goto(f"{place.address}/vastaus/")
        expect(page.locator("#kept")).to_contain_text("Tällä laitteella on tekstejä")
        page.get_by_role("button", name="Sulje linkki tältä tietokoneelta").click()
        page.wait_for_timeout(500)
        assert page.url == f"{place.address}/vastaus/"
        page.get_by_role("button", name="Sulje linkki tältä tietokoneelta").click()
        page.wait_for_url(f"{place.address}/")

        assert len(asked) == 2
        wait_until_nothing_is_kept(page)


def test_without_scripts_a_form_whose_link_was_lost_can_be_sent_again_after_the_link_was_opened(
    place, device, check_page
) -> None:
    with device(375, javascript=False, language="sv") as page:
        place.write_in(page)
        page.locator(FIELD).fill(TYPED)
        page.locator("#q_mh_hyte-text").fill("Toinen\nkysymys")
        page.context.clear_cookies()
        page.get_by_role("button", name="Tallenna", exact=True).click()
        expect(page.get_by_label("Mistä yhdestä asiasta")).to_have_value(TYPED)
        expect(page.locator("html")).to_have_attribute("lang", "fi")
        page.get_by_role("button", name="Lähetä uudelleen").click()
        expect(page.get_by_label("Mistä yhdestä asiasta")).to_have_value(TYPED)
        page.context.new_page().goto(f"{place.address}/v/{place.token}")
        page.get_by_role("button", name="Lähetä uudelleen").click()

        expect(page.get_by_text("Voitte jatkaa nyt")).to_be_visible()
        expect(page.locator(FIELD)).to_have_value(TYPED)
        expect(page.locator("#q_mh_hyte-text")).to_have_value("Toinen\nkysymys")
        assert place.stored() == TYPED
