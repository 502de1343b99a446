"""Issues of municipalities go to the county's services; replies are kept whoever writes, and let out by the county."""

import datetime
import re
import sys

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlmodel import select

from questionnaires.values import Table, Words
from survey_service import (
    answering,
    briefings,
    issues,
    links,
    mails,
    material,
    replies,
    replying,
    responses,
    submissions,
    timetable,
    workdays,
)
from survey_service.db import Database, now
from survey_service.errors import NobodyToAsk, NotFound
from survey_service.letters.composing import part
from survey_service.models import Invitation, IssueReply, Mail, Organisation, Round, StaffMember
from survey_service.replying import TooSoon
from synthesis.model import Method, Synthesis

scenes = sys.modules["tests_scene"]
METHOD = Method(version="1", encoder="e5", lemmatisers={}, parameters={}, comments=0, segments=0)
TEAM = scenes.TEAM
DAY = datetime.date(2097, 3, 5)
WISH = "Lisää matalan kynnyksen tukea, soittakaa 010203-900L."


@pytest.fixture
def raised(database: Database):
    """Kuusivaara raises a wish and a row; Aholansaari is so small that people could be recognised in its words."""
    made = scenes.set_up(database)
    with database.writing() as session:
        round_ = session.get_one(Round, made.round)
        row = {"asia": "Etsivä työ syrjäkyliin", "tavoite": "Kaikki tavoitetaan", "aikataulu": "2027"}
        said = {
            "kuusivaara": {"mh_tuki_hva": Words(text=WISH), "nostot": Table(kind="list", rows=(row,))},
            "aholansaari": {"mh_tuki_hva": Words(text="Pienen kunnan asia.")},
        }
        for key, values in said.items():
            submit(session, made, round_, key, values)
    return made


def submit(session, made, round_: Round, key: str, values) -> None:
    organisation = session.get_one(Organisation, made.organisations[key])
    response = answering.find(session, round_.id, organisation.id)
    invitation = session.exec(
        select(Invitation).where(Invitation.organisation_id == organisation.id, Invitation.purpose == "answer")
    ).one()
    if response.state == "submitted":
        submissions.take_back(session, response, link_id=link_of(session, organisation.id))
    responses.save(session, response, values, responses.Writer(None, "", "fi"), seen={})
    submissions.submit(session, made.jobs, response, invitation.id, link_id=None)


def staff(session) -> dict[str, object]:
    return {"staff_id": session.exec(select(StaffMember).where(StaffMember.email == TEAM)).one().id, "actor": TEAM}


def key_of(session, round_: Round, words: str) -> str:
    return next(one.key for one in issues.raised(session, round_) if words in one.text)


def test_issues_come_from_submissions_masked_with_the_cells_of_their_rows(database: Database, raised) -> None:
    with database.reading() as session:
        found = issues.raised(session, session.get_one(Round, raised.round))
    told = {(one.organisation.fi, one.text): one for one in found}
    assert ("Kuusivaara", "Etsivä työ syrjäkyliin") in told
    row = told["Kuusivaara", "Etsivä työ syrjäkyliin"]
    assert [text for _, text in row.details] == ["Kaikki tavoitetaan", "2027"]
    assert not any("010203" in one.text for one in found)
    assert not any("Luonnos" in one.text for one in found), "drafts belong to their writers"
    assert {one.organisation.fi for one in found if not one.cleared} == {"Aholansaari"}


def test_a_service_is_asked_once_writes_and_the_municipality_reads_only_what_was_let_out(
    database: Database, raised
) -> None:
    service, town = raised.organisations["nuorisopalvelut"], raised.organisations["kuusivaara"]
    with database.writing() as session:
        round_ = session.get_one(Round, raised.round)
        key, small = key_of(session, round_, "Etsivä"), key_of(session, round_, "Pienen kunnan")
        with pytest.raises(NobodyToAsk):
            replying.ask(session, raised.jobs, round_, key, [town], DAY, **staff(session))
        assert replying.ask(session, raised.jobs, round_, key, [service], DAY, **staff(session)) == 1
        assert replying.ask(session, raised.jobs, round_, key, [service], DAY, **staff(session)) == 0
        readable = {one.issue.key for one in replies.for_service(session, round_, service)}
        assert key in readable
        assert small not in readable
        replying.ask(session, raised.jobs, round_, small, [service], DAY, **staff(session))
        assert small in {one.issue.key for one in replies.for_service(session, round_, service)}
        assert len(session.exec(select(Mail).where(Mail.kind == "issues")).all()) == 1, "two requests, one mail"

        how = {"language": "fi", "link_id": link_of(session, service), "writer": ""}
        assert replying.write(session, round_, key, service, "Valmistelemme.", seen=0, **how) == "new"
        assert replies.for_raiser(session, round_, town)[0].replies == ()
        reply = replies.one(session, round_, key).of(service).newest
        assert replying.let_out(session, raised.jobs, round_, reply.reply_id, actor=TEAM)
        assert replying.write(session, round_, key, service, "Uusi, tarkistamaton.", seen=1, **how) == "new"
        assert not replying.let_out(session, raised.jobs, round_, reply.reply_id, actor=TEAM), "a newer one came"
        read = [one for one in replies.for_raiser(session, round_, town) if one.replies]
        assert [one.replies[0].released.text for one in read] == ["Valmistelemme."]
        assert replies.for_raiser(session, round_, raised.organisations["strandby"]) == []
        assert replies.one(session, round_, key).state == "let_out"
        gathered = material.gather(session, round_)
        empty = Synthesis(phenomena=(), unplaced=(), method=METHOD)
        made = briefings.compose(gathered, empty, made_on=now().date())
        told = briefings.with_replies(made, replies.let_out_in(session, round_))
    row = next(one for one in told.raised_issues if one.issue == "Etsivä työ syrjäkyliin")
    assert (row.details[-1][0].sv, row.details[-1][1]) == ("Tjänstens svar (Tjänster för unga)", "Valmistelemme.")


def link_of(session, organisation_id: int) -> int:
    invitation = session.exec(
        select(Invitation).where(Invitation.organisation_id == organisation_id, Invitation.purpose == "answer")
    ).one()
    token = links.mint(session, invitation, "organisation", expires_at=now() + datetime.timedelta(days=1))
    return links.redeem(session, token).id


def test_who_raised_an_issue_is_told_of_each_reply_once_and_a_service_until_when_to_reply(
    sqlite_database: Database, scene, mail_settings, post_office
) -> None:
    settings, jobs = mail_settings(post_office.port), scene.jobs
    service = scene.organisations["nuorisopalvelut"]
    with sqlite_database.writing() as session:
        round_ = session.get_one(Round, scene.round)
        key, link = issues.raised(session, round_)[0].key, link_of(session, service)
        raiser = replies.one(session, round_, key).issue.organisation_id
        with pytest.raises(TooSoon):
            replying.ask(session, jobs, round_, key, [service], timetable.today() - workdays.ONE_DAY, **staff(session))
        replying.ask(session, jobs, round_, key, [service], DAY, **staff(session))
        how = {"language": "fi", "link_id": link, "writer": ""}
        replying.write(session, round_, key, service, "Valmistelemme.", seen=0, **how)
        first = replies.one(session, round_, key).of(service)
        assert (first.reply_by, first.is_late) == (DAY, False)
        assert replies.last_day(session, round_, service) is None, "it has replied"
        for _ in range(2):
            assert replying.let_out(session, jobs, round_, first.newest.reply_id, actor=TEAM)
        replying.write(session, round_, key, service, "Tarkennus.", seen=1, **how)
        second = replies.one(session, round_, key).of(service).newest
        assert replying.let_out(session, jobs, round_, second.reply_id, actor=TEAM)
        told = select(Mail.id, Invitation.organisation_id, Mail.reply_id).join(Invitation).where(Mail.kind == "reply")
        rows = session.exec(told.order_by(Mail.id)).all()
    assert [row[1:] for row in rows] == [(raiser, first.newest.reply_id), (raiser, second.reply_id)]

    mails.send(sqlite_database, settings, rows[0][0])
    text = part(post_office.mails[0], "plain")
    for needed in ("Vastannut palvelu: Nuorten palvelut", "Tjänst som har svarat: Tjänster för unga", "/v/"):
        assert needed in text
    assert "Valmistelemme" not in text


def test_the_mail_that_asks_for_a_reply_tells_its_last_day(
    sqlite_database: Database, scene, mail_settings, post_office
) -> None:
    with sqlite_database.writing() as session:
        round_ = session.get_one(Round, scene.round)
        keys = [one.key for one in issues.raised(session, round_)][:2]
        for key, day in zip(keys, (DAY, DAY - workdays.ONE_DAY), strict=False):
            asked = (key, [scene.organisations["nuorisopalvelut"]], day)
            replying.ask(session, scene.jobs, round_, *asked, **staff(session))
        mail_id = session.exec(select(Mail.id).where(Mail.kind == "issues")).one()
    mails.send(sqlite_database, mail_settings(post_office.port), mail_id)

    first = "5.3.2097" if len(keys) == 1 else "4.3.2097"
    assert f"Vastatkaa viimeistään: {first}\n" in part(post_office.mails[0], "plain")


def test_two_who_write_at_once_both_stay_until_one_decides(database: Database, raised) -> None:
    service = raised.organisations["nuorisopalvelut"]
    with database.writing() as session:
        round_ = session.get_one(Round, raised.round)
        key, link = key_of(session, round_, "Etsivä"), link_of(session, service)
        how = {"seen": 0, "language": "fi", "link_id": link}
        assert replying.write(session, round_, key, service, "Ensimmäinen", writer="a.1", **how) == "new"
        assert replying.write(session, round_, key, service, "Toinen", writer="b.1", **how) == "beside"
        assert replying.write(session, round_, key, service, "Toinen", writer="b.1", **how) == "beside"
        reply = replies.one(session, round_, key).of(service)
        assert (reply.newest.text, [one.text for one in reply.beside]) == ("Ensimmäinen", ["Toinen"])
        act = {"take": True, "link_id": link}
        assert not replying.decide(session, round_, service, reply.beside[0].reply_id, seen=7, **act)
        assert replying.decide(session, round_, service, reply.beside[0].reply_id, seen=1, **act)
        assert not replying.decide(session, round_, service, reply.beside[0].reply_id, seen=1, **act), "a second click"
        reply = replies.one(session, round_, key).of(service)
        assert (reply.newest.text, reply.beside, [one.text for one in reply.earlier]) == ("Toinen", (), ["Ensimmäinen"])
        assert len(session.exec(select(IssueReply)).all()) == 3, "nothing is taken away"
        with pytest.raises(NotFound):
            replying.decide(session, round_, 999, 1, seen=1, **act)


def test_words_that_change_are_another_issue_and_the_reply_to_the_old_ones_is_kept(database: Database, raised) -> None:
    service = raised.organisations["nuorisopalvelut"]
    with database.writing() as session:
        round_ = session.get_one(Round, raised.round)
        key = key_of(session, round_, "Pienen kunnan")
        replying.ask(session, raised.jobs, round_, key, [service], DAY, **staff(session))
        organisation = session.get_one(Organisation, raised.organisations["aholansaari"])
        response = answering.find(session, round_.id, organisation.id)
        submissions.take_back(session, response, link_id=link_of(session, organisation.id))
        handled = replies.one(session, round_, key)
        assert (handled.stands, handled.issue.text, handled.state) == (False, "Pienen kunnan asia.", "asked")


@pytest.fixture
def opened_by(app: Flask, sqlite_database: Database):
    """`opened_by(made, key)`: a browser with the answering link of an organisation of the scene open."""

    def opened(made, key: str) -> FlaskClient:
        with sqlite_database.writing() as session:
            invitation = session.exec(
                select(Invitation).where(
                    Invitation.organisation_id == made.organisations[key], Invitation.purpose == "answer"
                )
            ).one()
            token = links.mint(session, invitation, "organisation", expires_at=now() + datetime.timedelta(days=1))
        client = app.test_client()
        client.get(f"/v/{token}")
        return client

    return opened


def test_the_pages_of_service_municipality_and_team(app: Flask, sqlite_database: Database, scene, opened_by) -> None:
    service = opened_by(scene, "nuorisopalvelut")
    listed = service.get("/vastaus/nostot/").get_data(as_text=True)
    address = re.search(r'href="(/vastaus/nostot/[0-9a-f]{16}/)"', listed).group(1)
    page = service.get(address).get_data(as_text=True)
    hidden = dict(re.findall(r'name="(whose|page|seen)" value="([^"]*)"', page))
    empty = service.post(address, data={**hidden, "q_reply": ""})
    assert empty.status_code == 422
    assert service.post(address, data={**hidden, "q_reply": "Vastaamme."}).status_code == 303
    other = opened_by(scene, "nuorisopalvelut")
    met = other.post(address, data={"whose": hidden["whose"], "seen": "0", "q_reply": "Toisin."}, follow_redirects=True)
    assert "Toisin." in met.get_data(as_text=True)
    assert "Vastaamme." in met.get_data(as_text=True)
    town = opened_by(scene, "kuusivaara")
    assert "Vastaamme." not in town.get("/vastaus/nostot/").get_data(as_text=True)
    assert town.get(address).status_code == 404, "only a service replies"
    key = address.split("/")[-2]
    team = app.test_client()
    team.post("/henkilosto/kirjaudu", data={"email": TEAM, "password": scenes.PASSWORD})
    assert "Vastaamme." in team.get(f"/henkilosto/kierrokset/{scene.round}/nostot/{key}/").get_data(as_text=True)
    issue, chosen = f"/henkilosto/kierrokset/{scene.round}/nostot/{key}/", scene.organisations["nuorisopalvelut"]
    for until, trouble in (("ylihuomenna", "Kirjoittakaa päivä muodossa"), ("5.3.2020", "Aika on jo mennyt")):
        refused = team.post(issue, data={"service": chosen, "until": until})
        kept = refused.get_data(as_text=True)
        assert (refused.status_code, trouble in kept, f'value="{until}"' in kept) == (422, True, True), until
        assert f'value="{chosen}" checked' in kept
    assert team.post(issue, data={"service": chosen, "until": "5.3.2097"}).status_code == 303
    assert "vastaus viimeistään 5.3.2097" in team.get(issue).get_data(as_text=True)
    assert "5.3.2097" in service.get(address).get_data(as_text=True)
    with sqlite_database.reading() as session:
        reply = session.exec(select(IssueReply).where(IssueReply.beside.is_(False))).one()
    team.post(f"/henkilosto/kierrokset/{scene.round}/nostot/{key}/julki", data={"reply": reply.id})
    assert "Vastaamme." in town.get("/vastaus/nostot/").get_data(as_text=True)
    stranger = app.test_client()
    stranger.post("/henkilosto/kirjaudu", data={"email": scenes.OUTSIDER, "password": scenes.PASSWORD})
    assert stranger.get(f"/henkilosto/kierrokset/{scene.round}/nostot/{key}/").status_code == 404
