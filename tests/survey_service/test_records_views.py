"""The staff's pages about documents: confidentiality, notes, taking out. Who may, and whose."""

import io
import sys
import zipfile
from typing import Any

import pytest
from flask import Flask
from sqlmodel import select

from survey_service import briefings, material
from survey_service.app import create_app
from survey_service.db import Database, now
from survey_service.models import Archive, AuditEvent, Confidentiality, InternalNote, Round, SynthesisRun
from survey_service.settings import Settings
from synthesis.model import Synthesis

scenes = sys.modules["tests_scene"]
NOTE = "Kysytään juristilta ennen neuvottelua."
MARK = {"statute": "621/1999", "paragraph": "24 § 1 mom. 25 k.", "reason": "yksittäisen perheen asia"}


@pytest.fixture
def app(sqlite_database: Database, scene) -> Flask:
    app = create_app(Settings(secret_key="0123456789abcdef0123"), db=sqlite_database, jobs=scene.jobs)
    app.config["WTF_CSRF_ENABLED"] = False
    return app


@pytest.fixture
def round_page(scene) -> str:
    return f"/henkilosto/kierrokset/{scene.round}"


@pytest.fixture
def response_page(scene, round_page) -> str:
    return f"{round_page}/vastaukset/{scene.organisations['kuusivaara']}"


def text(answer: Any) -> str:
    return answer.get_data(as_text=True)


def test_a_mark_is_set_with_its_reason_changed_and_lifted_and_its_history_stays(
    sqlite_database: Database, sign_in, response_page
) -> None:
    team, address = sign_in(), f"{response_page}/salassapito/mh_nosto"

    nothing = team.post(address, data={"statute": "621/1999", "paragraph": "", "reason": ""})
    team.post(address, data=MARK)
    team.post(address, data={**MARK, "paragraph": "24 § 1 mom. 31 k."})
    marked = text(team.get(f"{response_page}/"))
    team.post(address, data={"act": "lift"})

    assert nothing.status_code == 422
    assert "Kirjoittakaa pykälä" in text(nothing)
    assert "24 § 1 mom. 31 k." in marked
    assert "24 § 1 mom. 25 k." not in marked
    assert "Salassa pidettävä" not in text(team.get(f"{response_page}/"))
    with sqlite_database.reading() as session:
        assert [bool(row.ended_by) for row in session.exec(select(Confidentiality))] == [True, True]
        told = " ".join(f"{event.action} {event.thing}" for event in session.exec(select(AuditEvent)))
    assert "answer.mark_confidential" in told
    assert "perheen asia" not in told


def test_only_what_was_asked_of_the_organisation_can_be_marked(sign_in, response_page, scene, round_page) -> None:
    team = sign_in()
    draft = f"{round_page}/vastaukset/{scene.organisations['jarjestot']}"

    assert team.post(f"{response_page}/salassapito/ei_ole", data=MARK).status_code == 404
    assert team.post(f"{draft}/salassapito/mh_nosto", data=MARK).status_code == 404
    assert team.post(f"{draft}/muistiinpanot", data={"note": NOTE}).status_code == 404


def test_words_of_a_confidential_answer_are_for_the_team_alone_in_the_next_briefing(
    sqlite_database: Database, sign_in, response_page, scene
) -> None:
    sign_in().post(f"{response_page}/salassapito/mh_ilmiot", data=MARK)

    with sqlite_database.reading() as session:
        gathered = material.gather(session, session.get_one(Round, scene.round))
        result = session.exec(select(SynthesisRun)).one().result
    briefing = briefings.compose(gathered, Synthesis.model_validate(result), made_on=now().date())

    assert scenes.LONELY in briefing.model_dump_json()
    assert scenes.LONELY not in briefing.for_network().model_dump_json()
    assert scenes.LONELY_SV in briefing.for_network().model_dump_json()


def test_notes_stay_with_the_staff(sqlite_database: Database, sign_in, response_page, round_page) -> None:
    team = sign_in()

    team.post(f"{response_page}/muistiinpanot", data={"note": NOTE})
    empty = team.post(f"{response_page}/muistiinpanot", data={"note": " "})
    long = team.post(f"{response_page}/muistiinpanot", data={"note": "a" * 4001})
    shown = text(team.get(f"{response_page}/"))
    with sqlite_database.reading() as session:
        note = session.exec(select(InternalNote)).one()
    full = team.post(f"{round_page}/arkisto/", data={"version": "full", "format": "json"}).data.decode()
    internal = team.post(f"{round_page}/arkisto/", data={"version": "internal", "format": "json"}).data.decode()
    stranger = sign_in(scenes.OUTSIDER).post(f"{response_page}/muistiinpanot", data={"remove": str(note.id)})
    removed = team.post(f"{response_page}/muistiinpanot", data={"remove": str(note.id)})

    assert (empty.status_code, long.status_code) == (422, 422)
    assert "a" * 4001 in text(long)
    assert NOTE in shown
    assert NOTE not in full
    assert NOTE in internal
    assert (stranger.status_code, removed.status_code) == (404, 303)
    assert NOTE not in text(team.get(f"{response_page}/"))


def test_answers_are_taken_out_by_those_who_may(sign_in, round_page) -> None:
    page, wanted = f"{round_page}/arkisto/", {"version": "redacted", "format": "csv"}

    taken = sign_in().post(page, data=wanted)
    unclear = sign_in().post(page, data={"version": "all"})

    with zipfile.ZipFile(io.BytesIO(taken.data)) as package:
        assert package.namelist() == ["answers.csv", "codebook.csv"]
    assert "attachment" in taken.headers["Content-Disposition"]
    assert unclear.status_code == 422
    assert sign_in(scenes.READER).post(page, data=wanted).status_code == 403
    assert sign_in(scenes.READER).get(page).status_code == 403
    assert sign_in(scenes.OUTSIDER).post(page, data=wanted).status_code == 404


def test_a_package_is_made_taken_and_confirmed_on_the_page(
    sqlite_database: Database, sign_in, round_page, scene
) -> None:
    team, page = sign_in(), f"{round_page}/arkisto/"

    team.post(f"{page}paketti")
    team.post(f"{page}paketti")
    waiting = text(team.get(page))
    with sqlite_database.writing() as session:
        archive = session.exec(select(Archive)).one()
        archive.state, archive.sha256, archive.finished_at = "finished", "c0ffee" * 10, now()
    nothing = team.post(f"{page}paketti/{archive.id}/vastaanotto", data={"where": "Asianhallinta"})
    addresses = [f"{page}paketti/{archive.id}/{act}" for act in ("lataa", "vastaanotto")]
    refused = [
        (sign_in(who).post(address).status_code) for who in (scenes.READER, scenes.OUTSIDER) for address in addresses
    ]
    gone = team.post(addresses[0])
    done = team.post(addresses[1], data={"where": "Asianhallinta", "seen": "yes"})

    assert [one for one in scene.jobs.asked if one[0] == "archive"] == [("archive", archive.id)]
    assert 'http-equiv="refresh"' in waiting
    assert nothing.status_code == 422
    assert "Rastittakaa" in text(nothing)
    assert 'value="Asianhallinta"' in text(nothing)
    assert refused == [403, 403, 404, 404]
    # the row is there, its file is not: nothing is handed out
    assert gone.status_code == 404
    assert done.status_code == 303
    assert "Vastaanotto vahvistettu" in text(team.get(page))
