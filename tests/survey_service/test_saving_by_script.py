"""What the script of a section's page posts and is answered: the page's own form fields, and JSON."""

import datetime
import io
import re
from typing import Any

import pytest
from werkzeug.test import TestResponse

from questionnaires.values import Words
from survey_service.models import Round

SCRIPT = {"Accept": "application/json"}


def _post(browser, section: str, language: str = "fi", **fields: Any) -> TestResponse:
    headers = {**SCRIPT, "Accept-Language": language}
    return browser.post(f"/vastaus/{section}", data=fields, headers=headers, content_type="multipart/form-data")


def test_what_is_saved_is_told_with_its_version_and_time(town) -> None:
    browser = town.browser()
    saved = _post(browser, "toiveet", **{"q_mh_nosto-text": "Yhteinen tila", "v_mh_nosto": "0"})

    assert saved.status_code == 200
    assert saved.json["versions"] == {"mh_nosto": 1}
    assert re.fullmatch(r"\d{1,2}\.\d\d", saved.json["saved"])
    assert (saved.json["wrong"], saved.json["trouble"]) == ({}, None)
    assert f"Tallennettu {saved.json['saved']}" in saved.json["beside"]["mh_nosto"]
    assert saved.json["asked"]["mh_nosto"] == "shown"
    assert town.answers() == {"mh_nosto": Words(text="Yhteinen tila")}


def test_only_the_questions_that_were_posted_are_touched_and_told(town) -> None:
    browser = town.browser()
    _post(browser, "vastaajat", **{"q_mh_muuta-text": "Kiitos", "v_mh_muuta": "0"})
    saved = _post(browser, "vastaajat", **{"q_c_kasittely-note": "hytetu-ryhmä", "v_c_kasittely": "0"})

    assert list(saved.json["versions"]) == list(saved.json["beside"]) == ["c_kasittely"]
    assert town.answers()["mh_muuta"] == Words(text="Kiitos")


def test_what_is_wrong_is_told_by_field_and_the_rest_is_saved(town) -> None:
    fields = {"v_mh_muuta": "0", "q_mh_muuta-text": "Kiitos", "v_c_kasittely": "0", "q_c_kasittely-date": "eilen"}
    saved = _post(town.browser(), "vastaajat", **fields)

    assert list(saved.json["wrong"]) == ["q_c_kasittely-date"]
    assert saved.json["versions"] == {"mh_muuta": 1, "c_kasittely": 0}
    assert town.answers() == {"mh_muuta": Words(text="Kiitos")}


def test_a_file_is_uploaded_alone(town) -> None:
    browser = town.browser()
    file = (io.BytesIO(b"%PDF-1.7 esitys"), "esitys.pdf")
    saved = _post(browser, "ennakkotehtava", **{"v_esitys": "0", "q_esitys-file": file})

    assert saved.json["versions"] == {"esitys": 1}
    with browser.get("/vastaus/liite/esitys") as stored:
        assert stored.data == b"%PDF-1.7 esitys"


@pytest.mark.parametrize(("language", "words"), [("fi", "Määräaika on päättynyt"), ("sv", "Tidsfristen har gått ut")])
def test_a_trouble_is_told_in_the_readers_language(town, language, words) -> None:
    browser = town.browser()
    browser.get(f"/vastaus/?lang={language}")
    with town.db.writing() as session:
        session.get_one(Round, town.round_id).deadline = datetime.datetime.now(datetime.UTC)
    late = _post(browser, "toiveet", language, **{"q_mh_nosto-text": "Myöhässä", "v_mh_nosto": "0"})

    assert (late.status_code, late.json["trouble"]) == (409, "round_closed")
    assert late.json["message"].startswith(words)


def test_a_link_that_this_browser_has_not_open_is_told_as_such(town) -> None:
    lost = _post(town.app.test_client(), "toiveet", **{"q_mh_nosto-text": "x", "v_mh_nosto": "0"})

    assert (lost.status_code, lost.json["trouble"]) == (403, "link_missing")
