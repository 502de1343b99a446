"""What users tell of their work, played in two browsers at once: a municipality, and the council of the NGOs."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlmodel import select

from survey_service.app import create_app
from survey_service.db import Database
from survey_service.models import Mail, Response
from survey_service.settings import Settings

PHONE, LAPTOP = {"width": 375, "height": 720}, {"width": 1280, "height": 900}
PICTURES = Path("test-results")
HALF = "Yksin asuvia ikääntyneitä ei tavoiteta"
SUPPORT = "Yhteinen palveluohjaaja kyliin"
OF_PHONE, OF_LAPTOP = "Sovitaan yhdestä neuvontanumerosta.", "Palkataan yhteinen etsivä työntekijä."
MEMBERS = "ABCDEFGHIJKLMN"
SAVED = "#saved:is([data-state=saved], [data-state=rivals])"


@dataclass
class Hands:
    """Several people at browsers of their own, and what they have open."""

    address: str
    browsers: Callable[[], Browser]
    contexts: list[BrowserContext] = field(default_factory=list)

    def open(self, token: str, size: Any) -> Page:
        """Somebody opens a link in a browser that nobody else uses."""
        context = self.browsers().new_context(viewport=size, locale="fi")
        self.contexts.append(context)
        page = context.new_page()
        page.goto(f"{self.address}/v/{token}")
        return page

    def close(self, page: Page) -> None:
        page.context.browser.close()


@pytest.fixture
def hands(browsers: Callable[[], Browser], serve, request: pytest.FixtureRequest) -> Iterator[Callable[[Flask], Hands]]:
    opened: list[Hands] = []

    def at(app: Flask) -> Hands:
        opened.append(Hands(serve(app), browsers))
        return opened[-1]

    yield at
    for one in opened:
        for context in one.contexts:
            if context.browser.is_connected():
                context.browser.close()


def picture(page: Page, name: str) -> None:
    """What is seen, for people to look at."""
    PICTURES.mkdir(exist_ok=True)
    page.screenshot(path=PICTURES / f"{name}.png", full_page=True)


def test_a_municipality_writes_at_once_misses_its_elected_official_and_gets_receipt_and_copy(
    app: Flask, token: str, hands, sqlite_database: Database, tmp_path: Path
) -> None:
    people = hands(app)
    phone = people.open(token, PHONE)
    picture(phone, "1-phone-overview")
    phone.get_by_role("button", name="Aloita vastaaminen").click()
    phone.get_by_label("Vastaus 1.", exact=True).press_sequentially(HALF)
    expect(phone.locator(SAVED)).to_be_visible()
    picture(phone, "2-phone-half")
    people.close(phone)

    laptop = people.open(token, LAPTOP)
    laptop.get_by_role("link", name="Jatka vastaamista").click()
    expect(laptop.get_by_label("Vastaus 1.", exact=True)).to_have_value(HALF)
    phone = people.open(token, PHONE)
    _write_in_one_section(phone, laptop)
    _write_in_one_field(phone, laptop)
    _send_without_an_elected_official(laptop, tmp_path)
    with sqlite_database.reading() as session:
        assert session.exec(select(Response)).one().state == "submitted"
        assert [mail.kind for mail in session.exec(select(Mail))] == ["receipt"]


def _write_in_one_section(phone: Page, laptop: Page) -> None:
    for page in (phone, laptop):
        page.goto(re.sub(r"/vastaus/.*", "/vastaus/toiveet", page.url))
    phone.locator("#q_mh_hyte-text").press_sequentially("Mielenterveyden indikaattori")
    laptop.locator("#q_mh_tuki_hva-text").press_sequentially(SUPPORT)
    for page in (phone, laptop):
        expect(page.locator(SAVED)).to_be_visible()
    for page in (phone, laptop):
        page.reload()
        expect(page.locator("#q_mh_hyte-text")).to_have_value("Mielenterveyden indikaattori")
        expect(page.locator("#q_mh_tuki_hva-text")).to_have_value(SUPPORT)


def _write_in_one_field(phone: Page, laptop: Page) -> None:
    phone.locator("#q_mh_nosto-text").press_sequentially(OF_PHONE)
    laptop.locator("#q_mh_nosto-text").press_sequentially(OF_LAPTOP)
    for page in (phone, laptop):
        expect(page.locator(SAVED)).to_be_visible()
    phone.reload()
    laptop.reload()
    for page in (phone, laptop):
        both = page.locator("#b-mh_nosto .rivals")
        expect(both).to_contain_text(OF_PHONE)
        expect(both).to_contain_text(OF_LAPTOP)
    picture(phone, "3-phone-two-texts")
    picture(laptop, "3-laptop-two-texts")
    laptop.get_by_role("button", name="Yhdistä molemmat").click()
    expect(laptop.locator("#b-mh_nosto .rivals")).to_have_count(0)
    expect(laptop.locator("#q_mh_nosto-text")).to_have_value(re.compile(re.escape(OF_PHONE)))
    expect(laptop.locator("#q_mh_nosto-text")).to_have_value(re.compile(re.escape(OF_LAPTOP)))


def _send_without_an_elected_official(laptop: Page, tmp_path: Path) -> None:
    laptop.get_by_role("navigation", name="Osiot").get_by_role("button", name="Vastaajat ja käsittely").click()
    laptop.get_by_label("Nimi, rivi 1").fill("Testi Esimerkki")
    laptop.get_by_label("Rooli neuvottelussa, rivi 1").select_option(label="johtava viranhaltija")
    laptop.get_by_label("Missä on käsitelty").fill("Hyvinvointityöryhmä")
    laptop.get_by_role("navigation", name="Osiot").get_by_role("button", name="Tarkistus ja lähetys").click()
    told = laptop.locator(".notice--alert").filter(has_text="puuttuu")
    expect(told).to_contain_text("luottamushenkilö")
    picture(laptop, "4-laptop-review")
    laptop.get_by_label("Vahvistan").check()
    laptop.get_by_role("button", name="Lähetä puutteista huolimatta").click()
    expect(laptop.get_by_role("heading", level=1)).to_have_text("Kiitos, vastaus on saapunut")
    picture(laptop, "5-laptop-receipt")
    with laptop.expect_download() as download:
        laptop.get_by_role("link", name="PDF").first.click()
    copy = tmp_path / "copy.pdf"
    download.value.save_as(copy)
    assert copy.read_bytes().startswith(b"%PDF-")
    laptop.set_viewport_size(PHONE)
    picture(laptop, "5-phone-receipt")


@pytest.mark.parametrize("many", [2, pytest.param(14, marks=pytest.mark.long)])
def test_the_council_gathers_its_members_and_edits_one_common_answer(
    sqlite_database: Database, scene, answering, hands, tmp_path: Path, many: int
) -> None:
    settings = Settings(secret_key="0123456789abcdef0123", files_folder=tmp_path / "files")
    people = hands(create_app(settings, db=sqlite_database, jobs=scene.jobs))
    council = people.open(answering.tokens["council"], LAPTOP)
    links = _pass_on(council, [f"Järjestö {letter} ry" for letter in MEMBERS[:many]])
    members = {name: _write_as_member(people, name, link) for name, link in links.items()}
    picture(members["Järjestö B ry"], "6-phone-member")

    council.goto(f"{people.address}/vastaus/toiveet")
    for name in links:
        council.locator("#b-mh_nosto details summary").click()
        council.get_by_role("button", name=re.compile(f"Lisää vastaukseemme.*{name}.*Mistä yhdestä")).click()
        expect(council.locator("#q_mh_nosto-text")).to_have_value(re.compile(re.escape(name)))
    council.locator("#b-mh_nosto details summary").click()
    picture(council, "7-laptop-council")
    council.locator("#q_mh_nosto-text").fill("Yhteinen kohtaamispaikka jokaiseen kuntaan.")
    expect(council.locator(SAVED)).to_be_visible()
    council.reload()
    expect(council.locator("#q_mh_nosto-text")).to_have_value("Yhteinen kohtaamispaikka jokaiseen kuntaan.")
    for name, page in members.items():
        page.reload()
        expect(page.locator("#q_mh_nosto-text")).to_have_value(f"{name} toivoo yhteistä kohtaamispaikkaa.")


def _pass_on(council: Page, names: list[str]) -> dict[str, str]:
    """Each member's link."""
    council.get_by_role("link", name=re.compile("^Anna linkki")).click()
    council.get_by_label("Jäsenjärjestöt", exact=True).fill("\n".join(names))
    council.get_by_role("button", name="Anna linkki jäsenille").click()
    picture(council, "6-laptop-links")
    return {name: council.get_by_label(name).input_value() for name in names}


def _write_as_member(people: Hands, name: str, link: str) -> Page:
    page = people.open(link.rpartition("/")[2], PHONE)
    page.goto(f"{people.address}/vastaus/toiveet")
    page.locator("#q_mh_nosto-text").press_sequentially(f"{name} toivoo yhteistä kohtaamispaikkaa.")
    expect(page.locator(SAVED)).to_be_visible()
    return page
