"""What a letter tells, as plain values."""

import datetime
from dataclasses import dataclass

from questionnaires.model import Deliverable, Language, Section, Text
from survey_service.calendars import Entry
from survey_service.models import MailKind, Purpose
from survey_service.timetable import Step


@dataclass(frozen=True)
class Sender:
    """Who writes: the county, its contact, and the address that the mail comes from."""

    county: Text
    convener: Text
    legal_basis: Text
    case_number: str
    contact: Text
    contact_email: str
    address: str


@dataclass(frozen=True)
class Recipient:
    """Who is written to, in which languages (the first is the majority's)."""

    organisation: Text
    title: Text
    email: str
    languages: tuple[Language, ...]


@dataclass(frozen=True)
class Asked:
    """What the round asks of the recipient's audience."""

    year: int
    theme: Text
    deadline: datetime.datetime
    selection_deadline: datetime.datetime
    naming_deadline: datetime.datetime | None
    follow_up_deadline: datetime.datetime | None
    steps: tuple[Step, ...]
    sections: tuple[Section, ...]
    deliverables: tuple[Deliverable, ...]
    assignment: Text | None


@dataclass(frozen=True)
class Arrived:
    """What a receipt confirms: which submission arrived when, and the questions to which something was missing.

    `entered_by` the county's staff, and why, when it was entered in the organisation's name.
    """

    at: datetime.datetime
    reference: str
    number: int
    missing: tuple[Text, ...]
    entered_by: str = ""
    why_entered: str = ""


@dataclass(frozen=True)
class Reopened:
    """What of the response may be changed again (no section named: all of it), why, and until when."""

    sections: tuple[Text, ...]
    reason: str
    until: datetime.datetime


@dataclass(frozen=True)
class Extended:
    """Why there is more time to answer (empty: no reason was given); the deadline is told with what is asked."""

    reason: str


@dataclass(frozen=True)
class Replying:
    """That a service of the county is asked to reply to raised issues, until the end of a day (None: any time)."""

    until: datetime.date | None


@dataclass(frozen=True)
class Replied:
    """Which service of the county replied to an issue that the recipient raised."""

    service: Text


@dataclass(frozen=True)
class Summoned:
    """To which negotiation, as a calendar is told it, under which `chair`; `replaces`: when one before it was sent."""

    entry: Entry
    chair: str = ""
    replaces: datetime.datetime | None = None


@dataclass(frozen=True)
class Passing:
    """What a contact passes on with a letter: the contact's own title and address, and to whom. `section` None: all."""

    contact: Text
    contact_email: str
    name: str
    section: Text | None


@dataclass(frozen=True, repr=False)
class Door:
    """One of the links in a letter, and what is behind it."""

    purpose: Purpose
    organisation: Text
    theme: Text
    closes_at: datetime.datetime
    link: str


@dataclass(frozen=True)
class Letter:
    """All that one mail is made of. Its links hold tokens: a letter is composed, sent and forgotten.

    `on_trial`: it goes to one of the staff, marked so, and its links open nothing. `beside`: what the same mail tells
    the other organisations of which the recipient is the contact.
    """

    kind: MailKind
    message_id: str
    written_at: datetime.datetime
    sender: Sender
    recipient: Recipient
    asked: Asked
    doors: tuple[Door, ...]
    arrived: Arrived | None = None
    reopened: Reopened | None = None
    extended: Extended | None = None
    replying: Replying | None = None
    replied: Replied | None = None
    passing: Passing | None = None
    summoned: Summoned | None = None
    on_trial: bool = False
    beside: tuple["Letter", ...] = ()

    @property
    def everyone(self) -> tuple["Letter", ...]:
        """The letter to each organisation, this one first."""
        return (self, *self.beside)

    @property
    def languages(self) -> tuple[Language, ...]:
        """The languages of the mail: those of its organisations, in the order in which they come up."""
        return tuple(dict.fromkeys(code for one in self.everyone for code in one.recipient.languages))

    def told_in(self, language: Language) -> tuple["Letter", ...]:
        """The letters that this language's part of the mail tells; all of them in a language that is nobody's."""
        return tuple(one for one in self.everyone if language in one.recipient.languages) or self.everyone

    @property
    def link(self) -> str:
        """The address behind the first door, in most letters the only one."""
        return self.doors[0].link

    def __repr__(self) -> str:
        # never the token: a letter may stand in a log or a traceback
        return f"Letter({self.kind}, {self.message_id})"
