"""Every answer knows its language: the page's, the one that its words are in, or the one that a person says."""

from typing import Any

import html5lib
import pytest
from sqlmodel import select

from survey_service import written_in
from survey_service.models import Answer
from survey_service.privacy import checking

SWEDISH = "Köerna till ungdomspsykiatrin är alldeles för långa i våra byar."
FINNISH = "Nuorten jonot mielenterveyspalveluihin ovat aivan liian pitkät."
PAGE = "/vastaus/toiveet"


def _write(client: Any, words: str, version: int = 0) -> None:
    data = {"q_mh_nosto-text": words, "v_mh_nosto": str(version), "act": "save"}
    assert client.post(PAGE, data=data).status_code == 303


def _answer(town: Any) -> Answer:
    with town.db.reading() as session:
        return session.exec(select(Answer).where(Answer.question_id == "mh_nosto")).one()


def _look(town: Any) -> None:
    answer = _answer(town)
    with town.db.writing() as session:
        text = answer.value["text"]
        written_in.note_found(session, answer.response_id, "mh_nosto", answer.version, [text])


@pytest.mark.parametrize(
    ("page", "words", "language", "how"),
    [
        ("fi", FINNISH, "fi", "page"),
        ("sv", SWEDISH, "sv", "page"),
        ("fi", SWEDISH, "sv", "found"),
        ("sv", FINNISH, "fi", "found"),
        ("sv", "TE-toimisto", "sv", "page"),
        ("fi", "The queues to youth psychiatry are far too long.", "fi", "page"),
    ],
)
def test_an_answer_is_in_the_language_that_its_words_are_plainly_in_else_in_its_pages(
    town, page: str, words: str, language: str, how: str
) -> None:
    _write(town.browser(language=page) if page == "fi" else _in_swedish(town), words)
    _look(town)

    assert (_answer(town).language, _answer(town).language_from) == (language, how)


def _in_swedish(town: Any) -> Any:
    client = town.browser()
    client.get("/?lang=sv")
    return client


def test_what_was_changed_meanwhile_is_looked_at_later(town) -> None:
    client = town.browser()
    _write(client, SWEDISH)
    answer = _answer(town)
    _write(client, FINNISH, answer.version)
    with town.db.writing() as session:
        written_in.note_found(session, answer.response_id, "mh_nosto", answer.version, [SWEDISH])

    assert _answer(town).language == "fi"


def test_the_worker_looks_at_the_language_when_it_looks_for_names(town) -> None:
    _write(town.browser(), SWEDISH)
    checking.carry_out(town.db, _answer(town).response_id, 1)

    assert _answer(town).language == "sv"


def test_only_a_doubtful_answer_asks_for_its_language_and_it_is_marked_for_who_hears_it(town) -> None:
    client = town.browser()
    _write(client, SWEDISH)
    assert "written_in" not in client.get("/vastaus/tarkistus/").get_data(as_text=True)
    _look(town)
    page = client.get("/vastaus/tarkistus/").get_data(as_text=True)

    assert f'<p class="told" lang="sv">{SWEDISH}</p>' in page
    assert page.count('name="written_in"') == 2
    assert "kirjoitettu ruotsiksi" in page
    html5lib.HTMLParser(strict=True).parse(page)


def test_what_a_person_says_stays_also_when_the_answer_is_edited(town) -> None:
    client = town.browser()
    _write(client, SWEDISH)
    _look(town)
    said = client.post("/vastaus/kirjoitettu/mh_nosto", data={"written_in": "fi"})
    assert said.status_code == 303
    assert said.location.endswith("#a-mh_nosto")
    _write(client, f"{SWEDISH} Igen.", _answer(town).version)
    _look(town)

    assert (_answer(town).language, _answer(town).language_from) == ("fi", "said")


def test_saying_what_is_known_changes_nothing(town) -> None:
    client = town.browser()
    _write(client, SWEDISH)
    _look(town)
    client.post("/vastaus/kirjoitettu/mh_nosto", data={"written_in": "sv"})

    assert _answer(town).language_from == "found"


@pytest.mark.parametrize(
    ("kind", "question", "language", "whose", "status"),
    [
        ("organisation", "mh_nosto", "de", None, 404),
        ("organisation", "muu", "sv", None, 404),
        ("organisation", "c_suunta", "sv", None, 404),
        ("section", "mh_nosto", "fi", None, 404),
        ("organisation", "mh_nosto", "fi", "1.99", 403),
    ],
)
def test_nobody_says_it_of_what_is_not_theirs(town, kind, question, language, whose, status) -> None:
    _write(town.browser(), SWEDISH)
    _look(town)
    data = {"written_in": language, **({"whose": whose} if whose else {})}
    answer = town.browser(kind).post(f"/vastaus/kirjoitettu/{question}", data=data)

    assert answer.status_code == status
    assert _answer(town).language == "sv"
