"""What becomes of decisions over the year: progress is asked for and reported, and the decisions are evaluated."""
# No `from __future__ import annotations` here: SQLModel could not resolve relationships.

import datetime
from typing import Literal

from sqlalchemy import Column, String, UniqueConstraint
from sqlmodel import Field, SQLModel

from survey_service.models.base import moment

Grade = Literal["", "weak", "fair", "good"]


class ReportRequest(SQLModel, table=True):
    """That the responsible organisation is asked in a round's year how a decision comes along. Rows are only added."""

    id: int | None = Field(default=None, primary_key=True)
    round_id: int = Field(foreign_key="round.id", index=True)
    decision_id: int = Field(foreign_key="decision.id", index=True)
    until: datetime.datetime = moment()
    staff_id: int = Field(foreign_key="staffmember.id")
    created_at: datetime.datetime = moment(set_now=True)


class ProgressReport(SQLModel, table=True):
    """How a decision has come along, as it was told. Rows are only added: the newest counts.

    `status` is one of those of the survey's question about decisions. It was told for `organisation_id` with a link, or
    on its behalf by one of the staff. `writer` is the browser and the page that it came from.
    """

    __table_args__ = (UniqueConstraint("decision_id", "version"),)
    id: int | None = Field(default=None, primary_key=True)
    decision_id: int = Field(foreign_key="decision.id", index=True)
    version: int
    status: str
    done: str = ""
    obstacles: str = ""
    next_step: str = ""
    language: str = "fi"
    organisation_id: int | None = Field(default=None, foreign_key="organisation.id", index=True)
    link_id: int | None = Field(default=None, foreign_key="link.id", index=True)
    staff_id: int | None = Field(default=None, foreign_key="staffmember.id")
    writer: str = ""
    created_at: datetime.datetime = moment(set_now=True)


class Evaluation(SQLModel, table=True):
    """How the county's group judges what a decision has brought. Rows are only added: the newest counts.

    An empty grade: nobody has judged that.
    """

    __table_args__ = (UniqueConstraint("decision_id", "version"),)
    id: int | None = Field(default=None, primary_key=True)
    decision_id: int = Field(foreign_key="decision.id", index=True)
    version: int
    effectiveness: Grade = Field(default="", sa_column=Column(String, nullable=False))
    sufficiency: Grade = Field(default="", sa_column=Column(String, nullable=False))
    alignment: Grade = Field(default="", sa_column=Column(String, nullable=False))
    words: str = ""
    language: str = "fi"
    staff_id: int = Field(foreign_key="staffmember.id")
    created_at: datetime.datetime = moment(set_now=True)
