"""The coordination group writes the standing blocks and names chairs and minute takers; the agenda tells them."""

import datetime
import re
import sys

import pytest
from flask import Flask
from sqlmodel import select

from survey_service import agendas, briefings, negotiations, orders, standing_blocks
from survey_service.candidates import ChangedMeanwhile
from survey_service.db import Database
from survey_service.errors import NotFound
from survey_service.models import Round, ServiceArea, StaffMember
from survey_service.timetable import FINLAND

scenes = sys.modules["tests_scene"]
READER = scenes.READER


@pytest.fixture
def county(database: Database):
    """The scene with one service area."""
    made = scenes.set_up(database)
    with database.writing() as session:
        session.add(ServiceArea(county_id=made.county, key="pohjoinen", name_fi="Pohjoinen", name_sv="Norra"))
    return made


def area_of(session) -> int:
    return session.exec(select(ServiceArea).where(ServiceArea.key == "pohjoinen")).one().id


def who(session) -> dict[str, object]:
    return {"staff_id": session.exec(select(StaffMember).where(StaffMember.email == READER)).one().id, "actor": READER}


def test_two_chairs_are_a_conflict_that_is_shown_until_one_is_kept(database: Database, county) -> None:
    with database.writing() as session:
        round_, area = session.get_one(Round, county.round), area_of(session)
        assert negotiations.appoint(session, round_, area, "chair", "Johtaja", seen=(), **who(session))
        assert not negotiations.appoint(session, round_, area, "chair", "Johtaja", seen=(), **who(session))
        # somebody else had opened the page before that
        assert negotiations.appoint(session, round_, area, "chair", "Ylilääkäri", seen=(), **who(session))
        assert negotiations.appoint(session, round_, area, "minute_taker", "Sihteeri", seen=(), **who(session))
        meeting = next(one for one in negotiations.of_round(session, round_, "fi") if one.area_id == area)
        assert [one.who for one in meeting.chairs] == ["Johtaja", "Ylilääkäri"]
        assert meeting.conflicts == ("chair",)
        seen = {one.appointment_id for one in meeting.chairs}
        negotiations.appoint(session, round_, area, "chair", "Ylilääkäri", seen=seen, **who(session))
        assert negotiations.of_area(session, round_, area).conflicts == ()
        with pytest.raises(NotFound):
            negotiations.arrange(session, round_, 999, None, "", "", actor=READER)


def test_a_block_that_another_wrote_meanwhile_is_not_overwritten(database: Database, county) -> None:
    with database.writing() as session:
        round_ = session.get_one(Round, county.round)
        kind = "plan_status"
        assert standing_blocks.write(session, round_, kind, "Tilanne", "Läget", seen=0, **who(session))
        assert not standing_blocks.write(session, round_, kind, "Tilanne", "Läget", seen=0, **who(session))
        with pytest.raises(ChangedMeanwhile):
            standing_blocks.write(session, round_, kind, "Toinen", "", seen=0, **who(session))
        standing_blocks.write(session, round_, kind, "Toinen", "", seen=1, **who(session))
        assert [one.text_fi for one in standing_blocks.history(session, round_.id)] == ["Tilanne", "Toinen"]


def test_the_agenda_of_a_service_area_tells_blocks_names_time_and_place(database: Database, county) -> None:
    with database.writing() as session:
        round_, area = session.get_one(Round, county.round), area_of(session)
        begins = datetime.datetime(2027, 4, 12, 9, 30, tzinfo=FINLAND)
        negotiations.arrange(session, round_, area, begins, "Kunnantalo", "https://etana.example/1", actor=READER)
        for duty, name in (("chair", "Johtaja"), ("minute_taker", "Sihteeri")):
            negotiations.appoint(session, round_, area, duty, name, seen=(), **who(session))
        standing_blocks.write(session, round_, "hyte_review", "Kerroin nousi.", "", seen=0, **who(session))
        order = orders.Order(["p1"], reason="Verkosto painotti sitä.")
        orders.confirm(session, county.briefing, county.county, who(session)["staff_id"], order, actor=READER)
        stored, briefing = briefings.load(session, county.briefing, county.county)
        told = agendas.agenda(session, stored, briefing, "sv", area)
        whole = agendas.agenda(session, stored, briefing, "sv")
    assert (told.area.sv, told.when, told.chair, told.minute_taker) == (
        "Norra",
        "12.4.2027 kl. 9.30",
        "Johtaja",
        "Sihteeri",
    )
    assert told.place == "Kunnantalo, https://etana.example/1"
    texts = [item.text.sv for item in told.items if item.kind == "standing"]
    assert texts[0].startswith("Planens genomförande"), "what nobody wrote is told as every year"
    assert texts[1] == "Kerroin nousi."
    assert (whole.area.fi, whole.chair) == ("Koko hyvinvointialue", "")


def test_only_the_coordination_group_writes_and_names(app: Flask, scene) -> None:
    here = f"/henkilosto/kierrokset/{scene.round}/neuvottelut"
    team, group = app.test_client(), app.test_client()
    for client, email in ((team, scenes.TEAM), (group, READER)):
        client.post("/henkilosto/kirjaudu", data={"email": email, "password": scenes.PASSWORD})
    assert team.get(f"{here}/").status_code == 200
    assert team.post(f"{here}/0/", data={"chair": "Joku"}).status_code == 403
    assert team.post(f"{here}/hytu", data={"text_fi": "x", "seen": "0"}).status_code == 403
    wrong = group.post(f"{here}/0/", data={"day": "32.1.2027", "time": "25.00", "chair": "Johtaja", "place": "Sali"})
    assert wrong.status_code == 422
    assert 'value="Johtaja"' in wrong.get_data(as_text=True)
    assert group.post(f"{here}/0/", data={"day": "12.4.2027", "time": "9.30", "chair": "Johtaja"}).status_code == 303
    group.post(f"{here}/hytu", data={"text_fi": "Suunnitelma etenee.", "text_sv": "", "seen": "0"})
    met = group.post(f"{here}/hytu", data={"text_fi": "Toisen teksti.", "text_sv": "", "seen": "0"})
    assert met.status_code == 409
    assert "Suunnitelma etenee." in met.get_data(as_text=True)
    assert "Toisen teksti." in met.get_data(as_text=True)
    page = group.get(f"{here}/").get_data(as_text=True)
    assert re.search(r"12\.4\.2027 klo 9\.30", page)
