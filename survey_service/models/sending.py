"""What belongs to the sending of mails beside the mails themselves."""
# No `from __future__ import annotations` here: SQLModel could not resolve relationships.

import datetime
from typing import Literal

from sqlalchemy import Column, String, UniqueConstraint
from sqlmodel import Field, SQLModel

from survey_service.models.base import moment, word
from survey_service.models.counties import LanguageStatus
from survey_service.models.rounds import MailKind, MailState

PlannedKind = Literal["invitation", "reminder", "closing"]
PlannedState = Literal["planned", "done", "cancelled", "not_sent"]
DeliveryKind = Literal["delivered", "delayed", "bounced", "complained"]


class PlannedSending(SQLModel, table=True):
    """A sending of a round that is to go by itself at a moment; `closing` ends the answering with a synthesis.

    `turn` counts the moments that it was planned for. `trouble`: why nothing was sent.
    """

    id: int | None = Field(default=None, primary_key=True)
    round_id: int = Field(foreign_key="round.id", index=True)
    kind: PlannedKind = word()
    at: datetime.datetime = moment(index=True)
    state: PlannedState = Field(default="planned", sa_column=Column(String, nullable=False))
    turn: int = 1
    trouble: str = ""
    planned_by: str
    created_at: datetime.datetime = moment(set_now=True)
    carried_out_at: datetime.datetime | None = moment(optional=True)


class DeliveryEvent(SQLModel, table=True):
    """What a mail system told of a mail after it was sent. The same `key` is the same news."""

    id: int | None = Field(default=None, primary_key=True)
    mail_id: int = Field(foreign_key="mail.id", index=True)
    key: str = Field(unique=True)
    kind: DeliveryKind = word()
    status: str = ""
    detail: str = ""
    noted_at: datetime.datetime = moment(set_now=True)


class UnreachableAddress(SQLModel, table=True):
    """That no mail of a county gets through to an address, in small letters. Another address is not touched by it."""

    __table_args__ = (UniqueConstraint("county_id", "email"),)
    id: int | None = Field(default=None, primary_key=True)
    county_id: int = Field(foreign_key="county.id", index=True)
    email: str
    why: str = ""
    since: datetime.datetime = moment(set_now=True)


class TrialMail(SQLModel, table=True):
    """A mail of a round that one of the staff sent to itself, as an organisation gets it. Its link opens nothing."""

    id: int | None = Field(default=None, primary_key=True)
    round_id: int = Field(foreign_key="round.id", index=True)
    staff_id: int = Field(foreign_key="staffmember.id", index=True)
    organisation_id: int = Field(foreign_key="organisation.id")
    kind: MailKind = word()
    languages: LanguageStatus = word()
    state: MailState = Field(default="queued", sa_column=Column(String, nullable=False, index=True))
    trouble: str = ""
    created_at: datetime.datetime = moment(set_now=True)
    sent_at: datetime.datetime | None = moment(optional=True)
