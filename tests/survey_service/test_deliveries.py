"""What becomes of a mail is known from what mail systems tell, in any order and however often they tell it."""

import json
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from pydantic import ValidationError
from sqlmodel import select

from survey_service import deliveries, delivery_hook, invitations, mails, returned, returned_box
from survey_service.app import create_app
from survey_service.db import Database
from survey_service.deliveries import Told
from survey_service.errors import NotFound
from survey_service.models import Contact, County, DeliveryEvent, Mail, Round, UnreachableAddress
from survey_service.settings import Settings

dovecot = sys.modules["tests_dovecot"]
ADDRESS = "hyvinvointi@kuusivaara.example"
SECRET = "whsec_" + "c2FsYWlzdXVzIG9uIHRhcnBlZWtzaSBwaXRrw6Q="
HOOK = "/posti/tapahtumat"

REPORT = """\
From: MAILER-DAEMON@posti.example
To: {to}
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="raja"

--raja
Content-Type: text/plain; charset=utf-8

The mail could not be delivered.

--raja
Content-Type: message/delivery-status

Reporting-MTA: dns; posti.example
Arrival-Date: Mon, 1 Feb 2027 09:00:00 +0200

Final-Recipient: rfc822; {address}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 {status} {words}

--raja
Content-Type: {kind}

Message-ID: {message_id}
Subject: Ennakkokysely

--raja--
"""
COMPLAINT = """\
From: fbl@posti.example
To: palautukset@kuusivirta.example
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="raja"

--raja
Content-Type: text/plain

A complaint.

--raja
Content-Type: message/feedback-report

Feedback-Type: {kind}
User-Agent: Posti/1.0
Version: 1

--raja
Content-Type: message/rfc822

Message-ID: {message_id}
Subject: Ennakkokysely

Hei
--raja--
"""


def report(message_id: str, action: str = "failed", status: str = "5.1.1", **others: str) -> bytes:
    values = {
        "to": "palautukset@kuusivirta.example",
        "address": ADDRESS,
        "words": "No such user",
        "kind": "message/rfc822",
        **others,
    }
    return REPORT.format(message_id=message_id, action=action, status=status, **values).encode()


@pytest.fixture
def settings(post_office, mail_settings) -> Settings:
    return mail_settings(
        post_office.port,
        bounce_address="palautukset+{mail}@kuusivirta.example",
        webhook_secret=SECRET,
    )


@pytest.fixture
def sent(database: Database, build, questionnaire, jobs, settings, post_office) -> Mail:
    """An invitation that the server has accepted; another organisation has no contact."""
    with database.writing() as session:
        b = build(session)
        county = b.county()
        contact = b.contact(b.organisation(county))
        invitations.invite(session, jobs, b.round_(county, questionnaire), [contact], "answer")
    mails.send(database, settings, 1)
    return _mail(database)


@pytest.fixture
def box_settings(mail_settings) -> Settings:
    return mail_settings(25, bounce_address="palautukset+{mail}@kuusivirta.example")


on_sqlite = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
ORIGINAL = "<0123456789abcdef@kuusivirta.example>"


def _mail(database: Database) -> Mail:
    with database.reading() as session:
        return session.exec(select(Mail).order_by(Mail.id)).first()


def _note(database: Database, *told: Told) -> list[bool]:
    with database.writing() as session:
        return [deliveries.note(session, one) for one in told]


def _unreached(database: Database) -> list[str]:
    with database.reading() as session:
        return [one.reason for one in deliveries.unreached(session, session.exec(select(Round)).one())]


@on_sqlite
def test_each_mail_has_its_own_address_for_bounces(sent, settings, post_office) -> None:
    envelope = returned.envelope_sender(settings, sent.id)

    assert envelope.startswith(f"palautukset+{sent.id}-")
    assert post_office.senders == [envelope]
    assert str(post_office.mails[0]["From"]).endswith("<ennakko@kuusivirta.example>")


def test_a_hard_bounce_marks_the_address_and_the_organisation(database: Database, sent, settings) -> None:
    assert _unreached(database) == []
    (told,) = returned.read(report(sent.message_id), settings)
    assert (told.kind, told.status, told.detail) == ("bounced", "5.1.1", "550 5.1.1 No such user")
    assert _note(database, told, told) == [True, False]

    mail = _mail(database)
    assert (mail.state, mail.trouble) == ("bounced", "bounced 5.1.1 550 5.1.1 No such user")
    assert _unreached(database) == ["undelivered"]
    with database.writing() as session:
        assert deliveries.unreachable_addresses(session, 1) == {ADDRESS}
        session.exec(select(Contact)).one().email = "uusi@kuusivaara.example"
    assert _unreached(database) == []


@on_sqlite
def test_an_organisation_without_a_contact_cannot_be_reached(database: Database, sent, build) -> None:
    with database.writing() as session:
        build(session).organisation(session.get_one(County, 1), "tammela")

    assert _unreached(database) == ["no_contact"]


@on_sqlite
def test_only_what_tells_that_the_address_is_wrong_marks_it(database: Database, sent, settings) -> None:
    for action, status, state in (
        ("delayed", "4.4.1", "sent"),
        ("delivered", "2.0.0", "sent"),
        ("failed", "4.4.7", "bounced"),
        ("failed", "5.2.2", "bounced"),
        ("failed", "5.7.1", "bounced"),
    ):
        _note(database, *returned.read(report(sent.message_id, action, status), settings))
        assert _mail(database).state == state
    with database.reading() as session:
        assert deliveries.unreachable_addresses(session, 1) == set()
    # but nobody can be reached as long as nothing arrives
    assert _unreached(database) == ["undelivered"]


def test_a_report_finds_its_mail_by_its_address_when_it_returns_nothing(box_settings) -> None:
    envelope = returned.envelope_sender(box_settings, 17)
    (told,) = returned.read(report("nothing", to=envelope), box_settings)
    assert (told.mail_id, told.message_id) == (17, "")

    (forged,) = returned.read(report("nothing", to=envelope.replace("+17-", "+18-")), box_settings)
    assert forged.mail_id is None


def test_a_report_may_return_the_head_alone(box_settings) -> None:
    (told,) = returned.read(report(ORIGINAL, kind="text/rfc822-headers"), box_settings)

    assert told.message_id == ORIGINAL


@on_sqlite
def test_a_complaint_is_kept_and_praise_is_none(database: Database, sent, settings) -> None:
    assert returned.read(COMPLAINT.format(kind="not-spam", message_id=sent.message_id).encode(), settings) == []
    (told,) = returned.read(COMPLAINT.format(kind="abuse", message_id=sent.message_id).encode(), settings)
    _note(database, told)

    assert _mail(database).state == "complained"
    assert _unreached(database) == []


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00",
        b"Subject: Automaattinen vastaus\r\n\r\nOlen lomalla.\r\n",
        b"Content-Type: multipart/report; boundary=x\r\n\r\n--x\r\nContent-Type: message/delivery-status\r\n\r\n",
        b"Content-Type: multipart/report\r\n\r\nno parts",
        b"Content-Type: multipart/report; boundary=x\r\n\r\n--x\r\nContent-Type: message/rfc822\r\n\r\n--x--",
    ],
)
def test_what_is_no_report_tells_nothing(content: bytes, box_settings) -> None:
    assert returned.read(content, box_settings) == []


@on_sqlite
def test_news_may_come_in_any_order(database: Database, sent, settings) -> None:
    with database.writing() as session:
        session.get_one(Mail, sent.id).state = "sending"
    _note(database, Told("1", "bounced", sent.message_id, status="5.1.1"))
    assert mails.send(database, settings, sent.id) is None
    _note(database, Told("2", "delivered", sent.message_id), Told("3", "delayed", sent.message_id))
    assert _mail(database).state == "bounced"


@on_sqlite
def test_what_was_delivered_is_in_doubt_no_more_and_its_address_works(database: Database, sent) -> None:
    with database.writing() as session:
        mail = session.get_one(Mail, sent.id)
        mail.state, mail.trouble = "uncertain", "in_doubt"
        deliveries.mark_unreachable(session, mail, "earlier")
    _note(database, Told("1", "delivered", sent.message_id))

    mail = _mail(database)
    assert (mail.state, mail.trouble) == ("sent", "")
    with database.reading() as session:
        assert session.exec(select(UnreachableAddress)).all() == []


@on_sqlite
def test_a_reminder_is_not_sent_to_an_address_that_no_mail_reaches(
    database: Database, sent, settings, jobs, post_office
) -> None:
    _note(database, Told("1", "bounced", sent.message_id, status="5.1.1"))
    with database.writing() as session:
        round_ = session.exec(select(Round)).one()
        (reminder,) = invitations.remind(session, jobs, round_)
    mails.send(database, settings, reminder.id)

    assert len(post_office.taken) == 1
    with database.reading() as session:
        mail = session.get_one(Mail, reminder.id)
        assert (mail.state, mail.trouble) == ("cancelled", "unreachable_address")


@on_sqlite
def test_another_county_lifts_no_mark(database: Database, sent) -> None:
    _note(database, Told("1", "bounced", sent.message_id, status="5.1.1"))
    with database.writing() as session:
        with pytest.raises(NotFound):
            deliveries.unmark(session, 2, 1, actor="x")
        deliveries.unmark(session, 1, 1, actor="x")
        assert deliveries.unreachable_addresses(session, 1) == set()


# over IMAP


@pytest.fixture(scope="module")
def mail_server() -> Iterator[object]:
    with tempfile.TemporaryDirectory(prefix="ennakko-dovecot-") as folder, dovecot.running(Path(folder)) as box:
        yield box


def test_what_an_outsider_writes_into_a_report_stops_nothing_and_fills_nothing(
    database: Database, sent, box_settings
) -> None:
    odd = report(sent.message_id, words="no\x00body\ufffe")
    assert _note(database, *returned.read(odd, box_settings)) == [True]
    assert _note(database, *returned.read(report("<a\x00b@kuusivirta.example>"), box_settings)) == [False]
    block = f"Final-Recipient: rfc822; {ADDRESS}\n".encode()
    many = report(sent.message_id).replace(block, b"Action: failed\n\n" * 500 + block)
    assert len(returned.read(many, box_settings)) == returned.MOST_NEWS


@on_sqlite
def test_the_box_is_read_once_and_a_mail_that_nobody_can_read_stops_nothing(
    database: Database, sent, mail_server, mail_settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    values = {"imap_user": dovecot.USER, "imap_password": dovecot.PASSWORD, "imap_security": "none"}
    settings = mail_settings(1, imap_host="127.0.0.1", imap_port=mail_server.port, **values)
    mail_server.put("1.holiday", b"Subject: Automaattinen vastaus\r\n\r\nOlen lomalla.\r\n")
    mail_server.put("2.bounce", report(sent.message_id))
    mail_server.put("3.large", report(sent.message_id, "delayed") + b"x" * 2 * returned_box.LONGEST_BYTES)
    with monkeypatch.context() as broken:
        broken.setattr(returned, "read", lambda *_: 1 / 0)
        broken.setattr(returned_box, "MOST_AT_ONCE", 1)
        assert returned_box.read(database, settings) == 0

    assert returned_box.read(database, settings) == 2
    assert returned_box.read(database, settings) == 0
    assert _mail(database).state == "bounced"
    with database.reading() as session:
        assert len(session.exec(select(DeliveryEvent)).all()) == 2


# by a mail service


@pytest.fixture
def app(database: Database, settings, jobs) -> Flask:
    return create_app(settings, db=database, jobs=jobs)


def _post(app: Flask, events: object, *, name: str = "msg_1", age: int = 0, body: bytes | None = None, **headers: str):
    content = json.dumps({"events": events}).encode()
    moment = int(time.time()) - age
    signed = {
        "webhook-id": name,
        "webhook-timestamp": str(moment),
        "webhook-signature": "v1,bm8= " + delivery_hook.signature(SECRET, name, moment, content),
        **headers,
    }
    return app.test_client().post(HOOK, data=body or content, headers=signed, content_type="application/json")


def test_a_mail_service_posts_what_became_of_a_mail(app: Flask, database: Database, sent) -> None:
    event = {"id": "evt_1", "type": "bounced", "message_id": sent.message_id.strip("<>"), "status": "5.1.1"}
    first, again = _post(app, [event]), _post(app, [event], name="msg_2")

    assert (first.status_code, first.get_json()) == (200, {"noted": 1})
    assert again.get_json() == {"noted": 0}
    assert _mail(database).state == "bounced"


@on_sqlite
def test_what_is_not_signed_is_old_or_was_changed_is_not_taken(app: Flask, database: Database, sent) -> None:
    event = {"id": "evt_1", "type": "bounced", "message_id": sent.message_id}
    answers = [
        _post(app, [event], age=400),
        _post(app, [event], age=-400),
        _post(app, [event], body=json.dumps({"events": [event, event]}).encode()),
        _post(app, [event], **{"webhook-signature": "v1,bm8="}),
        _post(app, [event], **{"webhook-id": "another"}),
        app.test_client().post(HOOK, json={"events": [event]}),
    ]

    assert [answer.status_code for answer in answers] == [401] * len(answers)
    assert _mail(database).state == "sent"


@pytest.mark.parametrize(
    ("events", "status"),
    [("no list", 422), ([{"id": "1"}], 422), ([{"id": "1", "type": "opened", "message_id": "<a@b>"}], 422)],
)
@on_sqlite
def test_what_cannot_be_read_is_told_with_its_place(app: Flask, events: object, status: int) -> None:
    answer = _post(app, events)

    assert answer.status_code == status
    assert answer.get_json()["error"].startswith("events")


@on_sqlite
def test_too_much_is_refused_unread(app: Flask) -> None:
    assert _post(app, [], body=b"x" * (delivery_hook.LONGEST_BYTES + 1)).status_code == 413


@on_sqlite
def test_without_a_secret_nothing_is_taken(database: Database, mail_settings, jobs) -> None:
    app = create_app(mail_settings(25), db=database, jobs=jobs)

    assert _post(app, []).status_code == 404


def test_a_short_secret_is_none(mail_settings) -> None:
    with pytest.raises(ValidationError, match="at least 16 characters"):
        mail_settings(25, webhook_secret="lyhyt")
