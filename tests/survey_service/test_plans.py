"""The county's plan and its focus areas, a round's theme among them, and programmes as tags."""

import sys
from types import SimpleNamespace
from typing import Any

import pytest
from flask.testing import FlaskClient

from questionnaires.model import Questionnaire
from survey_service import decision_files, decisions, plans, rounds
from survey_service.app import create_app
from survey_service.db import Database
from survey_service.errors import NotFound
from survey_service.models import Round
from survey_service.plans import StillUsed, WrittenName, YearsOverlap
from survey_service.settings import Settings

scenes = sys.modules["tests_scene"]


@pytest.fixture
def scene(database: Database, build: Any, questionnaire: Questionnaire) -> SimpleNamespace:
    """A county with the usual plan and one round, on both databases."""
    with database.writing() as session:
        county = build(session).county()
        plans.begin(session, county.id)
        return SimpleNamespace(county=county.id, round=build(session).round_(county, questionnaire).id)


def test_a_theme_belongs_to_the_focus_area_with_its_id_until_another_is_chosen(database: Database, scene) -> None:
    with database.writing() as session:
        round_ = session.get_one(Round, scene.round)
        [[plan, areas]] = plans.of_county(session, scene.county)
        assert (plan.first_year, plan.last_year) == (2026, 2029)
        round_.year, round_.theme = 2027, "elintavat"
        assert plans.area_of(session, round_) == areas[1]

        plans.choose_area(session, round_, areas[2].id or 0, actor="x")
        assert plans.area_of(session, round_) == areas[2]
        with pytest.raises(NotFound):
            plans.choose_area(session, round_, 9_999, actor="x")
        session.flush()

        kept = tuple(WrittenName(one.id, one.name_fi, one.name_sv) for one in areas[:2])
        with pytest.raises(StillUsed):
            plans.save(session, scene.county, _plan(2026, 2029, kept), plan=plan, actor="x")


def test_plans_follow_one_another_and_areas_keep_their_ids(database: Database, scene) -> None:
    with database.writing() as session:
        [[plan, areas]] = plans.of_county(session, scene.county)
        with pytest.raises(YearsOverlap):
            plans.save(session, scene.county, _plan(2029, 2033, ()), plan=None, actor="x")
        plans.save(
            session,
            scene.county,
            _plan(2030, 2033, (WrittenName(None, "Osallisuus", "Delaktighet"),)),
            plan=None,
            actor="x",
        )
        changed = (WrittenName(None, "Uusi", "Ny"), WrittenName(areas[0].id, "Mieli", "Sinnet"))
        plans.save(session, scene.county, _plan(2026, 2029, changed), plan=plan, actor="x")

        [_next, (_same, now)] = plans.of_county(session, scene.county)
        assert [(one.key, one.name_fi) for one in now] == [("oma_1", "Uusi"), ("mielen_hyvinvointi", "Mieli")]
        round_ = rounds.copy_to_next_year(session, session.get_one(Round, scene.round), 2031, actor="x")
        assert [one.name_fi for one in plans.areas_for(session, round_)] == ["Osallisuus"]
        assert plans.area_of(session, round_) is None


def test_a_decision_carries_programmes_that_are_then_not_removed(database: Database, scene) -> None:
    row = {"key": "1", "action": "Tehdään", "row": "2", "language": "fi"}
    with database.writing() as session:
        read = decision_files.understood(
            session, scene.county, [row | {"programmes": "ikäpoliittinen ohjelma; lapset_ja_nuoret"}]
        )
        assert read.problems == ()
        decisions.take_in(session, scene.county, 2030, read.decisions, actor="x")
        [told] = decisions.of_year(session, scene.county, 2030)
        assert told.programmes == "ikaantyneet lapset_ja_nuoret"
        assert decisions.as_row(told)["programmes"] == "ikaantyneet; lapset_ja_nuoret"
        [problem] = decision_files.understood(session, scene.county, [row | {"programmes": "Muu"}]).problems
        assert "Muu" in problem.sentence
        with pytest.raises(StillUsed):
            plans.save_programmes(session, scene.county, (), actor="x")


def _plan(first: int, last: int, areas: tuple[WrittenName, ...]) -> plans.WrittenPlan:
    return plans.WrittenPlan(first, last, plans.USUAL.name, areas)


@pytest.fixture
def team(sqlite_database: Database) -> tuple[FlaskClient, Any]:
    made = scenes.set_up(sqlite_database)
    app = create_app(Settings(secret_key="0123456789abcdef0123"), db=sqlite_database, jobs=made.jobs)
    app.config["WTF_CSRF_ENABLED"] = False
    client = app.test_client()
    client.post("/henkilosto/kirjaudu?lang=fi", data={"email": scenes.TEAM, "password": scenes.PASSWORD})
    return client, made


def test_plans_and_programmes_are_written_and_what_is_wrong_is_told_at_its_field(team) -> None:
    client, made = team
    written = {"name_fi": "Suunnitelma 2030–2033", "first_year": "2030", "last_year": "2033", "fi_0": "Osallisuus"}

    wrong = client.post("/henkilosto/suunnitelma/uusi", data=written | {"last_year": "2029", "fi_1": "osallisuus"})
    assert wrong.status_code == 422
    assert "Suunnitelma 2030–2033" in wrong.text
    assert 'id="last_year-error"' in wrong.text
    assert 'id="rows-error"' in wrong.text
    assert client.post("/henkilosto/suunnitelma/uusi", data=written | {"first_year": "2029"}).status_code == 409
    assert client.post("/henkilosto/suunnitelma/uusi", data=written).status_code == 303

    assert client.post("/henkilosto/suunnitelma/ohjelmat", data={"fi_0": "Oma ohjelma"}).status_code == 303
    page = client.get("/henkilosto/suunnitelma/").text
    assert "Osallisuus" in page
    assert "Oma ohjelma" in page
    assert client.post(f"/henkilosto/kierrokset/{made.round}/tiedot/painopiste", data={"area": "x"}).status_code == 404
    assert client.get("/henkilosto/suunnitelma/9999").status_code == 404
