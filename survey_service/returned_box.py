"""The box to which mail servers send word about our mails, read over IMAP."""

import imaplib
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

import structlog

from survey_service import deliveries, returned
from survey_service.db import Database
from survey_service.settings import Settings

TIMEOUT_S = 30
MOST_AT_ONCE = 200
LONGEST_BYTES = 256 * 1024
"""Of each mail; a report stands before what it returns, whose head is enough."""

log = structlog.get_logger()


def read(db: Database, settings: Settings) -> int:
    """Take in what nobody has read yet, and mark it as read; gives how much news there was.

    Breaking off in the middle does no harm: what was not marked is read again, and the same news counts once. Raises
    OSError and imaplib.IMAP4.error when the server is not there or does not let us in.
    """
    noted = 0
    with _opened(settings) as box:
        for number in _unread(box):
            content = _content(box, number)
            noted += _take_in(db, settings, content)
            _expect(box.uid("STORE", number, "+FLAGS", r"(\Seen)"))
    return noted


def _take_in(db: Database, settings: Settings, content: bytes) -> int:
    try:
        told = returned.read(content, settings)
    except Exception as trouble:
        # one mail that nobody can read must not keep the others from being read
        log.error("a returned mail could not be read", error=type(trouble).__name__)
        return 0
    with db.writing() as session:
        return sum(deliveries.note(session, one) for one in told)


def _unread(box: imaplib.IMAP4) -> list[str]:
    (found,) = _expect(box.uid("SEARCH", "UNSEEN"))[:1] or [b""]
    return found.decode("ascii").split()[:MOST_AT_ONCE] if isinstance(found, bytes) else []


def _content(box: imaplib.IMAP4, number: str) -> bytes:
    answer = _expect(box.uid("FETCH", number, f"(BODY.PEEK[]<0.{LONGEST_BYTES}>)"))
    return next((part[1] for part in answer if isinstance(part, tuple)), b"")


@contextmanager
def _opened(settings: Settings) -> Iterator[imaplib.IMAP4]:
    """The folder of the settings, signed in."""
    box = _connected(settings)
    try:
        _expect(box.login(settings.imap_user, settings.imap_password.get_secret_value()))
        _expect(box.select(settings.imap_folder))
        yield box
    finally:
        with suppress(OSError, imaplib.IMAP4.error):
            box.logout()


def _connected(settings: Settings) -> imaplib.IMAP4:
    host, port, context = settings.imap_host, settings.imap_port, ssl.create_default_context()
    if settings.imap_security == "tls":
        return imaplib.IMAP4_SSL(host, port, ssl_context=context, timeout=TIMEOUT_S)
    box = imaplib.IMAP4(host, port, timeout=TIMEOUT_S)
    if settings.imap_security == "starttls":
        box.starttls(context)
    return box


def _expect(answer: tuple[str, Sequence[object]]) -> Sequence[object]:
    state, data = answer
    if state != "OK":
        raise imaplib.IMAP4.error("the server of the returned mails refused")
    return data
