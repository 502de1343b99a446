"""Reads what comes back about our mails: delivery status (RFC 3464) and complaints (ARF, RFC 5965)."""

import hashlib
import hmac
import re
from collections.abc import Iterator, Mapping, Sequence
from email import message_from_bytes, message_from_string
from email.message import EmailMessage, Message
from email.policy import default
from email.utils import getaddresses
from itertools import islice
from typing import cast

from survey_service.deliveries import Told
from survey_service.models import DeliveryKind
from survey_service.settings import Settings
from survey_service.smtp import STATUS

ACTIONS: dict[str, DeliveryKind] = {
    "failed": "bounced",
    "delayed": "delayed",
    "delivered": "delivered",
    "relayed": "delivered",
    "expanded": "delivered",
}

PLACE = "{mail}"
MAC_LENGTH = 16
MOST_NEWS = 20
"""Of one report: each of our mails goes to one recipient."""
WHERE_IT_CAME = ("To", "Delivered-To", "X-Original-To", "Envelope-To")
MESSAGE_ID = re.compile(r"<[^<>\s]+@[^<>\s]+>")


def envelope_sender(settings: Settings, mail_id: int) -> str:
    """Where the mail servers send word about a mail: the setting's address, with the mail's number where it has room.

    The number is proved by a code, so that nobody makes up bounces of mails that came to others.
    """
    if not settings.bounce_address:
        return settings.mail_from
    return settings.bounce_address.replace(PLACE, f"{mail_id}-{_code(settings, mail_id)}")


def read(content: bytes, settings: Settings) -> list[Told]:
    """What a mail from our box tells of our mails; nothing when it is no report."""
    mail = message_from_bytes(content, policy=default)
    if mail.get_content_type() != "multipart/report":
        return []
    key = hashlib.sha256(content).hexdigest()[:32]
    parts = list(mail.walk())
    mail_id, message_id = _mail_id(mail, settings), _message_id(parts)
    news = islice((one for part in parts for one in _news(part)), MOST_NEWS)
    return [
        Told(f"report:{key}:{number}", kind, message_id, mail_id, status, detail)
        for number, (kind, status, detail) in enumerate(news)
    ]


def _news(part: Message) -> Iterator[tuple[DeliveryKind, str, str]]:
    """What a part of a report tells: the kind, the status, the words of the server that told it."""
    if part.get_content_type() == "message/delivery-status":
        # the first block is about the report, each other one about a recipient
        for block in _blocks(part)[1:]:
            kind = ACTIONS.get(_header(block, "Action").lower())
            if kind is not None:
                words = _header(block, "Diagnostic-Code").partition(";")[2].strip()
                status = STATUS.search(_header(block, "Status"))
                yield kind, status.group() if status else "", words
    elif part.get_content_type() == "message/feedback-report":
        for block in _blocks(part)[:1]:
            # an abuse report is a complaint; "not-spam" is praise
            if _header(block, "Feedback-Type").lower() in ("abuse", "fraud", "other", "virus"):
                yield "complained", "", _header(block, "Feedback-Type")


def _blocks(part: Message) -> list[Mapping[str, object]]:
    payload = part.get_payload()
    return [cast(Mapping[str, object], one) for one in payload] if isinstance(payload, list) else []


def _header(block: Mapping[str, object], name: str) -> str:
    return " ".join(str(block.get(name, "")).split())


def _mail_id(mail: EmailMessage, settings: Settings) -> int | None:
    """The mail that the address names to which the report came, when its code is right."""
    before, place, after = settings.bounce_address.partition(PLACE)
    if not place:
        return None
    named = re.compile(re.escape(before) + rf"(\d{{1,9}})-([0-9a-f]{{{MAC_LENGTH}}})" + re.escape(after), re.IGNORECASE)
    headers = [str(value) for name in WHERE_IT_CAME for value in mail.get_all(name, [])]
    for _, address in getaddresses(headers):
        found = named.fullmatch(address)
        if found and hmac.compare_digest(found.group(2).lower(), _code(settings, int(found.group(1)))):
            return int(found.group(1))
    return None


def _message_id(parts: Sequence[Message]) -> str:
    """The Message-ID of the mail that came back, from whatever of it came along."""
    for part in parts:
        original: Message | None = None
        payload = part.get_payload()
        if part.get_content_type() == "message/rfc822" and isinstance(payload, list) and payload:
            original = cast(Message, payload[0])
        elif part.get_content_type() == "text/rfc822-headers":
            original = message_from_string(_text(part), policy=default)
        found = MESSAGE_ID.search(str(original.get("Message-ID", ""))) if original is not None else None
        if found:
            return found.group()
    return ""


def _text(part: Message) -> str:
    content = part.get_payload(decode=True)
    return content.decode("utf-8", "replace") if isinstance(content, bytes) else ""


def _code(settings: Settings, mail_id: int) -> str:
    secret = settings.secret_key.get_secret_value().encode()
    return hmac.new(secret, b"bounce:%d" % mail_id, hashlib.sha256).hexdigest()[:MAC_LENGTH]
