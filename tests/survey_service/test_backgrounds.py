"""Files and links beside a round and an organisation: who adds them, who reads them, and what is refused."""

import io
import sys
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlmodel import select

from survey_service import accounts, attachments, rescanning
from survey_service.db import Database
from survey_service.models import Attachment, Background, Organisation, Round

scenes = sys.modules["tests_scene"]
PDF = b"%PDF-1.4\n%%EOF"


@pytest.fixture
def team(town: Any, app: Flask) -> FlaskClient:
    with town.db.writing() as session:
        county = session.get_one(Round, town.round_id).county_id
        accounts.create(session, county, scenes.TEAM, "Hytetu-tiimi", "hva_team", scenes.PASSWORD)
    client = app.test_client()
    client.post("/henkilosto/kirjaudu?lang=fi", data={"email": scenes.TEAM, "password": scenes.PASSWORD})
    return client


def test_what_stands_beside_a_round_is_read_by_those_whom_it_concerns(
    team: FlaskClient, town: Any, build: Any, jobs: Any
) -> None:
    address = f"/henkilosto/kierrokset/{town.round_id}/aineisto/"
    with town.db.writing() as session:
        county = session.get_one(Round, town.round_id).county_id
        other = Organisation(
            county_id=county, key="muu", kind="kunta", name_fi="Muu", name_sv="Annan", language_status="fi"
        )
        session.add(other)
        session.flush()
        other_id = other.id

    added = team.post(
        address, data={"title": "Suunnitelma", "year": "2026", "file": (io.BytesIO(PDF), "../suunnitelma.pdf")}
    )
    assert added.status_code == 303
    for whose, title in ((town.organisation_id, "Oma kertomus"), (other_id, "Muun kertomus")):
        link = {"title": title, "url": "https://www.example.org/kertomus", "organisation": str(whose)}
        assert team.post(address, data=link).status_code == 303

    page = town.browser().get("/vastaus/").text
    assert "Suunnitelma" in page
    assert "Oma kertomus" in page
    assert "Muun kertomus" not in page
    with town.db.reading() as session:
        ids = {row.title: row.id for row in session.exec(select(Background))}
    with town.browser().get(f"/vastaus/aineisto/{ids['Suunnitelma']}") as file:
        assert (file.data, file.headers["Content-Disposition"].split("=")[-1]) == (PDF, "suunnitelma.pdf")
    assert town.browser().get(f"/vastaus/aineisto/{ids['Muun kertomus']}").status_code == 404
    with team.get(f"{address}{ids['Suunnitelma']}") as file:
        assert file.data == PDF

    assert team.post(f"{address}{ids['Suunnitelma']}/poista").status_code == 303
    assert team.post(f"{address}{ids['Suunnitelma']}/poista").status_code == 404
    with town.db.reading() as session:
        assert session.exec(select(Attachment)).all() == []
    assert attachments.sweep(town.db, town.folder, older_than_s=-1) == 1


WRONG: tuple[tuple[dict[str, Any], str], ...] = (
    ({"title": "", "url": "https://www.example.org/"}, "title"),
    ({"title": "A"}, "url"),
    ({"title": "A", "url": "javascript:alert(1)"}, "url"),
    ({"title": "A", "url": "https://www.example.org/", "year": "26"}, "year"),
    ({"title": "A", "file": (io.BytesIO(b"MZ"), "ohjelma.pdf")}, "file"),
)


def test_what_is_wrong_is_told_at_its_field_and_nothing_is_kept(team: FlaskClient, town: Any) -> None:
    for typed, field in WRONG:
        refused = team.post(f"/henkilosto/kierrokset/{town.round_id}/aineisto/", data=typed)
        assert (refused.status_code, f'id="{field}-error"' in refused.text) == (422, True), typed
    assert not list(town.folder.glob("??/*"))


def test_an_infected_file_of_its_own_is_removed_without_an_answer(
    sqlite_database: Database, mail_settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = mail_settings(25, clamd="tcp://127.0.0.1:1")
    with sqlite_database.writing() as session:
        file = Attachment(key="ab" * 16, name="a.pdf", media_type="x", size=1, sha256="", scan="waiting")
        session.add(file)
        session.flush()
        key, file_id = file.key, file.id or 0
    path = settings.files_folder / key[:2] / key
    path.parent.mkdir(parents=True)
    path.write_bytes(PDF)
    monkeypatch.setattr("survey_service.scanning.scan", lambda _clamd, _stream: "infected")

    assert rescanning.look_again(sqlite_database, settings, file_id, 1) is None
    assert not path.exists()
