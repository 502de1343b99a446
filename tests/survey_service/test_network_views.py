"""The coordinator's pages about networks, the catalogue, the theme and the candidates: every form, right and wrong."""

import re
import sys

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlmodel import select

from survey_service.db import Database
from survey_service.models import Candidate, Invitation, KnownPhenomenon, Membership, Network, Round, ThemeChoice

scenes = sys.modules["tests_scene"]
THEME, EDIT = "mielen_hyvinvointi", {"name_fi": "Jonot", "name_sv": "Köer"}


@pytest.fixture
def team(app: Flask, sqlite_database: Database, scene) -> FlaskClient:
    scenes.with_network(sqlite_database, scene)
    client = app.test_client()
    client.post("/henkilosto/kirjaudu", data={"email": scenes.TEAM, "password": scenes.PASSWORD})
    return client


def test_networks_are_added_filled_renamed_and_removed_when_empty(team: FlaskClient, sqlite_database: Database) -> None:
    new = "/henkilosto/verkostot/uusi"
    assert team.post(new, data={"name_fi": "Vain suomeksi"}).status_code == 422
    page = team.post(new, data={"name_fi": "Päihdeverkosto", "name_sv": "Nätverket"}).location
    seen = re.findall(r'name="seen" value="(\d+)"', team.get(page).get_data(as_text=True))
    names = {"name_fi": "Päihdetyön verkosto", "name_sv": "Nätverket"}
    assert team.post(page, data={**names, "seen": seen, "member": seen[:2]}).status_code == 303
    with sqlite_database.reading() as session:
        network = session.exec(select(Network).where(Network.name_fi == "Päihdetyön verkosto")).one()
        assert len(session.exec(select(Membership).where(Membership.network_id == network.id)).all()) == 2
    assert team.post(page, data={**names, "remove": "yes", "seen": seen[:1], "member": seen[:1]}).status_code == 409
    assert team.post(page, data={**names, "remove": "yes", "seen": seen}).status_code == 303
    assert "Päihdetyön" not in team.get("/henkilosto/verkostot/").get_data(as_text=True)


def test_the_catalogue_is_begun_sorted_searched_changed_and_shortened(team: FlaskClient, sqlite_database) -> None:
    here = "/henkilosto/ilmioluettelo/"
    assert team.post(f"{here}aloitus", data={"theme": "elintavat"}).status_code == 303
    assert team.post(f"{here}aloitus", data={"theme": "muu"}).status_code == 404
    assert team.post(f"{here}uusi", data={"theme": THEME}).status_code == 422
    assert team.post(f"{here}uusi", data={"theme": THEME, "network_id": "999", **EDIT}).status_code == 404
    assert team.post(f"{here}uusi", data={"theme": THEME, **EDIT, "indicators": "a, b"}).status_code == 303
    found = team.get(f"{here}?haku=jonot&jarjestys=-teema").get_data(as_text=True)
    assert "<em>" not in found
    with sqlite_database.reading() as session:
        row = session.exec(select(KnownPhenomenon).where(KnownPhenomenon.name_fi == "Jonot")).one()
    assert row.indicators == ["a", "b"]
    assert team.post(f"{here}{row.id}/", data={"theme": THEME, "seen": "vanha", "name_fi": "Toisin"}).status_code == 409
    assert team.post(f"{here}{row.id}/", data={"remove": "yes"}).status_code == 303
    assert team.get(f"{here}{row.id}/").status_code == 404


def test_the_theme_is_noted_and_an_extra_one_warns(team: FlaskClient, sqlite_database: Database, scene) -> None:
    here = f"/henkilosto/kierrokset/{scene.round}"
    assert team.post(f"{here}/teema/", data={"chosen_on": "eilen", "reason": "x"}).status_code == 422
    assert (
        team.post(f"{here}/teema/", data={"chosen_on": "15.1.2027", "reason": "Verkosto valitsi."}).status_code == 303
    )
    extra = {"theme": "Liikunta", "chosen_on": "15.1.2027", "reason": "Toivottiin."}
    assert team.post(f"{here}/teema/lisateema", data=extra).status_code == 303
    page = team.get(f"{here}/ehdokkaat/").get_data(as_text=True)
    assert "Liikunta" in page
    assert "notice--alert" in page
    with sqlite_database.reading() as session:
        one = session.exec(select(ThemeChoice).where(ThemeChoice.main.is_(False))).one()
    assert team.post(f"{here}/teema/{one.id}/pois").status_code == 303
    assert team.post(f"{here}/teema/{one.id}/pois").status_code == 404


def test_candidates_are_added_ordered_accepted_worded_and_merged(team: FlaskClient, sqlite_database, scene) -> None:
    here = f"/henkilosto/kierrokset/{scene.round}/ehdokkaat"
    assert team.post(f"{here}/uusi", data={}).status_code == 422
    assert team.post(f"{here}/uusi", data={**EDIT, "example": ["catalogue:mh01", "keksitty"]}).status_code == 303
    with sqlite_database.reading() as session:
        rows = session.exec(select(Candidate).order_by(Candidate.id)).all()
    first, last = rows[0], rows[-1]
    assert {"catalogue:mh01", ""} == {row.source for row in rows}
    assert team.post(f"{here}/", data={f"place-{first.id}": "yksi"}).status_code == 422
    places = {f"place-{row.id}": str(9 - number) for number, row in enumerate(rows)}
    assert team.post(f"{here}/", data={**places, "accept": str(last.id)}).status_code == 303
    assert team.post(f"{here}/", data={"decline": "999"}).status_code == 404
    stale = {**EDIT, "seen": "0", "description_fi": "Uusi"}
    assert team.post(f"{here}/{first.id}/", data=stale).status_code == 409
    with sqlite_database.reading() as session:
        seen = session.get_one(Candidate, first.id).version
    assert team.post(f"{here}/{first.id}/", data={**stale, "seen": seen, "into": str(first.id)}).status_code == 422
    assert team.post(f"{here}/{first.id}/", data={**stale, "seen": seen, "into": str(last.id)}).status_code == 303
    with sqlite_database.reading() as session:
        assert session.get_one(Candidate, first.id).merged_into_id == last.id
        assert session.get_one(Candidate, last.id).state == "accepted"
    assert team.post(f"{here}/", data={"open": str(first.id)}).status_code == 303
    page = team.get(f"{here}/").get_data(as_text=True)
    assert page.index("Jonot") > 0


def test_the_network_is_asked_until_a_day_and_nobody_twice(team: FlaskClient, sqlite_database: Database, scene) -> None:
    here = f"/henkilosto/kierrokset/{scene.round}/ehdokkaat/kutsut"
    for wrong in ("", "32.1.2027", "1.1.2020"):
        assert team.post(here, data={"until": wrong}).status_code == 422
    for _ in range(2):
        assert team.post(here, data={"until": "15.1.2099"}).status_code == 303
    with sqlite_database.reading() as session:
        assert session.get_one(Round, scene.round).naming_deadline.year == 2099
        asked = session.exec(select(Invitation).where(Invitation.purpose == "name")).all()
    assert len(asked) == 5
