"""Personal data in what is written: pointed out at its place, corrected or kept for a reason, told to the county."""

import re
from typing import Any

import pytest
from sqlmodel import select
from werkzeug.test import TestResponse

from survey_service import received
from survey_service.models import Answer, AuditEvent, KeptPersonal, NamesChecked, Response, Round

CODE = "010203-9002"
OTHER = "311299A999F"
SCRIPT = {"Accept": "application/json"}


def _text(response: TestResponse) -> str:
    return response.get_data(as_text=True)


def _save(browser, section: str = "toiveet", act: str = "save", **fields: Any) -> TestResponse:
    page = _text(browser.get(f"/vastaus/{section}"))
    hidden = dict(re.findall(r'<input type="hidden" name="(v_[a-z0-9_]+)" value="(\d+)">', page))
    return browser.post(f"/vastaus/{section}", data={**hidden, **fields, "act": act})


def _write(browser, text: str) -> str:
    """Save a text to one question; gives the page that comes then."""
    assert _save(browser, **{"q_mh_nosto-text": text}).status_code == 303
    return _text(browser.get("/vastaus/toiveet"))


def _digests(page: str) -> list[str]:
    return re.findall(r'value="keep:mh_nosto:([0-9a-f]+)"', page)


def _keep(browser, text: str, digest: str, reason: str, words: str = "") -> TestResponse:
    fields = {"q_mh_nosto-text": text, f"why-{digest}": reason, f"words-{digest}": words}
    return _save(browser, act=f"keep:mh_nosto:{digest}", **fields)


def _rows(town, table: type) -> list[Any]:
    with town.db.reading() as session:
        return list(session.exec(select(table)))


@pytest.mark.parametrize(
    ("section", "field", "question"),
    [
        ("toiveet", "q_mh_nosto-text", "mh_nosto"),
        ("ilmiot", "q_mh_ilmiot-items-1", "mh_ilmiot"),
        ("ilmiot", "q_c_kohderyhmat-other", "c_kohderyhmat"),
        ("tilannekuva", "q_c_tuki-comment", "c_tuki"),
        ("vastaajat", "q_c_kasittely-note", "c_kasittely"),
        ("vastaajat", "q_c_kokoonpano-rows-0-c_nimi", "c_kokoonpano"),
        ("poikkileikkaavat", "q_hs_asiakirja-title", "hs_asiakirja"),
        ("ennakkotehtava", "q_nostot-rows-0-c_tavoite", "nostot"),
    ],
)
def test_a_code_is_pointed_out_under_its_question_with_a_way_to_its_field(town, section, field, question) -> None:
    browser = town.browser()
    value = CODE
    first = field if field != "q_mh_ilmiot-items-1" else "q_mh_ilmiot-items-0"
    assert _save(browser, section, **{first: "Muuta", field: f"Asiakas {value} jäi ilman"}).status_code == 303
    page = _text(browser.get(f"/vastaus/{section}"))
    beside = page.split(f'id="b-{question}"', 1)[1].split('class="question"', 1)[0]

    assert f"<mark>{CODE}</mark>" in beside
    assert "Tämä näyttää henkilötunnukselta, jollaista ei anneta kenellekään" in beside
    assert f'href="#{field}"' in beside
    assert f'id="{field}"' in page


def test_what_the_delegation_is_asked_for_is_not_pointed_out(town) -> None:
    browser = town.browser()
    cells = {
        "c_nimi": "Testi Esimerkki",
        "c_sahkoposti": "testi.esimerkki@kunta.example",
        "c_tehtavanimike": "040 123 4567",
    }
    _save(browser, "vastaajat", **{f"q_c_kokoonpano-rows-0-{name}": cell for name, cell in cells.items()})

    assert "<mark>" not in _text(browser.get("/vastaus/vastaajat"))


def test_the_script_is_told_what_the_page_tells(town) -> None:
    browser = town.browser()
    fields = {"v_mh_nosto": "0", "q_mh_nosto-text": f"Asiakas {CODE}"}
    saved = browser.post("/vastaus/toiveet", data=fields, headers=SCRIPT)

    assert f"<mark>{CODE}</mark>" in saved.json["beside"]["mh_nosto"]


def test_what_is_corrected_is_not_pointed_out_any_more(town) -> None:
    browser = town.browser()

    assert "<mark>" in _write(browser, f"Asiakas {CODE}")
    assert "<mark>" not in _write(browser, "Asiakas")


def test_what_is_kept_for_a_reason_stays_quiet_for_every_writer(town) -> None:
    browser, colleague = town.browser(), town.browser()
    text = f"Esimerkki {CODE} ja {OTHER}"
    first, second = _digests(_write(browser, text))
    kept = _keep(browser, text, first, "not_personal")

    assert kept.headers["Location"] == "/vastaus/toiveet#b-mh_nosto"
    assert _digests(_text(colleague.get("/vastaus/toiveet"))) == [second]
    assert "se ei ole henkilötieto" in _text(colleague.get("/vastaus/toiveet"))
    assert _digests(_write(colleague, f"Edessä on nyt muuta. {text}")) == [second]
    [row] = _rows(town, KeptPersonal)
    assert (row.question_id, row.digest, row.reason) == ("mh_nosto", first, "not_personal")


def test_a_decision_to_keep_is_taken_back(town) -> None:
    browser = town.browser()
    [digest] = _digests(_write(browser, CODE))
    _keep(browser, CODE, digest, "other", "Testi")
    _save(browser, act=f"take_back:mh_nosto:{digest}", **{"q_mh_nosto-text": CODE})

    assert _rows(town, KeptPersonal) == []
    assert _digests(_text(browser.get("/vastaus/toiveet"))) == [digest]


@pytest.mark.parametrize(("reason", "words"), [("", ""), ("other", " "), ("because", "näin"), ("", "vain sanoja")])
def test_without_a_reason_nothing_is_kept_and_the_page_says_so_at_the_field(town, reason, words) -> None:
    browser = town.browser()
    [digest] = _digests(_write(browser, CODE))
    refused = _keep(browser, f"{CODE} muokattu", digest, reason, words)

    assert refused.status_code == 422
    assert f'href="#why-{digest}"' in _text(refused)
    assert "Valitkaa syy." in _text(refused)
    assert "muokattu" in _text(refused)
    assert _rows(town, KeptPersonal) == []
    assert town.answers()["mh_nosto"].text == f"{CODE} muokattu"


def test_what_is_not_there_cannot_be_kept(town) -> None:
    browser = town.browser()
    _write(browser, CODE)
    for digest in ("0" * 20, "", "x", "<script>"):
        assert _keep(browser, CODE, digest, "agreed").status_code == 303

    assert _rows(town, KeptPersonal) == []


def test_a_kept_code_that_was_corrected_and_comes_back_elsewhere_is_pointed_out(town) -> None:
    browser = town.browser()
    [digest] = _digests(_write(browser, CODE))
    _keep(browser, CODE, digest, "agreed")
    _save(browser, "vastaajat", **{"q_mh_muuta-text": CODE})

    assert "keep:mh_muuta:" in _text(browser.get("/vastaus/vastaajat"))


def test_the_record_of_acts_tells_the_question_and_no_text(town) -> None:
    browser = town.browser()
    [digest] = _digests(_write(browser, CODE))
    _keep(browser, CODE, digest, "other", "Sovittu")
    _save(browser, act=f"take_back:mh_nosto:{digest}", **{"q_mh_nosto-text": CODE})

    acts = [(act.action, act.thing) for act in _rows(town, AuditEvent) if act.action.startswith("personal")]
    response = _rows(town, Response)[0].id
    assert acts == [
        ("personal.keep", f"response:{response}.mh_nosto"),
        ("personal.take_back", f"response:{response}.mh_nosto"),
    ]


def test_the_review_tells_everything_and_leads_to_each_place(town) -> None:
    browser = town.browser()
    _write(browser, f"Asiakas {CODE}, puh. 040 123 4567")
    review = _text(browser.get("/vastaus/tarkistus/"))

    assert "2 kohtaa näyttää henkilötiedoilta" in review
    assert 'href="/vastaus/toiveet#q_mh_nosto-text"' in review
    assert f"<mark>{CODE}</mark>" in review
    assert "2 ställen ser ut som personuppgifter" in _text(browser.get("/vastaus/tarkistus/?lang=sv"))


def test_what_is_undecided_is_told_once_more_and_goes_with_a_reason_for_all(town) -> None:
    browser = town.browser()
    _write(browser, f"{CODE} ja kirjaamo@kunta.example")
    stopped = browser.post("/vastaus/tarkistus/", data={"confirmed": "yes"})

    assert stopped.status_code == 422
    assert "Vastausta ei ole vielä lähetetty" in _text(stopped)
    assert 'href="#why-all"' in _text(stopped)
    assert _rows(town, Response)[0].state == "draft"
    assert (
        browser.post("/vastaus/tarkistus/", data={"why-all": "contact", "confirmed": "yes"}).headers["Location"]
        == "/vastaus/valmis/"
    )
    assert {row.reason for row in _rows(town, KeptPersonal)} == {"contact"}
    assert len(_rows(town, KeptPersonal)) == 2


def test_the_county_sees_in_which_answer_personal_data_stays_and_why(town) -> None:
    browser = town.browser()
    [digest] = _digests(_write(browser, CODE))
    _keep(browser, CODE, digest, "other", "Sovittu kokouksessa")
    browser.post("/vastaus/tarkistus/", data={"confirmed": "yes"})
    with town.db.reading() as session:
        told = received.of(session, session.get_one(Round, town.round_id), town.organisation_id)

    assert {question_id for question_id, kept in told.kept.items() if kept} == {"mh_nosto"}
    [kept] = told.kept["mh_nosto"]
    assert (kept.reason, kept.words) == ("other", "Sovittu kokouksessa")


def test_what_was_decided_before_is_sent_without_asking(town) -> None:
    browser = town.browser()
    [digest] = _digests(_write(browser, CODE))
    _keep(browser, CODE, digest, "agreed")

    assert "Henkilötiedot vastauksissa" in _text(browser.get("/vastaus/tarkistus/"))
    assert browser.post("/vastaus/tarkistus/", data={"confirmed": "yes"}).headers["Location"] == "/vastaus/valmis/"


def test_the_page_is_silent_and_the_review_says_so_while_names_are_looked_for(town) -> None:
    browser = town.browser()
    page = _write(browser, "Testi Esimerkki jäi ilman hoitoa.")
    review = _text(browser.get("/vastaus/tarkistus/"))

    assert "<mark>" not in page
    assert "etsitään vielä nimiä" in review
    assert browser.post("/vastaus/tarkistus/", data={"confirmed": "yes"}).headers["Location"] == "/vastaus/valmis/"


def test_names_that_the_worker_found_are_pointed_out_until_the_text_changes(town) -> None:
    browser = town.browser()
    text = "Testi Esimerkki jäi ilman hoitoa."
    _write(browser, text)
    _found(town, text, "Testi Esimerkki")

    assert "<mark>Testi Esimerkki</mark>" in _text(browser.get("/vastaus/toiveet"))
    assert "etsitään vielä" not in _text(browser.get("/vastaus/tarkistus/"))
    assert "<mark>" not in _write(browser, "Asiakas jäi ilman hoitoa.")


def test_a_save_asks_once_for_a_look_at_names_however_many_follow(town) -> None:
    browser = town.browser()
    for text in ("Yksi", "Kaksi", "Kolme"):
        _write(browser, text)
    _save(browser, "vastaajat", **{"q_mh_muuta-text": "Neljäs"})

    response = _rows(town, Response)[0]
    assert [asked for asked in town.jobs.asked if asked[0] == "check_names"] == [("check_names", response.id)]
    assert (response.names_asked, response.names_begun) == (1, 0)


def _found(town, text: str, name: str) -> None:
    """What a worker notes of the answer to mh_nosto as it stands."""
    with town.db.writing() as session:
        answer = session.exec(select(Answer).where(Answer.question_id == "mh_nosto")).one()
        at = text.index(name)
        found = [{"kind": "name_beside_health", "part": "text", "start": at, "end": at + len(name)}]
        session.add(
            NamesChecked(response_id=answer.response_id, question_id="mh_nosto", version=answer.version, found=found)
        )
