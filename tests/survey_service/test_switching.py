"""The language can be changed on every page, and whatever was typed on it stays."""

import re
import sys
from typing import Any

import html5lib
import pytest
from flask import Flask
from flask.testing import FlaskClient

from survey_service.app import create_app
from survey_service.db import Database
from survey_service.refilling import refill
from survey_service.settings import Settings

scanner = sys.modules["tests_scanner"]
scenes = sys.modules["tests_scene"]
OTHER = {"fi": "sv", "sv": "fi"}
NAMES = {"fi": "Suomeksi", "sv": "På svenska"}
TYPED = 'Kesken "jäänyt" <ajatus> & muuta'
# fields that hold what somebody would have to type again; a choice beside the page's own form is soon made anew
FILLED_IN = {"text", "email", "number", "date", "url", "textarea"}

PAGE = """<form id="a"><input type="hidden" name="csrf_token" value="new"><input type=text name="t" value="o" class='x'>
<input name="t"><textarea name="w">
old &amp; gone</textarea><input type="checkbox" name="c" value="1" checked><input type="checkbox" name="c" value="2">
<select name="s"><option value="x" selected>X<option value="y">Y</select><input type="password" name="p"></form>
<form><input name="t" value="another form's"></form><input form="a" name="far" value="1">"""


def test_only_the_fields_of_the_form_change_and_nothing_else_does() -> None:
    posted = {
        "csrf_token": ["old"],
        "t": ['"one"', "two"],
        "w": ["\n<b>new</b>"],
        "c": ["2"],
        "s": ["y"],
        "p": ["secret"],
        "far": ["&"],
    }
    told = refill(PAGE, "a", posted)
    document = html5lib.parse(told, namespaceHTMLElements=False)
    fields = [(node.get("name"), node.get("value"), node.get("checked")) for node in document.iter("input")]

    assert fields == [
        ("csrf_token", "new", None),
        ("t", '"one"', None),
        ("t", "two", None),
        ("c", "1", None),
        ("c", "2", ""),
        ("p", None, None),
        ("t", "another form's", None),
        ("far", "&", None),
    ]
    assert document.find(".//textarea").text == "\n<b>new</b>"
    assert [option.get("selected") for option in document.iter("option")] == [None, ""]
    assert "class='x'" not in told
    assert 'class="x"' in told
    assert refill(PAGE, "b", posted) == PAGE


@pytest.mark.parametrize("mark", ["\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1e", "\r"])
def test_a_line_of_another_kind_on_the_page_moves_nothing(mark: str) -> None:
    words = f"<p>one{mark}two{mark}three</p>\n"
    posted = {"t": ["new"], "w": ["typed"]}

    assert refill(words + PAGE, "a", posted) == words + refill(PAGE, "a", posted)


@pytest.fixture
def staff_app(sqlite_database: Database, scene) -> Flask:
    app = create_app(Settings(secret_key="0123456789abcdef0123"), db=sqlite_database, jobs=scene.jobs)
    app.config["WTF_CSRF_ENABLED"] = True
    return app


def _staff(app: Flask) -> FlaskClient:
    client = app.test_client()
    _, form = _form_of(client.get("/henkilosto/kirjaudu").get_data(as_text=True))
    fields = {**form, "email": [scenes.ADMIN], "password": [scenes.PASSWORD]}
    assert client.post("/henkilosto/kirjaudu", data=fields).status_code == 303
    return client


def _form_of(page: str) -> tuple[str, dict[str, Any]]:
    """The form that the page's switch of the language sends: its id, and its fields as a browser sends them."""
    found = re.search(r'name="(?:switch_to|lang)" value="\w\w(?::([^":]*))?[^"]*"', page)
    name = found.group(1) if found else None
    for form, fields in _forms(page):
        if form == name:
            return form, fields
    return "", {}


def _forms(page: str) -> list[tuple[str, dict[str, Any]]]:
    document = html5lib.parse(page, namespaceHTMLElements=False)
    ids = [form.get("id", "") for form in document.iter("form")]
    return list(zip(ids, (scanner._filled(one.fields) for one in scanner._forms(page, "/", junk=False)), strict=True))


def _typed_into(page: str) -> set[str]:
    """The ids of the page's forms in which somebody can type or choose something."""
    document = html5lib.parse(page, namespaceHTMLElements=False)
    found = set()
    for form in document.iter("form"):
        for node in document.iter():
            kind = node.tag if node.tag in ("textarea", "select") else node.get("type", "text")
            mine = node.get("form", form.get("id", "") if node in set(form.iter()) else None) == form.get("id", "")
            if (
                node.tag in ("input", "textarea", "select")
                and kind in FILLED_IN
                and mine
                and not _is_hidden(form, node)
            ):
                found.add(form.get("id", ""))
    return found


def _is_hidden(form: Any, node: Any) -> bool:
    return any(node in set(part.iter()) for part in form.iter() if part.get("hidden") is not None)


def _check_switch(client: FlaskClient, address: str) -> bool:
    """Whether the page at `address` has something to type, having checked that switching its language keeps that."""
    answer = client.get(address, follow_redirects=True)
    place = answer.request.full_path.rstrip("?")
    if answer.mimetype != "text/html" or "attachment" in answer.headers.get("Content-Disposition", ""):
        return False
    page = answer.get_data(as_text=True)
    language = re.search(r'<html lang="(\w\w)">', page).group(1)
    assert NAMES[OTHER[language]] in page, f"{address} cannot be changed into another language"
    typed_into = _typed_into(page)
    form, fields = _form_of(page)
    saving = 'name="lang" value=' in page
    assert typed_into <= {form, "answers"}, f"{address}: what is typed into {typed_into} is lost with the language"
    if not form or saving:
        return False
    names = [name for name in fields if name not in ("csrf_token", "leave_empty", "whose", "briefing_id")]
    texts = {
        name: [TYPED] for name in names if re.search(rf'<(textarea|input type="(text|email)")[^>]*name="{name}"', page)
    }
    sent = {**fields, **texts, "switch_to": f"{OTHER[language]}:{form}"}
    switched = client.post(place, data=sent)
    other = switched.get_data(as_text=True)
    assert switched.status_code == 200, address
    assert f'<html lang="{OTHER[language]}">' in other, address
    html5lib.HTMLParser(strict=True).parse(other)
    again = dict(_forms(other))[form]
    again.pop("csrf_token", None)
    assert {name: again.get(name) for name in texts} == texts, address
    # the choice stays
    assert f'<html lang="{OTHER[language]}">' in client.get(place).get_data(as_text=True)
    return True


def test_on_every_page_of_the_staff_the_language_changes_and_what_is_typed_stays(staff_app: Flask, scene) -> None:
    client = _staff(staff_app)
    kept = [address for address in _staff_pages(staff_app, scene) if _check_switch(client, address)]

    assert len(kept) >= 6


def _staff_pages(app: Flask, scene) -> list[str]:
    values = {
        "round_id": scene.round,
        "briefing_id": scene.briefing,
        "organisation_id": scene.organisations["kuusivaara"],
        "invitation_id": scene.members["kuusivaara"],
        "staff_id": 2,
        "feedback_id": 1,
        "contact_id": scene.organisations["kuusivaara"],
        "area_id": 0,
        "ending": "xlsx",
        "year": 2027,
        "question_id": "c_esitys",
        "phenomenon_id": "p1",
        "audience": "kunta",
    }
    rules = [
        rule for rule in app.url_map.iter_rules() if "GET" in rule.methods and rule.rule.startswith("/henkilosto/")
    ]
    return [
        re.sub(r"<(?:[^:>]+:)?([^>]+)>", lambda found: str(values.get(found.group(1), "x")), rule.rule)
        for rule in rules
    ]


def test_on_every_page_of_a_respondent_the_language_changes_and_what_is_typed_stays(town) -> None:
    client = town.browser()
    client.post("/vastaus/toiveet", data={"q_mh_nosto-text": "Lyhyt", "v_mh_nosto": "0", "act": "save"})
    town.app.config["WTF_CSRF_ENABLED"] = True
    pages = [rule.rule for rule in town.app.url_map.iter_rules() if "GET" in rule.methods and not rule.arguments]
    kept = [page for page in pages if not page.startswith(("/henkilosto", "/valinta")) and _check_switch(client, page)]
    sections = ["ilmiot", "tilannekuva", "toiveet", "vastaajat"]
    for section in sections:
        _check_switch(client, f"/vastaus/{section}")

    assert {"/palaute/", "/linkki/", "/vastaus/jako/", "/vastaus/tarkistus/"} <= set(kept)


def test_nothing_is_done_with_a_form_whose_language_is_changed(staff_app: Flask) -> None:
    client = _staff(staff_app)
    _, fields = _form_of(client.get("/henkilosto/tunnukset/").get_data(as_text=True))
    sent = {**fields, "email": "uusi@kuusivirta.example", "title": "Uusi", "role": "admin", "password": "x" * 20}
    answer = client.post("/henkilosto/tunnukset/", data={**sent, "switch_to": "sv:account"})
    page = answer.get_data(as_text=True)

    assert answer.status_code == 200
    assert 'value="uusi@kuusivirta.example"' in page
    assert "x" * 20 not in page
    assert "uusi@kuusivirta.example" not in client.get("/henkilosto/tunnukset/").get_data(as_text=True)


def test_a_page_that_needs_signing_in_is_not_shown_by_changing_the_language(staff_app: Flask) -> None:
    client = staff_app.test_client()
    token = _form_of(client.get("/henkilosto/kirjaudu").get_data(as_text=True))[1]["csrf_token"]
    answer = client.post("/henkilosto/tunnukset/", data={"csrf_token": token, "switch_to": "sv:account"})

    assert answer.status_code == 303
    assert answer.location.startswith("/henkilosto/kirjaudu")


def test_what_could_not_be_taken_is_still_there_in_the_other_language(town) -> None:
    client = town.browser()
    words = {"q_mh_nosto-text": TYPED, "v_mh_nosto": "0", "whose": "1.99"}
    page = client.post("/vastaus/toiveet", data={**words, "act": "save"})
    assert page.status_code == 403
    _, fields = _form_of(page.get_data(as_text=True))
    switch = re.search(r'name="switch_to" value="([^"]+)"', page.get_data(as_text=True)).group(1)
    switched = client.post("/vastaus/toiveet", data={**fields, "switch_to": switch})
    text = switched.get_data(as_text=True)

    assert switched.status_code == 403
    assert '<html lang="sv">' in text
    assert "Öppna er länk" in text
    assert any(TYPED in values for _, fields in _forms(text) for name, values in fields.items())
    assert town.answers() == {}
