"""Files in a respondent's form: refused at their field with what to do, weighed, counted, scanned, and handed out."""

import io
import re
import sys
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from survey_service import rescanning
from survey_service.settings import Settings

HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


@pytest.fixture
def with_settings(app: Flask):
    """`with_settings(**changes)`: the application goes on with other settings."""

    def change(**changes: Any) -> Settings:
        before = app.extensions["ennakko"]
        changed: Settings = before.settings.model_copy(update=changes)
        app.extensions["ennakko"] = replace(before, settings=changed)
        return changed

    return change


def _text(response: TestResponse) -> str:
    return response.get_data(as_text=True)


def _upload(browser: FlaskClient, content: bytes, name: str = "esitys.pdf", **others: str) -> TestResponse:
    hidden = dict(HIDDEN.findall(_text(browser.get("/vastaus/ennakkotehtava"))))
    data: dict[str, Any] = {**hidden, **others, "q_esitys-file": (io.BytesIO(content), name)}
    return browser.post("/vastaus/ennakkotehtava", data=data, content_type="multipart/form-data")


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "esitys.pdf", "on tyhjä"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "esitys.ppt", "vanhemman Officen"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "esitys.pptx", "salasanalla"),
        (b"<html>", "esitys.pdf.html", "mitään näistä tiedostotyypeistä"),
        (b"MZ", "ä" * 5_000 + ".pdf", "mitään näistä tiedostotyypeistä"),
    ],
)
def test_what_is_wrong_with_a_file_is_told_at_its_field(town, content, name, words) -> None:
    answer = _upload(town.browser(), content, name)

    page = _text(answer)
    assert (answer.status_code, words in page) == (422, True)
    assert 'id="e-q_esitys-file"' in page
    assert list(town.folder.glob("??/*")) == []


def test_a_file_is_handed_out_under_its_own_name_and_can_do_nothing_here(town) -> None:
    browser = town.browser()
    _upload(browser, b"%PDF-1.7", "Hyvä esitys å.pdf")
    with browser.get("/vastaus/liite/esitys") as answer:
        headers = answer.headers

    assert "filename*=UTF-8''Hyv%C3%A4%20esitys%20%C3%A5.pdf" in headers["Content-Disposition"]
    assert headers["Content-Disposition"].startswith("attachment;")
    assert headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert (headers["X-Content-Type-Options"], headers["Cache-Control"]) == ("nosniff", "no-store")
    assert headers["Content-Type"] == "application/pdf"


def test_a_long_presentation_is_kept_and_its_length_told(town) -> None:
    browser = town.browser()
    _upload(browser, b"%PDF-1.7 1 0 obj <</Type /Pages /Count 9>> endobj")

    for address in ("/vastaus/ennakkotehtava", "/vastaus/tarkistus/"):
        page = _text(browser.get(address))
        assert "9 sivua; enintään 5 pyydetään" in page
        assert "esitys.pdf</a>" in page


@pytest.mark.parametrize(("setting", "room"), [({"files_per_response": 1}, 1), ({"megabytes_per_response": 1}, 2)])
def test_a_file_for_which_there_is_no_room_is_refused_and_the_earlier_ones_stay(
    town, with_settings, setting, room
) -> None:
    with_settings(**setting)
    browser = town.browser()
    for _ in range(room):
        assert _upload(browser, b"%PDF-1.7" + b"x" * 400_000).status_code == 303

    refused = _upload(browser, b"%PDF-1.7" + b"y" * 400_000, "toinen.pdf")
    assert (refused.status_code, "ei ole enää tilaa" in _text(refused)) == (422, True)
    assert town.answers()["esitys"].name == "esitys.pdf"
    assert len(list(town.folder.glob("??/*"))) == room


def test_an_infected_file_is_refused_at_its_field_and_nothing_of_it_is_stored(
    town, with_settings, virus_scanner
) -> None:
    with_settings(clamd=virus_scanner)
    virus = sys.modules["tests_clamd"].TEST_VIRUS
    refused = _upload(town.browser(), b"%PDF-1.7 " + virus, **{"q_nostot-rows-0-c_asia": "Tilat"})

    assert (refused.status_code, "löytyi virus" in _text(refused)) == (422, True)
    assert list(town.answers()) == ["nostot"]
    assert list(town.folder.glob("??/*")) == []


def test_while_the_scanner_is_away_a_file_is_kept_and_nobody_opens_it(town, with_settings, jobs) -> None:
    with_settings(clamd="unix:/nobody/listens/here")
    browser = town.browser()
    assert _upload(browser, b"%PDF-1.7").status_code == 303

    assert [job for job, _id in jobs.asked if job == "scan_file"] == ["scan_file"]
    page = _text(browser.get("/vastaus/ennakkotehtava"))
    assert "tarkistetaan virusten varalta" in page
    assert "/vastaus/liite/esitys" not in page
    refused = browser.get("/vastaus/liite/esitys")
    assert (refused.status_code, "ei ole vielä tarkistettu" in _text(refused)) == (409, True)


def test_a_file_found_infected_later_is_told_where_it_was(town, with_settings, virus_scanner, jobs) -> None:
    settings = with_settings(clamd="unix:/nobody/listens/here")
    browser = town.browser()
    _upload(browser, b"%PDF-1.7 " + sys.modules["tests_clamd"].TEST_VIRUS)
    [attachment_id] = [thing_id for job, thing_id in jobs.asked if job == "scan_file"]
    rescanning.look_again(town.db, settings.model_copy(update={"clamd": virus_scanner}), attachment_id, 1)

    for address in ("/vastaus/ennakkotehtava", "/vastaus/tarkistus/"):
        assert "esitys.pdf poistettiin, koska siitä löytyi virus" in _text(browser.get(address))
    assert browser.get("/vastaus/liite/esitys").status_code == 404
    assert _upload(browser, b"%PDF-1.7 clean", "uusi.pdf").status_code == 303
    assert "löytyi virus" not in _text(browser.get("/vastaus/tarkistus/"))
