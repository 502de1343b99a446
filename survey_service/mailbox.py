"""The demo's mailbox: a small SMTP server that keeps every mail as a file, and reads them back for the page."""

import asyncio
import datetime
import hashlib
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from email.utils import parseaddr, parsedate_to_datetime
from pathlib import Path
from typing import cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from survey_service.letters.composing import part
from survey_service.settings import Settings


@dataclass(frozen=True)
class Caught:
    """One mail of the mailbox. `key` names it in an address."""

    key: str
    mail: EmailMessage

    @property
    def recipient(self) -> str:
        """The address that it was sent to."""
        return parseaddr(str(self.mail["To"]))[1]

    @property
    def sent_at(self) -> datetime.datetime:
        """When it was written."""
        return parsedate_to_datetime(str(self.mail["Date"]))

    def words(self, kind: str) -> str:
        """The mail as "plain" text or as an "html" page; empty when it has no such part."""
        return part(self.mail, kind)


class MailboxTaken(Exception):
    """The mailbox's port is in use; the message says what to do."""


@contextmanager
def catching(settings: Settings) -> Iterator[None]:
    """Take mails on the SMTP host and port of the settings for as long as the block runs."""
    folder = _folder(settings)
    folder.mkdir(parents=True, exist_ok=True)
    # its debugging lines hold whole mails
    logging.getLogger("mail.log").setLevel(logging.WARNING)
    controller = Controller(_Keeper(folder), hostname=settings.smtp_host, port=settings.smtp_port, ident="Ennakko")
    try:
        controller.start()
    except OSError as trouble:
        # aiosmtpd leaves the loop of a server that could not start open
        controller.loop.close()
        raise MailboxTaken(
            f"The demo's mailbox cannot listen on {settings.smtp_host}:{settings.smtp_port} ({trouble.strerror}); "
            "stop what listens there."
        ) from trouble
    try:
        yield
    finally:
        controller.stop()


def mails(settings: Settings) -> list[Caught]:
    """The mails of the mailbox, oldest first."""
    caught = [_read(file) for file in _folder(settings).glob("*.eml")]
    return sorted(caught, key=lambda one: (one.sent_at, one.key))


def find(settings: Settings, key: str) -> Caught | None:
    """The mail with this key, or None."""
    return next((one for one in mails(settings) if one.key == key), None)


class _Keeper:
    """Writes each mail into the folder, under a name that follows from its Message-ID: the same mail twice is one."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        content = cast(bytes, envelope.content)
        key = hashlib.sha256(str(message_from_bytes(content, policy=default)["Message-ID"]).encode()).hexdigest()[:24]
        await asyncio.to_thread(self._keep, key, content)
        return "250 OK"

    def _keep(self, key: str, content: bytes) -> None:
        written = self._folder / f"{key}.part"
        written.write_bytes(content)
        written.rename(self._folder / f"{key}.eml")


def _read(file: Path) -> Caught:
    return Caught(file.stem, message_from_bytes(file.read_bytes(), policy=default))


def _folder(settings: Settings) -> Path:
    return settings.demo_folder / "mailbox"
