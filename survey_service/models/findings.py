"""What was found in the answers, and what was chosen from it."""
# No `from __future__ import annotations` here: SQLModel could not resolve relationships.

import datetime
from typing import Any, Literal

from sqlalchemy import JSON, Column, String, UniqueConstraint
from sqlmodel import Field, SQLModel

from survey_service.models.base import moment

RunState = Literal["queued", "running", "finished", "failed"]
EditKind = Literal["rename", "merge", "split", "move", "pin", "hide", "undo", "tag", "count"]
ClearingKind = Literal["as_is", "reworded", "no", "undo"]
Choice = Literal["negotiation", "network", "not_now"]


class SynthesisRun(SQLModel, table=True):
    """One synthesis of a round's submitted answers. `result` is a `synthesis.model.Synthesis` as JSON.

    `edits_until` is the id of the last edit that it was made with.
    """

    id: int | None = Field(default=None, primary_key=True)
    round_id: int = Field(foreign_key="round.id", index=True)
    state: RunState = Field(default="queued", sa_column=Column(String, nullable=False))
    stage: str = ""
    share: float = 0.0
    trouble: str = ""
    result: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON, nullable=True))
    edits_until: int = 0
    created_at: datetime.datetime = moment(set_now=True)
    started_at: datetime.datetime | None = moment(optional=True)
    finished_at: datetime.datetime | None = moment(optional=True)


class PhenomenonEdit(SQLModel, table=True):
    """Something that the county's team did to a round's phenomena. Rows are only added: an undo is a row, too.

    `payload` is what `survey_service.edits` says of the kind; `by` is who, as a role's address.
    """

    id: int | None = Field(default=None, primary_key=True)
    round_id: int = Field(foreign_key="round.id", index=True)
    kind: EditKind = Field(sa_column=Column(String, nullable=False))
    payload: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    by: str
    at: datetime.datetime = moment(set_now=True)


class StoredBriefing(SQLModel, table=True):
    """A briefing as it was made from one run: `content` is a `reports.briefing.Briefing` as JSON."""

    id: int | None = Field(default=None, primary_key=True)
    round_id: int = Field(foreign_key="round.id", index=True)
    run_id: int = Field(foreign_key="synthesisrun.id", unique=True)
    content: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    created_at: datetime.datetime = moment(set_now=True)


class Clearing(SQLModel, table=True):
    """What a person decided on one quote of a round. Rows are only added: an undo is a row that `undoes` another.

    `quote` is the digest of its words and of whose they are, `reasons` are those for which it waited, `words` what it
    says instead where it was reworded; `by` is who, as a role's address.
    """

    id: int | None = Field(default=None, primary_key=True)
    round_id: int = Field(foreign_key="round.id", index=True)
    quote: str
    kind: ClearingKind = Field(sa_column=Column(String, nullable=False))
    reasons: list[str] = Field(sa_column=Column(JSON, nullable=False))
    words: str = ""
    undoes: int = 0
    by: str
    at: datetime.datetime = moment(set_now=True)


class BriefingVersion(SQLModel, table=True):
    """A briefing as it was published to the network: `content` is what the network may see, and never changes.

    `number` counts from 1 within the round, `left_out` the quotes that stayed out, `note` says what changed.
    """

    __table_args__ = (UniqueConstraint("round_id", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    round_id: int = Field(foreign_key="round.id", index=True)
    briefing_id: int = Field(foreign_key="storedbriefing.id", index=True)
    number: int
    content: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    left_out: int = 0
    note: str = ""
    by: str
    at: datetime.datetime = moment(set_now=True)


class Selection(SQLModel, table=True):
    """How a member of the network weighed one phenomenon of one briefing. Rows are only added: the newest counts.

    `choice` is where the phenomenon should be taken (None: no view), `points` are out of the member's purse.
    """

    id: int | None = Field(default=None, primary_key=True)
    briefing_id: int = Field(foreign_key="storedbriefing.id", index=True)
    invitation_id: int = Field(foreign_key="invitation.id", index=True)
    phenomenon_id: str
    choice: Choice | None = Field(default=None, sa_column=Column(String, nullable=True))
    points: int = 0
    comment: str = ""
    marked_at: datetime.datetime = moment(set_now=True)


class ConfirmedOrder(SQLModel, table=True):
    """What a coordinator confirmed from the network's choices. Rows are only added: the newest counts.

    `phenomena` come to the negotiation, in order; `to_network` are left to the network's own work. `reasons` are by
    phenomenon, `reason` is for the whole.
    """

    id: int | None = Field(default=None, primary_key=True)
    briefing_id: int = Field(foreign_key="storedbriefing.id", index=True)
    staff_id: int = Field(foreign_key="staffmember.id")
    phenomena: list[str] = Field(sa_column=Column(JSON, nullable=False))
    to_network: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    reasons: dict[str, str] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    reason: str = ""
    confirmed_at: datetime.datetime = moment(set_now=True)
