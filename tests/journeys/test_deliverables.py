"""The pre-assignment in a real browser: last year beside the fields, decisions, a file, and what is missing."""

import datetime
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlmodel import select

from survey_service import links
from survey_service.app import create_app
from survey_service.db import Database, now
from survey_service.demo import playing
from survey_service.models import Contact, Invitation, Organisation
from survey_service.settings import Settings

PDF = b"%PDF-1.7 1 0 obj <</Type /Pages /Count 9>> endobj"


@pytest.fixture
def link(sqlite_database: Database, serve: Callable[[Flask], str], tmp_path: Path) -> Callable[[str], str]:
    """`link(organisation)`: the address of its link in the demo's round, which has a year before it."""
    settings = Settings(secret_key="0123456789abcdef0123", files_folder=tmp_path / "files")
    base = serve(create_app(settings, db=sqlite_database, jobs=sys.modules["tests_scene"].Noted()))
    with sqlite_database.writing() as session:
        round_id = playing._set_up(session)

    def opened(key: str) -> str:
        with sqlite_database.writing() as session:
            organisation = session.exec(select(Organisation).where(Organisation.key == key)).one()
            contact = session.exec(select(Contact).where(Contact.organisation_id == organisation.id)).first()
            wanted: dict[str, Any] = {"organisation_id": organisation.id, "contact_id": contact.id if contact else 0}
            invitation = Invitation(round_id=round_id, purpose="answer", **wanted)
            session.add(invitation)
            session.flush()
            until = now() + datetime.timedelta(days=2)
            return f"{base}/v/{links.mint(session, invitation, 'organisation', expires_at=until)}"

    return opened


def _go(page: Page, link: str, path: str) -> None:
    page.goto(link.rpartition("/v/")[0] + path)


@pytest.mark.parametrize(("width", "javascript"), [(375, True), (1280, False)])
def test_the_pre_assignment_is_answered_with_last_year_beside_it(link, device, check_page, width, javascript) -> None:
    # axe is a script itself
    check = check_page if javascript else str
    with device(width, javascript=javascript) as page:
        address = link("hallapera")
        page.goto(address)
        _go(page, address, "/vastaus/ennakkotehtava")
        check(page)
        last = page.locator("#y-nostot")
        last.locator("summary").click()
        expect(last).to_contain_text("Ikäihmisten liikuntakyydit")
        check(page)
        last.get_by_role("button", name="Kopioi kenttään").click()
        expect(page.get_by_text("Kopioitu viime vuodelta")).to_be_visible()
        expect(page.locator("#q_nostot-rows-0-c_asia")).to_have_value("Ikäihmisten liikuntakyydit")

        decision = page.locator("#k-edistyminen-1")
        expect(decision).to_contain_text("Kylätalkkarin aamusoitot")
        decision.get_by_label("Tilanne").select_option("kesken")
        decision.get_by_label("Mitä on tehty").fill("Kolme kylää viidestä")
        page.locator("#q_esitys-file").set_input_files(
            {"name": "Esitys å.pdf", "mimeType": "application/pdf", "buffer": PDF}
        )
        page.get_by_role("button", name="Tallenna", exact=True).last.click()
        expect(page.get_by_text("Voitte jatkaa nyt")).to_be_visible()
        expect(page.locator("#b-esitys")).to_contain_text("Esitys å.pdf")
        expect(page.locator("#b-esitys")).to_contain_text("Tiedostossa on 9 sivua")
        expect(decision.get_by_label("Mitä on tehty")).to_have_value("Kolme kylää viidestä")
        check(page)

        _go(page, address, "/vastaus/")
        table = page.get_by_role("table")
        expect(table.get_by_role("row").filter(has_text="Edellisvuoden päätösten")).to_contain_text("1/3 päätöksestä")
        expect(table.get_by_role("row").filter(has_text="neuvottelukokoonpano")).to_contain_text("puuttuu")
        check(page)


def test_rows_are_moved_and_removed_by_buttons_that_need_no_script(link, device) -> None:
    with device(320, javascript=False, language="sv") as page:
        address = link("saarikarki")
        page.goto(address)
        _go(page, address, "/vastaus/vastaajat")
        for place, title in enumerate(("Ett", "Två")):
            page.locator(f"#q_c_kokoonpano-rows-{place}-c_tehtavanimike").fill(title)
        page.locator("#k-c_kokoonpano-2").get_by_role("button", name="Flytta upp").click()
        expect(page.locator("#q_c_kokoonpano-rows-0-c_tehtavanimike")).to_have_value("Två")
        page.locator("#k-c_kokoonpano-1").get_by_role("button", name="Ta bort raden").click()
        expect(page.get_by_text("Där stod: Två")).to_be_visible()
        expect(page.locator("#q_c_kokoonpano-rows-0-c_tehtavanimike")).to_have_value("Ett")
        expect(page.locator("#b-c_kokoonpano")).to_contain_text("förtroendevald")
