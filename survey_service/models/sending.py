"""What belongs to the sending of mails beside the mails themselves."""
# No `from __future__ import annotations` here: SQLModel could not resolve relationships.

import datetime

from sqlalchemy import Column, String
from sqlmodel import Field, SQLModel

from survey_service.models.base import moment, word
from survey_service.models.counties import LanguageStatus
from survey_service.models.rounds import MailKind, MailState


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
