"""A person's own data: found wherever it stands, handed out, corrected, erased where it may be; no other county's."""

import json
import sys
from typing import Any

import pytest
from flask import Flask
from sqlmodel import select

from questionnaires.values import Words
from survey_service import (
    accounts,
    decisions,
    negotiated,
    orders,
    party_notes,
    progress_reports,
    responses,
    selections,
)
from survey_service.app import create_app
from survey_service.db import Database, now
from survey_service.link_requests import NoAddress
from survey_service.models import (
    Contact,
    DeliveryEvent,
    Feedback,
    Invitation,
    Link,
    Mail,
    PersonRequest,
    Response,
    Round,
    Share,
    StaffMember,
    UnreachableAddress,
)
from survey_service.orders import Order
from survey_service.progress_reports import Reported, Reporter
from survey_service.records import persons
from survey_service.responses import Writer
from survey_service.selections import Weight
from survey_service.settings import Settings
from survey_service.views import words_of_persons

scenes = sys.modules["tests_scene"]
PERSON, NEW = "hyvinvointi@kuusivaara.example", "uusi_osoite@kuusivaara.example"
COUSIN = "hyvinvointi@kuusivaara-x.example"


@pytest.fixture
def county(database: Database) -> Any:
    scene = scenes.set_up(database)
    with database.writing() as session:
        response = session.exec(select(Response).where(Response.state == "draft")).one()
        for words in (f"Kysykää: {PERSON.upper()}", f"Kysykää: {COUSIN}"):
            version = 0 if PERSON.upper() in words else 1
            value = {"mh_nosto": Words(text=words)}
            responses.save(session, response, value, Writer(None, "", "fi"), {"mh_nosto": version})
        invitation = session.exec(select(Invitation)).first()
        session.add(Share(invitation_id=invitation.id, kind="colleague", name="Sivistystoimi", email=PERSON))
        session.add(Feedback(county_id=scene.county, words="Selkeä kysely.", email=PERSON, answer_by=now()))
        other = session.exec(select(StaffMember).where(StaffMember.email == scenes.OUTSIDER)).one()
        session.add(Feedback(county_id=other.county_id, words="Muualla.", email=PERSON, answer_by=now()))
        mail = session.exec(select(Mail).where(Mail.invitation_id == invitation.id)).first()
        refused = f"550 5.1.1 <{PERSON}> unknown"
        session.add(DeliveryEvent(mail_id=mail.id, key="dsn", kind="bounced", detail=refused))
        session.add(UnreachableAddress(county_id=scene.county, email=PERSON, why=refused))
        accounts.create(session, scene.county, PERSON, "Koordinaattori", "hva_team", scenes.PASSWORD, actor=PERSON)
    return scene


def _found(database: Database, county: int, email: str = PERSON) -> persons.PersonData:
    with database.reading() as session:
        return persons.find(session, county, email)


def test_an_address_is_found_wherever_it_stands(database: Database, county: Any) -> None:
    data = _found(database, county.county, f" {PERSON.upper()} ")

    assert data.counts() == {
        "contacts": 1,
        "shares": 1,
        "mails": data.counts()["mails"],
        "undelivered": 2,
        "feedback": 1,
        "answers": 1,
        "account": 1,
        "acts": 1,
    }
    assert data.answers[0].what == "earlier_wording"
    assert [one.told for one in data.feedback] == ["Selkeä kysely."]
    told = json.dumps(data.as_document())
    assert COUSIN not in told
    with pytest.raises(NoAddress):
        _found(database, county.county, "hyvinvointi")


def test_an_address_is_found_in_what_was_written_in_the_course_of_the_year(database: Database, county: Any) -> None:
    with database.writing() as session:
        round_ = session.get_one(Round, county.round)
        staff = session.exec(select(StaffMember).where(StaffMember.county_id == county.county)).first()
        by = {"staff_id": staff.id, "actor": scenes.TEAM}
        words = {"quorum": f"Kysykää: {PERSON}", "internal": COUSIN}
        seen = {"quorum": 0, "internal": 0}
        party_notes.write(session, round_, 0, county.organisations["kuusivaara"], words, seen=seen, **by)
        fields = dict.fromkeys(negotiated.WRITTEN, "") | {"status": "decided", "language": "fi"}
        fields |= {"due": None, "organisation_id": None, "action": "Kortti", "responsible": PERSON}
        negotiated.add(session, round_, 0, fields, actor=scenes.TEAM)
        decision = decisions.of_year(session, county.county, round_.year)[0].decision_id
        told = Reported("kesken", done=f"Vastaa {PERSON.upper()}")
        progress_reports.write(session, round_, decision, told, Reporter(None, "fi", staff_id=staff.id), seen=0)
        order = Order(["p1"], reasons={"p1": f"Pyysi {PERSON}"})
        orders.confirm(session, county.briefing, county.county, staff.id, order, actor=scenes.TEAM)
        member = county.members["kuusivaara"]
        weights = {"p1": Weight("network", 1, f"Kirjoitti {PERSON}")}
        selections.weigh(session, county.briefing, member, weights, actor="link:1")

    found = _found(database, county.county).year

    assert sorted(one.what for one in found) == [
        "confirmation",
        "decision",
        "party_note",
        "progress_report",
        "weighing",
    ]
    assert {one.year for one in found} == {now().year}


def test_an_address_is_corrected_everywhere_but_in_documents_and_in_the_log(database: Database, county: Any) -> None:
    with database.writing() as session:
        counts = persons.correct(session, county.county, PERSON, NEW, "HVA/1/2027", actor=scenes.ADMIN)

    assert counts == {"contacts": 1, "shares": 1, "feedback": 1}
    assert set(_found(database, county.county).counts()) == {"answers", "account", "acts"}
    assert {"contacts", "shares", "feedback"} <= set(_found(database, county.county, NEW).counts())


def test_an_erased_address_stays_in_documents_and_log_alone_and_its_links_end(database: Database, county: Any) -> None:
    with database.writing() as session:
        unasked = session.exec(select(Contact).where(Contact.email == "hyvinvointi@tammela.example")).one()
        unasked.email, unasked.name = PERSON, "Testi Esimerkki"

    with database.writing() as session:
        counts = persons.erase(session, county.county, PERSON, "HVA/1/2027", actor=scenes.ADMIN)

    assert counts["contacts"] == 2
    assert set(_found(database, county.county).counts()) == {"answers", "account", "acts"}
    with database.reading() as session:
        left = session.exec(select(Contact).where(Contact.email == "")).one()
        invited = session.exec(select(Invitation).where(Invitation.contact_id == left.id)).all()
        assert invited
        assert all(one.ended_at for one in invited)
        links = session.exec(select(Link).join(Invitation).where(Invitation.contact_id == left.id)).all()
        assert all(link.revoked_at for link in links)
        noted = session.exec(select(PersonRequest)).one()
        assert (noted.act, noted.reference, noted.by) == ("erased", "HVA/1/2027", scenes.ADMIN)
        # in another county nothing has happened
        assert [one.words for one in session.exec(select(Feedback).where(Feedback.email == PERSON))] == ["Muualla."]
        assert PERSON not in str(noted)


@pytest.fixture
def app(sqlite_database: Database, scene) -> Flask:
    app = create_app(Settings(secret_key="0123456789abcdef0123"), db=sqlite_database, jobs=scene.jobs)
    app.config["WTF_CSRF_ENABLED"] = False
    return app


def test_an_admin_does_it_on_the_pages_and_nobody_else(sqlite_database: Database, app: Flask) -> None:
    def sign_in(email: str) -> Any:
        client = app.test_client()
        client.post("/henkilosto/kirjaudu", data={"email": email, "password": scenes.PASSWORD})
        return client

    admin, page = sign_in(scenes.ADMIN), "/henkilosto/tietopyynnot/"
    form = {"email": PERSON, "reference": "HVA/1/2027"}

    assert sign_in(scenes.TEAM).post(page, data=form).status_code == 403
    assert sign_in(scenes.READER).get(page).status_code == 403
    assert admin.post(page, data={"email": "ei osoite"}).status_code == 422
    found = admin.post(page, data=form).get_data(as_text=True)
    assert "Kuusivaara" in found
    assert "Kutsu vastaamaan · Postipalvelin vastaanotti" in found
    assert "invitation" not in found
    handed = json.loads(admin.post(f"{page}tiedot.json", data=form).data)
    assert handed["contacts"][0]["organisation"]["fi"] == "Kuusivaara"
    assert admin.post(f"{page}oikaise", data={**form, "new": "ei"}).status_code == 422
    unsure = admin.post(f"{page}poista", data=form)
    assert unsure.status_code == 422
    assert PERSON in unsure.get_data(as_text=True)
    assert admin.post(f"{page}poista", data={**form, "sure": "yes"}).status_code == 303
    told = admin.get(page).get_data(as_text=True)
    # searched, handed out, erased: what was refused is not noted
    assert told.count("HVA/1/2027") == 3
    assert PERSON not in told


def test_what_is_known_of_a_person_is_told_in_the_readers_words(app: Flask) -> None:
    with app.test_request_context(headers={"Accept-Language": "fi"}):
        account = words_of_persons.told(persons.Place("account", told="Johtaja, hyte, negotiator, closed"))
        act = words_of_persons.told(persons.Place("act", told="catalogue.take_start theme:mielen_hyvinvointi"))
    assert account == "Johtaja, hyte, Neuvottelija: lukee valittujen kierrosten ilmiökoosteet, suljettu"
    assert act.endswith(", Mielen hyvinvointi")
