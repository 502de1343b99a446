"""Forms that no page of today posts: a clear message, at the field where there is one, and nothing typed is lost."""

import html
import re
from typing import Any

import html5lib
import pytest
from werkzeug.test import TestResponse

from questionnaires.model import Questionnaire
from questionnaires.values import Words
from survey_service import rounds
from survey_service.models import Round

WISHES, TASK = "/vastaus/toiveet", "/vastaus/ennakkotehtava"


def text(response: TestResponse) -> str:
    return response.get_data(as_text=True)


def posted(page: str, **changes: Any) -> dict[str, Any]:
    hidden = re.findall(r'<input type="hidden" name="(v_[a-z0-9_]+)" value="(\d+)">', page)
    return {**dict(hidden), **{f"q_{name}": value for name, value in changes.items()}}


def send(browser: Any, address: str, **changes: Any) -> TestResponse:
    return browser.post(address, data=posted(text(browser.get(address)), **changes))


@pytest.fixture
def shorter(town) -> None:
    """The round's questionnaire loses a question while pages that ask it are open."""
    with town.db.writing() as session:
        round_ = session.get_one(Round, town.round_id)
        asked = rounds.questionnaire_of(round_)
        sections = tuple(
            section.model_copy(update={"questions": tuple(q for q in section.questions if q.id != "mh_hyte")})
            for section in asked.sections
        )
        newer = asked.model_copy(update={"sections": sections})
        round_.questionnaire = Questionnaire.model_validate(newer.model_dump(mode="json")).model_dump(mode="json")


def test_a_form_of_an_older_questionnaire_is_saved_and_what_has_no_place_any_more_is_shown(town, request) -> None:
    browser = town.browser()
    page = text(browser.get(WISHES))
    request.getfixturevalue("shorter")

    answer = browser.post(WISHES, data=posted(page, **{"mh_nosto-text": "Päätös", "mh_hyte-text": "Vanha <teksti>"}))

    assert answer.status_code == 409
    assert "Kysely on muuttunut sivun auki ollessa" in text(answer)
    assert "Vanha &lt;teksti&gt;" in text(answer)
    assert town.answers() == {"mh_nosto": Words(text="Päätös")}
    html5lib.HTMLParser(strict=True).parse(text(answer))


@pytest.mark.parametrize(
    "name",
    [
        "tuntematon-text",
        "mh_ilmiot-items-0",
        "mh_nosto-other",
        "mh_nosto",
        "mh_nosto-text\x00",
        "c_kokoonpano-rows-0-c_nimi",
    ],
)
def test_a_field_that_does_not_exist_is_told_and_its_text_shown(town, name: str) -> None:
    answer = send(town.browser(), WISHES, **{name: "Orpo teksti"})

    assert answer.status_code == 409
    assert "Orpo teksti" in text(answer)
    assert town.answers() == {}


@pytest.mark.parametrize(
    "name",
    ["nostot-rows-3-c_asia", "nostot-rows-0-c_muu", "nostot-rows-²-c_asia", f"nostot-rows-{'9' * 5000}-c_asia"],
)
def test_a_row_or_a_cell_that_a_table_does_not_have_is_told_and_its_text_shown(town, name: str) -> None:
    answer = send(town.browser(), TASK, **{name: "Neljäs nosto", "nostot-rows-0-c_asia": "Tilat"})

    assert answer.status_code == 409
    assert "Neljäs nosto" in text(answer)
    assert list(town.answers()) == ["nostot"]


def test_a_script_is_told_of_a_text_without_a_place_so_that_it_keeps_it(town) -> None:
    browser = town.browser()
    data = {"v_poistettu": "0", "q_poistettu-text": "Vanha teksti"}

    answer = browser.post(WISHES, data=data, headers={"Accept": "application/json"})

    assert list(answer.json["wrong"]) == ["q_poistettu-text"]


def test_the_section_of_an_older_questionnaire_shows_what_was_written_in_it(town) -> None:
    answer = town.browser().post("/vastaus/poistettu", data={"q_vanha-text": "Vanha teksti"})

    assert answer.status_code == 404
    assert "Vanha teksti" in text(answer)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("a\x00b\x07c", "abc"),
        ("\u202eoikealta\u202c", "oikealta"),
        ("ei\uffff XML:ssä\ufffe", "ei XML:ssä"),
        ("مرحبا", "مرحبا"),
        ("👩‍👩‍👧 kolme", "👩‍👩‍👧 kolme"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("{{ 7 * 7 }} %(x)s {0}", "{{ 7 * 7 }} %(x)s {0}"),
        ("\ud83d".encode("utf-8", "surrogatepass").decode("utf-8", "replace"), "\ufffd\ufffd\ufffd"),
    ],
)
def test_whatever_characters_are_written_come_back_as_they_were(town, written: str, kept: str) -> None:
    browser = town.browser()

    assert send(browser, WISHES, **{"mh_nosto-text": written}).status_code == 303
    assert town.answers() == {"mh_nosto": Words(text=kept)}
    assert f">\n{html.escape(kept)}</textarea>" in text(browser.get(WISHES)).replace("&#39;", "&#x27;")
