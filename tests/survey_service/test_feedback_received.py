"""The county's staff reads feedback, sees what is late, and marks what was answered."""

import datetime
import sys

import html5lib
import pytest
from flask import Flask
from flask.testing import FlaskClient

from survey_service import feedback
from survey_service.app import create_app
from survey_service.db import Database
from survey_service.feedback import Written
from survey_service.models import Feedback
from survey_service.settings import Settings

scenes = sys.modules["tests_scene"]
PAGE = "/henkilosto/palautteet/"


@pytest.fixture
def app(sqlite_database: Database, scene) -> Flask:
    app = create_app(Settings(secret_key="0123456789abcdef0123"), db=sqlite_database, jobs=scene.jobs)
    app.config["WTF_CSRF_ENABLED"] = False
    return app


@pytest.fixture
def given(sqlite_database: Database, scene) -> int:
    """A feedback that is late."""
    written = Written("Skärmläsaren läser inte <skalan>.", "lasare@strandby.example", "sv", "/vastaus/tilannekuva")
    with sqlite_database.writing() as session:
        one = feedback.give(session, scene.jobs, scene.county, written, "192.0.2.1")
        one.answer_by -= datetime.timedelta(days=15)
        return one.id or 0


def _signed_in(app: Flask, email: str) -> FlaskClient:
    client = app.test_client()
    assert client.post("/henkilosto/kirjaudu", data={"email": email, "password": scenes.PASSWORD}).status_code == 303
    return client


def test_what_is_late_is_told_and_the_words_stand_in_their_language(app: Flask, given: int) -> None:
    text = _signed_in(app, scenes.TEAM).get(PAGE).get_data(as_text=True)

    assert "Myöhässä" in text
    assert '<blockquote class="typed" lang="sv">Skärmläsaren läser inte &lt;skalan&gt;.' in text
    assert f'id="p-{given}"' in text
    html5lib.HTMLParser(strict=True).parse(text)


def test_what_was_answered_is_marked_once_and_by_whom(app: Flask, given: int, sqlite_database: Database) -> None:
    client = _signed_in(app, scenes.TEAM)
    for _ in range(2):
        assert client.post(f"{PAGE}{given}/vastattu").status_code == 303
    text = client.get(PAGE).get_data(as_text=True)

    assert "Vastattu" in text
    assert "Merkitse vastatuksi" not in text
    with sqlite_database.reading() as session:
        assert session.get_one(Feedback, given).answered_by is not None


def test_another_county_sees_and_marks_nothing_of_it(app: Flask, given: int) -> None:
    client = _signed_in(app, scenes.OUTSIDER)

    assert "Skärmläsaren" not in client.get(PAGE).get_data(as_text=True)
    assert client.post(f"{PAGE}{given}/vastattu").status_code == 404


def test_who_only_reads_cannot_mark(app: Flask, given: int) -> None:
    client = _signed_in(app, scenes.READER)

    assert "Skärmläsaren" in client.get(PAGE).get_data(as_text=True)
    assert client.post(f"{PAGE}{given}/vastattu").status_code == 403
