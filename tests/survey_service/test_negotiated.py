"""Decisions are written in a negotiation by agenda item, and its minutes and drafts tell what was decided."""

import io
import sys

import pytest
from docx import Document
from flask import Flask

from survey_service import agendas, decisions, handovers, negotiated, negotiation_papers, negotiations, rounds
from survey_service.candidates import ChangedMeanwhile
from survey_service.db import Database, now
from survey_service.errors import NotFound
from survey_service.models import Round

scenes = sys.modules["tests_scene"]
READER = scenes.READER
FIELDS = {
    "item": "plan_status",
    "matter": "Tilannekatsaus",
    "action": "Ohjauskortti otetaan käyttöön",
    "goal": "Apu löytyy",
    "cooperation": "Kunnat ja hyvinvointialue",
    "follow_up": "Jaetut kortit",
    "division": "Kunta painaa",
    "follow_up_action": "Esitellään valtuustolle",
    "forum": "Nuorten verkosto",
    "organisation_id": None,
    "responsible": "Testi Esimerkki, 040 123 4567",
    "due": None,
    "language": "fi",
    "status": "decided",
}


def text_of(docx: bytes) -> str:
    document = Document(io.BytesIO(docx))
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


def test_what_is_decided_here_is_what_the_next_round_looks_back_at(sqlite_database: Database, scene) -> None:
    with sqlite_database.writing() as session:
        round_ = session.get_one(Round, scene.round)
        for action, status in (("Tehty", "decided"), ("Kesken", "draft"), ("Hylätty", "dropped")):
            negotiated.add(session, round_, 0, FIELDS | {"action": action, "status": status}, actor=READER)
        following = rounds.copy_to_next_year(session, round_, round_.year + 1, actor=READER)
        assert [one.action for one in decisions.of_year_before(session, following)] == ["Tehty"]
        assert len(decisions.of_year(session, round_.county_id, round_.year)) == 3
        assert decisions.forums(session, round_.county_id) == {"Nuorten verkosto": 3}
        assert not decisions.filtered(decisions.of_year(session, round_.county_id, round_.year), forum="Muu")
        assert agendas.matters(session, round_, "fi", 0)[0].key == "plan_status"


def test_two_who_change_one_decision_lose_nothing(sqlite_database: Database, scene) -> None:
    with sqlite_database.writing() as session:
        round_ = session.get_one(Round, scene.round)
        negotiated.add(session, round_, 0, FIELDS, actor=READER)
        negotiated.add(session, round_, 0, FIELDS | {"action": "Toinen"}, actor=READER)
        first, second = negotiated.by_item(session, round_, "fi", 0)[0].decisions
        theirs = FIELDS | {"goal": "Uusi tavoite"}
        assert negotiated.change(session, round_, 0, first.decision_id, theirs, seen=1, actor=scenes.ADMIN)
        assert not negotiated.change(session, round_, 0, first.decision_id, theirs, seen=1, actor=READER)
        with pytest.raises(ChangedMeanwhile):
            negotiated.change(session, round_, 0, first.decision_id, FIELDS, seen=1, actor=READER)
        standing = negotiated.owned(session, round_, 0, first.decision_id)
        assert (standing.goal, standing.changed_by) == ("Uusi tavoite", scenes.ADMIN)
        assert negotiated.differing(standing, FIELDS) == ("goal",)
        assert negotiated.move(session, round_, 0, second.decision_id, up=True, actor=READER)
        assert not negotiated.move(session, round_, 0, second.decision_id, up=True, actor=READER)
        moved = negotiated.by_item(session, round_, "fi", 0)[0].decisions
        assert [one.action for one in moved] == ["Toinen", FIELDS["action"]]
        with pytest.raises(NotFound):
            negotiated.owned(session, round_, 0, 999)


def test_minutes_tell_everything_and_the_drafts_only_what_was_decided(sqlite_database: Database, scene) -> None:
    from reports.announcement import as_text, draft, draft_docx
    from reports.minutes import minutes_docx

    with sqlite_database.writing() as session:
        round_ = session.get_one(Round, scene.round)
        negotiated.add(session, round_, 0, FIELDS | {"goal": "Apu löytyy: 040 123 4567"}, actor=READER)
        negotiated.add(session, round_, 0, FIELDS | {"action": "Vielä luonnos", "status": "draft"}, actor=READER)
        who = {"staff_id": scenes_staff(session), "actor": READER}
        negotiations.appoint(session, round_, 0, "minute_taker", "Sihteeri", seen=(), **who)
        told = negotiation_papers.minutes(session, round_, "sv", 0)
        news = negotiation_papers.news(session, round_, "sv", 0)
    written = text_of(minutes_docx(told, "sv"))
    for words in ("Ordförande: \t", "Protokollförare: Sihteeri", "Vielä luonnos", "Nuorten verkosto", "040 123 4567"):
        assert words in written
    assert "utkast, ännu inte beslutat" in written
    assert "Granberga" in written
    for kind in ("announcement", "media_message"):
        text = as_text(draft(news, kind, "sv"))
        assert f"{FIELDS['action']} (på finska)" in text
        assert "luonnos" not in text
        assert "Esimerkki" not in text
        assert "040 123 4567" not in text
        assert FIELDS["action"] in text_of(draft_docx(news, kind, "sv"))
    assert "Mål: Apu löytyy" in as_text(draft(news, "announcement", "sv"))


def scenes_staff(session) -> int:
    from sqlmodel import select

    from survey_service.models import StaffMember

    return session.exec(select(StaffMember).where(StaffMember.email == READER)).one().id


@pytest.fixture
def group(app: Flask, scene):
    client = app.test_client()
    client.post("/henkilosto/kirjaudu?lang=fi", data={"email": READER, "password": scenes.PASSWORD})
    return client


def test_a_negotiation_without_a_chair_says_so_and_keeps_its_decisions(group, scene) -> None:
    here = f"/henkilosto/kierrokset/{scene.round}/neuvottelut/0/paatokset/"
    form = {name: value or "" for name, value in FIELDS.items()}
    assert "Neuvottelulla ei ole puheenjohtajaa" in group.get(here).get_data(as_text=True)
    wrong = group.post(f"{here}uusi", data=form | {"action": "", "due": "joskus"})
    assert wrong.status_code == 422
    assert "Apu löytyy" in wrong.get_data(as_text=True)
    assert group.post(f"{here}uusi", data=form | {"new_forum": "nuorten Verkosto"}).status_code == 303
    page = group.get(here).get_data(as_text=True)
    assert FIELDS["action"] in page
    one = f"{here}1"
    assert group.post(one, data=form | {"goal": "Ensimmäinen", "seen": "1"}).status_code == 303
    met = group.post(one, data=form | {"goal": "Toinen", "due": "5.3.2027", "seen": "1"})
    said = met.get_data(as_text=True)
    assert met.status_code == 409
    assert all(words in said for words in ("Ensimmäinen", "Toinen", READER, 'value="5.3.2027"', 'value="2"'))
    for file in ("poytakirja-fi", "tiedote-sv", "mediaviesti-fi"):
        assert group.get(f"{here}{file}.docx").data.startswith(b"PK")
    with_forum, without = (
        group.get(f"/henkilosto/kierrokset/{scene.round}/paatokset/{now().year}/?foorumi={forum}").get_data(
            as_text=True
        )
        for forum in ("nuorten Verkosto", "Muu")
    )
    assert f"{FIELDS['action']}<" in with_forum
    assert f"{FIELDS['action']}<" not in without
    assert "Mikään päätös ei vastaa rajausta." in without
    assert FIELDS["action"] in group.get(f"{here}tiedote").get_data(as_text=True)


def test_the_delivery_log_tells_who_got_what_and_keeps_what_was_typed(group, scene, sqlite_database: Database) -> None:
    log = f"/henkilosto/kierrokset/{scene.round}/neuvottelut/0/paatokset/luovutukset/"
    form = {"paper": "minutes", "recipient": "Kirjaamo", "day": "eilen"}
    wrong = group.post(log, data=form)
    assert (wrong.status_code, "Kirjaamo" in wrong.get_data(as_text=True)) == (422, True)
    assert group.post(log, data=form | {"day": "5.5.2027"}).status_code == 303
    assert "Kirjaamo" in group.get(log).get_data(as_text=True)
    with sqlite_database.reading() as session:
        meeting = negotiations.of_area(session, session.get_one(Round, scene.round), 0)
        [noted] = handovers.of_negotiation(session, meeting.negotiation_id)
    assert (noted.recipient, noted.day.isoformat()) == ("Kirjaamo", "2027-05-05")


def test_only_the_coordination_group_writes_decisions(app: Flask, scene) -> None:
    team = app.test_client()
    team.post("/henkilosto/kirjaudu", data={"email": scenes.TEAM, "password": scenes.PASSWORD})
    here = f"/henkilosto/kierrokset/{scene.round}/neuvottelut/0/paatokset/"
    assert team.get(here).status_code == 200
    assert team.post(f"{here}uusi", data={"action": "Jotain"}).status_code == 403
    assert team.post(f"{here}luovutukset/", data={}).status_code == 403
