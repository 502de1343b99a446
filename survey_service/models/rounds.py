"""A year's round, who is invited to it, and by which mail."""
# No `from __future__ import annotations` here: SQLModel could not resolve relationships.

import datetime
from typing import Any, Literal

from sqlalchemy import JSON, Column, Index, String, UniqueConstraint
from sqlmodel import Field, SQLModel

from survey_service.models.base import moment, word

Purpose = Literal["answer", "select", "name", "follow_up"]
ShareKind = Literal["colleague", "member"]
LinkKind = Literal["organisation", "share", "network_member", "on_behalf"]
MailKind = Literal[
    "invitation",
    "reminder",
    "receipt",
    "selection",
    "share",
    "link",
    "reopened",
    "reopening_ended",
    "naming",
    "issues",
    "reply",
    "extended",
    "follow_up",
    "follow_up_reminder",
    "summons",
    "cancellation",
]
MailState = Literal["queued", "sending", "uncertain", "sent", "bounced", "complained", "failed", "cancelled"]


class Round(SQLModel, table=True):
    """One year's negotiation round. `questionnaire` is what it asks now, whole; `calendar` its steps.

    Once published, the questionnaire is replaced only together with its version's number. Until `naming_deadline` the
    network names candidate phenomena; None: it was not asked to. Until `follow_up_deadline` organisations report how
    decisions come along. An empty legal basis is the law's own; the case number is that of the county's case register.
    """

    __table_args__ = (UniqueConstraint("county_id", "year"),)
    id: int | None = Field(default=None, primary_key=True)
    county_id: int = Field(foreign_key="county.id", index=True)
    year: int
    theme: str
    questionnaire: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    questionnaire_version: int = 1
    published_at: datetime.datetime | None = moment(optional=True)
    deadline: datetime.datetime = moment()
    selection_deadline: datetime.datetime = moment()
    naming_deadline: datetime.datetime | None = moment(optional=True)
    follow_up_deadline: datetime.datetime | None = moment(optional=True)
    calendar: list[dict[str, Any]] = Field(sa_column=Column(JSON, nullable=False))
    convener_fi: str = ""
    convener_sv: str = ""
    legal_basis_fi: str = ""
    legal_basis_sv: str = ""
    case_number: str = ""
    focus_area_id: int | None = Field(default=None, foreign_key="focusarea.id")
    previous_round_id: int | None = Field(default=None, foreign_key="round.id")
    created_at: datetime.datetime = moment(set_now=True)


class Guest(SQLModel, table=True):
    """That an organisation of another county's region takes part in a round."""

    __table_args__ = (UniqueConstraint("round_id", "organisation_id"),)
    id: int | None = Field(default=None, primary_key=True)
    round_id: int = Field(foreign_key="round.id", index=True)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    created_at: datetime.datetime = moment(set_now=True)


class Invitation(SQLModel, table=True):
    """That a contact was asked to answer or report for its organisation, or (in the network) to select or to name.

    Links end with it. `begun_at`: when a person first pressed the button that begins the answering, with a link of it.
    """

    __table_args__ = (UniqueConstraint("round_id", "purpose", "contact_id"),)
    id: int | None = Field(default=None, primary_key=True)
    round_id: int = Field(foreign_key="round.id", index=True)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    contact_id: int = Field(foreign_key="contact.id", index=True)
    purpose: Purpose = word()
    created_at: datetime.datetime = moment(set_now=True)
    begun_at: datetime.datetime | None = moment(optional=True)
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
    """One mail to one contact, or to whom it shared with. Its text is made when it is sent: no link, no words here.

    `recipient` is the address to which it went. A planned sending makes at most one for an invitation, and so do a
    reply to a raised issue and a summons. A mail with `carried_by_id` goes inside that mail, which is to the same
    address, and fares as it does.
    """

    __table_args__ = (
        UniqueConstraint("invitation_id", "kind", "number"),
        UniqueConstraint("invitation_id", "sending_id", name="uq_mail_sending"),
        Index("uq_mail_reply", "invitation_id", "reply_id", unique=True),
        Index("uq_mail_summons", "invitation_id", "summons_id", unique=True),
    )
    id: int | None = Field(default=None, primary_key=True)
    invitation_id: int = Field(foreign_key="invitation.id", index=True)
    share_id: int | None = Field(default=None, foreign_key="share.id", index=True)
    sending_id: int | None = Field(default=None, foreign_key="plannedsending.id", index=True)
    reply_id: int | None = Field(default=None, foreign_key="issuereply.id", index=True)
    summons_id: int | None = Field(default=None, foreign_key="summons.id", index=True)
    carried_by_id: int | None = Field(default=None, foreign_key="mail.id", index=True)
    kind: MailKind = word()
    number: int = 1
    recipient: str = ""
    state: MailState = Field(default="queued", sa_column=Column(String, nullable=False, index=True))
    message_id: str = Field(unique=True)
    attempts: int = 0
    trouble: str = ""
    created_at: datetime.datetime = moment(set_now=True)
    sent_at: datetime.datetime | None = moment(optional=True)
