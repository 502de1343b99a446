"""A link is a key: where its token may be seen, and by whom, is checked over every address of the service."""

import re
import sys
from typing import Any

import pytest
from flask import Flask

from survey_service.app import create_app
from survey_service.settings import Settings

scanner = sys.modules["tests_scanner"]
ARGUMENTS = {"section_id": "ilmiot", "question_id": "c_esitys", "filename": "ennakko.css", "share_id": 1}


def _addresses(app: Flask) -> list[str]:
    """An address of every page and download, with something in each of its blanks."""
    fill = re.compile(r"<(?:[^:>]+:)?([^>]+)>")
    rules = [rule.rule for rule in app.url_map.iter_rules() if "GET" in rule.methods]
    return [fill.sub(lambda found: str(ARGUMENTS.get(found.group(1), 1)), rule) for rule in rules]


def test_no_answer_tells_another_site_where_it_came_from_nor_stays_on_the_device(town) -> None:
    client = town.browser()
    seen = set()
    for address in [f"/v/{town.tokens['organisation']}", f"/v/{town.tokens['expired']}", *_addresses(town.app)]:
        for method in ("GET", "HEAD", "POST"):
            answer = client.open(address, method=method)
            answer.close()
            seen.add(answer.status_code)
            assert answer.headers["Referrer-Policy"] == "no-referrer", (method, address)
            assert answer.headers["X-Content-Type-Options"] == "nosniff", (method, address)
            kept = answer.headers.get("Cache-Control")
            assert kept == "no-store" or address.startswith("/static/"), (method, address)

    # pages, redirects, downloads and errors of all kinds were among them
    assert {200, 303, 403, 404, 405, 410} <= seen


def test_the_token_leaves_the_address_bar_and_stands_on_no_page(town) -> None:
    client = town.app.test_client()
    token = town.tokens["organisation"]
    opened = client.get(f"/v/{token}")

    assert opened.status_code == 303
    assert token not in opened.location
    assert token not in str(opened.headers.getlist("Set-Cookie"))
    for address in _addresses(town.app):
        with client.get(address) as answer:
            assert token not in str(answer.headers), address
            assert token.encode() not in answer.get_data(), address


@pytest.mark.parametrize("kind", ["expired", "unknown"])
def test_a_page_about_a_link_that_does_not_open_does_not_repeat_it(town, kind: str) -> None:
    token = town.tokens.get(kind, "B" * 43)
    page = town.app.test_client().get(f"/v/{token}?lang=sv").get_data(as_text=True)

    assert token not in page


@pytest.mark.parametrize("token", ["organisation", "section", "expired", "unknown", "short"])
def test_head_answers_as_get_does_and_gives_no_cookie(town, token: str) -> None:
    address = f"/v/{town.tokens.get(token, 'C' * 43 if token == 'unknown' else 'katki')}"
    head, get = (town.app.test_client().open(address, method=method) for method in ("HEAD", "GET"))

    assert (head.status_code, head.headers.get("Location")) == (get.status_code, get.headers.get("Location"))
    assert head.get_data() == b""
    assert "answer_link" not in str(head.headers.getlist("Set-Cookie"))
    assert head.headers.getlist("Set-Cookie") == [] or token not in ("organisation", "section")


@pytest.mark.parametrize("header", ["Sec-Purpose", "Purpose", "X-Purpose", "X-Moz"])
@pytest.mark.parametrize("token", ["organisation", "expired"])
def test_a_page_that_is_fetched_in_advance_opens_nothing_and_puts_no_other_link_aside(
    town, header: str, token: str
) -> None:
    client = town.browser("section")
    answer = client.get(f"/v/{town.tokens[token]}", headers={header: "prefetch;prerender"})

    assert answer.status_code == 503
    assert answer.headers.getlist("Set-Cookie") == []
    assert client.get("/vastaus/toiveet").status_code == 404, "the shared link is the one that is open still"


def test_over_https_the_cookie_is_taken_from_this_host_alone(sqlite_database, town) -> None:
    settings = Settings(secret_key="0123456789abcdef0123", base_url="https://kysely.example", proxies=1)
    client = create_app(settings, db=sqlite_database, jobs=town.jobs).test_client()
    answer = client.get(f"/v/{town.tokens['organisation']}", base_url="https://kysely.example")
    cookie = answer.headers["Set-Cookie"]

    assert cookie.startswith("__Host-ennakko=")
    assert all(mark in cookie for mark in ("Secure", "HttpOnly", "Path=/", "SameSite=Lax"))
    assert "Domain" not in cookie
    assert client.get("/vastaus/", base_url="https://kysely.example").status_code == 200


def _whose(page: str) -> dict[str, Any]:
    forms = scanner._forms(page, "http://localhost/", junk=False)
    return {form.action: dict(form.fields).get("whose") for form in forms if form.method == "POST"}


@pytest.mark.parametrize("page", ["/vastaus/", "/vastaus/toiveet", "/vastaus/tarkistus/", "/vastaus/jako/"])
def test_every_form_behind_a_link_says_whose_it_is(town, page: str) -> None:
    client = town.browser()
    text = client.get("/vastaus/toiveet").get_data(as_text=True)
    fields = next(form for form in scanner._forms(text, "http://localhost/vastaus/toiveet", junk=False)).fields
    client.post("/vastaus/toiveet", data={**scanner._filled(fields), "q_mh_nosto-text": "Lyhyt", "act": "save"})
    forms = _whose(client.get(page, follow_redirects=True).get_data(as_text=True))

    # closing the link on this device is the one act that concerns the device, whoever's link it is
    assert {action: whose for action, whose in forms.items() if not whose and not action.endswith("/sulje")} == {}
