"""What somebody sends who means no good, or whose program goes wrong: refused in words, and nothing else is touched."""

import datetime
import io
import json
import sys
import zipfile
from pathlib import Path

import pytest
from authlib.oidc.core import CodeIDToken
from flask import Flask
from flask.testing import FlaskClient
from joserfc.errors import InvalidClaimError
from sqlmodel import select
from werkzeug.test import TestResponse

from questionnaires import loading
from questionnaires.problems import InvalidQuestionnaire
from questionnaires.writing import written
from survey_service import accounts, password_links, signing_in, tables
from survey_service.app import create_app
from survey_service.db import Database
from survey_service.errors import LinkRevoked, TableUnreadable
from survey_service.formfields import clean, day_in
from survey_service.models import Organisation, Round, StaffMember
from survey_service.organisation_files import workbook
from survey_service.second_step import SecondSteps, WrongCode
from survey_service.settings import Settings, SignInService
from survey_service.views import by_service

scenes = sys.modules["tests_scene"]
HUGE, HUGER = "9" * 10, "9" * 5000
ORGANISATIONS = "/henkilosto/organisaatiot/tuonti/"
INDICATORS = "/henkilosto/indikaattorit/tuonti/"


@pytest.fixture
def app(sqlite_database: Database, scene) -> Flask:
    app = create_app(Settings(secret_key="0123456789abcdef0123"), db=sqlite_database, jobs=scene.jobs)
    app.config.update(WTF_CSRF_ENABLED=False, PROPAGATE_EXCEPTIONS=True)
    return app


@pytest.fixture
def admin(app: Flask) -> FlaskClient:
    client = app.test_client()
    client.post("/henkilosto/kirjaudu", data={"email": scenes.ADMIN, "password": scenes.PASSWORD})
    return client


def send(client: FlaskClient, address: str, name: str, content: bytes, **others: str) -> TestResponse:
    data = {"file": (io.BytesIO(content), name), **others}
    return client.post(address, data=data, content_type="multipart/form-data")


# numbers


@pytest.mark.parametrize("number", ["x", HUGE, HUGER, "²"])
def test_a_number_that_is_none_means_nobody_and_never_everybody(
    admin: FlaskClient, sqlite_database: Database, scene, number: str
) -> None:
    page, before = f"/henkilosto/kierrokset/{scene.round}/", len(scene.jobs.asked)
    with sqlite_database.reading() as session:
        deadline = session.get_one(Round, scene.round).deadline
    later = (deadline + datetime.timedelta(days=3)).strftime("%d.%m.%Y")
    for path, data in (
        ("muistutus", {"organisation_id": number, "at": number}),
        ("kutsut", {"organisation_id": number}),
        ("lisaaika/", {"organisation_id": number, "until": later, "reason": "Kokous siirtyi."}),
    ):
        assert admin.post(page + path, data=data).status_code in (303, 404)

    with sqlite_database.reading() as session:
        assert session.get_one(Round, scene.round).deadline == deadline
    assert len(scene.jobs.asked) == before


def test_a_number_that_no_database_holds_is_told_as_any_other_wrong_one(admin: FlaskClient, scene) -> None:
    page = f"/henkilosto/kierrokset/{scene.round}/"
    town = scene.organisations["kuusivaara"]
    assert admin.get(f"{page}muistutus?organisaatio={HUGE}").status_code == 200
    assert admin.get(f"{page}kutsut?organisaatio={HUGE}").status_code == 200
    assert admin.get(f"/henkilosto/koosteet/{scene.briefing}/asialista.docx?alue={HUGE}").status_code == 409
    assert admin.post("/henkilosto/tunnukset/", data={"rounds": HUGER}).status_code == 422
    assert admin.post("/palaute/", data={"county": HUGE, "q_words": "Hei"}).status_code == 422
    note = admin.post(f"{page}vastaajat/{town}/muistiinpanot", data={"remove": HUGER})
    assert note.status_code == 404


# days and times


@pytest.mark.parametrize("typed", ["0.0.0", "31.2.2027", "1.1.0001", "5.3.0207", "31.12.9999", "9999-12-31"])
def test_a_day_that_cannot_be_meant_is_no_day(typed: str) -> None:
    assert day_in(typed) is None


def test_a_negotiation_does_not_begin_at_an_hour_that_the_clocks_leave_out(admin: FlaskClient, scene) -> None:
    address = f"/henkilosto/kierrokset/{scene.round}/neuvottelut/0/"
    assert admin.post(address, data={"day": "28.3.2027", "time": "3.30"}).status_code == 422
    assert admin.post(address, data={"day": "28.3.2027", "time": "4.30"}).status_code == 303


# characters


def test_what_no_document_can_hold_is_no_part_of_a_text() -> None:
    told = clean("a\x00\x1b\ud800\ufffe\uffff\u202e ä \U0001f469\u200d\U0001f467")
    assert told == "a ä \U0001f469\u200d\U0001f467"
    assert workbook([[told]])


def test_a_table_that_a_browser_changed_on_the_way_is_cleaned_again(
    admin: FlaskClient, sqlite_database: Database
) -> None:
    sent = {"columns": ["name_fi", "kind", "language_status"], "lines": [[1, ["Uusi\x00 taho\uffff", "muu", "fi"]]]}
    assert admin.post(ORGANISATIONS, data={"table": json.dumps(sent)}).status_code == 303
    with sqlite_database.reading() as session:
        assert session.exec(select(Organisation).where(Organisation.name_fi == "Uusi taho")).one()


@pytest.mark.parametrize(
    "name", ["\\0", "\\x1b", "\\uffff", "\\u202e", "\\ud800", "\\U00110000"], ids=lambda name: name.strip("\\")
)
def test_a_character_that_nobody_sees_is_told_with_its_place_in_a_document(name: str) -> None:
    document = written(loading.load("mielen_hyvinvointi"))
    first = next(line for line in document.splitlines() if line.strip().startswith("fi:"))
    changed = document.replace(first, f'{first.partition("fi:")[0]}fi: "a{name}b"', 1)
    with pytest.raises(InvalidQuestionnaire) as refused:
        loading.take(changed.encode(), "kysely.yaml")
    assert {problem.code for problem in refused.value.problems} <= {"character", "syntax", "invalid"}


# files


@pytest.mark.parametrize("content", [b"sep=", b"sep=\n", b'sep="\nnimi;laji\n', b"sep=\xc3\xa4\nnimi\n"])
def test_a_hint_of_a_separator_that_is_none_is_passed_over(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.csv").write_bytes(content)
    assert all(isinstance(row, list) for row in tables.rows(tmp_path / "a.csv", what="organisations"))


def test_a_small_workbook_that_unpacks_without_end_is_refused_unread(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    file.write_bytes(workbook([["nimi"], ["Kuusivaara"]]))
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/media/suuri.xml", b" " * (tables.MOST_UNPACKED + 1))
    with pytest.raises(TableUnreadable) as refused:
        list(tables.rows(file, what="organisations"))
    assert refused.value.reason == "too_large"


@pytest.mark.parametrize(
    "content",
    [
        b'[{"id": 1, "title": {"fi": "a\\ud800", "sv": "\\u0000b"}}]',
        b'[{"id": 1E999999999, "title": {"fi": "a"}}, {"id": 2, "title": {"fi": "b"}}]',
        b'[{"id": 1E99999999999999999999, "title": {"fi": "a"}}]',
        b'[{"id": 1, "code": "\\u0000", "category": "\\ud800"}]',
    ],
)
def test_json_of_whatever_characters_and_numbers_is_read_or_refused(admin: FlaskClient, content: bytes) -> None:
    assert send(admin, f"{INDICATORS}esikatselu", "a.json", content, picked_on="1.1.2026").status_code in (200, 422)


@pytest.mark.parametrize("change", [{"year": 10**30}, {"gender": "x\x00"}, {"indicator": "<b>"}, {"value": "paljon"}])
def test_figures_that_a_browser_changed_on_the_way_are_not_taken_in(
    admin: FlaskClient, change: dict[str, object]
) -> None:
    area = {"kind": "kunta", "code": "099"}
    figure = {"indicator": "sotkanet_3219", "area": area, "year": 2020, "gender": "total", "value": "1.5"}
    read = {"kind": "sotkanet", "file": "a.csv", "sha256": "a", "figures": [{**figure, **change}]}
    taken = admin.post(INDICATORS, data={"read": json.dumps(read), "picked_on": "1.1.2026"})
    assert taken.status_code == 422


def test_decisions_without_a_row_are_told_so(admin: FlaskClient, scene, sqlite_database: Database) -> None:
    with sqlite_database.reading() as session:
        year = session.get_one(Round, scene.round).year
    address = f"/henkilosto/kierrokset/{scene.round}/paatokset/{year}/esikatselu"
    assert send(admin, address, "a.csv", "tunnus;päätös\n".encode()).status_code == 422


# signing in


@pytest.mark.parametrize("typed", ["ä23456", "٣٣٣٣٣٣", "123456" * 100, "\x00"])
def test_a_code_of_other_signs_is_a_wrong_code(sqlite_database: Database, scene, typed: str) -> None:
    steps = SecondSteps(sqlite_database, "0123456789abcdef0123")
    with sqlite_database.writing() as session:
        member = session.exec(select(StaffMember).where(StaffMember.email == scenes.ADMIN)).one()
        begun = signing_in.begin(session, member, "")
    with pytest.raises(WrongCode):
        steps.set_up(begun.key, typed)


def test_a_password_that_was_given_in_person_ends_the_links_that_were_mailed_before(
    sqlite_database: Database, scene
) -> None:
    with sqlite_database.writing() as session:
        member = session.exec(select(StaffMember).where(StaffMember.email == scenes.READER)).one()
        token = password_links.mint(session, member, password_links.WELCOME_GOOD_FOR)
        accounts.reset(session, member.county_id, member.id, "toinen pitkä salasana", scenes.ADMIN)
    with sqlite_database.reading() as session, pytest.raises(LinkRevoked):
        password_links.look_up(session, token)


def test_a_changed_password_ends_the_links_that_were_mailed_before(
    admin: FlaskClient, sqlite_database: Database
) -> None:
    with sqlite_database.writing() as session:
        member = session.exec(select(StaffMember).where(StaffMember.email == scenes.ADMIN)).one()
        token = password_links.mint(session, member, password_links.GOOD_FOR)
    new = "toinen pitkä salasana"
    changed = admin.post("/henkilosto/salasana", data={"old": scenes.PASSWORD, "new": new, "again": new})
    assert changed.status_code == 303
    with sqlite_database.reading() as session, pytest.raises(LinkRevoked):
        password_links.look_up(session, token)


@pytest.mark.parametrize("audience", ["toinen", ["toinen", "kolmas"]])
def test_what_a_sign_in_service_says_to_another_client_is_not_taken(audience: object) -> None:
    service = SignInService(issuer="https://kirjautuminen.example", client_id="ennakko", client_secret="x")
    said = {"iss": service.issuer, "sub": "1", "aud": "ennakko", "azp": "ennakko", "exp": 2_000_000_000, "iat": 1}
    options, params = by_service.expected(service), {"client_id": "ennakko"}
    CodeIDToken(said, {}, options, params).validate(now=1_800_000_000)
    with pytest.raises(InvalidClaimError):
        CodeIDToken({**said, "aud": audience}, {}, options, params).validate(now=1_800_000_000)
