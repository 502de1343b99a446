import datetime
import re
import sys
import threading
import time

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlmodel import select, text

from survey_service import accounts, edits, links, orders, selections
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


def save(client: FlaskClient, page: str = "", **values: str):
    page = page or client.get("/valinta/").get_data(as_text=True)
    hidden = dict(re.findall(r'name="(csrf_token|briefing_id|seen)" value="([^"]*)"', page))
    assert len(hidden) == 3
    return client.post("/valinta/", data={**hidden, **values})


def marks(db: Database) -> list[tuple[str, str | None, int, str]]:
    with db.reading() as session:
        return [(row.phenomenon_id, row.choice, row.points, row.comment) for row in session.exec(select(Selection))]


RAISED = {"q_choose_p1": "negotiation", "q_points_p1": "4", "q_comment_p1": "Koskee kaikkia kuntia."}


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


def test_weights_are_saved_shown_again_and_changed_with_every_one_kept(open_link, sqlite_database: Database) -> None:
    client = open_link("koivula")
    assert save(client, **RAISED).status_code == 303
    page = client.get("/valinta/?lang=fi").get_data(as_text=True)
    assert "Jaettavana on vielä 6 pistettä." in page
    assert "Koskee kaikkia kuntia." in page
    assert re.search(r'id="choose-p1-negotiation"[^>]*checked', page)
    assert re.search(r'id="points-p1"[^>]* value="4"', page)
    assert re.search(r'id="choose-p2-none"[^>]*checked', page)
    assert save(client, q_choose_p1="not_now", q_comment_p1="Ei sittenkään.", q_points_p2="10").status_code == 303
    assert marks(sqlite_database) == [
        ("p1", "negotiation", 4, "Koskee kaikkia kuntia."),
        ("p1", "not_now", 0, "Ei sittenkään."),
        ("p2", None, 10, ""),
    ]


def test_all_that_is_wrong_is_said_at_once_nothing_is_saved_and_nothing_typed_is_lost(
    open_link, sqlite_database: Database
) -> None:
    client = open_link("koivula")
    typed = {"q_choose_p1": "negotiation", "q_points_p1": "kolme", "q_choose_p2": "network", "q_points_p2": "12"}
    answer = save(client, **typed, q_comment_p2="Yksin ei pärjää." * 200)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    for field in ("comment-p1", "points-p1", "comment-p2"):
        assert f'href="#{field}"' in page
        assert f'id="{field}-error"' in page
    assert "annoitte 12: 2 liikaa. Annoitte: Ikäihmisten yksinäisyys 12." in page
    assert "Yksin ei pärjää." * 200 in page
    assert re.search(r'id="choose-p1-negotiation"[^>]*checked', page)
    assert re.search(r'id="points-p1"[^>]* value="kolme"[^>]*aria-invalid', page)
    for points in ("-1", "2,5", "1e1", "9" * 50):
        assert save(client, q_points_p1=points).status_code == 422
    assert marks(sqlite_database) == []


def test_what_was_saved_in_another_window_is_not_overwritten_unseen(open_link, sqlite_database: Database) -> None:
    client = open_link("koivula")
    opened = client.get("/valinta/").get_data(as_text=True)
    save(client, **RAISED)
    answer = save(client, opened, q_choose_p1="network", q_comment_p1="Vanhasta ikkunasta.")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "Vanhasta ikkunasta.</textarea>" in page
    assert "Koskee kaikkia kuntia." in page
    assert len(marks(sqlite_database)) == 1
    assert save(client, page, q_choose_p1="network", q_comment_p1="Vanhasta ikkunasta.").status_code == 303
    assert marks(sqlite_database)[-1] == ("p1", "network", 0, "Vanhasta ikkunasta.")


def test_two_windows_that_save_at_the_same_moment_are_told_of_each_other(postgres_database: Database) -> None:
    scene = scenes.set_up(postgres_database)
    app = create_app(Settings(secret_key="0123456789abcdef0123"), db=postgres_database, jobs=scene.jobs)
    member, answers = scene.members["koivula"], []
    with postgres_database.writing() as session:
        invitation = session.get_one(Invitation, member)
        token = links.mint(session, invitation, "network_member", expires_at=now() + datetime.timedelta(days=1))
    client = app.test_client()
    client.get(f"/v/{token}")
    opened = client.get("/valinta/").get_data(as_text=True)
    late = threading.Thread(target=lambda: answers.append(save(client, opened, q_points_p1="7")))
    with postgres_database.writing() as session:
        edits.lock(session, session.get_one(Round, scene.round))
        late.start()
        # it has read the page's facts, and waits for the round
        waiting = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
        while late.is_alive() and not session.exec(waiting).scalar():
            time.sleep(0.02)
        first = {"p1": selections.Weight("network", 2, "Toisesta ikkunasta.")}
        selections.weigh(session, scene.briefing, member, first, actor="link:1")
    late.join()
    assert answers[0].status_code == 409
    page = answers[0].get_data(as_text=True)
    assert "Toisesta ikkunasta." in page
    assert re.search(r'id="points-p1"[^>]* value="7"', page)


def test_what_was_named_before_stands_beside_what_was_found_and_what_was_confirmed_is_told(
    open_link, sqlite_database: Database, scene
) -> None:
    scenes.with_network(sqlite_database, scene)
    scenes.with_weights(sqlite_database, scene)
    with sqlite_database.writing() as session:
        staff = accounts.of_county(session, scene.county)[0]
        order = orders.Order(["p1"], ["p2"], reason="Jonot kasvavat kaikkialla, 010203-900L.")
        orders.confirm(session, scene.briefing, scene.county, staff.id, order, actor=staff.email)
    page = open_link("koivula").get("/valinta/?lang=fi").get_data(as_text=True)
    rows = re.findall(r"<tr role=\"row\">(.*?)</tr>", page, re.DOTALL)[1:]
    told = [" ".join(re.sub(r"<[^>]+>", " ", row).split()) for row in rows]
    assert told == [
        "Ikäihmisten yksinäisyys Koivula Ikäihmisten yksinäisyys 2",
        "Etsivä nuorisotyö tästä ei kerrottu vastauksissa",
        "kukaan ei ollut nimennyt tätä Nuorten pitkät jonot hoitoon 4",
    ]
    assert "Jonot kasvavat kaikkialla, •••••••••••." in page
    assert "Verkoston omaan työhön" in page


def test_each_member_sees_their_own_marks_alone(open_link) -> None:
    save(open_link("koivula"), q_choose_p1="negotiation", q_comment_p1="Koivulan syy.")
    assert "Koivulan syy." not in open_link("kuusivaara").get("/valinta/").get_data(as_text=True)


def test_after_the_deadline_marks_are_read_and_not_changed(open_link, sqlite_database: Database, scene) -> None:
    client = open_link("koivula")
    save(client, q_choose_p1="negotiation", q_comment_p1="Ajoissa.")
    form = client.get("/valinta/").get_data(as_text=True)
    with sqlite_database.writing() as session:
        session.get_one(Round, scene.round).selection_deadline = now() - datetime.timedelta(minutes=1)
    late = client.post(
        "/valinta/",
        data={
            "csrf_token": TOKEN.search(form).group(1),
            "briefing_id": scene.briefing,
            "q_choose_p2": "network",
            "q_points_p2": "9",
            "t_points_p2": "Pisteet: Ikäihmisten yksinäisyys",
            "q_comment_p2": "Myöhässä kirjoitettu.",
        },
    )
    assert late.status_code == 409
    told = late.get_data(as_text=True)
    assert "Myöhässä kirjoitettu." in told, "it is shown so that it can be copied"
    assert "Pisteet: Ikäihmisten yksinäisyys" in told
    page = client.get("/valinta/").get_data(as_text=True)
    assert "Ajoissa." in page
    assert "<textarea" not in page
    assert len(marks(sqlite_database)) == 1


def test_marks_on_another_briefing_than_the_shown_one_are_not_moved_to_it(open_link, sqlite_database, scene) -> None:
    client = open_link("koivula")
    answer = save(client, briefing_id="999", q_choose_p1="negotiation", q_comment_p1="Vanhasta koosteesta.")
    assert answer.status_code == 409
    assert "Vanhasta koosteesta." in answer.get_data(as_text=True)
    assert marks(sqlite_database) == []


def test_marks_of_one_member_are_never_saved_for_another_whose_link_was_opened_meanwhile(
    open_link, sqlite_database: Database, scene
) -> None:
    first = scene.members["koivula"]
    answer = save(open_link("kuusivaara"), whose=str(first), q_choose_p1="negotiation", q_comment_p1="Koivulan syy.")
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
