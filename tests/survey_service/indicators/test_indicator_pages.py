"""Indicators on pages: taken in by the county's team, read and chosen by those who answer; and by the command."""

import html
import io
import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient
from sqlmodel import select

from survey_service.app import create_app
from survey_service.cli import main
from survey_service.db import Database, now
from survey_service.demo import figures as demo_figures
from survey_service.indicators import imports, telling
from survey_service.models import IndicatorChoice, IndicatorImport, Observation, Organisation
from survey_service.settings import Settings

scenes = sys.modules["tests_scene"]
HERE = "/henkilosto/indikaattorit/"
REGIONS = [
    {"id": 1, "code": "167", "category": "KUNTA", "title": {"fi": "Kuusivaara"}},
    {"id": 658, "code": "358", "category": "MAA", "title": {"fi": "Koko maa"}},
]
SOTKANET = (
    "indicator;region;year;gender;primary value;absolute value\n"
    "3219;1;2025;total;7,4;50\n3219;1;2024;total;..;\n3219;9;2025;total;1;\n"
)


def _text(answer: Any) -> str:
    return html.unescape(answer.get_data(as_text=True))


@pytest.fixture
def team(sqlite_database: Database, scene: Any) -> FlaskClient:
    """The county's team, signed in; Kuusivaara has the number 167."""
    app = create_app(Settings(secret_key="0123456789abcdef0123"), db=sqlite_database, jobs=scene.jobs)
    app.config["WTF_CSRF_ENABLED"] = False
    with sqlite_database.writing() as session:
        session.get_one(Organisation, scene.organisations["kuusivaara"]).code = "167"
    client = app.test_client()
    client.post("/henkilosto/kirjaudu?lang=fi", data={"email": scenes.TEAM, "password": scenes.PASSWORD})
    return client


def _look(team: FlaskClient, content: str, name: str, day: str = "1.10.2026") -> Any:
    file = (io.BytesIO(content.encode()), name)
    return team.post(f"{HERE}tuonti/esikatselu", data={"file": file, "picked_on": day})


def _take_in(team: FlaskClient, content: str, name: str) -> Any:
    page = _look(team, content, name).get_data(as_text=True)
    fields = re.findall(r'<input type="hidden" name="(read|picked_on)" value="([^"]*)"', page)
    assert len(fields) == 2, page
    return team.post(f"{HERE}tuonti/", data={field: html.unescape(value) for field, value in fields})


def test_a_file_is_looked_at_taken_in_shown_and_removed(team: FlaskClient, sqlite_database: Database, scene) -> None:
    assert "Tuokaa ensin Sotkanetin alueluettelo" in _text(_look(team, SOTKANET, "luvut.csv"))
    assert _take_in(team, json.dumps(REGIONS), "regions.json").status_code == 303
    preview = _text(_look(team, SOTKANET, "luvut.csv"))
    assert "Alueen lukuja 2: uusia 2, muuttuneita 0, ennallaan 0." in preview
    assert "1 rivi jää pois, koska sen aluetta ei tunneta: 9." in preview
    with sqlite_database.reading() as session:
        assert session.exec(select(Observation)).all() == []

    assert _take_in(team, SOTKANET, "luvut.csv").status_code == 303
    index, town = _text(team.get(HERE)), _text(team.get(f"{HERE}{scene.organisations['kuusivaara']}/"))
    assert "Lähde: Sotkanet, THL (CC BY 4.0), poimittu 1.10.2026" in index
    assert "2024–2025" in index
    assert "7,4 % (2025)" in town
    assert "pienempi on parempi" in town.lower()
    assert "Juuri tämä tiedosto on tuotu" in _text(_look(team, SOTKANET, "luvut.csv"))

    with sqlite_database.reading() as session:
        number = session.exec(select(IndicatorImport.id).where(IndicatorImport.kind == "sotkanet")).one()
    assert team.post(f"{HERE}tuonti/{number}/poista").status_code == 303
    assert team.post(f"{HERE}tuonti/{number}/poista").status_code == 404
    assert "Sen lukuja ei ole tuotu." in _text(team.get(f"{HERE}{scene.organisations['kuusivaara']}/"))


def test_what_is_wrong_in_a_file_is_told_and_nothing_is_taken_in(team: FlaskClient, sqlite_database: Database) -> None:
    wrong = _look(team, "municipality_code;year;sector;score\n167;2025;liikunta;55\n167;2025;uinti;55\n", "tea.csv")
    assert wrong.status_code == 422
    assert "Rivi 3, sarake ”sector”: ”uinti” ei ole toimiala." in _text(wrong)
    for day in ("huomenna", "", "31.2.2026", "1.1.2199"):
        refused = _look(team, SOTKANET, "luvut.csv", day)
        assert (refused.status_code, 'id="picked_on-error"' in _text(refused)) == (422, True), day
    for data in ({}, {"read": "{}", "picked_on": "1.10.2026"}, {"read": '{"kind":"x"}'}):
        assert team.post(f"{HERE}tuonti/", data=data).status_code == 422
    with sqlite_database.reading() as session:
        assert session.exec(select(IndicatorImport)).all() == []


def test_the_template_has_a_row_for_each_municipality_and_sector(team: FlaskClient) -> None:
    rows = team.get(f"{HERE}tuonti/teaviisari.csv").get_data().decode("utf-8-sig").splitlines()

    assert rows[0] == "municipality_code;year;sector;score;municipality"
    assert rows[1:] == [
        f"167;{now().year - 1};{sector};;Kuusivaara"
        for sector in ("kuntajohto", "perusopetus", "liikunta", "kulttuuri")
    ]
    assert team.get(f"{HERE}tuonti/teaviisari.xlsx").get_data()[:2] == b"PK"


def test_staff_who_only_read_take_nothing_in(team: FlaskClient, sqlite_database: Database, scene) -> None:
    team.post("/henkilosto/ulos")
    team.post("/henkilosto/kirjaudu", data={"email": scenes.READER, "password": scenes.PASSWORD})

    assert team.get(HERE).status_code == 200
    assert team.get(f"{HERE}tuonti/").status_code == 403
    assert _look(team, SOTKANET, "luvut.csv").status_code == 403


@pytest.fixture
def shown(town: Any, sqlite_database: Database) -> Any:
    """The town, with a number, and figures of two indicators."""
    with sqlite_database.writing() as session:
        row = session.get_one(Organisation, town.organisation_id)
        row.code = "950"
        demo_figures.add(session, row.county_id, actor="x@y.example")
    return town


def test_who_answers_reads_its_figures_and_chooses_which_of_them_it_shows(shown: Any) -> None:
    browser, page = shown.browser(), "/vastaus/indikaattorit/"
    first = _text(browser.get(page))
    assert "Koulutuksen ulkopuolelle jääneet" in first
    assert "Keksitty luku esittelyä varten" in first
    assert page in _text(browser.get("/vastaus/"))
    assert page in _text(browser.get("/vastaus/poikkileikkaavat"))
    saved = browser.post(page, data={"show": ["sotkanet_3219", "sotkanet_1"], "seen": "0"}, follow_redirects=True)
    assert "Valinta on tallennettu." in _text(saved)
    assert _text(saved).count(" checked") == 1

    late = browser.post(page, data={"show": ["tea_kuntajohto"], "seen": "0"})
    assert late.status_code == 409
    assert "Työtoverinne valitsi samaan aikaan" in _text(late)
    # what was ticked stays, with the number of the newest version
    assert re.search(r'value="tea_kuntajohto"[^>]* checked', _text(late))
    assert 'name="seen" value="1"' in _text(late)
    browser.post("/vastaus/toiveet", data={"q_mh_nosto-text": "Lyhyt", "v_mh_nosto": "0", "act": "save"})
    assert "Koulutuksen ulkopuolelle jääneet" in _text(browser.get("/vastaus/tarkistus/"))
    assert browser.get("/vastaus/luonnos.pdf").get_data()[:4] == b"%PDF"
    assert browser.post("/vastaus/tarkistus/", data={"confirmed": "yes"}).status_code == 303
    assert "Koulutuksen ulkopuolelle jääneet" in _text(browser.get("/vastaus/vastaus.html"))
    assert browser.post(page, data={"show": [], "seen": "1"}).status_code == 409
    after = _text(browser.get(page))
    assert 'type="checkbox"' not in after


def test_a_program_chooses_nothing_and_another_organisations_form_neither(shown: Any) -> None:
    page = "/vastaus/indikaattorit/"
    for data in ({"leave_empty": "x"}, {"whose": "1.99"}):
        answer = shown.browser().post(page, data={"show": ["sotkanet_3219"], "seen": "0", **data})
        assert answer.status_code in (403, 422)
    with shown.db.reading() as session:
        assert session.exec(select(IndicatorChoice)).all() == []


def test_who_got_one_section_reads_the_figures_and_chooses_nothing(shown: Any) -> None:
    page = shown.browser("section")
    assert 'type="checkbox"' not in _text(page.get("/vastaus/indikaattorit/"))
    assert page.post("/vastaus/indikaattorit/", data={"show": ["sotkanet_3219"], "seen": "0"}).status_code == 409


def test_the_team_reads_what_was_chosen_beside_the_answers_and_for_the_round(
    team: FlaskClient, sqlite_database: Database, scene: Any
) -> None:
    scenes.with_figures(sqlite_database, scene)
    round_ = f"/henkilosto/kierrokset/{scene.round}"
    for page in (f"{round_}/indikaattorit/", f"{round_}/vastaukset/{scene.organisations['kuusivaara']}/"):
        said = _text(team.get(page))
        assert "Koulutuksen ulkopuolelle jääneet" in said, page
        assert "TEAviisari: kuntajohto" not in said, page
    other = _text(team.get(f"{round_}/vastaukset/{scene.organisations['strandby']}/"))
    assert "Koulutuksen ulkopuolelle jääneet" not in other


def test_the_figures_page_names_no_other_municipality(team: FlaskClient, sqlite_database: Database, scene: Any) -> None:
    scenes.with_figures(sqlite_database, scene)
    said = _text(team.get(f"{HERE}{scene.organisations['kuusivaara']}/"))

    assert "pienin" in said
    assert "Rantakylä" not in said
    assert team.get(f"{HERE}{scene.organisations['jarjestot']}/").status_code == 404
    assert "hyvinvointialueen" in _text(team.get(f"{HERE}{scene.organisations['nuorisopalvelut']}/"))


@pytest.fixture
def command(sqlite_database: Database, scene: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """`command(*arguments, **files)` writes the files by name and runs `ennakko indicators import`."""
    monkeypatch.setenv("ENNAKKO_SECRET_KEY", "0123456789abcdef0123")
    monkeypatch.setenv("ENNAKKO_DATABASE_URL", sqlite_database.url)
    with sqlite_database.writing() as session:
        session.get_one(Organisation, scene.organisations["kuusivaara"]).code = "167"

    def run(*arguments: str, **files: str) -> Any:
        paths = []
        for name, content in files.items():
            path = tmp_path / name.replace("_", ".")
            path.write_text(content, encoding="utf-8")
            paths.append(str(path))
        return CliRunner().invoke(main, ["indicators", "import", *paths, "--county", "99", *arguments])

    return run


def test_the_command_takes_files_in_one_after_another_or_none(command, sqlite_database: Database) -> None:
    dry = command("--dry-run", a_json=json.dumps(REGIONS), b_csv=SOTKANET)
    assert (dry.exit_code, "b.csv: sotkanet, 2 kept, 2 new" in dry.output) == (0, True), dry.output
    wrong = command(a_json=json.dumps(REGIONS), b_csv=SOTKANET.replace("7,4", "x"))
    assert (wrong.exit_code, "b.csv, row 2, primary value:" in wrong.output) == (2, True), wrong.output
    with sqlite_database.reading() as session:
        assert session.exec(select(IndicatorImport)).all() == []

    done = command("--picked-on", "2026-10-01", a_json=json.dumps(REGIONS), b_csv=SOTKANET)
    assert done.exit_code == 0, done.output
    assert "1 rows about unknown areas left out (9)" in done.output
    assert "taken in before" in command(a_json=json.dumps(REGIONS)).output
    assert command(c_csv="x").exit_code == 2


def test_the_demos_figures_are_of_its_own_municipalities_and_told_to_be_invented(sqlite_database: Database) -> None:
    from importlib.resources import as_file, files

    from survey_service import counties

    with as_file(files("survey_service") / "demo" / "county.yaml") as file:
        document = counties.read(file)
    with sqlite_database.writing() as session:
        county = counties.take_in(session, document)
        demo_figures.add(session, county.id or 0, actor="x@y.example")
        for town in session.exec(select(Organisation).where(Organisation.kind == "kunta")):
            told = telling.of_area(session, county.id or 0, telling.area_of(town, county))
            assert len(told) == 10, town.key
            assert {one.kind for one in told} == {"invented"}
        (row,) = imports.of_county(session, county.id or 0)
        assert row.counts["missing"] > 0
        assert set(demo_figures.SHOWN) <= {one.key for one in session.exec(select(Organisation))}
