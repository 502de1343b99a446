"""The staff's pages about organisations: what they show, what they take, and from whom."""

import html
import io
import re
import sys

import pytest
from flask.testing import FlaskClient
from sqlmodel import Session, select

from survey_service import contacts, organisations, rounds
from survey_service.app import create_app
from survey_service.db import Database
from survey_service.models import Contact, Invitation, Organisation, ServiceArea
from survey_service.settings import Settings

scenes = sys.modules["tests_scene"]
HERE = "/henkilosto/organisaatiot/"
TABLE = (
    "Laji;Kuntanumero;Nimi suomeksi;Nimi ruotsiksi;Kieli;Palvelualue;Tehtävä;Sähköposti;Ensisijainen;Verkosto\n"
    "kunta;47;Uusiniemi;Nynäs;suomi ja ruotsi;Rannikko;Sihteeri;Sihteeri@uusiniemi.example;;kyllä\n"
    "kunta;47;;;;;Johtaja;johtaja@uusiniemi.example;kyllä;\n"
    "sote;;Ikääntyneet;Äldre;fi;;Päällikkö;vanhukset@hva.example;;\n"
)


@pytest.fixture
def team(sqlite_database: Database, scene) -> FlaskClient:
    return _browser(sqlite_database, scene, scenes.TEAM)


def _browser(db: Database, scene, email: str) -> FlaskClient:
    app = create_app(Settings(secret_key="0123456789abcdef0123"), db=db, jobs=scene.jobs)
    app.config["WTF_CSRF_ENABLED"] = False
    client = app.test_client()
    client.post("/henkilosto/kirjaudu?lang=fi", data={"email": email, "password": scenes.PASSWORD})
    return client


def _text(response) -> str:
    return html.unescape(response.get_data(as_text=True)).replace("<wbr>", "")


def _look(team: FlaskClient, content: str | bytes, name: str = "kunnat.csv"):
    stream = io.BytesIO(content if isinstance(content, bytes) else content.encode())
    return team.post(f"{HERE}tuonti/esikatselu", data={"file": (stream, name)})


def _carried(page: str) -> str:
    found = re.search(r'name="table" value="([^"]*)"', page)
    assert found
    return html.unescape(found.group(1))


def _take_in(team: FlaskClient, content: str | bytes, **chosen):
    page = _look(team, content).get_data(as_text=True)
    return team.post(f"{HERE}tuonti/", data={"table": _carried(page), **chosen})


def _named(session: Session, name: str) -> Organisation:
    return session.exec(select(Organisation).where(Organisation.name_fi == name)).one()


def _living(session: Session, organisation: Organisation) -> list[tuple[str, bool]]:
    return [(one.email, one.is_primary) for one in contacts.of(session, organisation.id or 0)]


def test_the_list_is_searched_filtered_and_sorted_by_its_address(team, scene) -> None:
    everything = _text(team.get(HERE))
    found = _text(team.get(f"{HERE}?haku=granberga&laji=kunta"))
    down = _text(team.get(f"{HERE}?jarjestys=-nimi&laji=kunta"))

    assert all(name in everything for name in ("Kuusivaara", "Nuorten palvelut", "hyvinvointi@koivula.example"))
    assert "Kuusivaara" in found
    assert "Koivula" not in found
    assert down.index("Tammelanniemi") < down.index("Aholansaari")


def test_an_organisation_is_added_by_hand_and_what_is_wrong_is_told_at_its_field(team, sqlite_database) -> None:
    wrong = team.post(
        f"{HERE}uusi", data={"kind": "kunta", "language_status": "fi", "code": "4x", "active_to": "31.2."}
    )
    made = team.post(
        f"{HERE}uusi", data={"kind": "kunta", "language_status": "sv_fi", "code": "47", "name_sv": "Nynäs"}
    )

    page = _text(wrong)
    assert wrong.status_code == 422
    assert all(f'id="{name}-error"' in page for name in ("name_fi", "code", "active_to"))
    assert 'value="31.2."' in page
    assert made.status_code == 303
    with sqlite_database.reading() as session:
        assert _named(session, "Nynäs").code == "047"


def test_contacts_come_and_go_and_one_is_always_the_primary_one(team, sqlite_database, scene) -> None:
    address = f"{HERE}{scene.organisations['kuusivaara']}/yhteyshenkilot/"
    first = {"title_fi": "Johtaja", "email": "Johtaja@kuusivaara.example", "answers": "1", "is_primary": "1"}
    assert team.post(f"{address}uusi", data=first).status_code == 303
    assert team.post(f"{address}uusi", data=first).status_code == 422
    with sqlite_database.reading() as session:
        organisation = _named(session, "Kuusivaara")
        assert _living(session, organisation) == [
            ("johtaja@kuusivaara.example", True),
            ("hyvinvointi@kuusivaara.example", False),
        ]
        new = contacts.of(session, organisation.id or 0)[0]

    assert team.post(f"{address}{new.id}/paata").status_code == 303

    page = _text(team.get(f"{HERE}{organisation.id}/"))
    assert "johtaja@kuusivaara.example" in page
    assert "1 päättynyt yhteyshenkilö" in page
    assert team.get(f"{address}{new.id}/").status_code == 404
    with sqlite_database.reading() as session:
        assert _living(session, _named(session, "Kuusivaara")) == [("hyvinvointi@kuusivaara.example", True)]


def test_a_contact_that_ends_takes_its_invitations_and_links_with_it(team, sqlite_database, scene) -> None:
    organisation = scene.organisations["koivula"]
    with sqlite_database.reading() as session:
        [contact] = contacts.of(session, organisation)

    team.post(f"{HERE}{organisation}/yhteyshenkilot/{contact.id}/paata")

    with sqlite_database.reading() as session:
        invitations = session.exec(select(Invitation).where(Invitation.contact_id == contact.id)).all()
        assert invitations
        assert all(one.ended_at for one in invitations)


def test_an_organisation_with_a_history_ends_instead_of_going(team, sqlite_database, scene) -> None:
    kept, gone = scene.organisations["kuusivaara"], scene.organisations["tammela"]
    for key in (kept, gone):
        assert team.post(f"{HERE}{key}/poista").status_code == 303

    with sqlite_database.reading() as session:
        assert session.get(Organisation, kept) is not None
        assert session.get(Organisation, gone) is None


def test_service_areas_are_added_renamed_and_removed(team, sqlite_database) -> None:
    address = f"{HERE}palvelualueet/"
    assert team.post(address, data={"name_fi": "Kylät", "name_sv": ""}).status_code == 422
    team.post(address, data={"name_fi": "Kylät", "name_sv": "Kusten"})
    with sqlite_database.reading() as session:
        used, area = session.exec(select(ServiceArea).order_by(ServiceArea.id)).all()
    team.post(f"{address}{area.id}/", data={"name_fi": "Rannikon kylät", "name_sv": "Kusten"})

    assert "Rannikon kylät" in _text(team.get(address))
    for one in (area, used):
        team.post(f"{address}{one.id}/poista")
    page = _text(team.get(address))
    assert ("Rannikon kylät" in page, "Rannikon palvelualue" in page) == (False, True)


def test_a_table_is_looked_at_first_and_taken_in_twice_is_taken_in_once(team, sqlite_database, scene) -> None:
    looked = _text(_look(team, TABLE))

    assert all(words in looked for words in ("2 uutta", "Uusiniemi", "Rannikko", "Kuusivaara"))
    with sqlite_database.reading() as session:
        before = len(organisations.of_county(session, scene.county))
    assert _take_in(team, TABLE).status_code == 303
    again = _text(_look(team, TABLE.encode("utf-16"), "kunnat.csv"))
    _take_in(team, TABLE.replace("Nynäs", "Nynäset").encode("cp1252"))

    assert "0 uutta, 0 muuttunutta, 2 ennallaan" in again
    with sqlite_database.reading() as session:
        assert len(organisations.of_county(session, scene.county)) == before + 2
        new = _named(session, "Uusiniemi")
        assert (new.code, new.name_sv, new.language_status) == ("047", "Nynäset", "fi_sv")
        assert _living(session, new) == [("johtaja@uusiniemi.example", True), ("sihteeri@uusiniemi.example", False)]
        assert session.exec(select(Contact).where(Contact.organisation_id == scene.organisations["kuusivaara"])).one()


def test_every_problem_is_told_with_its_row_and_column_and_nothing_is_taken_in(team, sqlite_database, scene) -> None:
    more = "kunta;4711;Toinen;;kreikka;;;;ehkä;\nkunta;47;Uusisaari;;;;Sihteeri;sihteeri@uusiniemi.example;;\n"
    wrong = _look(team, TABLE.replace("vanhukset@", "vanhukset(at)") + more)

    page = _text(wrong)
    assert wrong.status_code == 422
    for words in (
        "Rivi 4, sarake ”sähköposti”",
        "Rivi 5, sarake ”kuntanumero”",
        "Rivi 5, sarake ”kieli”",
        "Rivi 6, sarake ”nimi suomeksi”",
        "Rivi 6, sarake ”sähköposti”",
    ):
        assert words in page, words
    assert 'name="table"' not in page
    with sqlite_database.reading() as session:
        assert len(organisations.of_county(session, scene.county)) == len(scene.organisations)


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (b"", "a.csv", "tyhjä"),
        (b"Nimi;Laji\n", "a.csv", "ei rivejä"),
        (b"Laji;Kieli\nkunta;fi\n", "a.csv", "nimi suomeksi"),
        (b"Nimi;Nimi\nx;y\n", "a.csv", "kerran"),
        (b"Nimi;Laji\nx;y;z\n", "a.csv", "rivi 2"),
        (b"PK\x03\x04", "a.xlsx", "Excel"),
        (b"x", "a.pdf", ".xlsx"),
        (b"Nimi\n" + b"x\n" * 5001, "a.csv", "5000"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(team, content: bytes, name: str, says: str) -> None:
    refused = _look(team, content, name)

    assert (refused.status_code, says in _text(refused)) == (422, True)


def test_what_is_not_in_the_table_ends_only_where_that_was_chosen(team, sqlite_database, scene) -> None:
    _take_in(team, TABLE, end_organisation="koivula")
    fewer = "\n".join(line for line in TABLE.splitlines() if "Sihteeri@" not in line)
    with sqlite_database.reading() as session:
        secretary = session.exec(select(Contact).where(Contact.email == "sihteeri@uusiniemi.example")).one()
    _take_in(team, fewer.replace(";47;;;", ";47;Uusiniemi;Nynäs;fi"), end_contact=str(secretary.id))

    with sqlite_database.reading() as session:
        ended = {one.key for one in organisations.of_county(session, scene.county) if one.active_to}
        assert ended == {"koivula"}
        assert _living(session, _named(session, "Uusiniemi")) == [("johtaja@uusiniemi.example", True)]


def test_the_table_that_is_handed_out_changes_nothing_when_it_comes_back(team, scene) -> None:
    for ending in ("xlsx", "csv"):
        table = team.get(f"{HERE}tuonti/organisaatiot.{ending}").data

        assert "0 uutta, 0 muuttunutta, 7 ennallaan" in _text(_look(team, table, f"kunnat.{ending}"))


def test_a_formula_stays_a_word_in_the_tables_that_are_handed_out(team, sqlite_database, scene) -> None:
    from openpyxl import load_workbook

    with sqlite_database.writing() as session:
        _named(session, "Koivula").name_fi = "=HYPERLINK(1)"

    csv = team.get(f"{HERE}tuonti/organisaatiot.csv").get_data(as_text=True)
    sheet = load_workbook(io.BytesIO(team.get(f"{HERE}tuonti/organisaatiot.xlsx").data)).active
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value == "=HYPERLINK(1)"]

    assert ";'=HYPERLINK(1);" in csv
    assert [cell.data_type for cell in cells] == ["s"]


def test_a_region_is_taken_in_by_one_button_and_a_second_press_doubles_nothing(team, sqlite_database, scene) -> None:
    page = team.post(f"{HERE}tuonti/alueet/pohjanmaa").get_data(as_text=True)
    for _press in range(2):
        assert team.post(f"{HERE}tuonti/", data={"table": _carried(page)}).status_code == 303

    with sqlite_database.reading() as session:
        known = organisations.listed(session, scene.county)
    new = [one for one in known if one.primary and one.primary.title_fi == "Hytetu-yhdyshenkilö"]
    assert (len(new), sum(one.in_network for one in new)) == (14, 14)
    assert len(known) == len(scene.organisations) + 25 - 1


def test_other_counties_and_readers_change_nothing(team, sqlite_database, scene) -> None:
    one = scene.organisations["kuusivaara"]
    outsider = _browser(sqlite_database, scene, scenes.OUTSIDER)
    reader = _browser(sqlite_database, scene, scenes.READER)
    pages = (f"{one}/", f"{one}/yhteyshenkilot/uusi")
    posts = (f"{one}/", f"{one}/poista", f"{one}/yhteyshenkilot/uusi", f"{one}/yhteyshenkilot/1/paata")

    assert {outsider.get(HERE + page).status_code for page in pages} == {404}
    assert {outsider.post(HERE + post).status_code for post in posts} == {404}
    assert reader.get(f"{HERE}{one}/").status_code == 200
    written = ("uusi", "palvelualueet/", "tuonti/", "tuonti/esikatselu", *posts)
    assert {reader.post(HERE + post).status_code for post in written} == {403}


def test_one_legal_body_in_two_roles_is_told_and_counted_once(team, sqlite_database, scene) -> None:
    city = "Kuusivirran kaupunki"
    with sqlite_database.writing() as session:
        _named(session, "Kuusivaara").legal_body = city
        rounds.county_of(session, scene.county).name_fi = city
        known = organisations.listed(session, scene.county)
        bodies = organisations.legal_bodies(rounds.county_of(session, scene.county), known)

    assert bodies == len(known) - 1
    assert f"(Kuusivirran kaupunki) on myös: {city}." in _text(team.get(f"{HERE}{scene.organisations['kuusivaara']}/"))
