"""Who works with it in the county, and what was done."""
# No `from __future__ import annotations` here: SQLModel could not resolve relationships.

import datetime
from typing import Literal

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from survey_service.models.base import moment, word

StaffRole = Literal["hva_team", "coordination_group", "negotiator", "admin"]


class StaffMember(SQLModel, table=True):
    """Someone of the county who signs in, until `last_day` (None: without an end).

    `password_hash` is empty for who signs in through the county's own service alone, `subject` who that service says
    it is, once it has. `second_step` is the secret of the codes, encrypted, empty where none is set up; `code_step` is
    the time step of the last code that was taken, as none is taken twice.
    """

    id: int | None = Field(default=None, primary_key=True)
    county_id: int = Field(foreign_key="county.id", index=True)
    email: str = Field(unique=True)
    title: str
    role: StaffRole = word()
    password_hash: str = ""
    subject: str = ""
    second_step: str = ""
    code_step: int = 0
    last_day: datetime.date | None = None
    active: bool = True
    created_at: datetime.datetime = moment(set_now=True)


class NegotiatorRound(SQLModel, table=True):
    """That a negotiator reads the briefing of a round."""

    __table_args__ = (UniqueConstraint("staff_id", "round_id"),)
    id: int | None = Field(default=None, primary_key=True)
    staff_id: int = Field(foreign_key="staffmember.id")
    round_id: int = Field(foreign_key="round.id", index=True)


class Attempt(SQLModel, table=True):
    """One attempt at something that is limited, kept for minutes. `subject` is a hash of what was tried and by whom."""

    id: int | None = Field(default=None, primary_key=True)
    subject: str = Field(index=True)
    at: datetime.datetime = moment(set_now=True, index=True)


class AuditEvent(SQLModel, table=True):
    """Who did what to which thing, and when. Never any answer's words, never a token.

    Rows are only added: triggers of the database refuse every change, and let a row be deleted only when an
    `AuditDeletion` says so.
    """

    __table_args__ = (Index("ix_auditevent_county_id_at", "county_id", "at"),)
    id: int | None = Field(default=None, primary_key=True)
    county_id: int = Field(foreign_key="county.id", index=True)
    at: datetime.datetime = moment(set_now=True)
    actor: str
    action: str
    thing: str


class AuditDeletion(SQLModel, table=True):
    """That a county's part of the log from `before` a moment was to be deleted, by whom and why.

    It stays for good: the database refuses to change or delete it, and refuses one that reaches into the last year.
    """

    id: int | None = Field(default=None, primary_key=True)
    county_id: int = Field(foreign_key="county.id", index=True)
    before: datetime.datetime = moment()
    actor: str
    reason: str
    at: datetime.datetime = moment(set_now=True)


class Feedback(SQLModel, table=True):
    """What somebody wrote to the county about the service, to be answered by `answer_by` (14 days, 306/2019).

    `told_at` is when the county was sent a mail that it is here.
    """

    id: int | None = Field(default=None, primary_key=True)
    county_id: int = Field(foreign_key="county.id", index=True)
    words: str
    email: str = ""
    language: str = "fi"
    page: str = ""
    written_at: datetime.datetime = moment(set_now=True)
    answer_by: datetime.datetime = moment()
    told_at: datetime.datetime | None = moment(optional=True)
    answered_at: datetime.datetime | None = moment(optional=True)
    answered_by: int | None = Field(default=None, foreign_key="staffmember.id")
