"""What is typed is saved by itself: seen, on a broken connection too, and never at the cost of newer words."""

import re

import pytest
from playwright.sync_api import Page, Route, expect
from sqlmodel import select

from questionnaires.values import VALUE
from survey_service.models import Answer

FIELD = "#q_mh_nosto-text"
SAVED = re.compile(r"^Tallennettu \d{1,2}\.\d\d$")
SAVE = "**/vastaus/toiveet"


@pytest.fixture
def stored(sqlite_database):
    """`stored("mh_nosto")`: what the service has."""

    def of(question_id: str):
        with sqlite_database.reading() as session:
            row = session.exec(select(Answer).where(Answer.question_id == question_id)).first()
            return VALUE.validate_python(row.value).text if row else None

    return of


@pytest.fixture
def writing(app, token, serve, device):
    """`writing()`: a page with one question to write."""
    address = serve(app)

    def opened(page: Page) -> Page:
        page.goto(f"{address}/v/{token}")
        page.goto(f"{address}/vastaus/toiveet")
        return page

    return opened


def _is_save(route: Route) -> bool:
    return route.request.method == "POST"


def test_what_is_typed_is_saved_after_a_pause_and_seen(writing, device, stored) -> None:
    with device(1280) as page:
        writing(page)
        page.locator(FIELD).press_sequentially("Yhteinen tila nuorille")
        expect(page.locator("#saved")).to_have_text("Tallentamatta")
        expect(page.locator("#saved")).to_have_text(SAVED)
        assert stored("mh_nosto") == "Yhteinen tila nuorille"
        expect(page.locator("#b-mh_nosto")).to_contain_text("Tallennettu")
        assert page.evaluate("localStorage.length") == 0
