"""How last year's decisions have come along: a row for each, kept by its key whatever happens to the decision."""

import datetime
import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlmodel import select
from werkzeug.test import TestResponse

from questionnaires.completeness import validate
from questionnaires.values import DECISION_KEY, Table
from survey_service.models import Decision, Organisation, Round
from survey_service.rounds import questionnaire_of

PAGE = "/vastaus/ennakkotehtava"
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
CARD, MODEL = "Ohjauskortti otetaan käyttöön", "Läsnäolomalli kouluihin"


def _text(response: TestResponse) -> str:
    return response.get_data(as_text=True)


def _hidden(browser: FlaskClient, page: str = PAGE) -> dict[str, str]:
    return dict(HIDDEN.findall(_text(browser.get(page))))


def _row(place: int, **cells: str) -> dict[str, str]:
    return {f"q_edistyminen-rows-{place}-c_{name}": words for name, words in cells.items()}


def _save(browser: FlaskClient, **fields: str) -> TestResponse:
    return browser.post(PAGE, data={**_hidden(browser), **fields})


def _rows(town) -> list[dict[str, str]]:
    value = town.answers().get("edistyminen")
    return list(value.rows) if value else []


def _change(town, key: str, **changes: Any) -> None:
    with town.db.writing() as session:
        row = session.exec(select(Decision).where(Decision.key == key)).one()
        for name, value in changes.items():
            setattr(row, name, value)


@pytest.fixture
def decided(town):
    """The municipality is responsible for two of three decisions of the year before."""
    with town.db.writing() as session:
        round_ = session.get_one(Round, town.round_id)
        organisation = session.get_one(Organisation, town.organisation_id)
        other = Organisation(
            county_id=round_.county_id, key="muu", kind="kunta", name_fi="Muu", name_sv="Muu", language_status="fi"
        )
        session.add(other)
        session.flush()
        common = {"county_id": round_.county_id, "year": round_.year - 1}
        due = datetime.date(2026, 12, 31)
        session.add(Decision(key="10", action=MODEL, organisation_id=organisation.id, **common))
        session.add(
            Decision(key="2", action=CARD, goal="Apu löytyy", due=due, organisation_id=organisation.id, **common)
        )
        session.add(Decision(key="3", action="Toisen asia", organisation_id=other.id, **common))
        session.add(
            Decision(
                key="1", action="Vanha asia", organisation_id=organisation.id, county_id=round_.county_id, year=2020
            )
        )
    return town


def test_each_decision_of_the_year_before_has_its_row_and_stands_beside_the_words_about_it(decided) -> None:
    browser = decided.browser()
    page = _text(browser.get(PAGE))
    assert page.index(CARD) < page.index(MODEL)
    assert ("Apu löytyy" in page, "31.12.2026" in page) == (True, True)
    assert ("Toisen asia" in page, "Vanha asia" in page) == (False, False)

    beside = _text(browser.get("/vastaus/kaytannot")) + _text(browser.get("/vastaus/tilannekuva"))
    assert beside.count(CARD) == 1


def test_what_is_told_of_a_decision_is_kept_by_its_key(decided) -> None:
    browser = decided.browser()
    assert _save(browser, **_row(1, tila="kesken", huomio="Kaksi koulua viidestä")).status_code == 303

    assert _rows(decided) == [
        {DECISION_KEY: "10", "paatos": MODEL, "tila": "kesken", "huomio": "Kaksi koulua viidestä"}
    ]
    review = _text(browser.get("/vastaus/tarkistus/"))
    for words in (MODEL, "kesken", "Kaksi koulua viidestä"):
        assert words in review
    assert browser.get("/vastaus/vastaus.pdf").status_code == 200


def test_a_decision_that_came_later_gets_its_row_and_nothing_that_was_written_moves(decided) -> None:
    browser = decided.browser()
    _save(browser, **_row(1, tila="tehty"))
    with decided.db.writing() as session:
        county = session.get_one(Round, decided.round_id).county_id
        organisation = decided.organisation_id
        session.add(Decision(key="1", action="Uusi", county_id=county, year=2026, organisation_id=organisation))

    _save(browser)
    assert [row[DECISION_KEY] for row in _rows(decided)] == ["10"]
    page = _text(browser.get(PAGE))
    assert page.index("Uusi") < page.index(CARD)


def test_a_decision_that_changed_keeps_what_was_written_and_both_wordings_are_seen(decided) -> None:
    browser = decided.browser()
    _save(browser, **_row(1, tila="tehty"))
    _change(decided, "10", action="Läsnäolomalli päiväkoteihin")

    page = _text(browser.get(PAGE))
    assert "Läsnäolomalli päiväkoteihin" in page
    assert f"päätös kuului näin: {MODEL}" in " ".join(page.split()).replace("</p>", "")
    _save(browser)
    assert [(row["paatos"], row["tila"]) for row in _rows(decided)] == [(MODEL, "tehty")]


def test_a_decision_that_is_gone_still_shows_what_was_written(decided) -> None:
    browser = decided.browser()
    _save(browser, **_row(0, tila="tehty", huomio="Painettu"))
    with decided.db.writing() as session:
        session.delete(session.exec(select(Decision).where(Decision.key == "2")).one())

    page = _text(browser.get(PAGE))
    assert ("ei ole enää hyvinvointialueen luettelossa" in page, "Painettu" in page) == (True, True)
    _save(browser, **_row(1, tila="luovuttu"))
    assert [(row["paatos"], row["tila"]) for row in _rows(decided)] == [(CARD, "luovuttu")]


def test_a_tampered_key_is_told_at_its_row_and_what_was_written_is_still_there(decided) -> None:
    browser = decided.browser()
    refused = _save(browser, **_row(0, _decision="3", tila="tehty", huomio="Ei meidän asiamme"))

    page = _text(refused)
    assert refused.status_code == 422
    assert "ei ole enää luettelossa" in page
    assert "Ei meidän asiamme" in page
    assert _rows(decided) == []


def test_another_decision_can_be_added_and_is_removed_again(decided) -> None:
    browser = decided.browser()
    more = _save(browser, act="add:edistyminen")
    assert more.location.endswith("rows=edistyminen.3#k-edistyminen-3")
    _save(browser, **_row(2, paatos="Suullisesti sovittu", tila="kesken"))
    assert _rows(decided) == [{"paatos": "Suullisesti sovittu", "tila": "kesken", "huomio": ""}]

    kept = _row(2, paatos="Suullisesti sovittu", tila="kesken")
    _save(browser, **kept, act="remove:edistyminen:2")
    assert _rows(decided) == []
    assert "Suullisesti sovittu" in _text(browser.get(PAGE))


def test_where_no_decision_is_known_it_is_said_and_free_rows_are_there(town) -> None:
    browser = town.browser()
    assert "ei ole tiedossa" in _text(browser.get(PAGE))
    _save(browser, **_row(0, paatos="Oma", tila="tehty"))
    assert _rows(town) == [{"paatos": "Oma", "tila": "tehty", "huomio": ""}]


def test_a_decision_without_its_status_is_a_gap_by_its_name(town) -> None:
    with town.db.reading() as session:
        question = questionnaire_of(session.get_one(Round, town.round_id)).question("edistyminen")
    known = tuple({DECISION_KEY: str(n), "paatos": f"P{n}", "tila": "tehty"} for n in range(15))
    row = {DECISION_KEY: "15", "paatos": CARD, "tila": "", "huomio": "jotain"}
    [found] = validate(question, Table(kind="per_decision_status", rows=(*known, row)), "kunta")

    assert (found.code, found.severity) == ("decision-incomplete", "gap")
    assert found.text.fi == f"”{CARD}”: Tilanne puuttuu."


def test_rows_are_moved_and_removed_by_buttons_and_the_text_of_a_removed_one_is_shown(town) -> None:
    browser = town.browser()

    def issues(**more: str) -> dict[str, str]:
        return {f"q_nostot-rows-{place}-c_asia": words for place, words in enumerate(("a", "b", "cc"))} | more

    def written() -> list[str]:
        return [row["asia"] for row in town.answers()["nostot"].rows]

    _save(browser, **issues(act="up:nostot:2"))
    assert written() == ["a", "cc", "b"]
    _save(browser, **issues(act="down:nostot:0"))
    assert written() == ["b", "a", "cc"]
    gone = _save(browser, **issues(act="remove:nostot:2"))
    assert (gone.status_code, gone.location.endswith("#k-nostot"), written()) == (303, True, ["a", "b"])
    assert "Siinä luki: cc" in _text(browser.get(PAGE))
    for wrong in ("remove:nostot:9", "up:nostot:0", "remove:esitys:0", "remove:nostot:x", "up:olematon:1", "remove"):
        assert _save(browser, **issues(act=wrong)).status_code == 303
    assert written() == ["a", "b", "cc"]
