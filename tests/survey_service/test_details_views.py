"""The page of a round's details: what is written there is kept, and wrong things are told at their field."""

import sys

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlmodel import select

from survey_service.app import create_app
from survey_service.db import Database
from survey_service.models import Contact, Organisation, Round
from survey_service.settings import Settings

scenes = sys.modules["tests_scene"]
GUEST = {
    "name_fi": "Naapuri",
    "region": "Kaukaranta",
    "kind": "muu",
    "language_status": "fi",
    "title_fi": "Koordinaattori",
    "email": "hytetu@naapuri.example",
}


@pytest.fixture
def team(sqlite_database: Database, scene) -> FlaskClient:
    app: Flask = create_app(Settings(secret_key="0123456789abcdef0123"), db=sqlite_database, jobs=scene.jobs)
    app.config["WTF_CSRF_ENABLED"] = False
    client = app.test_client()
    client.post("/henkilosto/kirjaudu?lang=fi", data={"email": scenes.TEAM, "password": scenes.PASSWORD})
    return client


def test_the_details_of_a_round_are_written_and_kept(team, sqlite_database, scene) -> None:
    address = f"/henkilosto/kierrokset/{scene.round}/tiedot/"
    written = {"convener_fi": "Hyte-ohjausryhmä", "case_number": "HVA/1/2027", "legal_basis_fi": "x" * 501}

    refused = team.post(address, data=written)
    assert refused.status_code == 422
    assert "Hyte-ohjausryhmä" in refused.text
    assert 'id="legal_basis_fi-error"' in refused.text

    assert team.post(address, data=written | {"legal_basis_fi": " "}).status_code == 303
    with sqlite_database.reading() as session:
        round_ = session.get_one(Round, scene.round)
        assert (round_.convener_fi, round_.case_number, round_.legal_basis_fi) == ("Hyte-ohjausryhmä", "HVA/1/2027", "")
    assert "(612/2021) 6–7 §" in team.get(address).text


def test_an_organisation_of_another_county_is_added_asked_as_picked_and_left_out(team, sqlite_database, scene) -> None:
    address = f"/henkilosto/kierrokset/{scene.round}/tiedot/"

    refused = team.post(f"{address}alueen-ulkopuolelta", data=GUEST | {"email": "naapuri", "code": "12a"})
    assert refused.status_code == 422
    assert 'id="email-error"' in refused.text
    assert 'id="code-error"' in refused.text

    assert team.post(f"{address}alueen-ulkopuolelta", data=GUEST).status_code == 303
    with sqlite_database.reading() as session:
        made = session.exec(select(Organisation).where(Organisation.region == "Kaukaranta")).one()
        assert (made.name_sv, made.code) == ("Naapuri", None)
        assert session.exec(select(Contact.email).where(Contact.organisation_id == made.id)).one() == GUEST["email"]

    assert "Naapuri" in team.get(f"/henkilosto/kierrokset/{scene.round}/").text
    team.post(f"{address}muut", data={str(made.id): "kunta", "x": "y"})
    with sqlite_database.reading() as session:
        assert session.get_one(Organisation, made.id).audience == "kunta"

    team.post(f"{address}alueen-ulkopuolelta/{made.id}", data={"part": "out"})
    assert "Naapuri" not in team.get(f"/henkilosto/kierrokset/{scene.round}/").text
