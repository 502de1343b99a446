import socket
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from aiosmtpd.smtp import AuthResult, LoginPassword

from survey_service import smtp
from survey_service.settings import Settings

CONTENT = b"Subject: =?utf-8?b?w6TDtg==?=\r\n\r\n.alku\r\n..\r\nt=C3=A4ss=C3=A4\r\n.\r\nloppu\r\n"
SENDER, RECIPIENT = "ennakko@kuusivirta.example", "hyvinvointi@kuusivaara.example"


def nothing() -> None:
    pass


def deliver(settings: Settings, before_the_end: Callable[[], None] = nothing) -> None:
    with smtp.connected(settings) as server:
        server.deliver(SENDER, RECIPIENT, CONTENT, before_the_end)


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ssl.SSLContext]:
    """A certificate made for this test run, and the server's side of it."""
    folder = tmp_path_factory.mktemp("certificate")
    command = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=127.0.0.1"
    files = ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", "key.pem", "-out", "cert.pem"]
    subprocess.run([*command.split(), *files], cwd=folder, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    return folder / "cert.pem", context


@pytest.fixture
def trusted(certificate, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    return certificate[1]


def lets_in(_server, _session, _envelope, _mechanism, data: LoginPassword) -> AuthResult:
    return AuthResult(success=(data.login, data.password) == (b"ennakko", b"sala sana"), handled=False)


def test_a_mail_arrives_byte_for_byte_also_where_a_line_begins_with_a_dot(post_office, mail_settings) -> None:
    deliver(mail_settings(post_office.port))

    assert post_office.taken == [(RECIPIENT, CONTENT)]


def test_starttls_and_sign_in(make_post_office, mail_settings, trusted) -> None:
    office = make_post_office(
        tls_context=trusted, require_starttls=True, auth_required=True, authenticator=lets_in
    ).open()
    deliver(mail_settings(office.port, smtp_security="starttls", smtp_user="ennakko", smtp_password="sala sana"))

    assert office.recipients == [RECIPIENT]


def test_a_wrong_password_is_told_apart_and_nothing_is_handed_over(make_post_office, mail_settings, trusted) -> None:
    office = make_post_office(
        tls_context=trusted, require_starttls=True, auth_required=True, authenticator=lets_in
    ).open()
    wrong = mail_settings(office.port, smtp_security="starttls", smtp_user="ennakko", smtp_password="arvaus")

    with pytest.raises(smtp.NotNow) as trouble:
        deliver(wrong)
    assert trouble.value.code == "login"
    assert office.taken == []


def test_tls_from_the_first_byte(make_post_office, mail_settings, trusted) -> None:
    office = make_post_office(ssl_context=trusted).open()
    deliver(mail_settings(office.port, smtp_security="tls"))

    assert office.recipients == [RECIPIENT]


def test_a_certificate_that_nobody_vouches_for_is_refused(make_post_office, mail_settings, certificate) -> None:
    office = make_post_office(tls_context=certificate[1]).open()

    with pytest.raises(smtp.NotNow) as trouble:
        deliver(mail_settings(office.port, smtp_security="starttls"))
    assert trouble.value.code == "tls"


def test_protection_that_is_asked_for_is_never_left_out(post_office, mail_settings) -> None:
    with pytest.raises(smtp.NotNow) as trouble:
        deliver(mail_settings(post_office.port, smtp_security="starttls"))

    assert trouble.value.code == "no_tls_or_login"
    assert post_office.taken == []


def test_a_missing_server_is_named(mail_settings) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    with pytest.raises(smtp.NotNow) as trouble:
        deliver(mail_settings(port))
    assert (trouble.value.code, trouble.value.detail) == ("unreachable", f"127.0.0.1:{port}")


@pytest.mark.parametrize("place", ["at_recipient", "at_data"])
def test_not_yet_and_never_are_told_apart(post_office, mail_settings, place) -> None:
    never = smtp.WrongAddress if place == "at_recipient" else smtp.Refused
    for answer, kind in (("451 4.7.1 Greylisted", smtp.NotNow), ("550 5.1.1 No such mailbox", never)):
        setattr(post_office, place, lambda _recipient, answer=answer: answer)
        with pytest.raises(smtp.NotNow) as trouble:
            deliver(mail_settings(post_office.port))

        assert type(trouble.value) is kind
        assert trouble.value.detail == answer
    assert post_office.taken == []


def test_what_stops_before_the_closing_dot_is_not_delivered_and_does_not_wait(post_office, mail_settings) -> None:
    with pytest.raises(ZeroDivisionError):
        deliver(mail_settings(post_office.port), before_the_end=lambda: 1 / 0)

    deliver(mail_settings(post_office.port))
    assert len(post_office.taken) == 1


@pytest.fixture
def broken_off_at_the_end() -> Iterator[int]:
    """The port of a server that takes a mail and goes away instead of answering to its end."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        connection, _ = listener.accept()
        with connection, connection.makefile("rwb", buffering=0) as lines:
            lines.write(b"220 here\r\n")
            for answer in (b"250 here\r\n", b"250 OK\r\n", b"250 OK\r\n", b"354 go on\r\n"):
                lines.readline()
                lines.write(answer)
            while lines.readline() != b".\r\n":
                pass

    thread = threading.Thread(target=serve)
    thread.start()
    yield listener.getsockname()[1]
    thread.join()
    listener.close()


def test_only_a_break_after_the_closing_dot_is_in_doubt(broken_off_at_the_end, mail_settings) -> None:
    with pytest.raises(smtp.InDoubt):
        deliver(mail_settings(broken_off_at_the_end))


def test_no_error_carries_an_address(post_office, mail_settings) -> None:
    post_office.at_recipient = lambda _recipient: "550 no"
    with pytest.raises(smtp.Refused) as trouble:
        deliver(mail_settings(post_office.port))

    assert RECIPIENT not in repr(trouble.value) + str(trouble.value.__cause__)
