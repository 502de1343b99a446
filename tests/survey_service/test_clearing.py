"""Quotes leave the team by a person's yes, and the network reads what was published, version by version."""

import datetime
import re
import sys
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlmodel import select

from survey_service import briefing_versions, briefings, clearing, links, material
from survey_service.app import create_app
from survey_service.db import Database, now
from survey_service.models import Clearing, Invitation, Round, StoredBriefing, SynthesisRun
from survey_service.phenomena_told import Beside
from survey_service.settings import Settings
from synthesis.model import Synthesis

scenes = sys.modules["tests_scene"]


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
def at(scene) -> str:
    return f"/henkilosto/koosteet/{scene.briefing}"


def _text(client: FlaskClient, address: str) -> str:
    answer = client.get(address, follow_redirects=True)
    assert answer.status_code == 200, address
    return str(answer.get_data(as_text=True))


def _form(page: str) -> dict[str, str]:
    seen = re.search(r'name="seen" value="(\d+)"', page)[1]
    key = re.search(r'name="quote" value="(\w+)"', page)[1]
    return {"seen": seen, "quote": key}


def _new_run(db: Database, round_id: int, *, sensitive: bool = False) -> int:
    """The same answers synthesised again; gives the id of the briefing."""
    with db.writing() as session:
        round_ = session.get_one(Round, round_id)
        result = session.exec(select(SynthesisRun.result).where(SynthesisRun.round_id == round_id)).first()
        run = SynthesisRun(round_id=round_id, state="finished", result=result, finished_at=now())
        session.add(run)
        session.flush()
        synthesis = Synthesis.model_validate(result)
        if sensitive:
            seeded = [one.model_copy(update={"seed": "s1"}) for one in synthesis.phenomena]
            synthesis = synthesis.model_copy(update={"phenomena": tuple(seeded)})
        made = briefings.compose(
            material.gather(session, round_),
            synthesis,
            made_on=now().date(),
            beside=Beside(sensitive=frozenset({"s1"})),
        )
        return briefings.store(session, run, made).id


def _shared(db: Database, briefing_id: int) -> str:
    with db.reading() as session:
        stored, briefing = session.get_one(StoredBriefing, briefing_id), None
        stored, briefing = briefings.load(session, briefing_id, session.get_one(Round, stored.round_id).county_id)
        return clearing.shared(session, stored, briefing).model_dump_json()


def test_a_quote_of_a_small_place_waits_with_its_reason_and_language_and_leaves_by_a_yes_until_it_is_undone(
    team: FlaskClient, at: str, scene, sqlite_database: Database
) -> None:
    page = _text(team, f"{at}/sitaatit/")
    assert "alle 5 000 asukasta" in page
    assert "suomeksi" in page
    assert scenes.QUEUES_MORE in page
    assert scenes.QUEUES_SOTE not in page
    assert scenes.QUEUES_MORE not in _shared(sqlite_database, scene.briefing)
    assert team.post(f"{at}/sitaatit/", data={**_form(page), "act": "as_is"}).status_code == 303
    assert scenes.QUEUES_MORE in _shared(sqlite_database, scene.briefing)

    page = _text(team, f"{at}/sitaatit/")
    assert scenes.TEAM in page
    event = re.search(r'name="event" value="(\d+)"', page)[1]
    assert team.post(f"{at}/sitaatit/kumoa", data={"event": event}).status_code == 303
    assert scenes.QUEUES_MORE not in _shared(sqlite_database, scene.briefing)
    again = team.post(f"{at}/sitaatit/kumoa", data={"event": event})
    assert again.status_code == 409
    assert "on perunut sen jo" in again.get_data(as_text=True)
    with sqlite_database.reading() as session:
        assert [row.kind for row in session.exec(select(Clearing).order_by(Clearing.id))] == ["as_is", "undo"]


def test_a_reworded_quote_leaves_in_its_new_words_in_later_briefings_too_until_there_is_a_new_reason(
    team: FlaskClient, at: str, scene, sqlite_database: Database
) -> None:
    fields = _form(_text(team, f"{at}/sitaatit/"))
    words = {f"words-{fields['quote']}": "Nuoret odottavat pienissä kunnissa."}
    assert team.post(f"{at}/sitaatit/", data={**fields, **words, "act": "reworded"}).status_code == 303
    for briefing in (scene.briefing, _new_run(sqlite_database, scene.round)):
        told = _shared(sqlite_database, briefing)
        assert "Nuoret odottavat pienissä kunnissa." in told
        assert scenes.QUEUES_MORE not in told
    sensitive = _new_run(sqlite_database, scene.round, sensitive=True)
    assert "Nuoret odottavat" not in _shared(sqlite_database, sensitive)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"quote": ""}, "Merkitkää ensin"),
        ({"words": " "}, "Kirjoittakaa sanat"),
        ({"words": "Soittakaa 040 123 4567"}, "Tässä on yhä"),
        ({"words": "x" * 2001}, "liian pitkä"),
    ],
)
def test_a_form_that_lacks_something_says_so_and_keeps_what_was_typed(
    team: FlaskClient, at: str, change: dict[str, str], said: str
) -> None:
    fields: dict[str, Any] = _form(_text(team, f"{at}/sitaatit/"))
    name = f"words-{fields['quote']}"
    fields |= {"act": "reworded", name: change.get("words", "Omat sanat.")}
    if "quote" in change:
        del fields["quote"]
    answer = team.post(f"{at}/sitaatit/", data=fields)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert said in page
    assert fields[name].strip() in page


def test_who_decides_first_wins_and_the_other_is_told_and_loses_no_word(
    team: FlaskClient, admin: FlaskClient, at: str, sqlite_database: Database
) -> None:
    fields = _form(_text(team, f"{at}/sitaatit/"))
    assert admin.post(f"{at}/sitaatit/", data={**fields, "act": "no"}).status_code == 303
    answer = team.post(
        f"{at}/sitaatit/", data={**fields, "act": "reworded", f"words-{fields['quote']}": "Omat sanani."}
    )
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert scenes.ADMIN in page
    assert "Omat sanani." in page
    with sqlite_database.reading() as session:
        assert [(row.kind, row.by) for row in session.exec(select(Clearing))] == [("no", scenes.ADMIN)]


def test_publishing_with_quotes_that_wait_needs_a_word_and_freezes_what_the_network_reads(
    team: FlaskClient, at: str, scene, sqlite_database: Database
) -> None:
    page = _text(team, f"{at}/julkaise")
    assert "Yksi lainaus odottaa päätöstä." in page
    refused = team.post(f"{at}/julkaise", data={"seen": "1", "note": "Korjattu."})
    assert refused.status_code == 422
    assert "Lainauksia odottaa vielä päätöstä" in refused.get_data(as_text=True)
    assert "Korjattu." in refused.get_data(as_text=True)
    published = team.post(f"{at}/julkaise", data={"seen": "1", "note": "Korjattu.", "leave_out": "1"})
    assert published.status_code == 303
    fields = _form(_text(team, f"{at}/sitaatit/"))
    team.post(f"{at}/sitaatit/", data={**fields, "act": "as_is"})
    with sqlite_database.reading() as session:
        versions = briefing_versions.of_round(session, scene.round)
        assert [(one.number, one.left_out, one.note) for one in versions] == [(2, 1, "Korjattu."), (1, 1, "")]
        assert scenes.QUEUES_MORE not in briefing_versions.read(session, versions[0]).model_dump_json()

    read = f"/henkilosto/neuvottelu/{scene.round}/"
    assert "Versio 2" in _text(team, read)
    assert "Tämä on vanhempi versio" in _text(team, f"{read}?versio=1")
    assert "Tämä on vanhempi versio" not in _text(team, read)
    assert team.get(f"{read}?versio=9").status_code == 404
    late = team.post(f"{at}/julkaise", data={"seen": "1", "note": "Minun huomautukseni"})
    assert late.status_code == 409
    assert "Minun huomautukseni" in late.get_data(as_text=True)


def test_choices_on_a_version_that_gave_way_stay_with_it_and_it_is_said(
    app: Flask, team: FlaskClient, scene, sqlite_database: Database
) -> None:
    with sqlite_database.writing() as session:
        invitation = session.get_one(Invitation, scene.members["kuusivaara"])
        token = links.mint(session, invitation, "network_member", expires_at=now() + datetime.timedelta(days=1))
    member = app.test_client()
    member.get(f"/v/{token}")
    page = _text(member, "/valinta/")
    whose = re.search(r'name="whose" value="(\d+)"', page)[1]
    newer = _new_run(sqlite_database, scene.round)
    assert (
        team.post(
            f"/henkilosto/koosteet/{newer}/julkaise", data={"seen": "1", "leave_out": "1", "note": "Uudet vastaukset."}
        ).status_code
        == 303
    )
    old = {"whose": whose, "briefing_id": str(scene.briefing), "q_choose_p1": "negotiation"}
    refused = member.post("/valinta/", data={**old, "q_comment_p2": "Kirjoitin jo tämän."})
    assert refused.status_code == 422
    assert "Kirjoitin jo tämän." in refused.get_data(as_text=True)
    saved = member.post("/valinta/", data={**old, "q_comment_p1": "Jonot ovat pitkät."}, follow_redirects=True)
    said = saved.get_data(as_text=True)
    assert "Valintanne säilyvät version 1 yhteydessä" in said
    assert "Jonot ovat pitkät." in said
    assert "Uudet vastaukset." in said
    assert "Jonot ovat pitkät." in _text(member, "/valinta/?versio=1")
    assert "Jonot ovat pitkät." in _text(team, f"/henkilosto/koosteet/{scene.briefing}/valinnat")
    assert "Valintoja tehtiin myös versiosta 1" in _text(team, f"/henkilosto/koosteet/{newer}/valinnat")
