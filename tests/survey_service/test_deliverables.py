"""Each thing to deliver is tracked on its own: what of it is there, what it lacks, who saved it, where to go on."""

import html
import re
import sys

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from questionnaires import loading
from questionnaires.asking import asked
from questionnaires.values import DECISION_KEY, Handling, Table, Upload, Value
from survey_service import turnout
from survey_service.decisions import PastDecision
from survey_service.deliverables import Delivered, delivered
from survey_service.models import Round

scenes = sys.modules["tests_scene"]
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
CELLS = ("asia", "tavoite", "toimi", "vastuutaho", "aikataulu", "seurantatapa")
WHOLE = dict.fromkeys(CELLS, "x")
LACKING = WHOLE | {"aikataulu": ""}


def _text(response: TestResponse) -> str:
    return " ".join(html.unescape(response.get_data(as_text=True)).split())


def _decision(key: str) -> PastDecision:
    words = dict.fromkeys(("goal", "cooperation", "follow_up", "division", "forum", "responsible"), "")
    return PastDecision(key=key, action="a", **words, due=None, language="fi", organisation_id=1, organisation=None)


def _told(values: dict[str, Value], *decisions: str, audience: str = "kunta") -> dict[str, Delivered]:
    asks = loading.load("mielen_hyvinvointi", year=2027)
    found = delivered(asks, audience, values, asked(asks, values, audience), [_decision(key) for key in decisions])
    return {one.item.id: one for one in found}


def test_nothing_given_is_missing_where_it_must_be_given() -> None:
    assert {key: one.state for key, one in _told({}).items()} == {
        "esitys": "missing",
        "nostot": "missing",
        "kokoonpano": "missing",
        "kasittely": "missing",
        "edistyminen": "not_given",
    }


def test_each_is_given_in_part_by_itself_and_says_what_it_lacks() -> None:
    told = _told(
        {
            "esitys": Upload(attachment="a", name="a.pdf", size=1, pages=9),
            "nostot": Table(kind="list", rows=(WHOLE, LACKING)),
            "c_kokoonpano": Table(kind="roster", rows=({"rooli": "hyte_yhdyshenkilo"},)),
            "c_kasittely": Handling(note="Hytetu-ryhmä"),
        }
    )

    assert {one.state for key, one in told.items() if key != "edistyminen"} == {"partly"}
    assert [text.fi for text in told["nostot"].lacks] == ["Rivi 2, täydentämättä: Aikataulu."]
    assert "Kokoonpanosta puuttuu luottamushenkilö." in [text.fi for text in told["kokoonpano"].lacks]
    assert [text.fi for text in told["kasittely"].lacks] == ["Päivämäärä puuttuu."]
    assert (told["nostot"].count, told["kokoonpano"].count) == (2, 1)
    assert {one.section.id for one in told.values()} == {"ennakkotehtava", "vastaajat"}


def test_progress_is_whole_when_every_decision_is_told_of() -> None:
    def rows(*keys: str) -> dict[str, Value]:
        told = tuple({DECISION_KEY: key, "paatos": "a", "tila": "tehty"} for key in keys)
        return {"edistyminen": Table(kind="per_decision_status", rows=told)}

    found = [_told(rows(*keys), "1", "2")["edistyminen"] for keys in (("1",), ("1", "2"), ("1", "9"))]
    assert [(one.state, one.count, one.out_of) for one in found] == [
        ("partly", 1, 2),
        ("given", 2, 2),
        ("partly", 1, 2),
    ]


def _save(browser: FlaskClient, section: str, **fields: str) -> TestResponse:
    page = browser.get(f"/vastaus/{section}").get_data(as_text=True)
    hidden = {key: value for key, value in HIDDEN.findall(page) if key != "chosen"}
    return browser.post(f"/vastaus/{section}", data={**hidden, **fields})


def test_the_overview_tells_each_with_its_state_its_gap_its_moment_and_its_place(town) -> None:
    browser = town.browser()
    _save(browser, "ennakkotehtava", **{f"q_nostot-rows-0-c_{cell}": "x" for cell in CELLS[:4]})
    _save(browser, "vastaajat", **{"q_c_kokoonpano-rows-0-c_rooli": "hyte_yhdyshenkilo"})

    page = _text(browser.get("/vastaus/"))
    table = page[page.index("deliverables") :]
    assert "1 nosto" in table
    assert "Rivi 1, täydentämättä: Aikataulu, Seurantatapa." in table
    assert "/vastaus/ennakkotehtava#k-nostot" in table
    assert "Hyvinvointikoordinaattori" in table
    assert table.count("puuttuu") >= 3


def test_a_missing_councillor_is_a_gap_everywhere_and_stops_nobody(town) -> None:
    browser = town.browser()
    _save(browser, "vastaajat", **{"q_c_kokoonpano-rows-0-c_rooli": "hyte_yhdyshenkilo"})
    gap = "Kokoonpanosta puuttuu luottamushenkilö."

    for address in ("/vastaus/", "/vastaus/vastaajat", "/vastaus/tarkistus/"):
        assert gap in _text(browser.get(address)), address
    review = browser.get("/vastaus/tarkistus/").get_data(as_text=True)
    sent = browser.post("/vastaus/tarkistus/", data={**dict(HIDDEN.findall(review)), "confirmed": "yes"})
    assert sent.status_code == 303
    assert gap in _text(browser.get("/vastaus/valmis/"))


def test_the_staff_see_what_of_the_pre_assignment_each_organisation_has_given(sqlite_database, scene) -> None:
    with sqlite_database.reading() as session:
        rows = turnout.of_round(session, session.get_one(Round, scene.round), "fi")
    found = {row.name.fi: row for row in rows}

    assert [one.item.id for one in found["Kuusivaara"].delivered][:2] == ["esitys", "nostot"]
    assert {one.state for one in found["Kuusivaara"].delivered} == {"missing", "not_given"}
    assert found["Koivula"].delivered == ()


def test_a_file_that_was_removed_for_its_virus_is_missing_again() -> None:
    told = _told({"esitys": Upload(name="a.pdf", removed="infected")})

    assert told["esitys"].state == "missing"
