"""How the staff's sign-ins are kept, and the ways back for who has lost a password or a device."""
# No `from __future__ import annotations` here: SQLModel could not resolve relationships.

import datetime
from typing import Literal

from sqlmodel import Field, SQLModel

from survey_service.models.base import moment, word

SignInWay = Literal["password", "service", "demo"]
StaffMailKind = Literal["password", "welcome", "password_changed", "second_step_reset"]


class StaffSession(SQLModel, table=True):
    """One browser in which somebody signed in. Only the SHA-256 of its key is kept.

    `confirmed_at` is empty while the second step is to be taken; until then nothing opens. `browser` is its kind, such
    as "Firefox, Windows".
    """

    id: int | None = Field(default=None, primary_key=True)
    staff_id: int = Field(foreign_key="staffmember.id", index=True)
    key_hash: str = Field(unique=True)
    way: SignInWay = word()
    browser: str = ""
    begun_at: datetime.datetime = moment(set_now=True)
    confirmed_at: datetime.datetime | None = moment(optional=True)
    used_at: datetime.datetime = moment(set_now=True)
    ended_at: datetime.datetime | None = moment(optional=True)


class RecoveryCode(SQLModel, table=True):
    """A code that stands once for the second step. Only its SHA-256 is kept."""

    id: int | None = Field(default=None, primary_key=True)
    staff_id: int = Field(foreign_key="staffmember.id", index=True)
    code_hash: str
    used_at: datetime.datetime | None = moment(optional=True)


class PasswordLink(SQLModel, table=True):
    """A link in a mail by which a new password may be chosen, once. Only the SHA-256 of its token is kept."""

    id: int | None = Field(default=None, primary_key=True)
    staff_id: int = Field(foreign_key="staffmember.id", index=True)
    token_hash: str = Field(unique=True)
    expires_at: datetime.datetime = moment()
    used_at: datetime.datetime | None = moment(optional=True)


class StaffMail(SQLModel, table=True):
    """A mail to someone of the staff that is to be sent; deleted when it is. `email` is as it was asked for."""

    id: int | None = Field(default=None, primary_key=True)
    email: str
    kind: StaffMailKind = word()
    asked_at: datetime.datetime = moment(set_now=True)
