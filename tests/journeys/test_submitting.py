"""Sending, taking back and sending again; reopening by the county: each in a real browser, as people do it."""

import datetime
import sys
from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlmodel import select

from survey_service import links
from survey_service.app import create_app
from survey_service.db import Database, now
from survey_service.i18n import day
from survey_service.models import Invitation, Round, Submission
from survey_service.settings import Settings

scenes = sys.modules["tests_scene"]
SURE = "Vahvistan, että lähetän vastauksen koko organisaation puolesta"
UNDERSTOOD = "Ymmärrän, ettei vastauksemme ole lähetetty, ennen kuin se lähetetään uudelleen"


def write(page: Page, address: str, words: str) -> None:
    page.goto(f"{address}/vastaus/toiveet")
    page.get_by_label("Mistä yhdestä asiasta").fill(words)
    page.get_by_role("button", name="Tallenna", exact=True).click()
    expect(page.get_by_text("Voitte jatkaa nyt")).to_be_visible()


def send(page: Page, address: str, check_page: Callable[[Page], None]) -> None:
    page.goto(f"{address}/vastaus/tarkistus/")
    button = page.locator(".send").get_by_role("button")
    button.click()
    expect(page.get_by_role("link", name=SURE)).to_be_visible()
    check_page(page)
    page.get_by_label(SURE).check()
    button.click()
    expect(page.get_by_role("heading", name="Kiitos, vastaus on saapunut")).to_be_visible()
    check_page(page)


@pytest.mark.parametrize(("width", "javascript"), [(375, True), (1280, False)], ids=["phone", "laptop without scripts"])
def test_a_response_is_sent_taken_back_and_sent_again(
    app: Flask, token: str, serve, device, check_page, sqlite_database: Database, width: int, javascript: bool
) -> None:
    address = serve(app)
    # axe is a script itself
    check_page = check_page if javascript else lambda page: None
    with device(width, javascript=javascript) as page:
        page.goto(f"{address}/v/{token}")
        write(page, address, "Yhteinen toimintamalli")
        send(page, address, check_page)
        page.get_by_role("link", name="Ota vastaus takaisin").click()
        check_page(page)
        page.get_by_role("button", name="Ota vastaus takaisin").click()
        expect(page.get_by_role("link", name=UNDERSTOOD)).to_be_visible()
        check_page(page)
        page.get_by_label(UNDERSTOOD).check()
        page.get_by_role("button", name="Ota vastaus takaisin").click()
        expect(page.get_by_text("Vastaus on taas luonnos")).to_be_visible()
        check_page(page)
        write(page, address, "Toinen toimintamalli")
        page.goto(f"{address}/vastaus/tarkistus/")
        expect(page.get_by_text("muutettu lähetyksen jälkeen", exact=True)).to_be_visible()
        send(page, address, check_page)
        with page.expect_download() as kept:
            page.get_by_role("link", name="Kopio verkkosivuna").click()
        page.goto(f"file://{kept.value.path()}")
        expect(page.get_by_text("Toinen toimintamalli")).to_be_visible()

    with sqlite_database.reading() as session:
        sent = session.exec(select(Submission).order_by(Submission.id)).all()
    assert [(one.number, one.end) for one in sent] == [(1, "taken_back"), (2, "")]


@pytest.fixture
def link(sqlite_database: Database, scene) -> str:
    """A link of Kuusivaara's contact, the deadline being over."""
    with sqlite_database.writing() as session:
        wanted = Invitation.organisation_id == scene.organisations["kuusivaara"], Invitation.purpose == "answer"
        invitation = session.exec(select(Invitation).where(*wanted)).one()
        session.get_one(Round, scene.round).deadline = now()
        return links.mint(session, invitation, "organisation", expires_at=now() + datetime.timedelta(days=1))


def test_a_coordinator_reopens_a_section_and_reads_old_and_new_beside_each_other(
    sqlite_database: Database, scene, serve, device, check_page, link: str
) -> None:
    settings = Settings(secret_key="0123456789abcdef0123")
    address = serve(create_app(settings, db=sqlite_database, jobs=scene.jobs))
    received = f"{address}/henkilosto/kierrokset/{scene.round}/vastaukset/{scene.organisations['kuusivaara']}/"
    with device(1280) as team, device(375) as phone:
        team.goto(f"{address}/henkilosto/?lang=fi")
        team.locator("input[name=email]").fill(scenes.TEAM)
        team.locator("input[name=password]").fill(scenes.PASSWORD)
        team.locator("main button[type=submit]").click()
        expect(team.get_by_role("heading", level=1)).to_be_visible()
        team.goto(received)
        team.get_by_role("link", name="Avaa vastaus muutettavaksi").click()
        check_page(team)
        team.get_by_role("button", name="Avaa ja ilmoita").click()
        expect(team.get_by_role("alert")).to_contain_text("Valitkaa vähintään yksi osio")
        check_page(team)
        team.get_by_label("Toiveet ja päätös").check()
        team.get_by_label("Miksi").fill("Toivottu päätös jäi epäselväksi.")
        team.get_by_label("Viimeinen muutospäivä").fill(day(now() + datetime.timedelta(days=5)))
        team.get_by_role("button", name="Avaa ja ilmoita").click()
        expect(team.get_by_text("Toivottu päätös jäi epäselväksi.")).to_be_visible()
        check_page(team)

        phone.goto(f"{address}/v/{link}")
        expect(phone.get_by_text("Toivottu päätös jäi epäselväksi.")).to_be_visible()
        check_page(phone)
        phone.locator(".notice").get_by_role("link", name="Toiveet ja päätös").click()
        phone.get_by_label("Mistä yhdestä asiasta").fill("Yhteinen nuorten palvelupolku.")
        phone.get_by_role("button", name="Tallenna", exact=True).click()
        expect(phone.get_by_text("Voitte jatkaa nyt")).to_be_visible()
        check_page(phone)
        send(phone, address, check_page)

        team.goto(received)
        beside = team.locator(".versions")
        expect(beside).to_contain_text("Yhteinen nuorten palvelupolku.")
        expect(beside).to_contain_text("Lisää matalan kynnyksen tukea.")
        check_page(team)
        team.get_by_role("link", name="Versio 1", exact=True).click()
        expect(team.get_by_text("joka on korvattu uudemmalla")).to_be_visible()
        check_page(team)
