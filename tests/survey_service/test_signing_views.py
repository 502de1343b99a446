"""The pages of signing in: with a code where it is asked for, and with a word for who may not come in."""

import datetime
import re
import sys

import pyotp
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlmodel import select

from survey_service import accounts
from survey_service.db import Database, now
from survey_service.models import StaffMail, StaffMember

scenes = sys.modules["tests_scene"]
SIGN_IN, SET_UP, CODE = "/henkilosto/kirjaudu", "/henkilosto/kaksivaiheinen/", "/henkilosto/kirjaudu/koodi"


def sign_in(app: Flask, email: str = scenes.ADMIN, **others: str) -> tuple[FlaskClient, object]:
    client = app.test_client()
    return client, client.post(SIGN_IN, data={"email": email, "password": scenes.PASSWORD, **others})


def code(secret: str, away: int = 0) -> str:
    app = pyotp.TOTP(secret)
    return app.generate_otp(app.timecode(now()) + away)


@pytest.fixture
def asking(sqlite_database: Database, scene) -> None:
    """The county asks its admins for a code."""
    with sqlite_database.writing() as session:
        accounts.require_second_step(session, scene.county, ["admin"], scenes.ADMIN)


def test_who_is_asked_for_a_code_sees_nothing_until_it_is_given(app: Flask, asking) -> None:
    wanted = "/henkilosto/tunnukset/"
    client, answer = sign_in(app, next=wanted)
    assert answer.location.startswith(SET_UP)
    assert client.get(wanted).status_code == 303
    page = client.get(answer.location).get_data(as_text=True)
    secret = re.search(r'class="key">([^<]+)<', page).group(1).replace(" ", "")
    picture = client.get(f"{SET_UP}koodi.svg")
    assert (picture.mimetype, picture.data[:5]) == ("image/svg+xml", b"<?xml")
    assert client.post(SET_UP, data={"code": "000000", "next": wanted}).status_code == 422
    used = code(secret, -1)
    shown = client.post(SET_UP, data={"code": used, "next": wanted}).get_data(as_text=True)
    codes = re.findall(r"<code>([A-Z0-9-]{19})</code>", shown)
    assert len(codes) == 10
    assert f'href="{wanted}"' in shown
    assert client.get(wanted).status_code == 200
    assert codes[0] not in client.get(SET_UP).get_data(as_text=True)

    again, answer = sign_in(app, next=wanted)
    assert answer.location.startswith(CODE)
    assert again.get(wanted).status_code == 303
    assert again.get(SET_UP).location == CODE
    assert again.post(CODE, data={"code": used}).status_code == 422
    assert again.post(CODE, data={"code": code(secret), "next": wanted}).location == wanted
    assert again.get(wanted).status_code == 200
    lost, _ = sign_in(app)
    assert lost.post(CODE, data={"code": codes[1]}).status_code == 303
    assert lost.post(SET_UP, data={"code": codes[2], "then": "take_away"}).status_code == 303
    assert again.get(wanted).status_code == 303
    assert lost.get(SET_UP).status_code == 200
    assert lost.get(wanted).status_code == 303


def test_setting_codes_up_in_an_open_browser_asks_for_the_password_too(app: Flask, scene) -> None:
    client, _ = sign_in(app)
    page = client.get(SET_UP).get_data(as_text=True)
    secret = re.search(r'class="key">([^<]+)<', page).group(1).replace(" ", "")
    assert client.post(SET_UP, data={"code": code(secret, -1)}).status_code == 422
    assert client.post(SET_UP, data={"code": code(secret), "old": scenes.PASSWORD}).status_code == 200


def test_without_a_password_given_the_pages_of_the_code_lead_to_the_beginning(app: Flask, scene) -> None:
    client = app.test_client()
    assert client.get(CODE).location == SIGN_IN
    assert client.post(CODE, data={"code": "123456"}).location == SIGN_IN
    assert client.get(SET_UP).location.startswith(SIGN_IN)
    assert client.get(f"{SET_UP}koodi.svg").location.startswith(SIGN_IN)


def test_who_signs_in_after_the_last_day_is_told_so(app: Flask, sqlite_database: Database, scene) -> None:
    with sqlite_database.writing() as session:
        team = session.exec(select(StaffMember).where(StaffMember.email == scenes.TEAM)).one()
        team.last_day = datetime.date(2026, 3, 5)
    _, answer = sign_in(app, scenes.TEAM)
    assert answer.status_code == 403
    assert "5.3.2026" in answer.get_data(as_text=True)


def test_an_admin_makes_an_account_that_ends_and_whose_owner_chooses_the_password(
    app: Flask, sqlite_database: Database, scene
) -> None:
    admin, _ = sign_in(app)
    page = "/henkilosto/tunnukset/"
    new = {"email": "uusi@kuusivirta.example", "title": "Neuvottelija", "role": "negotiator", "rounds": scene.round}
    for wrong in ("eilen", "1.1.2021"):
        assert admin.post(page, data={**new, "last_day": wrong}).status_code == 422
    tomorrow = accounts.today() + datetime.timedelta(days=1)
    assert admin.post(page, data={**new, "last_day": f"{tomorrow:%d.%m.%Y}"}).status_code == 303
    with sqlite_database.reading() as session:
        made = session.exec(select(StaffMember).where(StaffMember.email == new["email"])).one()
        assert (made.last_day, made.password_hash) == (tomorrow, "")
        assert accounts.rounds_read(session, made.id) == [scene.round]
        assert session.exec(select(StaffMail.kind)).all() == ["welcome"]
    assert admin.post(f"{page}{made.id}/", data={**new, "role": "admin", "last_day": ""}).status_code == 303
    assert admin.post(f"{page}{made.id}/kaksivaiheisuus").status_code == 303
    own = f"{page}{accounts_of(sqlite_database, scenes.ADMIN)}"
    for act in ("/", "/sulje", "/salasana", "/kaksivaiheisuus"):
        assert admin.post(f"{own}{act}", data=new).status_code == 404
    assert admin.get(f"{own}/").status_code == 200


def accounts_of(db: Database, email: str) -> int:
    with db.reading() as session:
        return session.exec(select(StaffMember).where(StaffMember.email == email)).one().id


def test_browsers_are_signed_out_one_by_one_and_the_present_one_too(app: Flask, scene) -> None:
    (here, _), (there, _) = sign_in(app), sign_in(app)
    page = here.get("/henkilosto/oma/").get_data(as_text=True)
    assert here.post(re.search(r'action="(/henkilosto/oma/selaimet/\d+)"', page).group(1)).status_code == 303
    assert there.get("/henkilosto/").status_code == 303
    assert here.get("/henkilosto/").status_code == 200
    third, _ = sign_in(app)
    assert third.post("/henkilosto/oma/selaimet").status_code == 303
    assert here.get("/henkilosto/").status_code == 303
