"""The questionnaire's pages: seen as each audience sees it, downloaded, changed in a file, published with notes."""

import html
import io
import re
import sys

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlmodel import select
from werkzeug.test import TestResponse

from questionnaires import loading
from questionnaires.writing import written
from survey_service import own_templates, rounds, versions
from survey_service.app import create_app
from survey_service.db import Database, now
from survey_service.models import Round, Template
from survey_service.settings import Settings

scenes = sys.modules["tests_scene"]
PASSWORD, READER, TEAM = scenes.PASSWORD, scenes.READER, scenes.TEAM
SLIP = (
    "Mikä estää yhteistä toimintamallia toimimasta tai syntymästä?",
    "Mikä estää yhteistä toimintamallia syntymästä?",
)


@pytest.fixture
def app(sqlite_database: Database, scene) -> Flask:
    app = create_app(Settings(secret_key="0123456789abcdef0123"), db=sqlite_database, jobs=scene.jobs)
    app.config["WTF_CSRF_ENABLED"] = False
    return app


@pytest.fixture
def team(app: Flask) -> FlaskClient:
    return signed_in(app, TEAM)


def signed_in(app: Flask, email: str) -> FlaskClient:
    client = app.test_client()
    client.post("/henkilosto/kirjaudu?lang=fi", data={"email": email, "password": PASSWORD})
    return client


def text(answer: TestResponse) -> str:
    return html.unescape(answer.get_data(as_text=True))


def upload(client: FlaskClient, address: str, document: str | bytes, name: str = "kysely.yaml") -> TestResponse:
    raw = document.encode() if isinstance(document, str) else document
    return client.post(address, data={"file": (io.BytesIO(raw), name)})


def document_of(page: TestResponse) -> str:
    found = re.search(r'name="document" value="([^"]*)"', page.get_data(as_text=True))
    assert found
    return html.unescape(found[1])


def notes_of(page: TestResponse) -> list[str]:
    return [html.unescape(name) for name in re.findall(r'name="(note:[^"]+)"', page.get_data(as_text=True))]


@pytest.fixture
def here(scene) -> str:
    return f"/henkilosto/kierrokset/{scene.round}/kysely"


@pytest.fixture
def draft(team: FlaskClient, scene, sqlite_database: Database) -> str:
    """The address of a draft for the next year, made from the round."""
    with sqlite_database.writing() as session:
        old = session.get_one(Round, scene.round)
        made = rounds.copy_to_next_year(session, old, now().year + 1, actor=TEAM)
        return f"/henkilosto/kierrokset/{made.id}/kysely"


def test_what_is_downloaded_and_uploaded_unchanged_changes_nothing(team: FlaskClient, here: str) -> None:
    file = team.get(f"{here}/kysely.yaml")
    page = upload(team, f"{here}/esikatselu", file.get_data())

    assert file.headers["Content-Disposition"].endswith('.yaml"')
    assert page.status_code == 200
    assert "Tiedosto kysyy samaa kuin kysely jo nyt." in text(page)
    assert team.post(f"{here}/ota", data={"document": document_of(page), "why": "x"}).status_code == 303


def test_a_changed_draft_is_looked_at_replaced_and_published_with_its_note(
    team: FlaskClient, draft: str, sqlite_database: Database
) -> None:
    changed = text(team.get(f"{draft}/kysely.yaml")).replace(*SLIP)
    page = upload(team, f"{draft}/esikatselu", changed)
    assert "muotoiltu toisin" in text(page)
    assert SLIP[0] in text(team.get(draft))
    assert team.post(f"{draft}/ota", data={"document": document_of(page)}).status_code == 303
    asking = team.get(f"{draft}/julkaise")
    [name] = notes_of(asking)
    assert (SLIP[0] in text(asking), SLIP[1] in text(asking)) == (True, True)
    refused = team.post(f"{draft}/julkaise", data={name: " "})
    assert refused.status_code == 409
    assert "Kirjoittakaa, mikä muuttui ja miksi: mh_etsiva_este" in text(refused)
    assert team.post(f"{draft}/julkaise", data={name: "Lyhyemmin."}).status_code == 303
    assert "Lyhyemmin." in text(team.get(draft))
    assert team.get(f"{draft}/julkaise").status_code == 303


def test_publishing_from_the_round_s_page_leads_to_what_is_missing(team: FlaskClient, draft: str) -> None:
    changed = text(team.get(f"{draft}/kysely.yaml")).replace(*SLIP)
    team.post(f"{draft}/ota", data={"document": document_of(upload(team, f"{draft}/esikatselu", changed))})

    answer = team.post(draft.removesuffix("kysely") + "julkaise")

    assert answer.status_code == 303
    assert answer.location.endswith("/kysely/julkaise")


def test_a_correction_becomes_a_version_that_responses_are_told_by(
    team: FlaskClient, here: str, scene, sqlite_database: Database
) -> None:
    changed = text(team.get(f"{here}/kysely.yaml")).replace(*SLIP)
    page = upload(team, f"{here}/esikatselu", changed)
    [name] = notes_of(page)
    document = document_of(page)
    without_why = team.post(f"{here}/ota", data={"document": document, name: "Korjattu."})
    assert (without_why.status_code, "miksi kyselyä korjataan" in text(without_why)) == (422, True)
    assert "Korjattu." in text(without_why)
    taken = team.post(f"{here}/ota", data={"document": document, name: "Korjattu.", "why": "Liian pitkä."})
    assert taken.status_code == 303
    shown = text(team.get(here))
    assert ("Liian pitkä." in shown, "versio 2" in shown) == (True, True)
    assert SLIP[0] in text(team.get(f"{here}?versio=1"))
    assert team.get(f"{here}?versio=7").status_code == 404
    town = scene.organisations["kuusivaara"]
    assert "Vastasi kyselyn versioon 1" in text(team.get(f"/henkilosto/kierrokset/{scene.round}/vastaukset/{town}/"))
    with sqlite_database.reading() as session:
        assert versions.answered(session, session.get_one(Round, scene.round)) == {1: 4}


def test_what_cannot_be_corrected_is_refused_with_how_to_mend_it(team: FlaskClient, here: str) -> None:
    other = text(team.get(f"{here}/kysely.yaml")).replace("id: mh_toimivat", "id: mh_toinen")

    page = upload(team, f"{here}/esikatselu", other)

    assert "Organisaatiot saattavat juuri vastata tähän." in text(page)
    assert "Julkaise korjaus" not in text(page)
    assert team.post(f"{here}/ota", data={"document": document_of(page), "why": "x"}).status_code == 409


@pytest.mark.parametrize(
    ("document", "line", "column", "sentence"),
    [
        (b"", "1", "1", "Tiedosto on tyhjä."),
        (b"\xff\xfe\x00", "1", "1", "Tämä merkki ei ole UTF-8:aa."),
        (b"schema: hytetu-kysely/1\nid: [", "2", "6", "Tästä puuttuu jotain."),
        (b"schema: hytetu-kysely/1\nid: common2\nquestions: []\n", "1", "1", "Tämä tiedosto ei yksin kysy mitään."),
        (b"=cmd|'/c calc'!A1\n", "1", "1", "Tiedosto tehdään avaimista ja arvoista."),
    ],
)
def test_a_file_that_is_none_is_told_with_line_and_column(
    team: FlaskClient, here: str, document: bytes, line: str, column: str, sentence: str
) -> None:
    page = upload(team, f"{here}/esikatselu", document)
    rows = re.findall(r"</span>(\d+)</th><td[^>]*>(\d+)</td><td[^>]*>([^<]*)", text(page))

    assert page.status_code == 422
    assert any((*one[:2], sentence in one[2]) == (line, column, True) for one in rows), rows


def test_every_problem_is_told_at_once_in_the_reader_s_language(team: FlaskClient, here: str) -> None:
    whole = text(team.get(f"{here}/kysely.yaml"))
    wrong = whole.replace("role: strengths", "role: strenghts").replace("id: mh_yhteistyo", "id: c_suunta")

    page = text(upload(team, f"{here}/esikatselu?lang=sv", wrong))

    assert "Avsåg ni ”strengths”?" in page
    assert "”c_suunta” (frågans id) finns redan på rad" in page
    assert SLIP[0] in text(team.get(f"{here}?lang=fi"))


def test_every_audience_s_view_shows_every_branch_in_both_languages_and_saves_nothing(
    team: FlaskClient, here: str
) -> None:
    for audience in ("kunta", "sote", "jarjesto", "muu"):
        page = team.get(f"{here}/nakyma/{audience}/?lang=sv")
        assert page.status_code == 200
        assert "<form" not in text(page).partition("<main")[2].partition("</main>")[0]
    assert "Gäller er om svaret på frågan" in text(page)
    fi = text(team.get(f"{here}/nakyma/kunta/?lang=fi"))
    assert ("Mikä estää" in fi, "järjestöavustusten jako" in fi) == (True, False)
    assert team.get(f"{here}/nakyma/keisari/").status_code == 404


def test_a_county_keeps_its_own_template_and_makes_rounds_from_it(
    team: FlaskClient, here: str, scene, sqlite_database: Database
) -> None:
    own = written(loading.load("elintavat")).replace("Ennakkokysely: elintavat", "Oma kysely elintavoista")
    page = upload(team, "/henkilosto/kyselypohjat/esikatselu", own)
    assert "Oma kysely elintavoista" in text(page)
    assert team.post("/henkilosto/kyselypohjat/ota", data={"document": document_of(page)}).status_code == 303
    assert team.post(f"{here}/pohjaksi").status_code == 303
    assert "Oma kysely elintavoista" in text(team.get("/henkilosto/kyselypohjat/oma-elintavat.yaml"))
    form = text(team.get("/henkilosto/kierrokset/uusi"))
    values = dict(
        re.findall(r'name="((?:start|end)_\w+|answers_until|selection_until|year)"[^>]*value="([^"]*)"', form)
    )
    made = team.post("/henkilosto/kierrokset/uusi", data={**values, "theme": "oma-elintavat"})
    assert made.status_code == 303
    with sqlite_database.reading() as session:
        round_ = session.exec(select(Round).where(Round.year == int(values["year"]))).one()
        assert rounds.questionnaire_of(round_).title.fi == "Oma kysely elintavoista"
        assert own_templates.named(session, scene.county + 1, "oma-elintavat") is None
    assert team.post("/henkilosto/kyselypohjat/elintavat/poista").status_code == 303
    assert team.post("/henkilosto/kyselypohjat/elintavat/poista").status_code == 404
    with sqlite_database.reading() as session:
        assert [row.theme for row in session.exec(select(Template))] == ["mielen_hyvinvointi"]


def test_who_only_reads_changes_no_questionnaire(app: Flask, here: str) -> None:
    reader = signed_in(app, READER)

    assert reader.get(here).status_code == 200
    assert "<form" not in text(reader.get(here)).partition("<main")[2].partition("</main>")[0]
    for path in ("esikatselu", "ota", "julkaise", "pohjaksi"):
        assert reader.post(f"{here}/{path}").status_code == 403
