"""Whatever is posted, whatever goes wrong: what was typed is saved, or shown in a form that can be sent again."""

import io
import re
from typing import Any

import html5lib
import pytest
from werkzeug.test import TestResponse

from questionnaires.values import Words
from survey_service import limits, responses

TWENTY_MB = "Ä" * 10_000_000
TYPED = "Pitkä <teksti> & sen\ntoinen rivi"


def _text(response: TestResponse) -> str:
    return response.get_data(as_text=True)


def _post(browser, section: str, form: dict[str, Any], accept: str = "text/html") -> TestResponse:
    headers = {"Accept": accept}
    answer = browser.post(f"/vastaus/{section}", data=form, headers=headers, content_type="multipart/form-data")
    # the test client leaves the file open in which it writes a large form
    answer.request.environ["wsgi.input"].close()
    return answer


def _form(page: str, **changes: Any) -> dict[str, Any]:
    """The form of a page as a browser posts it."""
    document = html5lib.parse(page, namespaceHTMLElements=False)
    form = document.find(".//form[@id='answers']")
    hidden = {field.get("name"): field.get("value") for field in form.iter("input") if field.get("type") == "hidden"}
    return {**hidden, **{f"q_{name}": value for name, value in changes.items()}}


def _again(page: str) -> dict[str, str]:
    """The form of an error page as a browser posts it."""
    document = html5lib.parse(page, namespaceHTMLElements=False)
    form = next(form for form in document.iter("form") if form.get("action", "").startswith("/vastaus/"))
    fields = {field.get("name"): field.get("value") for field in form.iter("input")}
    return {**fields, **{field.get("name"): (field.text or "").removeprefix("\n") for field in form.iter("textarea")}}


@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_twenty_megabytes_of_text_are_told_at_their_field_and_the_rest_is_saved(town, accept) -> None:
    browser = town.browser()
    form = _form(_text(browser.get("/vastaus/toiveet")), **{"mh_nosto-text": TWENTY_MB, "mh_hyte-text": "Lyhyt"})
    answer = _post(browser, "toiveet", form, accept)

    said = "Teksti on liian pitkä"
    if accept == "application/json":
        assert list(answer.json["wrong"]) == ["q_mh_nosto-text"]
        assert said in answer.json["wrong"]["q_mh_nosto-text"]
    else:
        assert answer.status_code == 422
        assert 'href="#q_mh_nosto-text"' in _text(answer)
        assert said in _text(answer)
        assert TWENTY_MB in _text(answer)
    assert town.answers() == {"mh_hyte": Words(text="Lyhyt")}


def test_a_form_of_any_size_of_somebody_without_a_link_is_not_taken_in(town) -> None:
    answer = town.app.test_client().post("/vastaus/toiveet", data={"q_mh_nosto-text": TWENTY_MB})

    assert answer.status_code == 413


def test_a_file_many_times_too_large_is_told_at_its_field_and_the_text_is_saved(town) -> None:
    browser = town.browser()
    file = (io.BytesIO(b"%PDF-1.7" + b"x" * 70_000_000), "esitys.pdf")
    page = _text(browser.get("/vastaus/ennakkotehtava"))
    form = _form(page, **{"esitys-file": file, "nostot-rows-0-c_asia": "Tilat"})
    answer = _post(browser, "ennakkotehtava", form)

    assert answer.status_code == 422
    assert 'href="#q_esitys-file"' in _text(answer)
    assert list(town.answers()) == ["nostot"]


@pytest.mark.parametrize("trouble", ["no link", "stale form", "too many", "our fault"])
@pytest.mark.parametrize("language", ["fi", "sv"])
def test_after_any_trouble_the_form_stands_on_the_page_and_can_be_sent_again(
    town, monkeypatch, trouble, language
) -> None:
    browser = town.browser(language=language)
    browser.get(f"/vastaus/?lang={language}")
    town.app.config["PROPAGATE_EXCEPTIONS"] = False
    form = _form(_text(browser.get("/vastaus/toiveet")), **{"mh_nosto-text": TYPED, "mh_hyte-text": "Toinen"})
    with monkeypatch.context() as meanwhile:
        if trouble == "no link":
            browser.delete_cookie("ennakko")
        if trouble == "stale form":
            town.app.config["WTF_CSRF_ENABLED"] = True
            form["csrf_token"] = "vanha"
        if trouble == "too many":
            meanwhile.setattr(responses, "save_section", _raise(limits.TooMany(60)))
        if trouble == "our fault":
            meanwhile.setattr(responses, "save_section", _raise(RuntimeError("x")))
        failed = _post(browser, "toiveet", form)

    assert failed.status_code in (400, 403, 429, 500)
    assert f'<html lang="{language}">' in _text(failed)
    html5lib.HTMLParser(strict=True).parse(_text(failed))
    labels = re.findall(r'<label for="typed-\d">([^<]*)</label>', _text(failed))
    assert len(labels) == 2
    assert all(label in _text(town.browser().get(f"/vastaus/toiveet?lang={language}")) for label in labels)
    browser.get(f"/v/{town.tokens['organisation']}")
    again = _post(browser, "toiveet", _again(_text(failed)))
    assert again.status_code == 303
    assert town.answers() == {"mh_nosto": Words(text=TYPED), "mh_hyte": Words(text="Toinen")}


def test_what_a_person_confirms_is_not_confirmed_by_sending_a_form_again(town) -> None:
    browser = town.browser()
    form = _form(_text(browser.get("/vastaus/toiveet")), **{"mh_nosto-text": TYPED})
    browser.delete_cookie("ennakko")
    failed = _post(browser, "toiveet", {**form, "confirmed": "yes", "then": "end", "remove": "1"})

    assert _again(_text(failed)).keys() & {"confirmed", "then", "remove"} == set()
    assert _again(_text(failed))["q_mh_nosto-text"] == TYPED


def test_a_form_of_another_site_is_not_put_on_our_page(town) -> None:
    form = {"q_mh_nosto-text": "Ostakaa tästä", "t_mh_nosto": "Kysymys"}
    answer = town.app.test_client().post("/vastaus/toiveet", data=form, headers={"Sec-Fetch-Site": "cross-site"})

    assert answer.status_code == 403
    assert "Ostakaa" not in _text(answer)


@pytest.mark.parametrize("section", ["toiveet", "tuntematon"])
def test_unknown_fields_and_sections_cost_nothing_of_what_was_typed(town, section) -> None:
    browser = town.browser()
    form = _form(_text(browser.get("/vastaus/toiveet")), **{"mh_nosto-text": TYPED, "toisen_kysymys-text": "?"})
    answer = browser.post(f"/vastaus/{section}", data=form)

    if section == "toiveet":
        assert town.answers() == {"mh_nosto": Words(text=TYPED)}
    else:
        assert answer.status_code == 404
        assert _again(_text(answer))["q_mh_nosto-text"] == TYPED


def _raise(error: Exception):
    def save_section(*_args: object, **_named: object) -> None:
        raise error

    return save_section
