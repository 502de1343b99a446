"""What is noted about documents: that an answer is confidential, staff's own notes, archive packages, what was deleted.

`by` is a staff member's address as the record of acts has it, so that it still tells who when the account is gone.
"""
# No `from __future__ import annotations` here: SQLModel could not resolve relationships.

import datetime
from typing import Any, Literal

from sqlalchemy import JSON, Column, Index, String, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from survey_service.models.base import moment, word
from survey_service.models.findings import RunState

RecordKind = Literal["responses", "briefings", "sending", "feedback"]
RequestAct = Literal["found", "exported", "corrected", "erased"]
NOT_ENDED = text("ended_at IS NULL")


class Confidentiality(SQLModel, table=True):
    """That an answer is to be kept secret: by which statute and paragraph, and why. Ended ones stay as history."""

    __table_args__ = (
        Index(
            "uq_confidentiality_standing",
            "response_id",
            "question_id",
            unique=True,
            sqlite_where=NOT_ENDED,
            postgresql_where=NOT_ENDED,
        ),
    )
    id: int | None = Field(default=None, primary_key=True)
    response_id: int = Field(foreign_key="response.id", index=True)
    question_id: str
    statute: str
    paragraph: str
    reason: str
    by: str
    set_at: datetime.datetime = moment(set_now=True)
    ended_at: datetime.datetime | None = moment(optional=True)
    ended_by: str = ""


class InternalNote(SQLModel, table=True):
    """What staff wrote for themselves about a response; no part of the document, and never shown to respondents."""

    id: int | None = Field(default=None, primary_key=True)
    response_id: int = Field(foreign_key="response.id", index=True)
    words: str
    by: str
    written_at: datetime.datetime = moment(set_now=True)


class Archive(SQLModel, table=True):
    """One archive package of a round, made in the background; its file lies in the archive folder under `key`.

    `sha256` and `size` (bytes) are the file's, `files` counts what is in it. `received_by` confirmed that it has
    arrived `received_where`. `erased_at`: the file is gone, the row stays.
    """

    id: int | None = Field(default=None, primary_key=True)
    round_id: int = Field(foreign_key="round.id", index=True)
    key: str = Field(unique=True)
    by: str
    state: RunState = Field(default="queued", sa_column=Column(String, nullable=False))
    stage: str = ""
    share: float = 0.0
    trouble: str = ""
    sha256: str = ""
    size: int = 0
    files: int = 0
    created_at: datetime.datetime = moment(set_now=True)
    finished_at: datetime.datetime | None = moment(optional=True)
    received_at: datetime.datetime | None = moment(optional=True)
    received_by: str = ""
    received_where: str = ""
    erased_at: datetime.datetime | None = moment(optional=True)


class RetentionRule(SQLModel, table=True):
    """How many years after the year in which it arose a kind of record is kept; None: for good. `basis` says why."""

    __table_args__ = (UniqueConstraint("county_id", "kind"),)
    id: int | None = Field(default=None, primary_key=True)
    county_id: int = Field(foreign_key="county.id", index=True)
    kind: RecordKind = word()
    years: int | None = None
    basis: str = ""
    by: str
    changed_at: datetime.datetime = moment(set_now=True)


class Deletion(SQLModel, table=True):
    """That records were deleted: what kind, how many of each, on what basis, after which package. No content."""

    id: int | None = Field(default=None, primary_key=True)
    county_id: int = Field(foreign_key="county.id", index=True)
    round_id: int | None = Field(default=None, foreign_key="round.id", index=True)
    year: int
    kind: RecordKind = word()
    counts: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    basis: str
    archive_sha256: str = ""
    by: str
    deleted_at: datetime.datetime = moment(set_now=True)


class PersonRequest(SQLModel, table=True):
    """That a person's own data was looked up, handed out, corrected or erased. `reference` is the county's own number.

    Whose it was is not kept: that stands in the county's case register under the reference.
    """

    id: int | None = Field(default=None, primary_key=True)
    county_id: int = Field(foreign_key="county.id", index=True)
    act: RequestAct = word()
    reference: str = ""
    counts: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    by: str
    made_at: datetime.datetime = moment(set_now=True)
