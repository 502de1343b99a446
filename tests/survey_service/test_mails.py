import datetime
import email
import logging
import re
import socket
from collections.abc import Callable

import html5lib
import pytest
import structlog
from sqlmodel import col, select

from questionnaires.model import Section, Text
from survey_service import invitations, links, mails, smtp
from survey_service.db import Database, now
from survey_service.errors import LinkRevoked
from survey_service.models import Contact, County, Invitation, Link, Mail, Organisation, Response, Round, Submission
from survey_service.settings import Settings
from survey_service.timetable import FINLAND

LINK = "https://kysely.example/v/"


@pytest.fixture
def asked(questionnaire):
    """The questionnaire with a pre-assignment."""
    assignment = Section(
        id="ennakkotehtava",
        title=Text(fi="Ennakkotehtävä", sv="Förhandsuppgift"),
        instructions={"kunta": Text(fi="1. Kuvatkaa.\n2. Ehdottakaa.", sv="1. Beskriv.\n2. Föreslå.")},
        questions=questionnaire.sections[1].questions,
    )
    return questionnaire.model_copy(update={"sections": (*questionnaire.sections, assignment)})


@pytest.fixture
def queued(database: Database, build, asked, jobs) -> Callable[..., int]:
    """`queued(kind, **organisation)` makes one queued mail to one organisation and gives its id."""

    def make(kind: str = "invitation", **organisation) -> int:
        with database.writing() as session:
            b = build(session)
            county = b.county()
            contact = b.contact(b.organisation(county, **organisation), network=True)
            calendar = [
                {"id": "vastaaminen", "start": "2027-02-01", "end": "2027-03-05"},
                {"id": "neuvottelut", "start": "2027-04-06", "end": "2027-05-21"},
            ]
            deadline = datetime.datetime.now(FINLAND) + datetime.timedelta(days=14)
            moment = deadline.replace(hour=14, minute=0).astimezone(datetime.UTC)
            round_ = b.round_(county, asked, calendar=calendar, deadline=moment)
            purpose = "select" if kind == "selection" else "answer"
            invitation = invitations.invite(session, jobs, round_, [contact], purpose)[0]
            if kind in ("reminder", "receipt"):
                return invitations.send(session, jobs, invitation, kind).id or 0
            return session.exec(select(Mail.id)).one() or 0

    return make


@pytest.fixture
def settings(post_office, mail_settings) -> Settings:
    return mail_settings(post_office.port)


def words(mail: email.message.EmailMessage) -> str:
    return mail.get_body(("plain",)).get_content().replace("\r\n", "\n")


def the_mail(database: Database, mail_id: int) -> Mail:
    with database.reading() as session:
        return session.get_one(Mail, mail_id)


def token_in(text: str) -> str:
    return text.partition(LINK)[2][:43]


def test_an_invitation_says_all_that_the_recipient_needs(database, queued, settings, post_office) -> None:
    assert mails.send(database, settings, queued()) is None

    (mail,) = post_office.mails
    text = words(mail)
    for needed in (
        "Vastaaja: Kuusivaara",
        "klo 1",
        "Ilmiöt, Tilanne",
        "1. Kuvatkaa.\n2. Ehdottakaa.",
        "Neuvottelut palvelualueittain: 6.4.2027–21.5.2027",
        "612/2021",
        "611/2021",
        "julkisuuslain",
        "tietosuoja-asetuksen",
        "Hytetu-tiimi, hytetu@kuusivirta.example",
    ):
        assert needed in text
    assert mail["Subject"].startswith("Ennakkokysely ja ennakkotehtävä: Mielen hyvinvointi – vastaukset ")
    assert mail["To"].addresses[0].addr_spec == "hyvinvointi@kuusivaara.example"
    assert mail["From"].addresses[0].display_name == "Kuusivirran hyvinvointialue"
    assert mail["Reply-To"] == "hytetu@kuusivirta.example"
    assert mail["Message-ID"] == the_mail(database, 1).message_id


def test_the_link_in_the_mail_opens_the_invitation(database, queued, settings, post_office) -> None:
    mails.send(database, settings, queued())

    with database.reading() as session:
        link = links.redeem(session, token_in(words(post_office.mails[0])))
        opened = links.alive(session, link.id or 0)
        round_ = session.exec(select(Round)).one()
    assert (opened.kind, opened.purpose) == ("organisation", "answer")
    assert link.expires_at > round_.deadline


@pytest.mark.parametrize(
    ("status", "languages"), [("fi", ["fi"]), ("sv", ["sv"]), ("fi_sv", ["fi", "sv"]), ("sv_fi", ["sv", "fi"])]
)
def test_a_mail_is_in_the_languages_of_the_organisation(
    database, queued, settings, post_office, status, languages
) -> None:
    mails.send(database, settings, queued(language_status=status))

    (mail,) = post_office.mails
    page = html5lib.parse(mail.get_body(("html",)).get_content(), namespaceHTMLElements=False)
    parts = [part.get("lang") for part in page.iter("div") if part.get("lang")]
    hellos = sorted((words(mail).find(hello), code) for hello, code in (("Hei,", "fi"), ("Hej,", "sv")))
    assert page.get("lang") == languages[0]
    assert parts == languages
    assert [code for place, code in hellos if place >= 0] == languages
    assert len(list(page.iter("h1"))) == len(languages)
    assert mail["Content-Language"] == ", ".join(languages)


@pytest.mark.parametrize("kind", ["invitation", "reminder", "selection"])
def test_the_subject_of_a_bilingual_mail_is_short_enough_to_show_both_languages(
    database, queued, settings, post_office, kind
) -> None:
    mails.send(database, settings, queued(kind, language_status="sv_fi"))

    first, second = post_office.mails[0]["Subject"].split(" / ")
    assert len(first) <= 60
    assert second[0] in "EMV"


def test_both_parts_of_a_bilingual_mail_hold_the_same_link(database, queued, settings, post_office) -> None:
    mails.send(database, settings, queued(language_status="fi_sv"))

    text = words(post_office.mails[0])
    assert text.count(LINK) == 2
    assert {piece[:43] for piece in text.split(LINK)[1:]} == {token_in(text)}


def test_the_page_of_a_mail_holds_what_its_text_holds_and_nothing_from_outside(
    database, queued, settings, post_office
) -> None:
    mails.send(database, settings, queued(name_fi="Kuusi <b>&amp; vaara"))

    html = post_office.mails[0].get_body(("html",)).get_content()
    page = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)
    links_of_page = {link.get("href") for link in page.iter("a")}
    assert "Kuusi <b>&amp; vaara" in "".join(page.itertext())
    assert {"".join(one.itertext()) for one in page.iter("ol")} == {"\nKuvatkaa.\nEhdottakaa.\n"}
    assert all(one.startswith((LINK, "mailto:hytetu@kuusivirta.example")) for one in links_of_page)
    assert not list(page.iter("img")) + list(page.iter("script")) + list(page.iter("link"))


def test_a_name_cannot_add_a_header_or_a_recipient(database, queued, settings, post_office) -> None:
    evil = "Kuusivaara\r\nBcc: toinen@muualla.example\n\n## Otsikko"
    mail_id = queued(name_fi=evil)
    with database.writing() as session:
        session.exec(select(Contact)).one().title_fi = evil
        session.exec(select(County)).one().name_fi = evil
    mails.send(database, settings, mail_id)

    (mail,) = post_office.mails
    assert post_office.recipients == ["hyvinvointi@kuusivaara.example"]
    assert mail["Bcc"] is None
    assert "Vastaaja: Kuusivaara Bcc: toinen@muualla.example ## Otsikko\n" in words(mail)


def test_a_receipt_tells_when_the_answer_came_and_its_reference(database, queued, settings, post_office) -> None:
    mail_id = queued("receipt")
    arrived = datetime.datetime(2026, 3, 5, 12, 32, tzinfo=datetime.UTC)
    with database.writing() as session:
        invitation = session.exec(select(Invitation)).one()
        values = {"state": "submitted", "reference": "2027-AB12", "submitted_at": arrived}
        response = Response(round_id=invitation.round_id, organisation_id=invitation.organisation_id, **values)
        session.add(response)
        session.flush()
        session.add(Submission(response_id=response.id, answers={}, submitted_at=arrived))
    mails.send(database, settings, mail_id)

    text = words(post_office.mails[0])
    assert "Saapunut: 5.3.2026 klo 14.32.00" in text
    assert "Viestissä on linkki vastaukseenne, ei itse vastausta." in text
    assert "Vastaanottaja: Kuusivirran hyvinvointialue" in text
    assert re.search(r"Lähetettäessä puuttui\n-+\n\n- Mitkä ilmiöt näkyvät\?\n- Mistä pitäisi päättää\?\n", text)
    assert "Korvaa aiemman vastauksen" not in text
    assert "Viite: 2027-AB12" in text
    assert "13/2003" in text
    assert "- Neuvottelut palvelualueittain: 6.4.2027–21.5.2027" in text
    assert "Vastausaika" not in text
    with database.reading() as session:
        links.redeem(session, token_in(text))


def test_a_reminder_says_how_many_days_are_left(database, queued, settings, post_office) -> None:
    mails.send(database, settings, queued("reminder", language_status="sv"))

    assert post_office.mails[0]["Subject"] == "Påminnelse: förhandsenkäten är inte besvarad (14 dagar kvar)"


def test_a_member_of_the_network_gets_a_link_for_choosing(database, queued, settings, post_office) -> None:
    mails.send(database, settings, queued("selection"))

    with database.reading() as session:
        opened = links.alive(session, links.redeem(session, token_in(words(post_office.mails[0]))).id or 0)
    assert (opened.kind, opened.purpose) == ("network_member", "select")


def test_sending_again_what_was_sent_sends_nothing(database, queued, settings, post_office) -> None:
    mail_id = queued()
    for _ in range(3):
        mails.send(database, settings, mail_id)

    assert len(post_office.taken) == 1
    assert the_mail(database, mail_id).state == "sent"


def test_without_a_server_the_mail_waits_says_so_and_no_link_is_made(database, queued, mail_settings) -> None:
    mail_id = queued()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    waits = [mails.send(database, mail_settings(port), mail_id) for _ in range(9)]

    mail = the_mail(database, mail_id)
    assert (mail.state, mail.trouble) == ("queued", f"unreachable 127.0.0.1:{port}")
    assert waits == [15, 30, 60, 120, 240, 480, 900, 900, 900]
    with database.reading() as session:
        assert session.exec(select(Link)).all() == []


def test_what_is_not_taken_yet_waits_and_its_link_is_ended(database, queued, settings, post_office) -> None:
    mail_id = queued()
    post_office.at_data = lambda _recipient: "451 4.3.0 Try later"
    assert mails.send(database, settings, mail_id) == 15
    assert (the_mail(database, mail_id).state, the_mail(database, mail_id).trouble) == (
        "queued",
        "not_now 451 4.3.0 Try later",
    )

    post_office.at_data = lambda _recipient: None
    assert mails.send(database, settings, mail_id) is None
    assert (the_mail(database, mail_id).state, the_mail(database, mail_id).trouble) == ("sent", "")
    with database.reading() as session:
        ended = [link.revoked_at is not None for link in session.exec(select(Link).order_by(col(Link.id)))]
    assert ended == [True, False]


def test_what_is_refused_for_good_fails_with_the_reason(database, queued, settings, post_office) -> None:
    mail_id = queued()
    post_office.at_recipient = lambda _recipient: "550 5.1.1 No such mailbox"

    assert mails.send(database, settings, mail_id) is None
    mail = the_mail(database, mail_id)
    assert (mail.state, mail.trouble) == ("failed", "refused 550 5.1.1 No such mailbox")


def test_what_waits_for_five_days_is_given_up(database, queued, settings, post_office) -> None:
    mail_id = queued()
    post_office.at_recipient = lambda _recipient: "450 busy"
    with database.writing() as session:
        session.get_one(Mail, mail_id).created_at -= datetime.timedelta(days=6)

    assert mails.send(database, settings, mail_id) is None
    assert the_mail(database, mail_id).state == "failed"


@pytest.mark.parametrize("reason", ["closed", "ended", "answered", "address"])
def test_a_mail_that_has_become_pointless_is_not_sent(database, queued, settings, post_office, reason) -> None:
    mail_id = queued("reminder")
    with database.writing() as session:
        round_, invitation = session.exec(select(Round)).one(), session.exec(select(Invitation)).one()
        match reason:
            case "closed":
                round_.deadline = now()
            case "ended":
                invitations.end(session, invitation)
            case "answered":
                organisation_id = session.exec(select(Organisation.id)).one()
                session.add(
                    Response(round_id=round_.id, organisation_id=organisation_id, state="submitted", reference="A")
                )
            case "address":
                session.exec(select(Contact)).one().email = "pää@kuusivaara.example"

    assert mails.send(database, settings, mail_id) is None
    mail = the_mail(database, mail_id)
    assert (mail.state, mail.trouble) == ("failed" if reason == "address" else "cancelled", reason)
    assert post_office.taken == []


def test_an_address_with_letters_beyond_ascii_in_its_domain_is_written_to(
    database, queued, settings, post_office
) -> None:
    mail_id = queued()
    with database.writing() as session:
        session.exec(select(Contact)).one().email = "kirjaamo@käpylä.example"
    mails.send(database, settings, mail_id)

    assert post_office.recipients == ["kirjaamo@" + "käpylä.example".encode("idna").decode()]


def test_a_mail_in_doubt_is_sent_again_as_the_same_mail_and_says_so(database, queued, settings, post_office) -> None:
    mail_id = queued()
    with database.writing() as session:
        session.get_one(Mail, mail_id).state = "sending"  # what a worker leaves that dies between dot and answer
    mails.send(database, settings, mail_id)

    mail = the_mail(database, mail_id)
    assert (mail.state, mail.trouble) == ("sent", "in_doubt")
    assert post_office.mails[0]["Message-ID"] == mail.message_id


def test_a_break_after_the_closing_dot_leaves_the_link_alive(database, queued, settings, monkeypatch) -> None:
    mail_id = queued()

    def broken(self, sender, recipient, content, before_the_end) -> None:
        before_the_end()
        raise smtp.InDoubt("in_doubt")

    monkeypatch.setattr(smtp.Server, "deliver", broken)
    assert mails.send(database, settings, mail_id) == 15
    assert the_mail(database, mail_id).state == "uncertain"
    with database.reading() as session:
        assert session.exec(select(Link)).one().revoked_at is None


def test_a_mail_that_another_worker_took_over_is_not_handed_over(database, queued, settings, post_office) -> None:
    mail_id = queued()

    def overtake(_recipient: str) -> None:
        with database.writing() as session:
            session.get_one(Mail, mail_id).attempts += 1

    post_office.at_recipient = overtake
    assert mails.send(database, settings, mail_id) is None
    assert post_office.taken == []
    with database.reading() as session, pytest.raises(LinkRevoked):
        links._check(session, session.exec(select(Link)).one())


def test_neither_link_nor_address_is_ever_logged(database, queued, settings, post_office, caplog) -> None:
    mail_id = queued()
    caplog.set_level(logging.DEBUG)
    post_office.at_data = lambda recipient: f"451 {recipient} busy"
    with structlog.testing.capture_logs() as told:
        mails.send(database, settings, mail_id)
        post_office.at_data = lambda _recipient: None
        mails.send(database, settings, mail_id)

    # the receiving server of the test logs on its own
    logged = str(told) + "".join(line.getMessage() for line in caplog.records if line.name != "mail.log")
    assert token_in(words(post_office.mails[0])) not in logged
    assert "kuusivaara.example" not in logged
    assert "mail sent" in logged


def test_an_unexpected_error_is_kept_with_the_mail_and_tried_again(database, queued, settings, monkeypatch) -> None:
    mail_id = queued()
    monkeypatch.setattr(mails, "compose", lambda _letter: 1 / 0)

    assert mails.send(database, settings, mail_id) == 15
    assert the_mail(database, mail_id).trouble == "unexpected ZeroDivisionError"
