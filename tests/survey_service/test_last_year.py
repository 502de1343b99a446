"""Last year's answers beside the fields: to look at, and to copy one by one, over nothing that is there."""

import datetime
import html
import re

import pytest
from flask.testing import FlaskClient
from sqlmodel import select
from werkzeug.test import TestResponse

from questionnaires import loading
from questionnaires.model import Text
from questionnaires.values import Choice, Choices, Handling, Items, Point, Table, Value, Words
from survey_service import responses, stored, submissions
from survey_service.models import Organisation, Response, Round
from survey_service.responses import Writer

HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
SAID = "Jonot ovat pitkät"
MEMBERS = ({"nimi": "", "tehtavanimike": "Hyvinvointijohtaja", "rooli": "johtava_viranhaltija", "sahkoposti": ""},)
ISSUE = (
    {"asia": "Yksi ovi", "tavoite": "Viikossa", "toimi": "", "vastuutaho": "", "aikataulu": "", "seurantatapa": ""},
)
ANSWERS: dict[str, Value] = {
    "mh_ilmiot": Items(items=(SAID, "Yksinäisyys")),
    "c_edistyminen": Words(text="Ohjauskortti jäi kesken"),
    "c_suunta": Point(value=-1, comment="Selvästi"),
    "c_kohderyhmat": Choices(options=("ylakoulu",)),
    "mh_etsiva": Choice(option="osin"),
    "c_kokoonpano": Table(kind="roster", rows=MEMBERS),
    "nostot": Table(kind="list", rows=ISSUE),
    "c_kasittely": Handling(date=datetime.date(2026, 2, 12), note="Hytetu-ryhmä"),
    "edistyminen": Table(kind="per_decision_status", rows=({"paatos": "Vanha", "tila": "tehty", "huomio": ""},)),
}


def _text(response: TestResponse) -> str:
    return html.unescape(response.get_data(as_text=True))


def _written(town) -> dict[str, Value]:
    """What is stored in the present round."""
    with town.db.reading() as session:
        wanted = select(Response).where(Response.round_id == town.round_id)
        response = session.exec(wanted).first()
        return responses.answers(session, response.id or 0) if response else {}


def _place(town, question_id: str) -> str:
    sections = loading.load("mielen_hyvinvointi", year=2027).sections
    [section] = [one.id for one in sections if any(question.id == question_id for question in one.questions)]
    return f"/vastaus/{section}"


def _copy(town, browser: FlaskClient, question_id: str, **fields: str) -> TestResponse:
    address = _place(town, question_id)
    hidden = {key: value for key, value in HIDDEN.findall(_text(browser.get(address))) if key != "chosen"}
    return browser.post(address, data={**hidden, **fields, "act": f"copy:{question_id}"})


def _answered(town, year: int, *, submitted: bool = True, language: str = "fi", **changes) -> None:
    """The organisation answered the round of `year`, from which the present one was made."""
    with town.db.writing() as session:
        round_ = session.get_one(Round, town.round_id)
        asked = loading.load("mielen_hyvinvointi", year=2027).model_copy(update=changes)
        before = Round(
            **round_.model_dump(exclude={"id", "year", "questionnaire"}),
            year=year,
            questionnaire=asked.model_dump(mode="json"),
        )
        session.add(before)
        session.flush()
        round_.previous_round_id = before.id
        organisation = session.get_one(Organisation, town.organisation_id)
        response = responses.open_draft(session, before, organisation)
        responses.save(session, response, ANSWERS, Writer(None, "", language), {})
        if submitted:
            invitation = submissions.Invitation(
                round_id=before.id, organisation_id=organisation.id, contact_id=1, purpose="answer"
            )
            session.add(invitation)
            session.flush()
            submissions.submit(session, town.jobs, response, invitation.id or 0, link_id=None)


@pytest.fixture
def before(town):
    _answered(town, 2026)
    return town


def test_what_was_answered_stands_beside_the_field_with_its_year(before) -> None:
    browser = before.browser()
    page = _text(browser.get(_place(before, "mh_ilmiot")))

    assert "Viime vuonna (2026) vastasitte" in page
    assert (SAID in page, "Kopioi kenttään" in page) == (True, True)
    assert _written(before) == {}


@pytest.mark.parametrize("question_id", [key for key in ANSWERS if key not in ("edistyminen", "c_kasittely")])
def test_an_empty_field_takes_the_whole_answer(before, question_id) -> None:
    copied = _copy(before, before.browser(), question_id)

    assert (copied.status_code, copied.location.rpartition("#")[2]) == (303, f"k-{question_id}")
    assert _written(before) == {question_id: ANSWERS[question_id]}


def test_a_text_goes_below_what_is_being_written_and_twice_changes_nothing(before) -> None:
    browser = before.browser()
    _copy(before, browser, "c_edistyminen", **{"q_c_edistyminen-text": "Uutta on tämä."})
    assert _written(before)["c_edistyminen"].text == "Uutta on tämä.\n\nOhjauskortti jäi kesken"

    _copy(before, browser, "c_edistyminen", **{"q_c_edistyminen-text": "Uutta on tämä.\n\nOhjauskortti jäi kesken"})
    assert _written(before)["c_edistyminen"].text == "Uutta on tämä.\n\nOhjauskortti jäi kesken"


def test_items_fill_the_places_that_are_left_and_never_push_one_out(before) -> None:
    browser = before.browser()
    _copy(before, browser, "mh_ilmiot", **{"q_mh_ilmiot-items-0": "Uusi"})
    assert _written(before)["mh_ilmiot"].items == ("Uusi", SAID, "Yksinäisyys")

    full = {f"q_mh_ilmiot-items-{place}": f"Uusi {place}" for place in range(3)}
    _copy(before, browser, "mh_ilmiot", **full)
    assert _written(before)["mh_ilmiot"].items == ("Uusi 0", "Uusi 1", "Uusi 2")
    assert "ei voitu kopioida" in _text(browser.get(_place(before, "mh_ilmiot")))


@pytest.mark.parametrize(
    ("question_id", "fields"),
    [
        ("mh_etsiva", {"q_mh_etsiva-option": "kylla"}),
        ("c_suunta", {"q_c_suunta-value": "1"}),
        ("nostot", {"q_nostot-rows-0-c_asia": "Toinen"}),
    ],
)
def test_a_choice_a_scale_and_a_table_are_copied_only_where_nothing_is(before, question_id, fields) -> None:
    _copy(before, before.browser(), question_id, **fields)

    value = _written(before).get(question_id)
    assert value is None or value != ANSWERS[question_id]


def test_the_day_on_which_something_was_dealt_with_is_not_copied(before) -> None:
    _copy(before, before.browser(), "c_kasittely")

    assert _written(before) == {"c_kasittely": Handling(note="Hytetu-ryhmä")}


def test_the_language_of_the_copied_words_comes_along(town) -> None:
    _answered(town, 2026, language="sv")
    browser = town.browser()
    assert '<p class="told" lang="sv">Ohjauskortti' in _text(browser.get(_place(town, "c_edistyminen")))
    _copy(town, browser, "c_edistyminen")

    with town.db.reading() as session:
        response = responses.open_draft(
            session, session.get_one(Round, town.round_id), session.get_one(Organisation, town.organisation_id)
        )
        [answer] = stored.living(session, response.id or 0).values()
    assert answer.language == "sv"


def _changed(question_id: str, **changes):
    """The sections of last year's questionnaire, in which one question was another."""
    asked = loading.load("mielen_hyvinvointi", year=2027)
    return tuple(
        section.model_copy(
            update={
                "questions": tuple(
                    one.model_copy(update=changes) if one.id == question_id else one for one in section.questions
                )
            }
        )
        for section in asked.sections
    )


def test_a_question_that_was_worded_in_another_way_says_so(town) -> None:
    old = Text(fi="Miten meni silloin?", sv="Hur gick det då?")
    _answered(town, 2026, sections=_changed("c_edistyminen", text=old))

    page = _text(town.browser().get(_place(town, "c_edistyminen")))
    assert "Kysymys oli silloin muotoiltu toisin: Miten meni silloin?" in page
    assert "copy:c_edistyminen" in page


def test_where_the_options_have_changed_nothing_is_copied(town) -> None:
    question = loading.load("mielen_hyvinvointi", year=2027).question("mh_etsiva")
    _answered(town, 2026, sections=_changed("mh_etsiva", options=question.options[1:]))
    browser = town.browser()

    page = _text(browser.get(_place(town, "mh_etsiva")))
    assert ("Vaihtoehdot ovat muuttuneet" in page, "copy:mh_etsiva" in page) == (True, False)
    _copy(town, browser, "mh_etsiva")
    assert _written(town) == {}


def test_without_a_submitted_response_of_the_year_before_nothing_is_shown(town) -> None:
    browser = town.browser()
    assert "Viime vuonna" not in _text(browser.get(_place(town, "mh_ilmiot")))
    _copy(town, browser, "mh_ilmiot")
    assert _written(town) == {}

    _answered(town, 2026, submitted=False)
    assert "Viime vuonna" not in _text(browser.get(_place(town, "mh_ilmiot")))


def test_what_is_wrong_in_the_field_stays_and_nothing_is_copied_over_it(before) -> None:
    refused = _copy(before, before.browser(), "c_edistyminen", **{"q_c_edistyminen-text": "x" * 4001})

    assert refused.status_code == 422
    assert "c_edistyminen" not in _written(before)
