"""A year's round, who is invited to it, and by which mail."""
# No `from __future__ import annotations` here: SQLModel could not resolve relationships.

import datetime
from typing import Any, Literal

from sqlalchemy import JSON, Column, String, UniqueConstraint
from sqlmodel import Field, SQLModel

from survey_service.models.base import moment, word

Purpose = Literal["answer", "select"]
ShareKind = Literal["colleague", "member"]
LinkKind = Literal["organisation", "share", "network_member"]
MailKind = Literal["invitation", "reminder", "receipt", "selection", "share", "link", "reopened"]
MailState = Literal["queued", "sending", "sent", "failed"]


class Round(SQLModel, table=True):
    """One year's negotiation round. `questionnaire` is the published document, whole; `calendar` its steps."""

    __table_args__ = (UniqueConstraint("county_id", "year"),)
    id: int | None = Field(default=None, primary_key=True)
    county_id: int = Field(foreign_key="county.id", index=True)
    year: int
    theme: str
    questionnaire: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    published_at: datetime.datetime | None = moment(optional=True)
    deadline: datetime.datetime = moment()
    selection_deadline: datetime.datetime = moment()
    calendar: list[dict[str, Any]] = Field(sa_column=Column(JSON, nullable=False))
    convener_fi: str = ""
    convener_sv: str = ""
    previous_round_id: int | None = Field(default=None, foreign_key="round.id")
    created_at: datetime.datetime = moment(set_now=True)


class Invitation(SQLModel, table=True):
    """That a contact was asked, for its organisation, to answer or (in the network) to select. Links end with it."""

    __table_args__ = (UniqueConstraint("round_id", "purpose", "contact_id"),)
    id: int | None = Field(default=None, primary_key=True)
    round_id: int = Field(foreign_key="round.id", index=True)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    contact_id: int = Field(foreign_key="contact.id", index=True)
    purpose: Purpose = word()
    created_at: datetime.datetime = moment(set_now=True)
    ended_at: datetime.datetime | None = moment(optional=True)


class Share(SQLModel, table=True):
    """That a contact passed its invitation on: to a colleague, or to a member organisation of the NGO council.

    A colleague writes in the common draft, a member organisation in a response of its own beside it. `name` tells the
    others who it is (a unit, a role, an organisation); `section_id` is None for all of them.
    """

    id: int | None = Field(default=None, primary_key=True)
    invitation_id: int = Field(foreign_key="invitation.id", index=True)
    kind: ShareKind = word()
    name: str
    email: str = ""
    language: str = "fi"
    section_id: str | None = None
    created_at: datetime.datetime = moment(set_now=True)
    ended_at: datetime.datetime | None = moment(optional=True)


class Link(SQLModel, table=True):
    """A bearer key to one invitation, or to one share of it. Only the SHA-256 of its token is kept."""

    id: int | None = Field(default=None, primary_key=True)
    invitation_id: int = Field(foreign_key="invitation.id", index=True)
    kind: LinkKind = word()
    share_id: int | None = Field(default=None, foreign_key="share.id", index=True)
    token_hash: str = Field(unique=True)
    created_at: datetime.datetime = moment(set_now=True)
    expires_at: datetime.datetime = moment()
    revoked_at: datetime.datetime | None = moment(optional=True)


class LinkRequest(SQLModel, table=True):
    """That somebody asked for the links of an address again; deleted as soon as it is answered."""

    id: int | None = Field(default=None, primary_key=True)
    email: str
    asked_at: datetime.datetime = moment(set_now=True)


class Mail(SQLModel, table=True):
    """One mail to one contact, or to whom it shared with. Its text is made when it is sent: no link, no words here."""

    __table_args__ = (UniqueConstraint("invitation_id", "kind", "number"),)
    id: int | None = Field(default=None, primary_key=True)
    invitation_id: int = Field(foreign_key="invitation.id", index=True)
    share_id: int | None = Field(default=None, foreign_key="share.id", index=True)
    kind: MailKind = word()
    number: int = 1
    state: MailState = Field(default="queued", sa_column=Column(String, nullable=False, index=True))
    message_id: str = Field(unique=True)
    attempts: int = 0
    trouble: str = ""
    created_at: datetime.datetime = moment(set_now=True)
    sent_at: datetime.datetime | None = moment(optional=True)
