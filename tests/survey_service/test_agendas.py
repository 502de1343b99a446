import sys

import pytest

from survey_service import accounts, agendas, briefings, orders, selections
from survey_service.db import Database
from survey_service.errors import NotYet

scenes = sys.modules["tests_scene"]


@pytest.fixture
def scene(database: Database):
    """The same scene on both databases."""
    return scenes.set_up(database)


def test_there_is_no_agenda_before_an_order_is_confirmed(database: Database, scene) -> None:
    with database.reading() as session:
        stored, briefing = briefings.load(session, scene.briefing, scene.county)
        with pytest.raises(NotYet):
            agendas.agenda(session, stored, briefing, "fi")


def test_the_agenda_follows_the_order_with_reasons_and_without_words_that_are_not_cleared(
    database: Database, scene
) -> None:
    with database.writing() as session:
        staff = accounts.of_county(session, scene.county)[0]
        raised = selections.Weight("negotiation", 4, "Köerna är långa, 010203-900L.")
        elsewhere = selections.Weight("network", 2, "Vi sköter det själva.")
        for key, weight in (("strandby", raised), ("koivula", elsewhere)):
            selections.weigh(session, scene.briefing, scene.members[key], {"p1": weight}, actor="link:1")
        order = orders.Order(["p2", "p1"], (), {"p1": "Jonot kasvavat."}, "Verkosto painotti näitä.")
        orders.confirm(session, scene.briefing, scene.county, staff.id, order, actor=staff.email)

    with database.reading() as session:
        stored, briefing = briefings.load(session, scene.briefing, scene.county)
        agenda = agendas.agenda(session, stored, briefing, "sv")
    chosen = [item for item in agenda.items if item.kind == "phenomenon"]
    assert [item.heading.fi for item in chosen] == ["Ikäihmisten yksinäisyys", "Nuorten pitkät jonot hoitoon"]
    assert [item.reason for item in chosen] == ["Verkosto painotti näitä.", "Jonot kasvavat."]
    assert [(one.who, one.reason) for one in chosen[1].chosen_by] == [
        ("Strandby, Välfärdskoordinator", "Köerna är långa, •••••••••••.")
    ]
    assert [item.number for item in agenda.items] == list(range(1, len(agenda.items) + 1))
    assert scenes.QUEUES_MORE not in agenda.model_dump_json()
    assert agenda.items[0].kind == "fixed"
    assert [item.kind for item in agenda.items].count("standing") == 2
