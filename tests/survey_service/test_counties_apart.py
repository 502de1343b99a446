"""Several counties in one installation never see each other: every page of the staff is tried with another's ids.

A new page fails here until it is covered: one with an id in its address needs that id in `ids`, one without any a line
in `OWN` that says why it cannot show another county's things.
"""

import datetime
import re
import sys
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlmodel import select

from survey_service import password_links, signing_in
from survey_service.app import create_app
from survey_service.db import Database, now
from survey_service.models import (
    Archive,
    Background,
    Contact,
    Feedback,
    Invitation,
    ServiceArea,
    StaffMember,
    StaffSession,
    UnreachableAddress,
)
from survey_service.settings import Settings

scenes = sys.modules["tests_scene"]
STAFF = "/henkilosto/"
# words of the scene's county that no page of the other may hold
SECRETS = (
    "kuusivir",
    "Kuusivir",
    "Granälv",
    "Kuusivaara",
    "Granberga",
    scenes.QUEUES,
    scenes.QUEUES_SV,
    "Salainen palaute",
)
# pages without an id, with what they are about; each is opened, or sent, by the other county's admin
OWN = {
    "staff.rounds.index": "the own county's rounds",
    "staff.years.new": "a round of the own county",
    "staff.years.create": "a round of the own county",
    "staff.accounts.index": "the own county's accounts",
    "staff.accounts.create": "the own county's accounts; rounds of others are not given",
    "staff.accounts.require": "the own county",
    "staff.feedback_received.index": "what the own county was told",
    "staff.log.index": "the own county's log",
    "staff.log.download": "the own county's log",
    "staff.negotiating.index": "the rounds that one was given",
    "staff.managing.index": "the way to other pages, nothing of a county",
    "staff.own.show": "one's own account",
    "staff.own.password": "one's own account",
    "staff.own.change_password": "one's own account",
    "staff.own.end_others": "one's own browsers",
    "staff.second_step.show": "one's own account",
    "staff.second_step.act": "one's own account",
    "staff.second_step.picture": "one's own account",
    "staff.signing.sign_in": "nobody's yet",
    "staff.signing.enter": "nobody's yet",
    "staff.signing.code": "one's own account",
    "staff.signing.confirm": "one's own account",
    "staff.signing.sign_out": "one's own browser",
    "staff.lost_password.form": "nobody's yet",
    "staff.lost_password.ask": "nobody's yet",
    "staff.lost_password.asked": "nobody's yet",
    "staff.catalogue.index": "the own county's catalogue",
    "staff.catalogue.ask_new": "the own county's catalogue",
    "staff.catalogue.add": "the own county's catalogue",
    "staff.catalogue.take_start": "the own county's catalogue",
    "staff.networks.index": "the own county's networks",
    "staff.networks.ask_new": "the own county's networks",
    "staff.networks.add": "the own county's networks",
    "staff.plans.index": "the own county's plans",
    "staff.plans.new": "the own county's plans",
    "staff.plans.create": "the own county's plans",
    "staff.plans.programmes": "the own county's programmes",
    "staff.plans.change_programmes": "the own county's programmes",
    "staff.indicators.index": "the own county's figures",
    "staff.indicator_imports.index": "the own county's files",
    "staff.indicator_imports.preview": "the own county's files",
    "staff.indicator_imports.take_in": "the own county's files",
    "staff.indicator_imports.template": "the own county's municipalities",
    "staff.organisation_imports.index": "the own county's organisations",
    "staff.organisation_imports.preview": "the own county's organisations",
    "staff.organisation_imports.region": "the own county's organisations, from a region that comes with the service",
    "staff.organisation_imports.table": "the own county's organisations",
    "staff.organisation_imports.take_in": "the own county's organisations",
    "staff.organisations.create": "the own county's organisations",
    "staff.organisations.index": "the own county's organisations",
    "staff.organisations.new": "the own county's organisations",
    "staff.service_areas.add": "the own county's service areas",
    "staff.service_areas.index": "the own county's service areas",
    "staff.templates.document": "a template that comes with the service",
    "staff.templates.index": "templates of the own county",
    "staff.templates.preview": "templates of the own county",
    "staff.templates.remove": "templates of the own county",
    "staff.templates.take": "templates of the own county",
    "staff.retention.index": "the own county's rules and rounds",
    "staff.retention.change": "the own county's rules",
    "staff.retention.ask": "the own county's documents of a year",
    "staff.retention.delete": "the own county's documents of a year",
    "staff.persons.index": "the own county's requests",
    "staff.persons.find": "who is known to the own county",
    "staff.persons.export": "who is known to the own county",
    "staff.persons.correct": "who is known to the own county",
    "staff.persons.erase": "who is known to the own county",
    "briefings.styles": "a style sheet",
}
# pages for who is not signed in: with the key of one account, or leading to a county's own sign-in service
NOBODYS = {
    "staff.lost_password.choose",
    "staff.lost_password.take",
    "staff.by_service.start",
    "staff.by_service.come_back",
}
# parts of an address that name no row
PLAIN = {
    "number": "1",
    "which": "jaettava",
    "year": str(now().year),
    "kind": "pdf",
    "slug": "hytu",
    "key": "x",
    "audience": "kunta",
    "language": "fi",
    "area_id": "0",
    "way": "ylos",
    "news": "tiedote",
    "question_id": "mh_nosto",
    "name": "heat",
    "phenomenon_id": "p1",
}


@pytest.fixture
def app(sqlite_database: Database, scene) -> Flask:
    app = create_app(Settings(secret_key="0123456789abcdef0123"), db=sqlite_database, jobs=scene.jobs)
    app.config["WTF_CSRF_ENABLED"] = False
    return app


@pytest.fixture
def ids(sqlite_database: Database, scene) -> dict[str, Any]:
    """The ids of things that the scene's county really has, by the names that addresses give them."""
    scenes.with_network(sqlite_database, scene)
    scenes.with_figures(sqlite_database, scene)
    with sqlite_database.writing() as session:
        feedback = Feedback(county_id=scene.county, words="Salainen palaute", answer_by=now())
        session.add(feedback)
        reader = session.exec(select(StaffMember).where(StaffMember.email == scenes.READER)).one()
        signing_in.begin(session, reader, "")
        session.flush()
        organisation = scene.organisations["kuusivaara"]
        background = Background(county_id=scene.county, round_id=scene.round, title="Kuusivaaran talousarvio")
        area = ServiceArea(county_id=scene.county, key="lansi", name_fi="Kuusivaaran alue", name_sv="Granberga")
        unreachable = UnreachableAddress(county_id=scene.county, email="kirjaamo@kuusivaara.example")
        package = Archive(round_id=scene.round, key="kuusivirta", by=scenes.ADMIN)
        session.add_all((background, area, unreachable, package))
        session.flush()
        contact = session.exec(select(Contact).where(Contact.organisation_id == organisation)).first()
        answering = (Invitation.organisation_id == organisation, Invitation.purpose == "answer")
        return {
            "round_id": scene.round,
            "briefing_id": scene.briefing,
            "organisation_id": organisation,
            "invitation_id": session.exec(select(Invitation).where(*answering)).one().id,
            "staff_id": reader.id,
            "feedback_id": feedback.id,
            "decision_id": scene.decision,
            "candidate_id": scene.candidate,
            "network_id": scene.network,
            "known_id": scene.known,
            "plan_id": scene.plan,
            "import_id": scene.figures,
            "background_id": background.id,
            "contact_id": contact.id,
            "service_area_id": area.id,
            "choice_id": 1,
            "sending_id": scene.sending,
            "mark_id": unreachable.id,
            "archive_id": package.id,
            "entered_id": 1,
            "session_id": session.exec(select(StaffSession)).one().id,
            "answer_id": "kuusivaara.mh_ilmiot.1",
        }


def filled(rule: Any, ids: dict[str, Any]) -> str:
    """The address of a rule with ids in it; the catalogue names its phenomena by numbers."""
    values = {**PLAIN, **ids}
    if rule.endpoint.startswith("staff.catalogue."):
        values["phenomenon_id"] = ids.get("known_id", "x")
    if rule.endpoint.startswith("staff.service_areas."):
        values["area_id"] = ids.get("service_area_id", "x")
    return re.sub(r"<(?:[^<>]*:)?(\w+)>", lambda found: str(values.get(found[1], "x")), rule.rule)


def sign_in(app: Flask, email: str) -> FlaskClient:
    client = app.test_client()
    entered = client.post("/henkilosto/kirjaudu", data={"email": email, "password": scenes.PASSWORD})
    assert entered.status_code == 303
    return client


def test_every_page_with_an_id_finds_nothing_of_another_county(app: Flask, ids: dict[str, Any]) -> None:
    outsider, own = sign_in(app, scenes.OUTSIDE_ADMIN), sign_in(app, scenes.ADMIN)
    tried = 0
    for rule in app.url_map.iter_rules():
        if not rule.rule.startswith(STAFF) or not rule.arguments or rule.endpoint in NOBODYS | OWN.keys():
            continue
        unknown = rule.arguments - ids.keys() - PLAIN.keys()
        assert not unknown, f"{rule.endpoint} is not covered: put {unknown} into `ids`"
        assert rule.arguments & ids.keys() or rule.endpoint.startswith(BY_NUMBER), (
            f"{rule.endpoint} is not covered: say in `OWN` what it is about"
        )
        address = filled(rule, ids)
        for method in sorted(rule.methods & {"GET", "POST"}):
            answer = outsider.open(address, method=method, data=ids)
            assert answer.status_code in (403, 404), (method, address, answer.status_code)
            said = answer.get_data(as_text=True)
            assert not [word for word in SECRETS if word in said], address
            tried += 1
        if "GET" in rule.methods and "session_id" not in rule.arguments:
            # the ids are really there: else the test would prove nothing
            assert own.get(address).status_code != 404 or rule.endpoint in NOT_THERE, address
    assert tried > 40


LOST = {"staff.lost_password.form", "staff.lost_password.ask", "staff.lost_password.asked"}
BY_NUMBER = ("staff.catalogue.", "staff.service_areas.")
NOT_THERE = {
    "staff.entering.original",
    "staff.records.download",
    "staff.negotiating.show",
    "staff.negotiating.download",
    "staff.negotiating.material",
    "staff.negotiating.drawn",
    "staff.summoning.download",
    "staff.materials.released",
    "staff.received.attachment",
    "staff.issues.issue",
    "staff.mail_previews.page",
    "staff.backgrounds.download",
}


def test_every_page_without_an_id_shows_the_own_county_alone_even_when_others_ids_are_sent(
    app: Flask, sqlite_database: Database, ids: dict[str, Any]
) -> None:
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.endpoint):
        if not rule.rule.startswith(STAFF) or (rule.arguments and rule.endpoint not in OWN):
            continue
        assert rule.endpoint in OWN, f"{rule.endpoint} is not covered: say in `OWN` what it is about"
        outsider = sign_in(app, scenes.OUTSIDE_ADMIN)
        with sqlite_database.writing() as session:
            from survey_service import limits

            limits.forget(session, limits.SIGN_INS_OF_CLIENT, limits.client("127.0.0.1"))
        address = filled(rule, {"kind": "csv", "ending": "csv"})
        sent = {
            **ids,
            "rounds": str(ids["round_id"]),
            "email": "uusi@toinen.example",
            "title": "X",
            "role": "negotiator",
        }
        for method in sorted(rule.methods & {"GET", "POST"}):
            answer = outsider.open(address, method=method, data=sent, query_string=ids if method == "GET" else None)
            said = answer.get_data(as_text=True)
            assert answer.status_code < 500, address
            assert not [word for word in SECRETS if word in said], (method, address)
    with sqlite_database.reading() as session:
        from survey_service import accounts

        made = session.exec(select(StaffMember).where(StaffMember.email == "uusi@toinen.example")).one()
        assert accounts.rounds_read(session, made.id) == []


def test_a_negotiator_opens_the_briefings_that_were_given_and_nothing_else(
    app: Flask, sqlite_database: Database, scene, ids: dict[str, Any]
) -> None:
    from survey_service import accounts
    from survey_service.accounts import Position

    negotiator = sign_in(app, scenes.NEGOTIATOR)
    page = f"/henkilosto/neuvottelu/{scene.round}/"
    assert negotiator.get(page).status_code == 404
    with sqlite_database.writing() as session:
        member = session.exec(select(StaffMember).where(StaffMember.email == scenes.NEGOTIATOR)).one()
        position = Position("Neuvottelija", "negotiator", rounds=(scene.round,))
        accounts.set_position(session, scene.county, member.id, position, scenes.ADMIN)
    assert page in negotiator.get("/henkilosto/", follow_redirects=True).get_data(as_text=True)
    read = negotiator.get(page).get_data(as_text=True)
    assert scenes.QUEUES in read
    # words of a small municipality, which stay with the county's team
    assert scenes.QUEUES_MORE not in read
    assert f'src="{page}kuvat/heat.svg"' in read
    assert negotiator.get(f"{page}kuvat/heat.svg").data.startswith(b"<?xml")
    assert negotiator.get(f"{page}lataa/pptx").data.startswith(b"PK")
    for rule in app.url_map.iter_rules():
        mine = rule.endpoint.startswith(("staff.negotiating.", "staff.own.", "staff.second_step.", "staff.signing."))
        if rule.rule.startswith(STAFF) and not mine and rule.endpoint not in NOBODYS | LOST:
            if rule.endpoint == "briefings.styles":
                continue
            address = filled(rule, ids)
            for method in sorted(rule.methods & {"GET", "POST"}):
                answer = negotiator.open(address, method=method)
                assert answer.status_code in (403, 404, 405) or address == STAFF, (method, address)


def test_a_link_to_choose_a_password_works_for_its_own_account_alone(app: Flask, sqlite_database: Database) -> None:
    with sqlite_database.writing() as session:
        outsider = session.exec(select(StaffMember).where(StaffMember.email == scenes.OUTSIDER)).one()
        token = password_links.mint(session, outsider, datetime.timedelta(hours=1))
    said = app.test_client().get(f"/henkilosto/uusi-salasana/{token}").get_data(as_text=True)
    assert scenes.OUTSIDER in said
    assert not [word for word in SECRETS if word in said]
