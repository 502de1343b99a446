"""Composes a letter as a mail: plain text, and beside it the same as a simple accessible web page."""

import datetime
import re
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from functools import cache
from typing import cast

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from questionnaires.model import Language
from survey_service.calendars import calendar
from survey_service.letters.facts import Letter
from survey_service.letters.wording import Block, blocks, hint, line, one_line, subject

EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
RULE = "\n\n" + "-" * 60 + "\n\n"


@dataclass(frozen=True)
class Heading:
    """The head of a mail. `reply_to` is empty where answers go to the sender's address."""

    sender: str
    sender_address: str
    recipient: str
    recipient_address: str
    reply_to: str
    subject: str
    written_at: datetime.datetime
    message_id: str


def compose(letter: Letter) -> EmailMessage:
    """The mail, in all of the recipient's languages. ValueError when the recipient's address cannot stand in a mail."""
    languages = letter.languages
    heading = Heading(
        sender=letter.sender.county.in_language(languages[0]),
        sender_address=letter.sender.address,
        recipient=letter.recipient.title.in_language(languages[0]),
        recipient_address=letter.recipient.email,
        reply_to=letter.passing.contact_email if letter.passing else letter.sender.contact_email,
        subject=subject(letter),
        written_at=letter.written_at,
        message_id=letter.message_id,
    )
    mail = put_together(heading, {language: blocks(letter, language) for language in languages}, hint(letter))
    return with_calendar(mail, letter) if letter.summoned else mail


def with_calendar(mail: EmailMessage, letter: Letter) -> EmailMessage:
    """The mail with the negotiation as an entry for the recipient's calendar, in the first of its languages."""
    if letter.summoned is not None:
        languages = mail["Content-Language"]
        method, file = calendar(letter.summoned.entry, letter.languages[0], attendee=letter.recipient.email)
        told = {"method": method, "charset": "utf-8"}
        mail.add_attachment(file, "text", "calendar", cte="base64", filename="neuvottelu.ics", params=told)
        # what was one part is now the first of two: the language is that of the whole mail
        del mail["Content-Language"]
        mail["Content-Language"] = languages
    return mail


def put_together(heading: Heading, parts: dict[Language, list[Block]], other_language: str = "") -> EmailMessage:
    """A mail with this head and these words; above them a line that tells where the `other_language` is.

    ValueError when the recipient's address cannot stand in a mail.
    """
    mail = EmailMessage(policy=SMTP)
    mail["From"] = Address(one_line(heading.sender), addr_spec=heading.sender_address)
    mail["To"] = Address(one_line(heading.recipient), addr_spec=ascii_address(heading.recipient_address))
    if heading.reply_to:
        mail["Reply-To"] = ascii_address(heading.reply_to)
    mail["Subject"] = heading.subject
    mail["Date"] = format_datetime(heading.written_at)
    mail["Message-ID"] = heading.message_id
    mail["Auto-Submitted"] = "auto-generated"
    above = other_language or (line("other_language", next(iter(parts))) if len(parts) > 1 else "")
    mail.set_content(plain(parts, above), cte="quoted-printable")
    mail.add_alternative(html(parts, above), subtype="html", cte="quoted-printable")
    # last: set_content takes every Content- header away
    mail["Content-Language"] = ", ".join(parts)
    return mail


def ascii_address(address: str) -> str:
    """An address as it travels, its domain in ASCII. ValueError when the part before the @ is not ASCII."""
    local, at, domain = address.strip().rpartition("@")
    if not (local and at and local.isascii() and local.isprintable() and " " not in local):
        raise ValueError("the address cannot be written to")
    return f"{local}@{domain.encode('idna').decode('ascii')}"


def part(mail: EmailMessage, kind: str) -> str:
    """What a mail says as "plain" text or as an "html" page; empty when it has no such part."""
    body = mail.get_body((kind,))
    return cast(str, body.get_content()).replace("\r\n", "\n") if body is not None else ""


def plain(parts: dict[Language, list[Block]], above: str) -> str:
    """The letter as plain text, the languages one after the other; `above` it one line."""
    told = ["\n\n".join(_plain(block) for block in part) for part in parts.values()]
    return (f"{above}\n\n" if above else "") + RULE.join(told) + "\n"


def html(parts: dict[Language, list[Block]], above: str) -> str:
    """The letter as a web page: each part with its language, its own heading, its links."""
    first, *others = parts
    return _page().render(parts=parts, hint=above, hint_language=others[0] if others else first)


def _plain(block: Block) -> str:
    match block.kind:
        case "title":
            return block.lines[0] + "\n" + "=" * len(block.lines[0])
        case "heading":
            return block.lines[0] + "\n" + "-" * len(block.lines[0])
        case "subheading":
            return f"{block.lines[0]}:"
        case "list":
            return "\n".join(f"- {item}" for item in block.lines)
        case "numbered":
            return "\n".join(f"{number}. {item}" for number, item in enumerate(block.lines, start=1))
        case "link":
            return f"{block.lines[0]}:\n{block.lines[1]}"
        case "paragraph":
            return "\n".join(block.lines)


def _with_addresses(text: str) -> Markup:
    """`text` for a page, its mail addresses as links."""
    told = Markup()
    end = 0
    for found in EMAIL.finditer(text):
        told += escape(text[end : found.start()])
        told += Markup('<a href="mailto:{0}">{0}</a>').format(found.group())
        end = found.end()
    return told + escape(text[end:])


@cache
def _page() -> Template:
    environment = Environment(
        loader=PackageLoader("survey_service", "templates/mail"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["with_addresses"] = _with_addresses
    return environment.get_template("letter.html")
