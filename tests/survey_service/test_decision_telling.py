"""Decision and status are told together, in the briefing and on the agenda."""

import datetime
import sys

import pytest

from questionnaires import loading
from questionnaires.values import DECISION_KEY, Table
from reports.briefing import Party, Text
from survey_service import accounts, agendas, briefings, decision_telling, orders
from survey_service.db import Database
from survey_service.material import Material
from synthesis.model import Method, Synthesis

scenes = sys.modules["tests_scene"]


def _party(key: str) -> Party:
    return Party(id=key, name=Text(fi=key.capitalize(), sv=key.capitalize()), kind="kunta", answered=True)


def _table(*rows: dict[str, str]) -> dict[str, Table]:
    return {"edistyminen": Table(kind="per_decision_status", rows=rows)}


@pytest.fixture
def material() -> Material:
    return Material(
        county=Text(fi="A", sv="A"),
        year=2027,
        deadline=datetime.date(2027, 3, 5),
        theme=Text(fi="t", sv="t"),
        questionnaire=loading.load("mielen_hyvinvointi", year=2027),
        parties=(_party("iso"), _party("pieni"), _party("hiljainen")),
        small=frozenset({"pieni"}),
        values={
            "iso": _table(
                {DECISION_KEY: "1", "paatos": "Vanha sanamuoto", "tila": "kesken", "huomio": "Soitto 040 123 4567."},
                {"paatos": "Gemensam närvaromodell i skolorna", "tila": "tehty", "huomio": ""},
            ),
            "pieni": _table({DECISION_KEY: "9", "paatos": "Ei enää luettelossa oleva päätös", "huomio": "Kesken jäi"}),
        },
        decisions={"1": "Ohjauskortti otetaan käyttöön kouluissa"},
    )


def test_each_decision_is_told_with_its_status_and_its_words_of_now(material) -> None:
    [told] = decision_telling.told(material)

    assert (told.about, told.question_id) == ("decisions", "edistyminen")
    assert [(quote.organisation.fi, quote.text, quote.language, quote.cleared) for quote in told.answers] == [
        ("Iso", "Ohjauskortti otetaan käyttöön kouluissa: kesken. Soitto ••••••••••••.", "fi", False),
        ("Iso", "Gemensam närvaromodell i skolorna: klart", "sv", True),
        ("Pieni", "Ei enää luettelossa oleva päätös: Kesken jäi", "fi", False),
    ]


def test_the_briefing_tells_them_among_the_answers_that_are_told_as_they_are(material) -> None:
    method = Method(version="1", encoder="e5", lemmatisers={}, parameters={}, comments=0, segments=0)
    briefing = briefings.compose(
        material, Synthesis(phenomena=(), unplaced=(), method=method), made_on=datetime.date(2027, 3, 8)
    )

    assert [question.question_id for question in briefing.open_answers] == ["edistyminen"]
    assert [answer.language for answer in briefing.for_network().open_answers[0].answers] == ["sv"]


def test_the_agenda_goes_through_them_before_what_was_chosen(sqlite_database: Database, scene, material) -> None:
    with sqlite_database.writing() as session:
        staff = accounts.of_county(session, scene.county)[0]
        orders.confirm(
            session, scene.briefing, scene.county, staff.id, orders.Order(["p1"], reason="x"), actor=staff.email
        )
    with sqlite_database.reading() as session:
        stored, briefing = briefings.load(session, scene.briefing, scene.county)
        told = briefing.model_copy(update={"open_answers": tuple(decision_telling.told(material))})
        agenda = agendas.agenda(session, stored, told, "fi")

    places = {item.heading.fi: (item.number, item.quotes) for item in agenda.items if item.heading.fi}
    number, quotes = places["Edellisen vuoden päätökset ja niiden eteneminen"]
    assert number + 1 == places["Nuorten pitkät jonot hoitoon"][0]
    assert [quote.organisation.fi for quote in quotes] == ["Iso"], "what was masked waits for a yes"
