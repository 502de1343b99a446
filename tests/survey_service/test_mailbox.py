import datetime
import socket
from collections.abc import Callable
from email.message import EmailMessage

import html5lib
import pytest
from flask.testing import FlaskClient

from survey_service import mailbox, smtp
from survey_service.app import create_app
from survey_service.db import Database
from survey_service.settings import Settings

LINK = "http://127.0.0.1:8000/v/" + "A" * 43


@pytest.fixture
def settings(mail_settings) -> Settings:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    return mail_settings(port, demo=True)


def letter(number: int = 1, *, html: str | None = None) -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = "Kuusivirran hyvinvointialue <ennakko@kuusivirta.example>"
    mail["To"] = f"Hyvinvointijohtaja <kunta{number}@kuusivaara.example>"
    mail["Subject"] = f"Ennakkokysely {number}: äiti & <isä>"
    mail["Date"] = datetime.datetime(2027, 2, 1, 6, number, tzinfo=datetime.UTC)
    mail["Message-ID"] = f"<{number}@kuusivirta.example>"
    mail.set_content(f"Hei,\n\n<b>vastatkaa</b>:\n{LINK}\n")
    page = (
        html
        or f'<!doctype html><html lang="fi"><head><title>a</title></head><body><a href="{LINK}">x</a></body></html>'
    )
    mail.add_alternative(page, subtype="html")
    return mail


@pytest.fixture
def caught(settings) -> Callable[..., None]:
    """`caught(mails...)` sends them to the mailbox."""

    def send(*mails: EmailMessage) -> None:
        with mailbox.catching(settings), smtp.connected(settings) as server:
            for mail in mails:
                content = mail.as_bytes(policy=mail.policy.clone(linesep="\r\n"))
                server.deliver("a@b.example", "c@d.example", content, lambda: None)

    return send


@pytest.fixture
def client(sqlite_database: Database, settings, jobs) -> FlaskClient:
    return create_app(settings, db=sqlite_database, jobs=jobs).test_client()


def test_mails_are_kept_as_files_oldest_first(settings, caught) -> None:
    caught(letter(2), letter(1))

    assert [one.recipient for one in mailbox.mails(settings)] == [
        "kunta1@kuusivaara.example",
        "kunta2@kuusivaara.example",
    ]
    assert len(list((settings.demo_folder / "mailbox").glob("*.eml"))) == 2


def test_the_same_mail_twice_is_one_mail(settings, caught) -> None:
    caught(letter(1), letter(1))

    assert len(mailbox.mails(settings)) == 1


def test_a_port_in_use_is_told_in_words(settings, caught) -> None:
    second = mailbox.catching(settings)
    with mailbox.catching(settings), pytest.raises(mailbox.MailboxTaken, match=f"127.0.0.1:{settings.smtp_port}"):
        second.__enter__()


@pytest.mark.parametrize(("language", "words"), [("fi", "Esittelyn postilaatikko"), ("sv", "Demoversionens postlåda")])
def test_an_empty_mailbox_says_what_will_come(client, language, words) -> None:
    page = client.get(f"/postilaatikko/?lang={language}").text

    assert words in page
    assert "<table" not in page


def test_the_newest_mail_stands_first(client, caught) -> None:
    caught(letter(1), letter(2))
    page = client.get("/postilaatikko/").text

    assert page.index("kunta2@") < page.index("kunta1@")
    assert "Ennakkokysely 1: äiti &amp; &lt;isä&gt;" in page


def test_a_mail_is_shown_with_links_that_work_and_nothing_that_runs(client, settings, caught) -> None:
    caught(letter(html='<html><head></head><body><script>alert(1)</script><p style="color:red">hei</p></body></html>'))
    (one,) = mailbox.mails(settings)
    shown = client.get(f"/postilaatikko/{one.key}")
    framed = client.get(f"/postilaatikko/{one.key}/sivu")

    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(shown.text)
    (frame,) = tree.iter("iframe")
    assert frame.get("src") == f"/postilaatikko/{one.key}/sivu"
    assert "allow-scripts" not in (frame.get("sandbox") or "")
    assert LINK in {link.get("href") for link in tree.iter("a")}
    assert "&lt;b&gt;vastatkaa" in shown.text
    assert "default-src 'none'" in framed.headers["Content-Security-Policy"]
    assert "sandbox" in framed.headers["Content-Security-Policy"]
    assert '<base target="_top">' in framed.text


def test_an_unknown_mail_is_not_found(client) -> None:
    assert client.get("/postilaatikko/unknown").status_code == 404


def test_outside_the_demo_there_is_no_mailbox(sqlite_database: Database, settings, jobs) -> None:
    app = create_app(settings.model_copy(update={"demo": False}), db=sqlite_database, jobs=jobs)

    assert app.test_client().get("/postilaatikko/").status_code == 404
