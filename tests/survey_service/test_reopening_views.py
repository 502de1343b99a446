"""The coordinator's page that reopens a response, and the received page with its versions."""

import datetime
import re
import sys
from typing import Any

import pytest
from flask import Flask
from sqlmodel import Session, col, select

from questionnaires.values import Items
from survey_service import openness, responses, submissions
from survey_service.app import create_app
from survey_service.db import Database, now
from survey_service.i18n import day
from survey_service.letters.gathering import letter
from survey_service.letters.wording import blocks, subject
from survey_service.link_requests import Door
from survey_service.models import Invitation, Mail, Reopening, Response, Round
from survey_service.responses import Writer
from survey_service.settings import Settings

scenes = sys.modules["tests_scene"]
REASON = "Nosto puuttuu.\nTäydentäkää se."


@pytest.fixture
def scene(sqlite_database: Database):
    return scenes.set_up(sqlite_database)


@pytest.fixture
def app(sqlite_database: Database, scene) -> Flask:
    app = create_app(Settings(secret_key="0123456789abcdef0123"), db=sqlite_database, jobs=scene.jobs)
    app.config["WTF_CSRF_ENABLED"] = False
    return app


@pytest.fixture
def page(scene) -> str:
    return f"/henkilosto/kierrokset/{scene.round}/vastaukset/{scene.organisations['kuusivaara']}/"


def form(**changes: Any) -> dict[str, Any]:
    last = day(now() + datetime.timedelta(days=5))
    return {"section": ["ilmiot"], "reason": REASON, "until": last, "seen": "0", **changes}


def text(answer: Any) -> str:
    return answer.get_data(as_text=True)


def _response(session: Session, scene) -> Response:
    wanted = Response.organisation_id == scene.organisations["kuusivaara"], col(Response.share_id).is_(None)
    return session.exec(select(Response).where(*wanted)).one()


def _send_anew(db: Database, scene, words: str) -> None:
    with db.writing() as session:
        response = _response(session, scene)
        seen = {"mh_ilmiot": 1}
        responses.save(session, response, {"mh_ilmiot": Items(items=(words,))}, Writer(None, "", "fi"), seen)
        invited = Invitation.organisation_id == response.organisation_id, Invitation.purpose == "answer"
        invitation = session.exec(select(Invitation).where(*invited)).one()
        submissions.submit(session, scene.jobs, response, invitation.id or 0, link_id=None)


def test_reopening_is_told_on_the_pages_and_by_mail(sign_in, page: str, sqlite_database: Database, scene) -> None:
    team = sign_in()
    assert "Avaa vastaus muutettavaksi" in text(team.get(page))
    assert team.post(f"{page}avaa", data=form()).headers["Location"] == page

    shown = text(team.get(page))
    assert "Täydentäkää se." in shown
    assert "Avattu uudelleen" in shown
    assert "avattu uudelleen" in text(team.get(f"/henkilosto/kierrokset/{scene.round}/"))
    with sqlite_database.reading() as session:
        mail = session.exec(select(Mail).where(Mail.kind == "reopened")).one()
        invitation, round_ = session.get_one(Invitation, mail.invitation_id), session.get_one(Round, scene.round)
        settings = Settings(secret_key="0123456789abcdef0123", base_url="https://kysely.example")
        told = letter(session, settings, mail, [(Door(invitation, None, round_), "tunnus")])
    assert told.recipient.languages == ("fi", "sv")
    assert subject(told) == "Vastauksenne on avattu muutettavaksi / Ert svar har öppnats för ändringar"
    for language, words in (("fi", "Mielen hyvinvoinnin ilmiöt"), ("sv", "Fenomen")):
        lines = [line for block in blocks(told, language) for line in block.lines]
        assert "Nosto puuttuu. Täydentäkää se." in lines
        assert any(words.split()[0].lower()[:5] in line.lower() for line in lines)
        assert "https://kysely.example/v/tunnus" in lines


def test_what_is_missing_from_the_form_is_said_at_its_field_and_what_was_typed_stays(
    sign_in, page: str, sqlite_database: Database
) -> None:
    team = sign_in()
    nothing = team.post(f"{page}avaa", data=form(section=[], reason=" ", until="huomenna"))
    assert nothing.status_code == 422
    for field in ("sections", "reason", "until"):
        assert f'href="#{field}"' in text(nothing)
        assert f'id="{field}-error"' in text(nothing)
    late = text(team.post(f"{page}avaa", data=form(until="1.3.2025")))
    assert REASON.replace("\n", "\r\n") in late or REASON in late
    assert re.search(r'value="ilmiot" checked', late)
    assert 'value="1.3.2025"' in late
    with sqlite_database.reading() as session:
        assert session.exec(select(Reopening)).all() == []


def test_the_second_coordinator_is_told_of_the_first(sign_in, page: str, sqlite_database: Database, scene) -> None:
    first, second = sign_in(), sign_in(scenes.ADMIN)
    assert first.post(f"{page}avaa", data=form()).status_code == 303
    assert second.post(f"{page}avaa", data=form(section=["toiveet"])).status_code == 409

    shown = text(second.get(f"{page}avaa"))
    seen = re.search(r'name="seen" value="(\d+)"', shown)
    assert seen
    assert second.post(f"{page}avaa", data=form(section=["toiveet"], seen=seen.group(1))).status_code == 303
    with sqlite_database.reading() as session:
        found = openness.reopened(session, _response(session, scene).id or 0)
    assert found is not None
    assert found.section_ids == {"toiveet"}


def test_only_who_may_send_reopens_and_only_what_was_sent(sign_in, page: str, scene) -> None:
    draft = f"/henkilosto/kierrokset/{scene.round}/vastaukset/{scene.organisations['jarjestot']}/"
    for email, status in ((scenes.READER, 403), (scenes.OUTSIDER, 404)):
        assert sign_in(email).get(f"{page}avaa").status_code == status
        assert sign_in(email).post(f"{page}avaa", data=form()).status_code == status
    assert "avaa" not in text(sign_in(scenes.READER).get(page))
    assert sign_in().get(f"{draft}avaa").status_code == 404
    assert sign_in().post(f"{draft}avaa", data=form()).status_code == 409


def test_old_and_new_stand_side_by_side_and_each_version_can_be_read(
    sign_in, page: str, sqlite_database: Database, scene
) -> None:
    team = sign_in()
    team.post(f"{page}avaa", data=form())
    _send_anew(sqlite_database, scene, "Uusi ilmiö kylillä")
    shown = text(team.get(page))
    now_part, before_part = re.search(r'class="versions">(.*?)</div>\s*<div>(.*?)</div>', shown, re.S).groups()

    assert "Uusi ilmiö kylillä" in now_part
    assert scenes.QUEUES in before_part
    assert "Versio 2" in shown
    old = text(team.get(f"{page}?versio=1"))
    assert scenes.QUEUES in old
    assert "Uusi ilmiö kylillä" not in old
    first, second = (team.get(f"{page}vastaus.pdf{query}") for query in ("?versio=1", ""))
    assert first.data.startswith(b"%PDF-")
    assert first.data != second.data
    assert team.get(f"{page}?versio=7").status_code == 404


def test_what_was_taken_back_is_read_by_nobody_and_the_round_tells_of_it(
    sign_in, page: str, sqlite_database: Database, scene
) -> None:
    team = sign_in()
    with sqlite_database.writing() as session:
        submissions.take_back(session, _response(session, scene), link_id=0)
    assert team.get(page).status_code == 404
    assert "otettu takaisin" in text(team.get(f"/henkilosto/kierrokset/{scene.round}/"))

    _send_anew(sqlite_database, scene, "Uusi ilmiö kylillä")
    shown = text(team.get(page))
    assert scenes.QUEUES not in shown
    assert "otettu takaisin" in shown
    assert "muutettu" in shown
    assert team.get(f"{page}?versio=1").status_code == 404
    assert team.get(f"{page}vastaus.pdf?versio=1").status_code == 404
