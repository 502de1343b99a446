"""The page of a round's mails: sendings are planned, moved and cancelled there, and who cannot be reached is in red."""

import datetime
import re
import sys

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlmodel import select

from survey_service import deliveries, timetable
from survey_service.app import create_app
from survey_service.db import Database, now
from survey_service.models import Invitation, Mail, Organisation, PlannedSending, Round
from survey_service.settings import Settings

scenes = sys.modules["tests_scene"]


@pytest.fixture
def app(sqlite_database: Database, scene) -> Flask:
    app = create_app(Settings(secret_key="0123456789abcdef0123"), db=sqlite_database, jobs=scene.jobs)
    app.config["WTF_CSRF_ENABLED"] = False
    return app


def _signed_in(app: Flask, email: str = scenes.TEAM) -> FlaskClient:
    client = app.test_client()
    signed = client.post("/henkilosto/kirjaudu", data={"email": email, "password": scenes.PASSWORD})
    assert signed.status_code == 303
    return client


def _text(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True)))


def _planned(db: Database) -> list[tuple[str, str]]:
    with db.reading() as session:
        found = session.exec(select(PlannedSending).order_by(PlannedSending.id))
        return [(one.state, one.at.astimezone(timetable.FINLAND).strftime("%d.%m.%Y %H.%M")) for one in found]


def test_a_sending_is_planned_moved_and_cancelled_on_the_page(app: Flask, sqlite_database: Database, scene) -> None:
    with sqlite_database.writing() as session:
        session.get_one(Round, scene.round).deadline = datetime.datetime(2097, 6, 28, 13, tzinfo=datetime.UTC)
    team, page = _signed_in(app), f"/henkilosto/kierrokset/{scene.round}/viestit/"
    # Midsummer Eve of 2097 is a Friday
    asked = {"kind": "reminder", "day": "21.6.2097", "time": "9.15"}
    warned = team.post(f"{page}ajastus", data=asked)
    assert warned.status_code == 422
    assert "Ei työpäivä: Juhannusaatto" in _text(warned)
    assert "Seuraava työpäivä on 24.6.2097." in _text(warned)
    assert _planned(sqlite_database) == []

    assert team.post(f"{page}ajastus", data={**asked, "instead": "24.6.2097"}).status_code == 303
    assert team.post(f"{page}ajastus", data={**asked, "anyway": "1"}).status_code == 303
    assert _planned(sqlite_database) == [("planned", "24.06.2097 09.15"), ("planned", "21.06.2097 09.15")]
    assert "Sama lähetys on jo ajastettu" in _text(team.post(f"{page}ajastus", data={**asked, "anyway": "1"}))

    assert 'value="9.15"' in team.get(f"{page}ajastus/1").get_data(as_text=True)
    for day, time, told in (
        ("eilen", "9.15", "Kirjoittakaa päivä muodossa"),
        ("25.6.2097", "25.00", "Kirjoittakaa kellonaika"),
        ("25.6.2020", "9.00", "Ajankohta on jo mennyt"),
        ("1.7.2097", "9.00", "Vastausaika on silloin jo päättynyt"),
        ("31.3.2097", "3.30", "siirrytään kesäaikaan"),
    ):
        refused = team.post(f"{page}ajastus/1", data={"day": day, "time": time, "anyway": "1"})
        assert (refused.status_code, told in _text(refused)) == (422, True), told
        for typed in (day, time):
            assert f'value="{typed}"' in refused.get_data(as_text=True)
    assert team.post(f"{page}ajastus/1", data={"day": "25.6.2097", "time": "8.00"}).status_code == 303
    for _ in range(2):
        assert team.post(f"{page}ajastus/2/peru").status_code == 303
    assert _planned(sqlite_database) == [("planned", "25.06.2097 08.00"), ("cancelled", "21.06.2097 09.15")]
    assert team.post(f"{page}ajastus/2", data={"day": "25.6.2097", "time": "8.00"}).status_code == 303
    shown = _text(team.get(page))
    assert "25.6.2097 klo 8.00" in shown
    assert "Peruttu" in shown
    reader = _signed_in(app, scenes.READER)
    assert "25.6.2097 klo 8.00" in _text(reader.get(page))
    assert f"{page}ajastus" not in reader.get(page).get_data(as_text=True)


def test_who_cannot_be_reached_is_in_red_on_the_first_page_and_the_rounds(
    app: Flask, sqlite_database: Database, scene
) -> None:
    with sqlite_database.writing() as session:
        query = select(Mail).join(Invitation).join(Organisation).where(Mail.kind == "invitation")
        mail = session.exec(query.where(Organisation.key == "koivula")).first()
        mail.recipient, mail.state = "hyvinvointi@koivula.example", "bounced"
        deliveries.mark_unreachable(session, mail, "5.1.1 No such user")
    team, round_page = _signed_in(app), f"/henkilosto/kierrokset/{scene.round}/"
    for page in ("/henkilosto/", round_page, f"{round_page}viestit/"):
        html = team.get(page).get_data(as_text=True)
        assert re.search(r'notice--error">\s*<h2>Yhtä organisaatiota ei tavoiteta', html), page
        assert "Koivula: viestit eivät mene perille yhdellekään yhteyshenkilölle" in html
    table = _text(team.get(f"{round_page}viestit/?tila=bounced&haku=koivula"))
    assert "Palautui" in table
    assert "hyvinvointi@koivula.example" in table

    assert team.post(f"{round_page}viestit/osoitteet/1").status_code == 303
    with sqlite_database.reading() as session:
        assert deliveries.marks(session, scene.county) == []


def test_the_timetables_sendings_are_planned_at_once(app: Flask, sqlite_database: Database, scene) -> None:
    team, page = _signed_in(app), f"/henkilosto/kierrokset/{scene.round}/viestit/"
    assert "Vastaaminen päättyy ja kooste tehdään" in _text(team.get(page))
    team.post(f"{page}ajastus/ehdotetut")

    with sqlite_database.reading() as session:
        (closing,) = session.exec(select(PlannedSending).where(PlannedSending.kind == "closing")).all()
        assert closing.at == session.get_one(Round, scene.round).deadline > now()
