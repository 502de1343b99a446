"""The county's team and a member of the network in a real browser: wide and narrow, with scripts and without."""

import datetime
import io
import re
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlmodel import select

from survey_service import links
from survey_service.app import create_app
from survey_service.db import Database, now
from survey_service.models import Invitation, SynthesisRun
from survey_service.settings import Settings

scenes = sys.modules["tests_scene"]


@pytest.fixture
def address(sqlite_database: Database, scene, serve: Callable[[Flask], str]) -> str:
    return serve(create_app(Settings(secret_key="0123456789abcdef0123"), db=sqlite_database, jobs=scene.jobs))


@pytest.fixture
def select_link(address: str, sqlite_database: Database, scene) -> str:
    with sqlite_database.writing() as session:
        invitation = session.get_one(Invitation, scene.members["kuusivaara"])
        token = links.mint(session, invitation, "network_member", expires_at=now() + datetime.timedelta(days=1))
    return f"{address}/v/{token}"


def sign_in(page: Page, address: str, email: str = "", language: str = "fi") -> None:
    page.goto(f"{address}/henkilosto/?lang={language}")
    page.locator("input[name=email]").fill(email or scenes.TEAM)
    page.locator("input[name=password]").fill(scenes.PASSWORD)
    page.locator("main button[type=submit]").click()


@pytest.mark.parametrize("javascript", [True, False])
def test_from_the_round_to_the_agenda(
    address: str, sqlite_database: Database, scene, device, tmp_path: Path, javascript: bool
) -> None:
    with device(1280, javascript=javascript) as page:
        sign_in(page, address)
        page.get_by_role("link", name=str(now().year), exact=True).click()
        page.get_by_role("navigation", name="Rajaa taulukkoa").get_by_role("link", name="Luonnos").click()
        expect(page.locator("table.following tbody tr").first).to_contain_text("Järjestöneuvottelukunta")

        page.get_by_role("button", name="Tee kooste uudelleen").click()
        expect(page.locator("main")).to_contain_text("Odottaa vuoroaan")
        with sqlite_database.writing() as session:
            session.exec(select(SynthesisRun).where(SynthesisRun.state == "queued")).one().state = "finished"
        if javascript:
            page.get_by_role("link", name="Päivitä", exact=True).click()
        # else the page looks again by itself
        expect(page.locator("main")).to_contain_text("Kooste on valmis", timeout=25_000)

        page.get_by_role("link", name="Lue ilmiökooste").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Ilmiökooste")
        page.locator(".briefing-total a").first.click()
        expect(page.locator("mark").first).to_contain_text(scenes.QUEUES_MORE)
        page.go_back()

        page.get_by_role("link", name="Valinnat ja asialista").click()
        page.get_by_role("link", name="Vahvista valinta ja järjestys").click()
        page.get_by_label("Sija ilmiölle: Nuorten pitkät jonot hoitoon").fill("1")
        page.get_by_label("Sija ilmiölle: Ikäihmisten yksinäisyys").fill("2")
        page.get_by_label("Perustelu koko valinnalle").fill("Verkosto painotti näitä.")
        page.get_by_role("button", name="Vahvista", exact=True).click()
        page.get_by_role("link", name="Vahvista uudelleen").click()
        page.get_by_role("button", name=re.compile("^Alas.*Nuorten pitkät jonot")).click()
        expect(page.locator("main")).to_contain_text("Alla olevaa järjestystä ei ole vielä vahvistettu")
        page.get_by_role("button", name="Vahvista", exact=True).click()
        with page.expect_download() as download:
            page.get_by_role("link", name="Lataa asialista").click()
        file = tmp_path / "asialista.docx"
        download.value.save_as(file)
        text = zipfile.ZipFile(io.BytesIO(file.read_bytes())).read("word/document.xml").decode()
        assert text.index("Ikäihmisten yksinäisyys") < text.index("Nuorten pitkät jonot hoitoon")


@pytest.mark.parametrize(("width", "javascript"), [(375, True), (1280, False)])
def test_a_member_of_the_network_weighs_with_points_and_a_comment_and_the_team_reads_it(
    address: str, select_link: str, scene, device, check_page, width: int, javascript: bool
) -> None:
    with device(width, javascript=javascript) as page:
        page.goto(select_link)
        expect(page.get_by_role("heading", level=1)).to_contain_text("Valitkaa neuvotteluihin nostettavat ilmiöt")
        if javascript:
            check_page(page)
        lonely = page.get_by_role("article", name="Ikäihmisten yksinäisyys")
        lonely.get_by_label("Neuvotteluun").check()
        lonely.get_by_label("Pisteet (0–10)").fill("11")
        page.get_by_role("button", name="Tallenna valinnat").click()
        expect(page.get_by_role("alert")).to_contain_text("Kirjoittakaa muutamalla sanalla")
        expect(page.get_by_role("alert")).to_contain_text("annoitte 11: yksi liikaa")
        if javascript:
            check_page(page)
        lonely.get_by_label("Kommentti").fill("Kyläkoulujen lakkautus näkyy myös vanhuksissa.")
        lonely.get_by_label("Pisteet (0–10)").fill("7")
        page.get_by_role("button", name="Tallenna valinnat").click()
        expect(page.get_by_role("status")).to_contain_text("Valintanne on tallennettu")
        page.reload()
        expect(lonely.get_by_label("Neuvotteluun")).to_be_checked()
        expect(lonely.get_by_label("Pisteet (0–10)")).to_have_value("7")
    with device(1280) as page:
        sign_in(page, address)
        page.goto(f"{address}/henkilosto/koosteet/{scene.briefing}/valinnat")
        expect(page.locator("main")).to_contain_text("Kyläkoulujen lakkautus näkyy myös vanhuksissa.")


def test_the_keyboard_reaches_the_table_and_its_actions(address: str, scene, device) -> None:
    with device(1280) as page:
        sign_in(page, address)
        page.goto(f"{address}/henkilosto/kierrokset/{scene.round}/")
        page.keyboard.press("Tab")
        expect(page.locator(":focus")).to_have_attribute("href", "#content")
        page.keyboard.press("Enter")
        seen = []
        for _ in range(80):
            page.keyboard.press("Tab")
            seen.append(page.evaluate("document.activeElement.innerText"))
        assert any("Katso vastaukset" in text for text in seen)
        assert any("Muistuta" in text for text in seen)
