"""Somebody writes what looks like personal data, in a real browser: it is pointed out, kept, corrected, reviewed."""

import os
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

CODE = "010203-9002"
OTHER = "040 123 4567"


def picture(page: Page, name: str) -> None:
    """A screenshot to look at, where ENNAKKO_PICTURES names a folder."""
    folder = os.environ.get("ENNAKKO_PICTURES")
    if folder:
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def notice(page: Page, text: str):
    return page.locator(".personal.notice", has=page.locator("mark", has_text=text))


@pytest.mark.parametrize("width", [375, 1280])
def test_a_code_is_pointed_out_while_writing_kept_and_another_thing_corrected(
    app: Flask, token: str, serve, device, check_page, width: int
) -> None:
    address = serve(app)
    with device(width) as page:
        page.goto(f"{address}/v/{token}")
        page.goto(f"{address}/vastaus/toiveet")
        field = page.locator("#q_mh_nosto-text")
        field.fill(f"Esimerkkinä asiakas {CODE}, jolle ei vastattu kertaakaan kevään aikana numerosta {OTHER}.")
        expect(notice(page, CODE)).to_be_visible()
        expect(notice(page, OTHER)).to_be_visible()
        # the writer is not taken away from the text, and hears of it once
        expect(field).to_be_focused()
        expect(page.locator("#saved-spoken")).to_have_text("Tämän kysymyksen alla on jotain katsottavaa.")
        check_page(page)
        picture(page, f"personal-notices-{width}")

        notice(page, CODE).locator("summary").click()
        notice(page, CODE).get_by_role("button", name="Jätä tekstiin").click()
        expect(page.locator("#mistakes")).to_contain_text("Valitkaa syy.")
        check_page(page)
        picture(page, f"personal-mistake-{width}")
        notice(page, CODE).locator("select").select_option("other")
        notice(page, CODE).locator("input[type=text]").fill("Keksitty esimerkki")
        notice(page, CODE).get_by_role("button", name="Jätä tekstiin").click()
        expect(page.locator(".personal--kept")).to_contain_text("Keksitty esimerkki")
        expect(notice(page, CODE)).to_have_count(0)

        page.goto(f"{address}/vastaus/tarkistus/")
        expect(page.locator("#personal")).to_contain_text("Yksi kohta näyttää henkilötiedolta")
        check_page(page)
        picture(page, f"personal-review-{width}")
        page.locator("#confirmed").check()
        page.locator(".send button").click()
        expect(page.get_by_role("alert")).to_contain_text("Vastausta ei ole vielä lähetetty")
        check_page(page)
        picture(page, f"personal-stopped-{width}")

        page.locator("#personal").get_by_role("link", name="Korjaa teksti").click()
        expect(field).to_be_focused()
        field.fill(f"Esimerkkinä asiakas {CODE}, jolle ei vastattu.")
        expect(notice(page, OTHER)).to_have_count(0)
        expect(page.locator(".personal--kept")).to_be_visible()
        picture(page, f"personal-kept-{width}")
        page.goto(f"{address}/vastaus/tarkistus/")
        expect(page.locator("#personal")).to_contain_text("Keksitty esimerkki")
        expect(page.locator("#personal .notice")).to_have_count(0)
        page.locator("#confirmed").check()
        page.locator(".send button").click()
        page.wait_for_url("**/vastaus/valmis/")


def test_what_was_begun_beside_a_question_survives_the_next_save(app: Flask, token: str, serve, device) -> None:
    address = serve(app)
    with device(1280) as page:
        page.goto(f"{address}/v/{token}")
        page.goto(f"{address}/vastaus/toiveet")
        field = page.locator("#q_mh_nosto-text")
        field.fill(f"Asiakas {CODE}")
        notice(page, CODE).locator("summary").click()
        notice(page, CODE).locator("select").select_option("other")
        notice(page, CODE).locator("input[type=text]").fill("Kesken")
        field.fill(f"Asiakas {CODE} ja {OTHER}")

        expect(notice(page, OTHER)).to_be_visible()
        expect(notice(page, CODE).locator("input[type=text]")).to_have_value("Kesken")
        expect(notice(page, CODE).locator("select")).to_have_value("other")


def test_the_same_without_a_script(app: Flask, token: str, serve, device) -> None:
    address = serve(app)
    with device(375, javascript=False) as page:
        page.goto(f"{address}/v/{token}")
        page.goto(f"{address}/vastaus/toiveet")
        page.locator("#q_mh_nosto-text").fill(f"Asiakas {CODE}")
        page.get_by_role("button", name="Tallenna", exact=True).click()
        notice(page, CODE).locator("summary").click()
        notice(page, CODE).locator("select").select_option("not_personal")
        notice(page, CODE).get_by_role("button", name="Jätä tekstiin").click()
        expect(page.locator(".personal--kept")).to_be_visible()
        page.get_by_role("button", name="Peru tämä").click()
        expect(notice(page, CODE)).to_be_visible()


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_notices_meet_the_machine_checked_rules_in_both_languages_at_320_pixels(
    app: Flask, token: str, serve, device, check_page, language: str
) -> None:
    address = serve(app)
    with device(320, language=language) as page:
        page.goto(f"{address}/v/{token}")
        page.goto(f"{address}/?lang={language}")
        page.goto(f"{address}/vastaus/ilmiot")
        page.locator("#q_mh_ilmiot-items-1").fill(f"{CODE} {'testi.esimerkki' * 4}@kunta.example")
        expect(page.locator(".personal.notice").first).to_be_visible()
        page.locator(".personal summary").first.click()
        check_page(page)
        page.goto(f"{address}/vastaus/tarkistus/")
        check_page(page)
