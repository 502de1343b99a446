"""What every answer of the service carries, and what is vendored with it."""

import hashlib
import json
import re
from pathlib import Path

import pytest
from flask import Flask

import survey_service
from survey_service.app import create_app
from survey_service.db import Database
from survey_service.security import style_nonce
from survey_service.settings import Settings

STATIC = Path(survey_service.__file__).parent / "static"


def _app(db: Database, jobs, **fields) -> Flask:
    return create_app(Settings(secret_key="0123456789abcdef0123", **fields), db=db, jobs=jobs)


@pytest.mark.parametrize("address", ["/", "/nowhere", "/terveys", "/henkilosto/kirjaudu", "/static/ennakko.css"])
def test_every_answer_keeps_the_policy(sqlite_database: Database, jobs, address) -> None:
    with _app(sqlite_database, jobs).test_client().get(address) as answer:
        policy = answer.headers["Content-Security-Policy"]

        assert "default-src 'self'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert "Strict-Transport-Security" not in answer.headers


def test_over_https_cookies_are_secure_and_browsers_are_told_to_insist(sqlite_database: Database, jobs) -> None:
    app = _app(sqlite_database, jobs, base_url="https://kysely.example")
    answer = app.test_client().get("/?lang=sv", base_url="https://kysely.example")

    assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")
    cookie = answer.headers["Set-Cookie"]
    assert all(mark in cookie for mark in ("Secure", "HttpOnly", "SameSite=Lax"))


def test_pages_are_not_kept_but_styles_may_be(sqlite_database: Database, jobs) -> None:
    client = _app(sqlite_database, jobs).test_client()

    assert client.get("/").headers["Cache-Control"] == "no-store"
    with client.get("/static/ennakko.css") as style:
        assert style.headers["Cache-Control"] != "no-store"


def test_an_inline_style_is_allowed_only_on_the_page_that_asked_for_it(sqlite_database: Database, jobs) -> None:
    app = _app(sqlite_database, jobs)
    app.add_url_rule("/tyyli", view_func=lambda: style_nonce())
    answer = app.test_client().get("/tyyli")

    assert f"style-src 'self' 'nonce-{answer.get_data(as_text=True)}'" in answer.headers["Content-Security-Policy"]
    assert "nonce" not in app.test_client().get("/").headers["Content-Security-Policy"]


def test_vendored_files_are_those_of_the_manifest() -> None:
    told: dict[str, str] = {}
    for package in json.loads((STATIC / "vendor" / "manifest.json").read_text()):
        assert package["version"]
        assert package["licence"]
        told |= package["files"]
    found = {
        str(file.relative_to(STATIC / "vendor")): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in (STATIC / "vendor").rglob("*")
        if file.suffix in (".css", ".js")
    }

    assert found == told


def test_no_style_or_script_fetches_anything_from_elsewhere() -> None:
    for file in STATIC.rglob("*"):
        if file.suffix in (".css", ".js"):
            text = file.read_text()
            assert "@import" not in text
            assert re.search(r"url\(\s*['\"]?(https?:)?//", text) is None
