"""A municipality answers in a real browser: on a phone, then on a laptop, with scripts and without."""

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import expect
from sqlmodel import select

from survey_service.db import Database
from survey_service.models import Mail, Response

PAGES = (
    "vastaus/",
    "vastaus/ilmiot",
    "vastaus/tilannekuva",
    "vastaus/ennakkotehtava",
    "vastaus/vastaajat",
    "vastaus/kysely/",
    "vastaus/ohje/",
    "vastaus/tarkistus/",
    "",
    "tietosuoja",
    "saavutettavuus",
    "palaute/",
    "palaute/kiitos",
    "linkki/",
    "linkki/pyydetty",
    "v/katkennut",
)
HALF = "Yksin asuvia ikääntyneitä ei tavoiteta"


@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without scripts"])
def test_half_on_a_phone_the_rest_on_a_laptop_then_sent(
    app: Flask, token: str, serve: Callable[[Flask], str], device, sqlite_database: Database, javascript: bool
) -> None:
    address = serve(app)
    with device(375, javascript=javascript) as phone:
        phone.goto(f"{address}/v/{token}")
        phone.get_by_role("button", name="Aloita vastaaminen").click()
        phone.get_by_label("Vastaus 1.", exact=True).fill(HALF)
        phone.get_by_role("button", name="Tallenna", exact=True).click()
        expect(phone.get_by_text("Voitte jatkaa nyt")).to_be_visible()
    with device(1280, javascript=javascript) as laptop:
        laptop.goto(f"{address}/v/{token}")
        laptop.get_by_role("link", name="Jatka vastaamista").click()
        expect(laptop.get_by_label("Vastaus 1.", exact=True)).to_have_value(HALF)
        laptop.get_by_label("työikäiset", exact=True).check()
        laptop.get_by_role("navigation", name="Osiot").get_by_role("button", name="Toiveet ja päätös").click()
        laptop.get_by_label("Mistä yhdestä asiasta").fill("Yhteinen toimintamalli")
        laptop.get_by_role("navigation", name="Osiot").get_by_role("button", name="Tarkistus ja lähetys").click()
        expect(laptop.get_by_text(HALF)).to_be_visible()
        expect(laptop.get_by_text("työikäiset", exact=True)).to_be_visible()
        laptop.get_by_label("Vahvistan, että lähetän vastauksen").check()
        laptop.get_by_role("button", name="Lähetä puutteista huolimatta").click()
        expect(laptop.get_by_role("heading", name="Kiitos, vastaus on saapunut")).to_be_visible()
        assert [url for url in laptop.asked if not url.startswith(address)] == []

    with sqlite_database.reading() as session:
        assert session.exec(select(Response)).one().state == "submitted"
        assert len(session.exec(select(Mail)).all()) == 1


def test_the_enter_key_saves_and_does_not_change_the_language(app: Flask, token: str, serve, device) -> None:
    address = serve(app)
    with device(1280) as page:
        page.goto(f"{address}/v/{token}")
        page.goto(f"{address}/vastaus/vastaajat")
        page.get_by_label("Missä on käsitelty").fill("hytetu-ryhmä")
        page.get_by_label("Missä on käsitelty").press("Enter")
        page.get_by_text("Voitte jatkaa nyt").wait_for()

        assert page.locator("html").get_attribute("lang") == "fi"
        assert page.get_by_label("Missä on käsitelty").input_value() == "hytetu-ryhmä"


def test_each_question_is_found_by_its_heading_and_focused_by_its_label(app: Flask, token: str, serve, device) -> None:
    address = serve(app)
    with device(1280) as page:
        page.goto(f"{address}/v/{token}")
        for section in ("ilmiot", "tilannekuva", "ennakkotehtava", "vastaajat", "toiveet"):
            page.goto(f"{address}/vastaus/{section}")
            headings = page.locator(".question").get_by_role("heading", level=2)
            assert headings.count() == page.locator(".question").count() > 0
        page.get_by_role("heading", name="Mistä yhdestä asiasta").locator("label").click()
        assert page.evaluate("document.activeElement.id") == "q_mh_nosto-text"
