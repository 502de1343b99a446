"""What is settled before a round's survey: its theme, and the candidate phenomena that the network names."""
# No `from __future__ import annotations` here: SQLModel could not resolve relationships.

import datetime
from typing import Literal

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from survey_service.models.base import moment, word

CandidateState = Literal["proposed", "accepted", "declined", "merged", "withdrawn"]
STANDING_MAIN = text("main AND ended_at IS NULL")


class ThemeChoice(SQLModel, table=True):
    """That a theme was chosen for a round, on which day and why. One stands as the main one, others are extra."""

    __table_args__ = (
        Index(
            "uq_themechoice_main",
            "round_id",
            unique=True,
            sqlite_where=STANDING_MAIN,
            postgresql_where=STANDING_MAIN,
        ),
    )
    id: int | None = Field(default=None, primary_key=True)
    round_id: int = Field(foreign_key="round.id", index=True)
    theme: str
    main: bool
    chosen_on: datetime.date
    reason: str
    staff_id: int = Field(foreign_key="staffmember.id")
    created_at: datetime.datetime = moment(set_now=True)
    ended_at: datetime.datetime | None = moment(optional=True)


class Candidate(SQLModel, table=True):
    """A phenomenon that a member of the network, or the county's team, named before the survey.

    `said_name` and `said_description` are the words of whoever named it, in `language`; the coordinator's edits and
    translations stand in the others. A member's candidate has an invitation, the team's own a staff account. `source`
    says what it was taken from: `catalogue:<key>`, `previous:<name>`, or nothing. `version` counts its changes.
    """

    id: int | None = Field(default=None, primary_key=True)
    round_id: int = Field(foreign_key="round.id", index=True)
    invitation_id: int | None = Field(default=None, foreign_key="invitation.id", index=True)
    staff_id: int | None = Field(default=None, foreign_key="staffmember.id")
    state: CandidateState = word()
    merged_into_id: int | None = Field(default=None, foreign_key="candidate.id", index=True)
    position: int = 0
    language: str = "fi"
    said_name: str
    said_description: str = ""
    name_fi: str = ""
    name_sv: str = ""
    description_fi: str = ""
    description_sv: str = ""
    source: str = ""
    version: int = 1
    created_at: datetime.datetime = moment(set_now=True)
    changed_at: datetime.datetime = moment(set_now=True)


class CandidateSupport(SQLModel, table=True):
    """That a member of the network knows another's candidate too: "also with us"."""

    __table_args__ = (UniqueConstraint("candidate_id", "invitation_id"),)
    id: int | None = Field(default=None, primary_key=True)
    candidate_id: int = Field(foreign_key="candidate.id", index=True)
    invitation_id: int = Field(foreign_key="invitation.id", index=True)
    created_at: datetime.datetime = moment(set_now=True)
