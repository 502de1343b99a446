"""The feedback channel: words reach the county, a mail tells of them without saying them, and 14 days are watched."""

import datetime
import socket
from typing import Any

import html5lib
import pytest
from flask import Flask
from sqlmodel import col, select

from survey_service import feedback, feedback_mails, limits
from survey_service.app import create_app
from survey_service.db import Database, now
from survey_service.feedback import Written, WrittenWrong
from survey_service.models import Attempt, AuditEvent, Feedback
from survey_service.settings import Settings

WORDS = "Ruudunlukija ei lue asteikkoa."
NEEDED = {"q_words": WORDS, "q_email": "lukija@kuusivaara.example", "q_page": "/vastaus/tilannekuva"}


@pytest.fixture
def counties(database: Database, build) -> list[int]:
    with database.writing() as session:
        b = build(session)
        return [
            b.county("98", name_fi="Öljyn hyvinvointialue", name_sv="Oljans välfärdsområde").id,
            b.county("99").id,
        ]


def _given(database: Database) -> list[Feedback]:
    with database.reading() as session:
        return list(session.exec(select(Feedback).order_by(col(Feedback.id))))


def _give(database: Database, jobs: Any, county_id: int, **changes: str) -> int:
    written = Written(**{"words": WORDS, "email": "", "language": "fi", "page": "", **changes})
    with database.writing() as session:
        return feedback.give(session, jobs, county_id, written, "192.0.2.1").id


def test_it_is_answered_within_fourteen_days_and_the_urgent_stands_first(database, jobs, counties) -> None:
    ids = [_give(database, jobs, counties[1]) for _ in range(3)]
    with database.writing() as session:
        session.get_one(Feedback, ids[2]).answer_by -= datetime.timedelta(days=15)
        feedback.mark_answered(session, counties[1], ids[0], _staff(session, counties[1]), actor="hytetu")
        found = feedback.of_county(session, counties[1])
        assert [one.id for one in found] == [ids[2], ids[1], ids[0]]
        assert feedback.of_county(session, counties[0]) == []
        assert [one.action for one in session.exec(select(AuditEvent))] == ["feedback.answer"]

    left = _given(database)[1].answer_by - now()
    assert datetime.timedelta(days=13, hours=23) < left <= datetime.timedelta(days=14)


def _staff(session, county_id: int) -> int:
    from survey_service.models import StaffMember

    member = StaffMember(
        county_id=county_id, email=f"x{county_id}@x.example", title="T", role="admin", password_hash="x"
    )
    session.add(member)
    session.flush()
    return member.id


def test_the_mail_tells_that_there_is_feedback_in_both_languages_and_not_what_it_says(
    database, jobs, counties, mail_settings, post_office
) -> None:
    given = _give(database, jobs, counties[1], email="lukija@kuusivaara.example")

    assert jobs.asked == [("tell_feedback", given)]
    assert feedback_mails.tell(database, mail_settings(post_office.port), given, 1) is None
    (mail,) = post_office.mails
    text = mail.get_body(("plain",)).get_content()
    assert mail["To"].addresses[0].addr_spec == "hytetu@kuusivirta.example"
    assert "annettu palautetta" in text
    assert "Respons om enkättjänsten" in text
    assert f"https://kysely.example/henkilosto/palautteet/#p-{given}" in text
    assert WORDS not in text
    assert "lukija" not in str(mail)
    html5lib.HTMLParser(strict=True).parse(mail.get_body(("html",)).get_content())
    # once told, it is not told again
    assert feedback_mails.tell(database, mail_settings(post_office.port), given, 2) is None
    assert len(post_office.mails) == 1


def test_a_mail_server_that_is_away_is_tried_again(database, jobs, counties, mail_settings) -> None:
    given = _give(database, jobs, counties[1])
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        settings = mail_settings(nobody.getsockname()[1])

    assert feedback_mails.tell(database, settings, given, 1) == 15.0
    assert feedback_mails.tell(database, settings, given, 3) == 60.0
    with database.reading() as session:
        assert feedback.untold(session) == [given]


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"words": ""}, ("words",)),
        ({"words": "x" * 5001}, ("long",)),
        ({"email": "lukija"}, ("email",)),
        ({"words": "", "email": "lukija@"}, ("words", "email")),
    ],
)
def test_what_cannot_be_taken_is_named_and_nothing_is_kept(database, jobs, counties, changes, fields) -> None:
    with pytest.raises(WrittenWrong) as wrong:
        _give(database, jobs, counties[1], **changes)

    assert wrong.value.fields == fields
    assert (_given(database), jobs.asked) == ([], [])


@pytest.fixture
def app(database: Database, counties, jobs, tmp_path) -> Flask:
    settings = Settings(secret_key="0123456789abcdef0123", files_folder=tmp_path)
    app = create_app(settings, db=database, jobs=jobs)
    app.config["WTF_CSRF_ENABLED"] = False
    return app


def test_what_is_written_reaches_the_county_that_was_chosen(app: Flask, database, counties) -> None:
    client = app.test_client()
    form = client.get("/palaute/?sivu=/saavutettavuus&lang=sv").get_data(as_text=True)
    answer = client.post("/palaute/", data={**NEEDED, "county": counties[0]})
    page = client.get(answer.headers["Location"]).get_data(as_text=True)

    assert 'value="/saavutettavuus"' in form
    (one,) = _given(database)
    assert (one.county_id, one.words, one.email, one.page, one.language) == (
        counties[0], WORDS, NEEDED["q_email"], NEEDED["q_page"], "sv"
    )  # fmt: skip
    assert "Tack för" in page
    html5lib.HTMLParser(strict=True).parse(page)


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_what_was_typed_stays_when_something_is_missing(app: Flask, database, language: str) -> None:
    answer = app.test_client().post(f"/palaute/?lang={language}", data={**NEEDED, "q_email": "lukija@"})
    text = answer.get_data(as_text=True)

    assert answer.status_code == 422
    assert all(words in text for words in (WORDS, 'value="lukija@"', 'href="#email"', 'href="#county"'))
    assert _given(database) == []
    html5lib.HTMLParser(strict=True).parse(text)


def test_who_writes_without_end_is_stopped_and_sees_what_was_typed(app: Flask, database, counties) -> None:
    with database.writing() as session:
        for _ in range(limits.FEEDBACK_OF_CLIENT.most):
            limits.note(session, (limits.FEEDBACK_OF_CLIENT, "127.0.0.1"))

    answer = app.test_client().post("/palaute/", data={**NEEDED, "county": counties[1]})
    assert answer.status_code == 429
    assert WORDS in answer.get_data(as_text=True)


def test_a_program_that_fills_in_every_field_sends_no_feedback(app: Flask, database, counties) -> None:
    answer = app.test_client().post("/palaute/", data={**NEEDED, "county": counties[1], "leave_empty": "x"})

    assert answer.status_code == 422
    assert _given(database) == []
    with database.reading() as session:
        assert session.exec(select(Attempt)).all() == []


@pytest.mark.parametrize("place", ["/v/" + "A" * 43, "/v/katkennut", "/muualla/avain"])
def test_the_address_of_a_page_that_holds_a_key_is_not_written_on_it(app: Flask, place: str) -> None:
    text = app.test_client().get(place).get_data(as_text=True)

    assert 'href="/palaute/"' in text
    assert place.rpartition("/")[2] not in text


def test_the_link_of_a_page_remembers_the_page(app: Flask) -> None:
    assert 'href="/palaute/?sivu=/tietosuoja"' in app.test_client().get("/tietosuoja").get_data(as_text=True)
