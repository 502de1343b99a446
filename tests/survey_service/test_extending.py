"""More time to answer: everything that asks for the deadline follows it, for one organisation and for all."""

import datetime
import sys
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlmodel import Session, select

from questionnaires.values import Words
from survey_service import (
    accounts,
    answering,
    contacting,
    deadlines,
    extending,
    link_requests,
    links,
    mails,
    responses,
    submissions,
    timetable,
)
from survey_service.app import create_app
from survey_service.db import Database, now
from survey_service.errors import RoundClosed
from survey_service.extending import ExtensionRefused
from survey_service.i18n import FINLAND, day
from survey_service.letters.gathering import letter
from survey_service.letters.wording import blocks, subject
from survey_service.link_requests import Door
from survey_service.models import AuditEvent, Invitation, Mail, Response, Round, StaffMember
from survey_service.responses import Writer
from survey_service.settings import Settings

scenes = sys.modules["tests_scene"]
COMING = now().astimezone(FINLAND).date() + datetime.timedelta(days=5)


@pytest.fixture
def scene(database: Database):
    """The same scene on both databases."""
    return scenes.set_up(database)


def team(session: Session) -> accounts.SignedIn:
    member = session.exec(select(StaffMember).where(StaffMember.email == scenes.TEAM)).one()
    return accounts.SignedIn(member.id or 0, member.county_id, member.email, member.title, member.role, 1)


def closed(session: Session, scene) -> Round:
    """The round, its deadline an hour ago."""
    round_ = session.get_one(Round, scene.round)
    round_.deadline = now() - datetime.timedelta(hours=1)
    session.flush()
    return round_


def extend(session: Session, scene, key: str | None, until: datetime.date | None = COMING, reason: str = "") -> int:
    organisation_id = scene.organisations[key] if key else None
    round_ = session.get_one(Round, scene.round)
    return extending.extend(session, scene.jobs, round_, organisation_id, until, reason, by=team(session))


def invitation_of(session: Session, scene, key: str) -> Invitation:
    wanted = Invitation.organisation_id == scene.organisations[key], Invitation.purpose == "answer"
    return session.exec(select(Invitation).where(*wanted)).one()


def test_whoever_got_more_time_may_write_and_send_after_the_rounds_deadline(database: Database, scene) -> None:
    with database.writing() as session:
        round_ = closed(session, scene)
        extend(session, scene, "jarjestot")
        invitation = invitation_of(session, scene, "jarjestot")
        links.mint(session, invitation, "organisation", expires_at=now() + datetime.timedelta(days=1))
        link = session.exec(select(links.Link).where(links.Link.invitation_id == invitation.id)).one()
        told = answering.behind(session, link.id or 0)
        assert day(told.deadline) == day(COMING)
        assert (told.closed, told.editable, told.may_submit, told.may_pass_on) == (False, True, True, True)
        response = session.get_one(Response, told.response_id)
        saved = responses.save(session, response, {"mh_nosto": Words(text="Nosto")}, Writer(link.id, "", "fi"), {})
        assert saved.too_late == ""
        assert submissions.submit(session, scene.jobs, response, invitation.id or 0, link_id=link.id)
        assert submissions.take_back(session, response, link_id=link.id or 0)
        assert not deadlines.is_over(session, round_)
        assert deadlines.is_over(session, round_, scene.organisations["koivula"])


def test_the_others_are_as_late_as_they_were(database: Database, scene) -> None:
    with database.writing() as session:
        round_ = closed(session, scene)
        with pytest.raises(RoundClosed):
            contacting.remind(session, scene.jobs, round_, actor=scenes.TEAM)
        extend(session, scene, "jarjestot")
        assert [one.organisation.fi for one in contacting.waiting(session, round_)] == ["Järjestöneuvottelukunta"]
        assert contacting.remind(session, scene.jobs, round_, actor=scenes.TEAM) == 1
        assert contacting.hindrance(session, round_, "answer", scene.organisations["tammela"]) == "closed"
        assert contacting.invite(session, scene.jobs, round_, "answer", actor=scenes.TEAM) == 0
        extend(session, scene, "tammela")
        assert contacting.hindrance(session, round_, "answer", scene.organisations["tammela"]) == ""
        assert contacting.invite(session, scene.jobs, round_, "answer", actor=scenes.TEAM) == 1
        assert {door.round.id for door in link_requests.doors(session, "hyvinvointi@tammela.example")} == {round_.id}
        answer = {door.invitation.purpose for door in link_requests.doors(session, "hyvinvointi@koivula.example")}
        assert answer == {"select"}
        with pytest.raises(RoundClosed):
            contacting.renew_link(
                session, scene.jobs, round_, invitation_of(session, scene, "koivula").id or 0, actor=scenes.TEAM
            )


def test_a_mail_tells_the_new_deadline_in_the_recipients_language(database: Database, scene, tmp_path) -> None:
    with database.writing() as session:
        round_ = closed(session, scene)
        assert extend(session, scene, "jarjestot", reason="Kokous siirtyi.") == 1
        mail = session.exec(select(Mail).where(Mail.kind == "extended")).one()
        invitation = session.get_one(Invitation, mail.invitation_id)
        door = Door(invitation, None, round_)
        assert mails._pointless(session, mail, invitation, "a@b.example", [door]) == ""
        told = letter(session, Settings(secret_key="0123456789abcdef0123"), mail, [(door, "tunnus")])
        assert day(told.doors[0].closes_at) == day(COMING)
        finnish = "\n".join(text for block in blocks(told, "fi") for text in block.lines)
        swedish = "\n".join(text for block in blocks(told, "sv") for text in block.lines)
        assert f"Vastausaika päättyy nyt: {day(COMING)} klo 16.00" in finnish
        assert "Kokous siirtyi." in finnish
        assert f"Svarstiden går nu ut: {day(COMING)} kl. 16.00" in swedish
        assert subject(told) == "Vastausaikaa on jatkettu / Svarstiden har förlängts"
        link = links.mint(session, invitation, "organisation", expires_at=door.closes_at(session))
        assert links.redeem(session, link)
        session.get_one(
            Response, answering.find(session, round_.id, scene.organisations["jarjestot"]).id
        ).state = "submitted"
        session.flush()
        assert mails._pointless(session, mail, invitation, "a@b.example", [door]) == "answered"


def test_more_time_for_all_moves_the_rounds_deadline_and_tells_those_who_have_not_answered(
    database: Database, scene
) -> None:
    with database.writing() as session:
        round_ = closed(session, scene)
        assert extend(session, scene, None) == 2
        assert extend(session, scene, None) == 0
        assert day(round_.deadline) == day(COMING)
        told = session.exec(select(Invitation).join(Mail).where(Mail.kind == "extended")).all()
        assert {one.organisation_id for one in told} == {scene.organisations[key] for key in ("koivula", "jarjestot")}
        acts = session.exec(select(AuditEvent.action, AuditEvent.thing).where(AuditEvent.action == "round.extend"))
        assert acts.all() == [("round.extend", f"round:{round_.id}")]
        [given] = extending.of_round(session, round_)
        assert (given.organisation, given.by) == (None, "Hytetu-tiimi")


def test_an_extension_never_takes_time_away_and_a_round_that_moves_past_it_wins(database: Database, scene) -> None:
    with database.writing() as session:
        round_ = closed(session, scene)
        extend(session, scene, "jarjestot")
        with pytest.raises(ExtensionRefused, match="until_sooner"):
            extend(session, scene, "jarjestot", COMING - datetime.timedelta(days=1))
        round_.deadline = now() + datetime.timedelta(days=9)
        assert deadlines.of(session, round_, scene.organisations["jarjestot"]) == round_.deadline
        assert deadlines.longer(session, round_) == {}


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_deadline_that_is_a_year_away_can_be_moved_too(database: Database, scene) -> None:
    later = now().date() + datetime.timedelta(days=430)
    with database.writing() as session:
        round_ = session.get_one(Round, scene.round)
        round_.deadline = timetable.closing_of(later)
        round_.selection_deadline = round_.deadline + datetime.timedelta(days=30)
        extend(session, scene, None, later + datetime.timedelta(days=7), "")
        assert round_.deadline == timetable.closing_of(later + datetime.timedelta(days=7))


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_what_cannot_be_given_is_refused_whole(database: Database, scene) -> None:
    today = now().date()
    refused = (
        ("jarjestot", None, "", "until"),
        ("jarjestot", today - datetime.timedelta(days=1), "", "until_past"),
        ("jarjestot", today + datetime.timedelta(days=300), "x" * 2_001, "until_far, reason_too_long"),
        ("kuusivaara", COMING, "", "answered"),
        (None, today + datetime.timedelta(days=60), "", "after_choosing"),
    )
    with database.writing() as session:
        before = closed(session, scene).deadline
        for key, until, reason, faults in refused:
            with pytest.raises(ExtensionRefused, match=f"^{faults}$"):
                extend(session, scene, key, until, reason)
        assert session.get_one(Round, scene.round).deadline == before
        assert not session.exec(select(Mail).where(Mail.kind == "extended")).all()


@pytest.fixture
def sign_in(sqlite_database: Database, scene):
    app: Flask = create_app(Settings(secret_key="0123456789abcdef0123"), db=sqlite_database, jobs=scene.jobs)
    app.config["WTF_CSRF_ENABLED"] = False

    def sign_in(email: str = scenes.TEAM) -> FlaskClient:
        client = app.test_client()
        client.post("/henkilosto/kirjaudu", data={"email": email, "password": scenes.PASSWORD})
        return client

    return sign_in


def text(answer: Any) -> str:
    return answer.get_data(as_text=True)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
class TestPage:
    """The page that gives more time."""

    def test_the_form_keeps_what_was_typed_and_tells_what_is_wrong(self, sign_in, scene) -> None:
        client, page = sign_in(), f"/henkilosto/kierrokset/{scene.round}/lisaaika/"
        shown = client.post(page, data={"until": "huomenna", "reason": "Loma-aika"})
        assert shown.status_code == 422
        assert 'value="huomenna"' in text(shown)
        assert "Loma-aika" in text(shown)
        later = day(now() + datetime.timedelta(days=15))
        assert client.post(page, data={"until": later, "reason": "Loma-aika"}).status_code == 303
        assert "Loma-aika" in text(client.get(page))

    def test_only_the_team_gives_time_and_only_to_organisations_of_its_round(self, sign_in, scene) -> None:
        page = f"/henkilosto/kierrokset/{scene.round}/lisaaika/"
        assert sign_in(scenes.READER).get(page).status_code == 403
        assert sign_in(scenes.OUTSIDER).get(page).status_code == 404
        later = day(now() + datetime.timedelta(days=15))
        other = max(scene.organisations.values()) + 1
        answer = sign_in().post(page, data={"until": later, "organisation_id": str(other)})
        assert answer.status_code == 404
