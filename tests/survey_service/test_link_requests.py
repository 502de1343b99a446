"""Somebody asks for a link again: who is known gets one mail, who is not gets the same answer."""

import datetime
from email.message import EmailMessage

import html5lib
import pytest
from flask import Flask
from sqlmodel import select

from survey_service import invitations, limits, link_requests, links, mails
from survey_service.app import create_app
from survey_service.db import Database, now
from survey_service.models import Invitation, LinkRequest, Mail, Reopening, Response, Round, Share

ADDRESS = "hyvinvointi@kuusivaara.example"
COLLEAGUE = "sivistys@kuusivaara.example"
LINK = "https://kysely.example/v/"


@pytest.fixture
def county(database: Database, build, questionnaire, jobs):
    """Kuusivaara is invited to answer and its contact, of the network, to choose; a colleague has a share."""
    with database.writing() as session:
        b = build(session)
        county = b.county()
        town, other = b.organisation(county), b.organisation(county, "strandby", language_status="sv")
        contact = b.contact(town, network=True)
        round_ = b.round_(county, questionnaire)
        answering, _choosing = (
            invitations.invite(session, jobs, round_, [contact], purpose)[0] for purpose in ("answer", "select")
        )
        invitations.invite(session, jobs, round_, [b.contact(other)], "answer")
        share = Share(
            invitation_id=answering.id, kind="colleague", name="Sivistystoimi", email=COLLEAGUE, language="sv"
        )
        session.add(share)
        for mail in session.exec(select(Mail)):
            mail.state = "sent"
    jobs.asked.clear()
    return round_


@pytest.fixture
def asked(database: Database, jobs, mail_settings, post_office):
    """`asked(address)` asks for links and carries out all that follows; gives the mails that arrived."""

    def ask(address: str) -> list[EmailMessage]:
        with database.writing() as session:
            link_requests.ask(session, jobs, address, "192.0.2.1")
        while jobs.asked:
            job, thing_id = jobs.asked.pop(0)
            if job == "send_mail":
                assert mails.send(database, mail_settings(post_office.port), thing_id) is None
            else:
                with database.writing() as session:
                    link_requests.answer(session, jobs, thing_id)
        return post_office.mails

    return ask


def _text(mail: EmailMessage) -> str:
    return mail.get_body(("plain",)).get_content().replace("\r\n", "\n")


def test_a_known_contact_gets_one_mail_with_a_fresh_link_for_each_invitation(database, county, asked) -> None:
    (mail,) = asked(f"  {ADDRESS.upper()} ")
    text = _text(mail)

    assert mail["To"].addresses[0].addr_spec == ADDRESS
    assert mail["Subject"] == "Linkkinne ennakkokyselyyn"
    assert "Vastaaja: Kuusivaara\nTeema: Mielen hyvinvointi\nVastausaika päättyy:" in text
    assert "Verkoston jäsen: Kuusivaara" in text
    tokens = [part[:43] for part in text.split(LINK)[1:]]
    with database.reading() as session:
        opened = [links.alive(session, links.redeem(session, token).id) for token in tokens]
    assert [one.purpose for one in opened] == ["answer", "select"]
    html5lib.HTMLParser(strict=True).parse(mail.get_body(("html",)).get_content())


def test_whom_a_contact_shared_with_gets_that_link_in_its_own_language(database, county, asked) -> None:
    (mail,) = asked(COLLEAGUE)

    assert mail["Subject"] == "Er länk till förhandsenkäten"
    assert mail["Content-Language"] == "sv"
    token = _text(mail).split(LINK)[1][:43]
    with database.reading() as session:
        opened = links.alive(session, links.redeem(session, token).id)
    assert (opened.kind, opened.share.name) == ("share", "Sivistystoimi")


def test_an_unknown_address_gets_nothing_and_is_not_kept(database, county, asked) -> None:
    assert asked("kuka@tuntematon.example") == []
    with database.reading() as session:
        assert session.exec(select(LinkRequest)).all() == []
        assert len(session.exec(select(Mail)).all()) == 3


@pytest.mark.parametrize("what", ["ended", "closed", "unpublished", "share"])
def test_what_has_ended_opens_no_more(database: Database, county, asked, what: str) -> None:
    with database.writing() as session:
        round_ = session.get_one(Round, county.id)
        if what == "closed":
            round_.deadline = round_.selection_deadline = now() - datetime.timedelta(minutes=1)
        if what == "unpublished":
            round_.published_at = None
        if what == "ended":
            for invitation in session.exec(select(Invitation)):
                links.end_invitation(session, invitation)
        session.exec(select(Share)).one().ended_at = now()

    assert asked(COLLEAGUE) == []
    if what != "share":
        assert asked(ADDRESS) == []


def test_a_response_that_is_open_again_after_the_deadline_can_be_reached(database, county, asked, build) -> None:
    with database.writing() as session:
        round_ = session.get_one(Round, county.id)
        round_.deadline = round_.selection_deadline = now() - datetime.timedelta(minutes=1)
        invitation = session.exec(select(Invitation).where(Invitation.purpose == "answer")).first()
        response = Response(round_id=round_.id, organisation_id=invitation.organisation_id, reference="2027-AAAAAA")
        session.add(response)
        session.flush()
        staff = _staff(session, round_.county_id)
        session.add(
            Reopening(
                response_id=response.id,
                staff_id=staff,
                section_ids=[],
                reason="Täydennys",
                until=now() + datetime.timedelta(days=3),
            )
        )

    (mail,) = asked(ADDRESS)
    assert _text(mail).count(LINK) == 1


def _staff(session, county_id: int) -> int:
    from survey_service.models import StaffMember

    member = StaffMember(
        county_id=county_id, email="hytetu@kuusivirta.example", title="Tiimi", role="hva_team", password_hash="x"
    )
    session.add(member)
    session.flush()
    return member.id


def test_a_mail_that_was_asked_for_before_an_ending_is_not_sent_after_it(
    database: Database, county, jobs, mail_settings, post_office
) -> None:
    with database.writing() as session:
        link_requests.ask(session, jobs, ADDRESS, "192.0.2.1")
        link_requests.answer(session, jobs, jobs.asked.pop()[1])
        for invitation in session.exec(select(Invitation)):
            links.end_invitation(session, invitation)
    mails.send(database, mail_settings(post_office.port), jobs.asked.pop()[1])

    assert post_office.mails == []
    with database.reading() as session:
        assert session.exec(select(Mail).where(Mail.kind == "link")).one().trouble == "ended"


def test_asking_twice_before_the_mail_has_left_sends_one(database: Database, county, jobs) -> None:
    for _ in range(2):
        with database.writing() as session:
            link_requests.ask(session, jobs, ADDRESS, "192.0.2.1")
            link_requests.answer(session, jobs, jobs.asked[-1][1])

    assert [job for job, _ in jobs.asked].count("send_mail") == 1


def test_an_address_gets_so_many_mails_an_hour_and_no_more(database: Database, county, asked) -> None:
    for _ in range(limits.LINK_REQUESTS_OF_ADDRESS.most + 2):
        arrived = asked(ADDRESS)

    assert len(arrived) == limits.LINK_REQUESTS_OF_ADDRESS.most


def test_a_request_that_was_answered_is_not_answered_again(database: Database, county, asked, jobs) -> None:
    arrived = asked(ADDRESS)
    with database.writing() as session:
        link_requests.answer(session, jobs, 1)

    assert (len(arrived), jobs.asked) == (1, [])


@pytest.mark.parametrize("typed", ["", "   ", "kuka", "kuka@", "@muu.example", "a b@muu.example", "a@b", "x" * 300])
def test_what_is_no_address_is_told_so(typed: str) -> None:
    with pytest.raises(link_requests.NoAddress):
        link_requests.tidy(typed)


@pytest.fixture
def app(database: Database, county, jobs, mail_settings) -> Flask:
    app = create_app(mail_settings(25), db=database, jobs=jobs)
    app.config["WTF_CSRF_ENABLED"] = False
    return app


def test_the_page_does_the_same_for_an_address_that_is_known_and_for_one_that_is_not(
    app: Flask, database: Database, jobs
) -> None:
    told = []
    for address in (ADDRESS, "kuka@tuntematon.example"):
        client = app.test_client()
        statements: list[str] = []

        def note(_connection, _cursor, statement, *_others, statements=statements) -> None:
            statements.append(statement)

        from sqlalchemy import event

        event.listen(database.engine, "before_cursor_execute", note)
        answer = client.post("/linkki/", data={"email": address})
        event.remove(database.engine, "before_cursor_execute", note)
        page = client.get(answer.headers["Location"])
        told.append((answer.status_code, answer.get_data(), page.status_code, page.get_data(), statements))

    assert told[0] == told[1]
    assert told[0][0] == 303
    assert [job for job, _ in jobs.asked] == ["send_links", "send_links"]


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_what_was_typed_wrong_is_still_there_and_told(app: Flask, language: str) -> None:
    answer = app.test_client().post(f"/linkki/?lang={language}", data={"email": "kuka@"})
    text = answer.get_data(as_text=True)

    assert answer.status_code == 422
    assert 'value="kuka@"' in text
    assert "@example.org" in text
    html5lib.HTMLParser(strict=True).parse(text)


@pytest.mark.parametrize("place", ["/", "/v/katkennut", "/vastaus/", "/tietosuoja"])
def test_the_way_to_ask_for_a_link_is_shown_where_it_is_missing(app: Flask, place: str) -> None:
    assert 'href="/linkki/"' in app.test_client().get(place).get_data(as_text=True)


def test_a_browser_that_asks_without_end_is_stopped(app: Flask, database: Database) -> None:
    with database.writing() as session:
        for _ in range(limits.LINK_REQUESTS_OF_CLIENT.most):
            limits.note(session, (limits.LINK_REQUESTS_OF_CLIENT, "127.0.0.1"))

    answer = app.test_client().post("/linkki/", data={"email": ADDRESS})
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0
