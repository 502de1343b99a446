"""Hands a mail to a mail server, and tells apart what may be tried again, what may not, and what nobody can know."""

import re
import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from survey_service.settings import Settings

CONNECT_TIMEOUT_S = 30
STATUS = re.compile(r"\b[245]\.\d{1,3}\.\d{1,3}\b")
# a server may check a mail before it answers to its end (RFC 5321, 4.5.3.2.6)
END_TIMEOUT_S = 600


class NotNow(Exception):
    """The mail was not handed over, for a reason that may pass. `code` is one of `troubles`, `detail` the server's."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code)
        self.code, self.detail = code, detail


class Refused(NotNow):
    """The server will not take this mail, now or later."""


class WrongAddress(Refused):
    """The server will not take mail for this address."""

    @property
    def status(self) -> str:
        """The enhanced status code that it told (RFC 3463), or an empty text."""
        found = STATUS.search(self.detail)
        return found.group() if found else ""


class InDoubt(NotNow):
    """The connection broke after the end of the mail was sent: nobody here can know whether the server has it."""


class Server:
    """A mail server that is ready to take mail."""

    def __init__(self, connection: smtplib.SMTP) -> None:
        self._connection = connection
        self.amid_a_mail = False

    def deliver(self, sender: str, recipient: str, content: bytes, before_the_end: Callable[[], None]) -> None:
        """Hand one mail over; returns once the server has taken the responsibility for it.

        `content` has CRLF lines of ASCII. `before_the_end` is called when all but the closing dot is on its way: up to
        then the server must forget the mail when the connection breaks, so that only the moment between the dot and
        the server's answer is in doubt. Raises NotNow, Refused or InDoubt; what `before_the_end` raises stops the mail.
        """
        server = self._connection
        with _nothing_handed_over():
            _expect(server.mail(sender), 250)
            _expect(server.rcpt(recipient), 250, 251, 252, refused=WrongAddress)
            _expect(server.docmd("DATA"), 354)
            self.amid_a_mail = True
            server.send(_dots_doubled(content))
        before_the_end()
        if server.sock is not None:
            server.sock.settimeout(END_TIMEOUT_S)
        try:
            server.send(b".\r\n")
            answer = server.getreply()
        except (smtplib.SMTPException, OSError) as trouble:
            raise InDoubt("in_doubt") from trouble
        self.amid_a_mail = False
        with _nothing_handed_over():
            _expect(answer, 250)


@contextmanager
def connected(settings: Settings) -> Iterator[Server]:
    """The server of the settings, over TLS and signed in where they say so. Raises NotNow when it is not there."""
    with _nothing_handed_over(f"{settings.smtp_host}:{settings.smtp_port}"):
        connection = _connect(settings)
    server = Server(connection)
    try:
        yield server
    finally:
        # amid a mail, QUIT would be one more line of it; closing makes the server forget it
        if not server.amid_a_mail:
            with suppress(smtplib.SMTPException, OSError):
                connection.quit()
        connection.close()


def _connect(settings: Settings) -> smtplib.SMTP:
    connection = _greeted(settings)
    try:
        connection.ehlo_or_helo_if_needed()
        if settings.smtp_security == "starttls":
            connection.starttls(context=ssl.create_default_context())
            connection.ehlo()
        if settings.smtp_user:
            connection.login(settings.smtp_user, settings.smtp_password.get_secret_value())
    except BaseException:
        connection.close()
        raise
    return connection


def _greeted(settings: Settings) -> smtplib.SMTP:
    host, port = settings.smtp_host, settings.smtp_port
    # the machine's own name could take seconds to be looked up, and tells more than the server needs
    name = settings.mail_from.rpartition("@")[2]
    if settings.smtp_security == "tls":
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(host, port, local_hostname=name, timeout=CONNECT_TIMEOUT_S, context=context)
    return smtplib.SMTP(host, port, local_hostname=name, timeout=CONNECT_TIMEOUT_S)


@contextmanager
def _nothing_handed_over(server: str = "") -> Iterator[None]:
    """Turns smtplib's errors into ours, which carry no address and no line of a mail."""
    try:
        yield
    except NotNow:
        raise
    except smtplib.SMTPAuthenticationError as trouble:
        raise NotNow("login", _words(trouble.smtp_code, trouble.smtp_error)) from None
    except smtplib.SMTPNotSupportedError:
        raise NotNow("no_tls_or_login", server) from None
    except smtplib.SMTPResponseException as trouble:
        raise NotNow("not_now", _words(trouble.smtp_code, trouble.smtp_error)) from None
    except ssl.SSLError as trouble:
        raise NotNow("tls", f"{server} {trouble.reason or ''}".strip()) from None
    except (smtplib.SMTPException, OSError):
        raise NotNow("unreachable" if server else "broken_off", server) from None


def _expect(answer: tuple[int, bytes], *wanted: int, refused: type[Refused] = Refused) -> None:
    code, words = answer
    if code in wanted:
        return
    if 500 <= code < 600:
        raise refused("refused", _words(code, words))
    raise NotNow("not_now", _words(code, words))


def _words(code: int, words: bytes | str) -> str:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return " ".join(f"{code} {text}".split())[:300]


def _dots_doubled(content: bytes) -> bytes:
    """The content as it travels: a dot that begins a line is doubled (RFC 5321, 4.5.2)."""
    ended = content if content.endswith(b"\r\n") else content + b"\r\n"
    return (b"." if ended.startswith(b".") else b"") + ended.replace(b"\r\n.", b"\r\n..")
