"""The issues that were raised in responses, who was asked to prepare for them, and what was replied."""
# No `from __future__ import annotations` here: SQLModel could not resolve relationships.

import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from survey_service.models.base import moment


class Issue(SQLModel, table=True):
    """An issue that somebody was asked about or replied to. It is known by its words: `key` is their digest.

    `text` holds the words as they were then, masked; words that change in a later submission are another issue.
    """

    __table_args__ = (UniqueConstraint("round_id", "key"),)
    id: int | None = Field(default=None, primary_key=True)
    round_id: int = Field(foreign_key="round.id", index=True)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    question_id: str
    key: str
    text: str
    created_at: datetime.datetime = moment(set_now=True)


class IssueRequest(SQLModel, table=True):
    """That the county asked one of its services for a reply to an issue, until the end of a last day."""

    __table_args__ = (UniqueConstraint("issue_id", "organisation_id"),)
    id: int | None = Field(default=None, primary_key=True)
    issue_id: int = Field(foreign_key="issue.id", index=True)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    staff_id: int = Field(foreign_key="staffmember.id")
    reply_by: datetime.date | None = None
    created_at: datetime.datetime = moment(set_now=True)


class IssueReply(SQLModel, table=True):
    """A version of a service's reply to an issue. Rows are only added: the newest counts.

    `beside`: it was written without having seen the version that counts, and waits until a person decides.
    `released_at`: from when on whoever raised the issue may read this version.
    """

    __table_args__ = (UniqueConstraint("issue_id", "organisation_id", "version"),)
    id: int | None = Field(default=None, primary_key=True)
    issue_id: int = Field(foreign_key="issue.id", index=True)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    version: int
    text: str
    language: str = "fi"
    link_id: int | None = Field(default=None, foreign_key="link.id")
    writer: str = ""
    beside: bool = False
    settled_at: datetime.datetime | None = moment(optional=True)
    released_at: datetime.datetime | None = moment(optional=True)
    created_at: datetime.datetime = moment(set_now=True)
