"""The review workbench: what the team does to phenomena holds, is undone, and never overwrites what another did."""

import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlmodel import select

from survey_service import briefings, edits, runs
from survey_service.app import create_app
from survey_service.db import Database
from survey_service.models import AuditEvent, PhenomenonEdit, Round, StoredBriefing, SynthesisRun
from survey_service.settings import Settings
from synthesis.editing.saying import digest

scenes = sys.modules["tests_scene"]
Post = Callable[..., Any]


@pytest.fixture
def app(sqlite_database: Database, scene) -> Flask:
    app = create_app(Settings(secret_key="0123456789abcdef0123"), db=sqlite_database, jobs=scene.jobs)
    app.config["WTF_CSRF_ENABLED"] = False
    return app


@pytest.fixture
def team(sign_in) -> FlaskClient:
    return sign_in()


@pytest.fixture
def admin(sign_in) -> FlaskClient:
    return sign_in(scenes.ADMIN)


@pytest.fixture
def bench(scene) -> str:
    return f"/henkilosto/koosteet/{scene.briefing}/tyopoyta"


def _text(client: FlaskClient, address: str) -> str:
    answer = client.get(address, follow_redirects=True)
    assert answer.status_code == 200, address
    return str(answer.get_data(as_text=True))


def _seen(client: FlaskClient, address: str) -> str:
    return re.search(r'name="seen" value="(\d+)"', _text(client, address))[1]


def _do(client: FlaskClient, address: str, **fields: Any) -> Any:
    return client.post(address, data={"seen": _seen(client, address), **fields})


def _kinds(db: Database) -> list[str]:
    with db.reading() as session:
        return [row.kind for row in session.exec(select(PhenomenonEdit).order_by(PhenomenonEdit.id))]


def test_every_edit_is_seen_at_once_stands_in_the_history_and_can_be_undone(
    team: FlaskClient, bench: str, sqlite_database: Database
) -> None:
    _do(team, f"{bench}/p1/", act="rename", name_fi="Jonot", name_sv="Köer")
    moved = _do(team, f"{bench}/p1/", act="move", segment=[digest(scenes.QUEUES_SV)], target="p2")
    assert moved.status_code == 303
    _do(team, f"{bench}/p2/", act="hide")
    page = _text(team, f"{bench}/")
    assert "Jonot" in page
    assert page.index("Piilotetut") < page.index("Ikäihmisten yksinäisyys")
    assert scenes.QUEUES_SV in _text(team, f"{bench}/p2/")

    history = _text(team, f"{bench}/muutokset/")
    assert history.count("odottaa seuraavaa koostetta") == 3
    assert scenes.TEAM in history
    numbers = re.findall(r'name="event" value="(\d+)"', history)
    assert len(numbers) == 3
    for number in numbers:
        assert team.post(f"{bench}/muutokset/", data={"event": number}).status_code == 303
    page = _text(team, f"{bench}/")
    assert "Nuorten pitkät jonot hoitoon" in page
    assert "Piilotetut" not in page
    assert scenes.QUEUES_SV in _text(team, f"{bench}/p1/")
    assert _kinds(sqlite_database) == ["rename", "move", "hide", "undo", "undo", "undo"]
    again = team.post(f"{bench}/muutokset/", data={"event": numbers[0]})
    assert again.status_code == 409
    assert "on perunut sen jo" in again.get_data(as_text=True)


def test_a_merge_of_what_another_has_split_is_not_done_and_what_was_ticked_stays(
    team: FlaskClient, admin: FlaskClient, bench: str, sqlite_database: Database
) -> None:
    seen = _seen(team, f"{bench}/p2/")
    split = _do(admin, f"{bench}/p1/", act="split", segment=[digest(scenes.QUEUES_SOTE), digest(scenes.QUEUES_SV)])
    assert "uusi-" in split.location
    fields = {"seen": seen, "act": "merge", "target": "p1", "segment": digest(scenes.LONELY), "name_sv": "Ensamhet"}
    answer = team.post(f"{bench}/p2/", data=fields)
    page = answer.get_data(as_text=True)

    assert answer.status_code == 409
    assert scenes.ADMIN in page
    assert "jakoi" in page
    assert 'value="Ensamhet"' in page
    assert re.search(r'value="p1"[^>]* selected', page)
    assert re.search(rf'value="{digest(scenes.LONELY)}" checked', page)
    assert _kinds(sqlite_database) == ["split"]

    fields["seen"] = re.search(r'name="seen" value="(\d+)"', page)[1]
    assert team.post(f"{bench}/p2/", data=fields).status_code == 303
    assert _kinds(sqlite_database) == ["split", "merge"]


def test_a_ticked_segment_that_another_moved_away_is_told_with_where_it_is(
    team: FlaskClient, admin: FlaskClient, bench: str
) -> None:
    seen = _seen(team, f"{bench}/p1/")
    _do(admin, f"{bench}/p1/", act="move", segment=digest(scenes.QUEUES_SV), target="p2")
    answer = team.post(f"{bench}/p1/", data={"seen": seen, "act": "split", "segment": digest(scenes.QUEUES_SV)})

    assert answer.status_code == 409
    assert "Nämä valitut kohdat ovat nyt muualla" in answer.get_data(as_text=True)


def test_edits_of_another_phenomenon_and_tags_beside_names_are_no_conflict(
    team: FlaskClient, admin: FlaskClient, bench: str, sqlite_database: Database
) -> None:
    seen = _seen(team, f"{bench}/p1/")
    _do(admin, f"{bench}/p2/", act="pin")
    _do(admin, f"{bench}/p1/", act="tag", programmes="ikaantyneet", chain="access")

    assert team.post(f"{bench}/p1/", data={"seen": seen, "act": "rename", "name_fi": "Jonot"}).status_code == 303
    tagged = team.post(f"{bench}/p1/", data={"seen": seen, "act": "tag", "chain": "care"})
    assert tagged.status_code == 409
    assert "Ikäpoliittinen ohjelma" in _text(team, f"{bench}/")
    assert _kinds(sqlite_database) == ["pin", "tag", "rename"]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"act": "move", "target": "p2"}, "Valitkaa ensin vähintään yksi kohta"),
        ({"act": "merge"}, "Valitkaa toinen ilmiö luettelosta"),
        ({"act": "merge", "target": "p1"}, "Tämä on ilmiö itse"),
        ({"act": "rename", "name_fi": " "}, "Kirjoittakaa nimi suomeksi tai ruotsiksi"),
        ({"act": "rename", "name_fi": "x" * 200}, "Teksti on liian pitkä"),
    ],
)
def test_what_a_form_lacks_is_said_and_nothing_is_kept(
    team: FlaskClient, bench: str, sqlite_database: Database, fields: dict[str, str], said: str
) -> None:
    answer = _do(team, f"{bench}/p1/", **fields)

    assert answer.status_code == 422
    assert said in answer.get_data(as_text=True)
    assert _kinds(sqlite_database) == []


def test_a_split_needs_something_on_both_sides_and_is_proposed_where_there_is_enough(
    team: FlaskClient, bench: str
) -> None:
    texts = (scenes.QUEUES, scenes.QUEUES_MORE, scenes.QUEUES_SOTE, scenes.QUEUES_SV)
    everything = _do(team, f"{bench}/p1/", act="split", segment=list(map(digest, texts)))
    assert everything.status_code == 422
    proposed = _do(team, f"{bench}/p1/", act="propose").get_data(as_text=True)
    assert 1 <= proposed.count(" checked") < len(texts)
    assert "liian vähän kohtia" in _do(team, f"{bench}/p2/", act="propose").get_data(as_text=True)


def test_segments_in_no_phenomenon_are_placed_or_made_one(team: FlaskClient, bench: str) -> None:
    thanks = digest("Kiitos kyselystä!")
    made = _do(team, f"{bench}/sijoittamatta/", act="new", segment=thanks)
    assert made.status_code == 303
    assert "Kiitos kyselystä!" in _text(team, made.location)
    assert f'value="{thanks}"' not in _text(team, f"{bench}/sijoittamatta/")


def test_those_who_only_read_see_everything_and_change_nothing(sign_in, bench: str, sqlite_database: Database) -> None:
    reader = sign_in(scenes.READER)
    page = _text(reader, f"{bench}/p1/")

    assert scenes.QUEUES_SOTE in page
    assert "<select" not in page
    assert reader.post(f"{bench}/p1/", data={"act": "hide"}).status_code == 403
    assert reader.post(f"{bench}/muutokset/", data={"event": "1"}).status_code == 403
    assert _kinds(sqlite_database) == []


def test_the_search_looks_into_the_segments_and_the_whole_answer_shows_where_its_parts_stand(
    team: FlaskClient, bench: str, sqlite_database: Database, scene
) -> None:
    found = _text(team, f"{bench}/?haku=koulussa")
    assert "Nuorten pitkät jonot hoitoon" in found
    assert "Ikäihmisten yksinäisyys" not in found
    answer = _text(team, f"{bench}/vastaukset/kuusivaara.mh_ilmiot.1")
    assert scenes.QUEUES in answer
    assert "Nuorten pitkät jonot hoitoon" in answer
    assert f"{bench}/vastaukset/kuusivaara.mh_ilmiot.2" in answer


def test_the_log_tells_of_an_edit_without_words_of_answers(
    team: FlaskClient, bench: str, sqlite_database: Database
) -> None:
    _do(team, f"{bench}/p1/", act="rename", name_fi="Jonot")
    with sqlite_database.reading() as session:
        logged = [(one.action, one.thing) for one in session.exec(select(AuditEvent))]

    assert ("phenomenon.rename", "round:1 edit:1") in logged


def test_edits_count_and_tags_survive_a_run_with_late_answers(
    team: FlaskClient, bench: str, sqlite_database: Database, scene, tmp_path: Path
) -> None:
    _do(team, f"{bench}/p2/", act="rename", name_fi="Yksin kylissä")
    _do(team, f"{bench}/p2/", act="tag", groups="ikaantyneet", chain="prevention")
    _do(team, f"{bench}/p1/", act="split", segment=[digest(scenes.QUEUES_SOTE)])
    wrong = _do(team, f"{bench}/", count="kaksi")
    assert wrong.status_code == 422
    assert 'value="kaksi"' in wrong.get_data(as_text=True)
    assert _do(team, f"{bench}/", count="3").status_code == 303
    with sqlite_database.writing() as session:
        run = runs.start(session, scene.jobs, session.get_one(Round, scene.round))
    runs.carry_out(sqlite_database, tmp_path, run.id, encoder="lexical")

    with sqlite_database.reading() as session:
        made = session.get_one(SynthesisRun, run.id)
        stored, briefing = briefings.latest(session, scene.round)
    assert (made.state, made.edits_until) == ("finished", 4)
    assert "Yksin kylissä" in {one.label.fi for one in briefing.findings}
    assert len([one for one in briefing.findings if one.origin == "human"]) == 3
    new = f"/henkilosto/koosteet/{stored.id}/tyopoyta"
    page = _text(team, f"{new}/")
    assert "ikääntyneet (65+)" in page
    assert "Viime koosteen jälkeen" not in page
    assert "Edelliseen koosteeseen verrattuna" in page
    assert "ennallaan" in page
    assert "koosteessa" in _text(team, f"{new}/muutokset/")


def test_an_undo_of_what_is_beside_the_synthesis_is_not_handed_to_it(scene, sqlite_database: Database) -> None:
    with sqlite_database.writing() as session:
        round_ = session.get_one(Round, scene.round)
        one = edits.add(session, round_, "count", {"count": 3}, actor=scenes.TEAM)
        edits.undo(session, round_, one, actor=scenes.TEAM)
        edits.add(session, round_, "pin", {"phenomenon": [digest(scenes.QUEUES)]}, actor=scenes.TEAM)
        events = edits.of_round(session, scene.round)

    assert [event.kind for event in edits.for_synthesis(events)] == ["pin"]
    assert edits.count_asked(events) is None


def test_several_segments_move_in_one_act_and_back_in_one(
    team: FlaskClient, bench: str, sqlite_database: Database
) -> None:
    both = [digest(scenes.QUEUES_SV), digest(scenes.QUEUES_SOTE)]
    _do(team, f"{bench}/p1/", act="move", segment=both, target="p2")
    history = _text(team, f"{bench}/muutokset/")
    assert "siirsi 2 kohtaa" in history
    (number,) = re.findall(r'name="event" value="(\d+)"', history)
    team.post(f"{bench}/muutokset/", data={"event": number})

    page = _text(team, f"{bench}/p1/")
    assert scenes.QUEUES_SV in page
    assert scenes.QUEUES_SOTE in page
    undo = re.findall(r'name="event" value="(\d+)"', _text(team, f"{bench}/muutokset/"))
    team.post(f"{bench}/muutokset/", data={"event": undo[0]})
    assert scenes.QUEUES_SV in _text(team, f"{bench}/p2/")


def test_the_stored_briefing_is_not_touched(team: FlaskClient, bench: str, sqlite_database: Database) -> None:
    with sqlite_database.reading() as session:
        before = session.exec(select(StoredBriefing)).one().content
    _do(team, f"{bench}/p1/", act="merge", target="p2")
    with sqlite_database.reading() as session:
        assert session.exec(select(StoredBriefing)).one().content == before
    assert "Nuorten pitkät jonot hoitoon" in _text(team, f"{bench}/p2/")
