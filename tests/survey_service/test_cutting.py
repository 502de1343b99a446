"""The team's briefing is cut by a form, is taken with it in every kind, and has a map that stays with the team."""

import sys

import pytest
from flask import Flask
from flask.testing import FlaskClient

from reports.briefing import Briefing
from survey_service import advance_material, answering, beside, briefing_versions, briefings, cutting, standing_blocks
from survey_service.app import create_app
from survey_service.db import Database
from survey_service.errors import NotFound
from survey_service.models import Round
from survey_service.records import marks
from survey_service.settings import Settings

scenes = sys.modules["tests_scene"]


@pytest.fixture
def team(sqlite_database: Database, scene) -> FlaskClient:
    app: Flask = create_app(Settings(secret_key="0123456789abcdef0123"), db=sqlite_database, jobs=scene.jobs)
    client = app.test_client()
    sign_in = {"email": scenes.TEAM, "password": scenes.PASSWORD}
    app.config["WTF_CSRF_ENABLED"] = False
    assert client.post("/henkilosto/kirjaudu", data=sign_in).status_code == 303
    return client


def test_the_briefing_is_cut_on_its_page_and_in_its_files_and_other_keys_are_not_found(team: FlaskClient, scene):
    at = f"/henkilosto/koosteet/{scene.briefing}/"
    page = team.get(f"{at}?rajaus=kunta-kuusivaara").get_data(as_text=True)

    assert "Sitä ei verrata muihin." in page
    assert scenes.QUEUES in page
    assert scenes.QUEUES_MORE not in page
    assert "rajaus=kunta-kuusivaara" in page
    file = team.get(f"{at}lataa/json?rajaus=kunta-kuusivaara")
    assert "kunta-kuusivaara" in file.headers["Content-Disposition"]
    told = Briefing.model_validate_json(file.data)
    assert [party.id for party in told.parties] == ["kuusivaara"]
    # the municipality's own request is among its words, though the briefing quotes others there
    assert {quote.organisation.fi for one in told.findings for quote in one.words()} == {"Kuusivaara"}
    assert team.get(f"{at}lataa/pdf?rajaus=ryhma-kunta&sanat=jaettavat").data.startswith(b"%PDF")
    for wrong in ("?rajaus=kunta-toinen", "lataa/pdf?rajaus=alue-77", "kuvat/heat.svg?rajaus=kunta-kuusivaara"):
        assert team.get(at + wrong).status_code == 404, wrong


def test_a_cut_that_may_leave_the_team_holds_cleared_words_alone(sqlite_database: Database, scene):
    with sqlite_database.reading() as session:
        stored, briefing = briefings.load(session, scene.briefing, scene.county)
        small = cutting.cut(session, stored, briefing, "kunta-aholansaari")
        shared = cutting.cut(session, stored, briefing, "kunta-aholansaari", shared=True)
        with pytest.raises(NotFound):
            cutting.cut(session, stored, briefing, "kunta-0")
    assert scenes.QUEUES_MORE in small.model_dump_json()
    assert scenes.QUEUES_MORE not in shared.model_dump_json()
    assert shared.findings[0].withheld


def test_the_map_shows_every_word_to_the_team_and_a_list_beside_it(team: FlaskClient, scene):
    page = team.get(f"/henkilosto/koosteet/{scene.briefing}/tyopoyta/kartta/").get_data(as_text=True)

    picture, _, below = page.partition("</svg>")
    for words in (scenes.QUEUES, scenes.QUEUES_SV, scenes.LONELY):
        assert words in picture
        assert words in below
    assert 'role="img"' in picture
    assert "kartta" not in team.get(f"/henkilosto/koosteet/{scene.briefing}/lataa/html").get_data(as_text=True)


def test_what_stands_beside_comes_from_figures_and_from_what_the_coordination_group_wrote(
    sqlite_database: Database, scene
):
    scenes.with_figures(sqlite_database, scene)
    scenes.with_network(sqlite_database, scene)
    with sqlite_database.writing() as session:
        round_ = session.get_one(Round, scene.round)
        written = {"seen": 0, "staff_id": 1, "actor": scenes.READER}
        standing_blocks.write(session, round_, "plan_status", "Suunnitelma etenee.", "", **written)
    with sqlite_database.reading() as session:
        round_ = session.get_one(Round, scene.round)
        plan, hyte = beside.standing(session, round_)
        known = beside.of_round(session, round_)

    with sqlite_database.writing() as session:
        stored, briefing = briefings.load(session, scene.briefing, scene.county)
        blank = plan.model_copy(update={"fi": "", "sv": ""})
        stored.content = briefing.model_copy(update={"standing": (blank,)}).model_dump(mode="json")
        session.add(stored)
    with sqlite_database.reading() as session:
        # written after the briefing was made, it stands in the team's copy all the same
        assert briefings.load(session, scene.briefing, scene.county)[1].standing == (plan,)
    assert (plan.kind, plan.fi, plan.sv) == ("plan_status", "Suunnitelma etenee.", "")
    assert {one.key for one in hyte.indicators} == {"sotkanet_3219", "tea_kuntajohto"}
    assert "21 indikaattoria" in hyte.note.fi
    assert "sotkanet_3219" in {one.key for one in known.of_theme}
    (figure,) = [one for one in known.of_theme if one.key == "sotkanet_3219"]
    assert figure.county
    assert figure.year
    assert figure.source.fi
    # the catalogue knows which indicators are looked at beside which phenomenon
    assert [one.key for one in known.indicators["koulupoissaolot ja koulunkäymättömyys"]] == ["sotkanet_3219"]


def test_what_is_marked_as_confidential_later_is_no_more_on_slides_or_where_others_read(
    sqlite_database: Database, scene, tmp_path
) -> None:
    with sqlite_database.writing() as session:
        stored, briefing = briefings.load(session, scene.briefing, scene.county)
        assert cutting.cut(session, stored, briefing, "").findings[0].gist.cleared
        response = answering.find(session, scene.round, scene.organisations["kuusivaara"])
        marks.mark(
            session, response, "mh_ilmiot", marks.Written("621/1999", "24 § 1 mom.", "sosiaali"), actor=scenes.TEAM
        )
        told = cutting.cut(session, stored, briefing, "")
        round_ = session.get_one(Round, scene.round)
        package = advance_material.gather(session, round_, 0, tmp_path, internal=False)
        (version,) = briefing_versions.of_round(session, scene.round)
        read = briefing_versions.read(session, version)
    assert read == package.briefing
    assert scenes.QUEUES_SV in read.model_dump_json()
    assert scenes.QUEUES not in read.model_dump_json()
    assert told.findings[0].gist.reasons == ("confidential",)
    assert scenes.QUEUES not in told.for_network().model_dump_json()
