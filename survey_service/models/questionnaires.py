"""What a round asked, version by version, and the templates that a county keeps for itself."""
# No `from __future__ import annotations` here: SQLModel could not resolve relationships.

import datetime
from typing import Any

from sqlalchemy import JSON, Column, UniqueConstraint
from sqlmodel import Field, SQLModel

from survey_service.models.base import moment


class QuestionnaireVersion(SQLModel, table=True):
    """One version of a round's questionnaire, whole, as it was published; never changed after that.

    `why` is what the coordinator said of a correction, `notes` what changed and what it means (versions.Note).
    """

    __table_args__ = (UniqueConstraint("round_id", "number"),)
    id: int | None = Field(default=None, primary_key=True)
    round_id: int = Field(foreign_key="round.id", index=True)
    number: int
    questionnaire: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    made_at: datetime.datetime = moment(set_now=True)
    made_by: str
    why: str = ""
    notes: list[dict[str, Any]] = Field(sa_column=Column(JSON, nullable=False))


class Template(SQLModel, table=True):
    """A questionnaire that a county keeps to make rounds from; one for each theme."""

    __table_args__ = (UniqueConstraint("county_id", "theme"),)
    id: int | None = Field(default=None, primary_key=True)
    county_id: int = Field(foreign_key="county.id", index=True)
    theme: str
    questionnaire: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    changed_at: datetime.datetime = moment(set_now=True)
    changed_by: str
