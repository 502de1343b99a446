import datetime
import re
import sys

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlmodel import select

from survey_service import links
from survey_service.app import create_app
from survey_service.db import Database, now
from survey_service.models import Invitation, Link, Round, Selection
from survey_service.settings import Settings

scenes = sys.modules["tests_scene"]
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


@pytest.fixture
def app(sqlite_database: Database, scene) -> Flask:
    return create_app(Settings(secret_key="0123456789abcdef0123"), db=sqlite_database, jobs=scene.jobs)


@pytest.fixture
def open_link(app: Flask, sqlite_database: Database, scene):
    """`open_link(organisation)`: the browser of a member of the network who has opened the link of their mail."""

    def open_link(key: str) -> FlaskClient:
        with sqlite_database.writing() as session:
            invitation = session.get_one(Invitation, scene.members[key])
            token = links.mint(session, invitation, "network_member", expires_at=now() + datetime.timedelta(days=1))
        client = app.test_client()
        assert client.get(f"/v/{token}").location == "/valinta/"
        return client

    return open_link


def save(client: FlaskClient, **values: str):
    page = client.get("/valinta/").get_data(as_text=True)
    found = TOKEN.search(page)
    briefing = re.search(r'name="briefing_id" value="(\d+)"', page)
    assert found
    assert briefing
    return client.post("/valinta/", data={"csrf_token": found.group(1), "briefing_id": briefing.group(1), **values})


def marks(db: Database) -> list[tuple[str, bool, str]]:
    with db.reading() as session:
        return [(row.phenomenon_id, row.chosen, row.reason) for row in session.exec(select(Selection))]


def test_a_member_sees_phenomena_and_no_words_in_which_people_could_be_recognised(open_link) -> None:
    page = open_link("koivula").get("/valinta/").get_data(as_text=True)
    assert "Nuorten pitkät jonot hoitoon" in page
    assert scenes.QUEUES in page
    assert scenes.QUEUES_MORE not in page, "it came from a municipality of 2,000 inhabitants"
    assert "Kiitos kyselystä!" not in page, "what was not placed is for the team alone"


def test_opening_marks_nothing(open_link, sqlite_database: Database) -> None:
    client = open_link("koivula")
    for _ in range(3):
        client.get("/valinta/")
        client.head("/valinta/")
    assert marks(sqlite_database) == []


def test_marks_are_saved_shown_again_and_changed_with_every_one_kept(open_link, sqlite_database: Database) -> None:
    client = open_link("koivula")
    assert save(client, q_choose_p1="1", q_reason_p1="Koskee kaikkia kuntia.").status_code == 303
    page = client.get("/valinta/").get_data(as_text=True)
    assert "Koskee kaikkia kuntia." in page
    assert re.search(r'id="choose-p1"[^>]*checked', page)
    assert save(client, q_reason_p1="Ei sittenkään.").status_code == 303
    assert marks(sqlite_database) == [
        ("p1", True, "Koskee kaikkia kuntia."),
        ("p1", False, "Ei sittenkään."),
    ]


def test_without_a_reason_nothing_is_saved_and_nothing_typed_is_lost(open_link, sqlite_database: Database) -> None:
    client = open_link("koivula")
    answer = save(client, q_choose_p1="1", q_choose_p2="1", q_reason_p2="Yksin ei pärjää.")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert 'href="#reason-p1"' in page
    assert "Yksin ei pärjää." in page
    assert re.search(r'id="choose-p1"[^>]*checked', page)
    assert marks(sqlite_database) == []


def test_each_member_sees_their_own_marks_alone(open_link) -> None:
    save(open_link("koivula"), q_choose_p1="1", q_reason_p1="Koivulan syy.")
    assert "Koivulan syy." not in open_link("kuusivaara").get("/valinta/").get_data(as_text=True)


def test_after_the_deadline_marks_are_read_and_not_changed(open_link, sqlite_database: Database, scene) -> None:
    client = open_link("koivula")
    save(client, q_choose_p1="1", q_reason_p1="Ajoissa.")
    form = client.get("/valinta/").get_data(as_text=True)
    with sqlite_database.writing() as session:
        session.get_one(Round, scene.round).selection_deadline = now() - datetime.timedelta(minutes=1)
    late = client.post(
        "/valinta/",
        data={
            "csrf_token": TOKEN.search(form).group(1),
            "briefing_id": scene.briefing,
            "q_choose_p2": "1",
            "q_reason_p2": "Myöhässä kirjoitettu.",
        },
    )
    assert late.status_code == 409
    assert "Myöhässä kirjoitettu." in late.get_data(as_text=True), "it is shown so that it can be copied"
    page = client.get("/valinta/").get_data(as_text=True)
    assert "Ajoissa." in page
    assert "<textarea" not in page
    assert len(marks(sqlite_database)) == 1


def test_marks_on_another_briefing_than_the_shown_one_are_not_moved_to_it(open_link, sqlite_database, scene) -> None:
    client = open_link("koivula")
    answer = save(client, briefing_id="999", q_choose_p1="1", q_reason_p1="Vanhasta koosteesta.")
    assert answer.status_code == 409
    assert "Vanhasta koosteesta." in answer.get_data(as_text=True)
    assert marks(sqlite_database) == []


def test_marks_of_one_member_are_never_saved_for_another_whose_link_was_opened_meanwhile(
    open_link, sqlite_database: Database, scene
) -> None:
    first = scene.members["koivula"]
    answer = save(open_link("kuusivaara"), whose=str(first), q_choose_p1="1", q_reason_p1="Koivulan syy.")
    assert answer.status_code == 403
    assert "Koivulan syy." in answer.get_data(as_text=True)
    assert marks(sqlite_database) == []


def test_without_a_link_or_with_an_ended_one_there_is_no_page(
    app: Flask, open_link, sqlite_database: Database, scene
) -> None:
    assert app.test_client().get("/valinta/").status_code == 403
    client = open_link("koivula")
    with sqlite_database.writing() as session:
        for link in session.exec(select(Link)):
            links.revoke(session, link.id)
    assert client.get("/valinta/").status_code == 410


def test_a_link_to_answer_does_not_open_the_selection(app: Flask, sqlite_database: Database, scene) -> None:
    with sqlite_database.writing() as session:
        invitation = session.exec(select(Invitation).where(Invitation.purpose == "answer")).first()
        token = links.mint(session, invitation, "organisation", expires_at=now() + datetime.timedelta(days=1))
    client = app.test_client()
    client.get(f"/v/{token}")
    assert client.get("/valinta/").status_code == 403
    with client.session_transaction() as session:
        session["select_link"] = session["answer_link"]
    assert client.get("/valinta/").status_code == 403


def test_the_page_is_in_swedish_for_a_swedish_municipality(open_link) -> None:
    page = open_link("strandby").get("/valinta/").get_data(as_text=True)
    assert '<html lang="sv">' in page
    assert "Långa köer till vården" in page
    assert '<span lang="fi">Ikäihmisten yksinäisyys</span>' in page
