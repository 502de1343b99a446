"""A real browser, and the service served on loopback."""

import datetime
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, Page, expect
from werkzeug.serving import WSGIRequestHandler, make_server

from questionnaires import loading
from survey_service import links
from survey_service.app import create_app
from survey_service.db import Database
from survey_service.models import Contact, County, Invitation, Organisation, Round
from survey_service.settings import Settings

# a busy machine is slow, not wrong
expect.set_options(timeout=20_000)
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
FAULTS = Path(__file__).with_name("faults.js").read_text()


class Handler(WSGIRequestHandler):
    """Says nothing, and does not wait for ever for a browser that opened a connection in advance."""

    timeout = 5

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        pass


@pytest.fixture
def serve() -> Iterator[Callable[[Flask], str]]:
    """`serve(app)` serves it until the test ends, and gives its address."""
    running = []

    def start(app: Flask) -> str:
        server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Handler)
        # the test ends when every request has been answered, so that none is left to a closed database
        server.daemon_threads = False
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        running.append((server, thread))
        return f"http://127.0.0.1:{server.port}"

    yield start
    for server, thread in running:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def device(chromium: Browser):
    """`device(width, javascript=…, language=…)`: a page in a context of its own; `page.asked` is what it asked for."""

    @contextmanager
    def opened(width: int, *, javascript: bool = True, language: str = "fi") -> Iterator[Page]:
        context = chromium.new_context(
            viewport={"width": width, "height": 800}, java_script_enabled=javascript, locale=language
        )
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: message.type == "error" and asked.append(f"console: {message.text}"))
        page.asked = asked
        yield page
        context.close()

    return opened


@pytest.fixture(scope="session")
def faults_of() -> Callable[[Page], list[str]]:
    """What a machine finds wrong with a page: broken rules of WCAG 2.2 A and AA or of good practice, and FAULTS.js."""
    axe = Axe()

    def find(page: Page) -> list[str]:
        # without its styles a page is another one
        page.wait_for_load_state()
        # colours that the reader forces upon a page are not the page's
        forced = page.evaluate("matchMedia('(forced-colors: active)').matches")
        if page.evaluate("typeof axe") == "undefined":
            page.evaluate(axe.axe_script)
        found = page.evaluate(
            "options => axe.run(options)", {**RULES, "rules": {"color-contrast": {"enabled": not forced}}}
        )
        broken = [
            f"{rule['id']}: {node['target'][0]} {node['html'][:160]}"
            for rule in found["violations"]
            for node in rule["nodes"]
        ]
        return [*broken, *page.evaluate(FAULTS)]

    return find


@pytest.fixture
def check_page(faults_of) -> Callable[[Page], None]:
    """Fail when a machine finds anything wrong with a page."""

    def check(page: Page) -> None:
        assert faults_of(page) == [], page.url

    return check


@pytest.fixture(scope="session")
def wait_until_nothing_is_kept() -> Callable[[Page], None]:
    """Wait until the browser keeps no text of its own any more."""

    def wait(page: Page) -> None:
        # asked from outside: a condition that waits inside the page is code from a string, which the page forbids
        for _ in range(200):
            if page.evaluate("localStorage.length") == 0:
                return
            page.wait_for_timeout(100)
        pytest.fail("the browser still keeps a text that the server has")

    return wait


class NoJobs:
    """Takes work and leaves it."""

    def enqueue(self, session: object, job: str, thing_id: int, turn: int = 1, after_s: float = 0) -> None:
        pass


@pytest.fixture
def app(sqlite_database: Database, tmp_path: Path) -> Flask:
    settings = Settings(secret_key="0123456789abcdef0123", files_folder=tmp_path / "files")
    return create_app(settings, db=sqlite_database, jobs=NoJobs())


@pytest.fixture
def token(sqlite_database: Database) -> str:
    return _invited(sqlite_database)


@pytest.fixture
def make_token() -> Callable[[Database], str]:
    """`make_token(database)`: the token of a municipality that is invited there."""
    return _invited


def _invited(database: Database) -> str:
    questionnaire = loading.load("mielen_hyvinvointi", year=2027)
    deadline = datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=30)
    with database.writing() as session:
        county = County(
            code="99",
            name_fi="Kuusivirran hyvinvointialue",
            name_sv="Granälvens välfärdsområde",
            languages=["fi", "sv"],
            contact_email="hytetu@kuusivirta.example",
        )
        session.add(county)
        session.flush()
        round_ = Round(
            county_id=county.id,
            year=2027,
            theme=questionnaire.theme,
            questionnaire=questionnaire.model_dump(mode="json"),
            deadline=deadline,
            selection_deadline=deadline,
            calendar=[],
        )
        organisation = Organisation(
            county_id=county.id,
            key="kuusivaara",
            kind="kunta",
            name_fi="Kuusivaara",
            name_sv="Granvik",
            language_status="fi",
        )
        session.add_all((round_, organisation))
        session.flush()
        contact = Contact(
            organisation_id=organisation.id, title_fi="Koordinaattori", title_sv="Koordinator", email="a@b.example"
        )
        session.add(contact)
        session.flush()
        invitation = Invitation(
            round_id=round_.id, organisation_id=organisation.id, contact_id=contact.id, purpose="answer"
        )
        session.add(invitation)
        session.flush()
        return links.mint(session, invitation, "organisation", expires_at=deadline)
