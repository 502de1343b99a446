"""Mail scanners open links, follow what they find and even send forms: nothing may come of it."""

import sys
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlmodel import SQLModel

from survey_service.db import Database

scanner = sys.modules["tests_scanner"]

# counters of how often something was tried, which hold nothing of anybody and are forgotten within the hour
COUNTERS = {"attempt"}
WRITTEN = "Jonot ovat kasvaneet, ja etsivä nuorisotyö huomaa sen ensin."
COLLEAGUE = "sivistys@kuusivaara.example"


def _post(client: FlaskClient, page: str, written: dict[str, str]) -> Any:
    """Send the form of a page to the page itself as a person does: its hidden fields, and what was written."""
    text = client.get(page, follow_redirects=True).get_data(as_text=True)
    forms = scanner._forms(text, f"{scanner.HERE}{page}", junk=False)
    form = next(one for one in forms if one.action.endswith(page))
    return client.post(page, data={**scanner._filled(form.fields), **written})


@pytest.fixture
def town(town):
    """A town that has written something and passed its link on, and that checks its forms."""
    town.app.config["WTF_CSRF_ENABLED"] = True
    client = town.browser()
    assert _post(client, "/vastaus/toiveet", {"q_mh_nosto-text": WRITTEN, "act": "save"}).status_code == 303

    town.jobs.asked.clear()
    return town


def tables(db: Database) -> dict[str, list[str]]:
    """The whole database."""
    with db.reading() as session:
        return {
            table.name: sorted(map(repr, session.execute(table.select())))
            for table in SQLModel.metadata.sorted_tables
            if table.name not in COUNTERS
        }


def _submit(town: Any) -> None:
    answer = _post(town.browser(), "/vastaus/tarkistus/", {"confirmed": "yes"})
    assert answer.status_code == 303, answer.get_data(as_text=True)


def test_a_scanner_that_opens_everything_and_sends_every_form_as_it_is_changes_nothing(town) -> None:
    before = tables(town.db)
    found = scanner.Scanner(town.app, f"/v/{town.tokens['organisation']}").scan()

    assert tables(town.db) == before
    assert town.jobs.asked == []
    assert 500 not in found.statuses
    # it really came everywhere: every address of the respondent's that takes forms, but for those of other states
    assert {
        "/vastaus/toiveet",
        "/vastaus/vastaajat",
        "/vastaus/tarkistus/",
        "/vastaus/jako/",
        "/vastaus/sulje",
        "/palaute/",
        "/linkki/",
        "/henkilosto/kirjaudu",
    } <= found.sent, sorted(found.sent)

    # and then the human comes, with the same link
    client = town.browser()
    assert WRITTEN in client.get("/vastaus/toiveet").get_data(as_text=True)
    _submit(town)
    assert "submitted" in tables(town.db)["response"][0]


@pytest.mark.parametrize("kind", ["organisation", "section"])
def test_a_scanner_without_cookies_changes_nothing(town, kind: str) -> None:
    before = tables(town.db)
    scanner.Scanner(town.app, f"/v/{town.tokens[kind]}", cookies=False).scan()

    assert tables(town.db) == before


def test_a_scanner_of_a_shared_link_changes_nothing(town) -> None:
    before = tables(town.db)
    found = scanner.Scanner(town.app, f"/v/{town.tokens['section']}").scan()

    assert tables(town.db) == before
    assert "/vastaus/ilmiot" in found.sent


@pytest.mark.parametrize("junk", [False, True], ids=["forms as they are", "everything ticked and filled in"])
def test_no_scanner_takes_back_what_was_sent(town, junk: bool) -> None:
    _submit(town)
    before = tables(town.db)
    asked = list(town.jobs.asked)
    found = scanner.Scanner(town.app, f"/v/{town.tokens['organisation']}", junk=junk).scan()

    assert tables(town.db) == before
    assert town.jobs.asked == asked
    assert "/vastaus/takaisin/" in found.sent


def test_a_scanner_that_ticks_and_fills_everything_sends_in_nothing_and_what_was_written_can_be_had_back(town) -> None:
    before = tables(town.db)
    found = scanner.Scanner(town.app, f"/v/{town.tokens['organisation']}", junk=True).scan()
    after = tables(town.db)

    assert 500 not in found.statuses
    assert {"/vastaus/toiveet", "/vastaus/tarkistus/", "/vastaus/vastaajat"} <= found.sent
    for untouched in ("mail", "submission", "link", "share", "invitation", "feedback", "linkrequest", "reopening"):
        assert after[untouched] == before[untouched], untouched
    assert "'draft'" in after["response"][0]
    assert {job for job, _ in town.jobs.asked} <= {"check_names"}
    assert any(WRITTEN in row for row in after["answerrevision"])
