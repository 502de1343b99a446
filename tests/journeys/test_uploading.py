"""A file is sent as soon as it is chosen, with its progress in words; it is never lost without a word."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect
from sqlmodel import select

from survey_service.models import Attachment

FILE = "#q_esitys-file"
SAVE = "**/vastaus/ennakkotehtava"


@pytest.fixture
def presentation(tmp_path: Path) -> Path:
    file = tmp_path / "esitys.pdf"
    file.write_bytes(b"%PDF-1.7 esitys")
    return file


@pytest.fixture
def writing(app, token, serve):
    address = serve(app)

    def opened(page: Page) -> Page:
        page.goto(f"{address}/v/{token}")
        page.goto(f"{address}/vastaus/ennakkotehtava")
        return page

    return opened


@pytest.fixture
def names(sqlite_database):
    """The names of the files that the service has."""

    def of() -> list[str]:
        with sqlite_database.reading() as session:
            return [row.name for row in session.exec(select(Attachment))]

    return of


def test_a_chosen_file_is_sent_at_once_and_stands_beside_its_question(
    writing, device, names, presentation, check_page
) -> None:
    with device(375) as page:
        writing(page).locator(FILE).set_input_files(presentation)
        expect(page.locator("#p-esitys")).to_have_text("Tiedosto esitys.pdf on tallennettu.")
        expect(page.locator("#b-esitys").get_by_role("link", name="esitys.pdf")).to_be_visible()
        expect(page.locator(FILE)).to_have_value("")
        check_page(page)
        assert names() == ["esitys.pdf"]


def test_a_file_waits_for_the_connection_and_the_page_is_not_left_without_asking(
    writing, device, names, presentation
) -> None:
    with device(1280) as page:
        asked: list[str] = []
        page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
        writing(page)

        def refuse(route: Route) -> None:
            route.abort() if route.request.method == "POST" else route.continue_()

        page.route(SAVE, refuse)
        page.locator(FILE).set_input_files(presentation)
        expect(page.locator("#p-esitys")).to_contain_text("ei saatu vielä lähetettyä")
        expect(page.locator("#saved")).to_contain_text("pitäkää tämä sivu auki")
        page.locator("header").get_by_role("link", name="Ennakko").click()
        expect(page.locator("#p-esitys")).to_be_visible()
        assert asked == ["beforeunload"]
        page.unroute(SAVE)

        expect(page.locator("#p-esitys")).to_have_text("Tiedosto esitys.pdf on tallennettu.", timeout=20_000)
        assert names() == ["esitys.pdf"]


def test_too_large_a_file_is_not_sent_and_told_at_its_field(writing, device, names, tmp_path) -> None:
    with device(1280) as page:
        writing(page)
        page.evaluate(f"document.querySelector('{FILE}').dataset.bytes = '5'")
        (tmp_path / "iso.pdf").write_bytes(b"%PDF-1.7 liian suuri")
        page.locator(FILE).set_input_files(tmp_path / "iso.pdf")
        page.locator("#q_nostot-rows-0-c_asia").fill("Tilat")
        expect(page.locator("#e-q_esitys-file")).to_contain_text("iso.pdf on liian suuri")
        page.get_by_role("button", name="Tallenna", exact=True).click()

        expect(page.locator(FILE)).to_be_focused()
        expect(page.locator("#saved")).to_contain_text("katsokaa merkitty kohta")
        assert names() == []


def test_a_disguised_file_is_told_at_its_field_and_the_rest_is_saved(writing, device, names, tmp_path) -> None:
    with device(1280) as page:
        writing(page)
        (tmp_path / "esitys.pdf").write_bytes(b"MZ program")
        page.locator(FILE).set_input_files(tmp_path / "esitys.pdf")
        page.locator("#q_nostot-rows-0-c_asia").fill("Tilat")
        page.keyboard.press("Tab")

        expect(page.locator("#e-q_esitys-file")).to_contain_text("esitys.pdf")
        expect(page.locator("#b-nostot")).to_contain_text("Tallennettu")
        assert names() == []
