"""Who works with it in the county, and what was done."""
# No `from __future__ import annotations` here: SQLModel could not resolve relationships.

import datetime
from typing import Literal

from sqlmodel import Field, SQLModel

from survey_service.models.base import moment, word

StaffRole = Literal["hva_team", "coordination_group", "admin"]


class StaffMember(SQLModel, table=True):
    """Someone of the county who signs in. Raising `session_version` signs every session out."""

    id: int | None = Field(default=None, primary_key=True)
    county_id: int = Field(foreign_key="county.id", index=True)
    email: str = Field(unique=True)
    title: str
    role: StaffRole = word()
    password_hash: str
    session_version: int = 1
    active: bool = True
    created_at: datetime.datetime = moment(set_now=True)


class Attempt(SQLModel, table=True):
    """One attempt at something that is limited, kept for minutes. `subject` is a hash of what was tried and by whom."""

    id: int | None = Field(default=None, primary_key=True)
    subject: str = Field(index=True)
    at: datetime.datetime = moment(set_now=True, index=True)


class AuditEvent(SQLModel, table=True):
    """Who did what to which thing, and when. Never any answer's words, never a token."""

    id: int | None = Field(default=None, primary_key=True)
    county_id: int = Field(foreign_key="county.id", index=True)
    at: datetime.datetime = moment(set_now=True)
    actor: str
    action: str
    thing: str


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
