"""The staff's way from a county's table of decisions to the list: look first, then take in."""

import html
import io
import re
import sys

import pytest
from flask import Flask
from flask.testing import FlaskClient

from survey_service import decisions
from survey_service.app import create_app
from survey_service.db import Database, now
from survey_service.settings import Settings

scenes = sys.modules["tests_scene"]
TABLE = "Nro;Päätös;Tavoite;Kunta;Määräaika\n1;Ohjauskortti;Apu löytyy;Kuusivaara;5.3.2027\n2;Koulutus;;;\n"


@pytest.fixture
def team(sqlite_database: Database, scene) -> FlaskClient:
    app: Flask = create_app(Settings(secret_key="0123456789abcdef0123"), db=sqlite_database, jobs=scene.jobs)
    app.config["WTF_CSRF_ENABLED"] = False
    client = app.test_client()
    client.post("/henkilosto/kirjaudu?lang=fi", data={"email": scenes.TEAM, "password": scenes.PASSWORD})
    return client


@pytest.fixture
def address(scene) -> str:
    return f"/henkilosto/kierrokset/{scene.round}/paatokset/{now().year - 1}/"


def _known(db: Database, scene) -> list[tuple[str, str]]:
    with db.reading() as session:
        return [(one.key, one.action) for one in decisions.of_year(session, scene.county, now().year - 1)]


def _look(team: FlaskClient, address: str, content: str | bytes, name: str = "päätökset.csv"):
    stream = io.BytesIO(content if isinstance(content, bytes) else content.encode())
    return team.post(f"{address}esikatselu", data={"file": (stream, name)})


def _rows(page: str) -> str:
    found = re.search(r'name="rows" value="([^"]*)"', page)
    assert found
    return html.unescape(found.group(1))


def _take_in(team: FlaskClient, address: str, content: str, **others):
    page = _look(team, address, content).get_data(as_text=True)
    return team.post(address, data={"rows": _rows(page), **others})


def test_what_would_change_is_shown_before_anything_does(team, address, sqlite_database, scene) -> None:
    looked = _look(team, address, TABLE)

    page = looked.get_data(as_text=True)
    assert (looked.status_code, "Ohjauskortti" in page, "2 uutta" in page) == (200, True, True)
    assert _known(sqlite_database, scene) == []

    assert team.post(address, data={"rows": _rows(page)}).status_code == 303
    listed = team.get(address).get_data(as_text=True)
    assert _known(sqlite_database, scene) == [("1", "Ohjauskortti"), ("2", "Koulutus")]
    for words in ("Ohjauskortti", "Apu löytyy", "Kuusivaara", "5.3.2027", "Tuotu: 2 uutta"):
        assert words in listed


def test_problems_are_told_with_their_rows_in_the_readers_language(team, address, sqlite_database, scene) -> None:
    wrong = _look(team, address, TABLE + "2;;;Olematon;31.2.\n")

    page = wrong.get_data(as_text=True)
    assert wrong.status_code == 422
    assert page.count("Rivi 4:") == 4
    assert "”Olematon”" in page
    assert 'name="rows"' not in page
    swedish = team.post(
        f"{address}esikatselu?lang=sv", data={"file": (io.BytesIO(b"Nr;Beslut\n;x\n"), "b.csv")}
    ).get_data(as_text=True)
    assert "Rad 2:" in swedish
    assert _known(sqlite_database, scene) == []


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("p.docx", b"x", "tarvitaan"),
        ("p.csv", b"", "p.csv on tyhjä"),
        ("p.csv", b"Nro;Tavoite\n", "”päätös”"),
        ("p.xlsx", b"x", "Excel"),
        ("", b"", "Valitkaa tiedosto"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_at_its_field(team, address, name, content, words) -> None:
    refused = _look(team, address, content, name)

    page = refused.get_data(as_text=True)
    assert (refused.status_code, words in page) == (422, True)
    assert 'id="file-error"' in page


def test_what_is_not_in_the_file_goes_only_when_it_was_chosen(team, address, sqlite_database, scene) -> None:
    _take_in(team, address, TABLE)
    shorter = "Nro;Päätös\n1;Ohjauskortti\n"
    assert "Koulutus" in _look(team, address, shorter).get_data(as_text=True)

    _take_in(team, address, shorter)
    assert len(_known(sqlite_database, scene)) == 2
    _take_in(team, address, shorter, remove="2")
    assert _known(sqlite_database, scene) == [("1", "Ohjauskortti")]


def test_a_tampered_look_takes_in_nothing(team, address, sqlite_database, scene) -> None:
    for rows in ("", "{}", '[{"key": 1}]', '[{"key": "1", "action": ""}]', '[{"row": "x", "key": "1", "action": "a"}]'):
        assert team.post(address, data={"rows": rows}).status_code in (409, 422)
    assert _known(sqlite_database, scene) == []


def test_only_the_years_of_the_round_are_opened(team, scene, address) -> None:
    base = f"/henkilosto/kierrokset/{scene.round}/paatokset/"
    assert team.get(base).location == address
    assert team.get(f"{base}{now().year}/").status_code == 200
    assert team.get(f"{base}{now().year - 2}/").status_code == 404


def test_the_table_comes_back_as_it_was_taken_in(team, address) -> None:
    _take_in(team, address, TABLE)
    table = team.get(f"{address}paatokset.xlsx?lang=sv")
    assert table.headers["Content-Disposition"].startswith("attachment")

    again = _look(team, address, table.data, "p.xlsx").get_data(as_text=True)
    assert "2 som förut" in again
