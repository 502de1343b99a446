"""A lost password is chosen anew by a link in a mail, which tells nobody whose address is known."""

import datetime
import re

import pytest
from flask import Flask
from sqlmodel import select

from survey_service import accounts, limits, new_passwords, password_links, signing_in, staff_mails
from survey_service.db import Database, now
from survey_service.errors import LinkExpired, LinkRevoked, LinkUnknown
from survey_service.models import AuditEvent, PasswordLink, StaffMail, StaffMember

ADDRESS = "hytetu@kuusivirta.example"
PASSWORD = "korpikuusen kannon alla"
NEW = "uusi ja pitkä salasana"
LINK = re.compile(r"/henkilosto/uusi-salasana/([A-Za-z0-9_-]{43})")


@pytest.fixture(autouse=True)
def _account(sqlite_database: Database, build) -> None:
    with sqlite_database.writing() as session:
        county = build(session).county()
        accounts.create(session, county.id, ADDRESS, "Hytetu-koordinaattori", "hva_team", PASSWORD)


def ask(db: Database, jobs, email: str = ADDRESS, client: str = "192.0.2.1") -> None:
    with db.writing() as session:
        new_passwords.ask(session, jobs, email, client)


def token(db: Database) -> str:
    with db.writing() as session:
        return password_links.mint(session, session.exec(select(StaffMember)).one(), password_links.GOOD_FOR)


def test_the_mail_has_a_link_that_gives_a_new_password_once_and_its_owner_is_told(
    sqlite_database: Database, jobs, mail_settings, post_office
) -> None:
    signed_in = signing_in.with_password(sqlite_database, ADDRESS, PASSWORD, "192.0.2.1")
    ask(sqlite_database, jobs, f" {ADDRESS.upper()} ")
    settings = mail_settings(post_office.port)
    (asked,) = jobs.asked
    assert staff_mails.tell(sqlite_database, settings, asked[1], 1) is None
    assert staff_mails.tell(sqlite_database, settings, asked[1], 2) is None
    (mail,) = post_office.mails
    assert mail["To"].addresses[0].addr_spec == ADDRESS
    key = LINK.search(mail.get_body(("plain",)).get_content()).group(1)
    with sqlite_database.reading() as session:
        assert key not in {link.token_hash for link in session.exec(select(PasswordLink))}

    new_passwords.choose(sqlite_database, jobs, key, NEW, NEW)
    assert signing_in.with_password(sqlite_database, ADDRESS, PASSWORD, "192.0.2.1") is None
    assert signing_in.with_password(sqlite_database, ADDRESS, NEW, "192.0.2.1") is not None
    with sqlite_database.reading() as session:
        from survey_service import staff_sessions

        assert staff_sessions.by_key(session, signed_in.key) is None
        assert "account.choose_password" in session.exec(select(AuditEvent.action)).all()
    with pytest.raises(LinkRevoked):
        new_passwords.choose(sqlite_database, jobs, key, NEW, NEW)
    staff_mails.tell(sqlite_database, settings, jobs.asked[1][1], 1)
    assert len(post_office.mails) == 2
    assert NEW not in str(post_office.mails[1])


def test_unknown_closed_and_ended_accounts_are_asked_for_alike_and_get_no_mail(
    sqlite_database: Database, jobs, mail_settings, post_office
) -> None:
    ask(sqlite_database, jobs, "joku@muu.example")
    ask(sqlite_database, jobs)
    with sqlite_database.writing() as session:
        session.exec(select(StaffMember)).one().last_day = accounts.today() - datetime.timedelta(days=1)
    for _job, mail_id in jobs.asked:
        assert staff_mails.tell(sqlite_database, mail_settings(post_office.port), mail_id, 1) is None
    assert post_office.mails == []
    with sqlite_database.reading() as session:
        assert session.exec(select(StaffMail)).all() == []


def test_asking_is_limited_without_telling(sqlite_database: Database, jobs) -> None:
    for number in range(limits.PASSWORD_LINKS_OF_ADDRESS.most + 2):
        ask(sqlite_database, jobs, client=f"192.0.2.{number}")
    assert len(jobs.asked) == limits.PASSWORD_LINKS_OF_ADDRESS.most


def test_while_the_server_is_away_it_is_tried_again_and_a_late_link_is_not_sent(
    sqlite_database: Database, jobs, mail_settings, post_office
) -> None:
    ask(sqlite_database, jobs)
    (asked,) = jobs.asked
    away = mail_settings(1)
    assert staff_mails.tell(sqlite_database, away, asked[1], 1) == 15.0
    with sqlite_database.writing() as session:
        session.exec(select(StaffMail)).one().asked_at = now() - datetime.timedelta(hours=2)
    assert staff_mails.tell(sqlite_database, mail_settings(post_office.port), asked[1], 2) is None
    assert post_office.mails == []


def test_a_link_that_is_made_up_or_too_old_gives_nothing(sqlite_database: Database, jobs) -> None:
    with pytest.raises(LinkUnknown):
        new_passwords.choose(sqlite_database, jobs, "x" * 43, NEW, NEW)
    key = token(sqlite_database)
    with sqlite_database.writing() as session:
        session.exec(select(PasswordLink)).one().expires_at = now() - datetime.timedelta(seconds=1)
    with pytest.raises(LinkExpired):
        new_passwords.choose(sqlite_database, jobs, key, NEW, NEW)


def test_the_pages_say_the_same_to_everybody_and_opening_a_link_spends_nothing(
    app: Flask, sqlite_database: Database
) -> None:
    client = app.test_client()
    known, unknown = (
        client.post("/henkilosto/salasana/unohtunut", data={"email": email}) for email in (ADDRESS, "joku@muu.example")
    )
    assert (known.status_code, known.location) == (unknown.status_code, unknown.location) == (303, unknown.location)
    assert client.post("/henkilosto/salasana/unohtunut", data={"email": "ei osoite"}).status_code == 422
    key = token(sqlite_database)
    page = f"/henkilosto/uusi-salasana/{key}"
    for _ in range(3):
        assert client.get(page).status_code == 200
        assert client.head(page).status_code == 200
    junk = {"new": "x" * 20, "again": "x" * 20, "leave_empty": "x" * 20}
    assert client.post(page, data=junk).status_code == 422
    assert client.post(page, data={"new": NEW, "again": "toinen salasana"}).status_code == 422
    assert key not in client.get(page).get_data(as_text=True)
    assert client.post(page, data={"new": NEW, "again": NEW}).status_code == 303
    assert client.get(page).status_code == 410
