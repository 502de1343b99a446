"""The negotiations of a round, who leads them, and the standing blocks of their agenda."""
# No `from __future__ import annotations` here: SQLModel could not resolve relationships.

import datetime
from typing import Any, Literal

from sqlalchemy import JSON, Column, UniqueConstraint
from sqlmodel import Field, SQLModel

from survey_service.models.base import moment, word

Duty = Literal["chair", "minute_taker"]
BlockKind = Literal["plan_status", "hyte_review"]
PaperKind = Literal["minutes", "announcement", "media_message", "agenda", "summons", "material"]
PartyNoteKind = Literal["quorum", "internal"]


class Negotiation(SQLModel, table=True):
    """One meeting of a round, of one service area; without one, of the whole county."""

    __table_args__ = (UniqueConstraint("round_id", "service_area_id"),)
    id: int | None = Field(default=None, primary_key=True)
    round_id: int = Field(foreign_key="round.id", index=True)
    service_area_id: int | None = Field(default=None, foreign_key="servicearea.id", index=True)
    starts_at: datetime.datetime | None = moment(optional=True)
    ends_at: datetime.datetime | None = moment(optional=True)
    place: str = ""
    remote_link: str = ""


class Appointment(SQLModel, table=True):
    """Who was named to a duty in a negotiation, by whom and when. Two that stand in one duty are a conflict."""

    id: int | None = Field(default=None, primary_key=True)
    negotiation_id: int = Field(foreign_key="negotiation.id", index=True)
    duty: Duty = word()
    who: str
    staff_id: int = Field(foreign_key="staffmember.id")
    created_at: datetime.datetime = moment(set_now=True)
    ended_at: datetime.datetime | None = moment(optional=True)


class StandingBlock(SQLModel, table=True):
    """What the coordination group wrote for a standing block of a round. Rows are only added: the newest counts."""

    __table_args__ = (UniqueConstraint("round_id", "kind", "version"),)
    id: int | None = Field(default=None, primary_key=True)
    round_id: int = Field(foreign_key="round.id", index=True)
    kind: BlockKind = word()
    version: int
    text_fi: str = ""
    text_sv: str = ""
    staff_id: int = Field(foreign_key="staffmember.id")
    created_at: datetime.datetime = moment(set_now=True)


class AgendaVersion(SQLModel, table=True):
    """The agenda of a negotiation as somebody put it in order. Rows are only added: the newest counts.

    `lines` in order: the key of an item, whether it is on the agenda, its minutes, and how it was called in fi and sv.
    """

    __table_args__ = (UniqueConstraint("negotiation_id", "version"),)
    id: int | None = Field(default=None, primary_key=True)
    negotiation_id: int = Field(foreign_key="negotiation.id", index=True)
    version: int
    lines: list[dict[str, Any]] = Field(sa_column=Column(JSON, nullable=False))
    staff_id: int = Field(foreign_key="staffmember.id")
    created_at: datetime.datetime = moment(set_now=True)


class PartyNote(SQLModel, table=True):
    """What the team noted of one party of a negotiation: who may commit it, or what its negotiators should know.

    Rows are only added: the newest of a kind counts.
    """

    __table_args__ = (UniqueConstraint("negotiation_id", "organisation_id", "kind", "version"),)
    id: int | None = Field(default=None, primary_key=True)
    negotiation_id: int = Field(foreign_key="negotiation.id", index=True)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    kind: PartyNoteKind = word()
    version: int
    words: str = ""
    staff_id: int = Field(foreign_key="staffmember.id")
    created_at: datetime.datetime = moment(set_now=True)


class Summons(SQLModel, table=True):
    """One sending of a summons to a negotiation, or of word that it is cancelled, as it was told then.

    `sequence` counts them from 0, as calendars do. Rows are only added.
    """

    __table_args__ = (UniqueConstraint("negotiation_id", "sequence"),)
    id: int | None = Field(default=None, primary_key=True)
    negotiation_id: int = Field(foreign_key="negotiation.id", index=True)
    sequence: int
    cancelled: bool = False
    starts_at: datetime.datetime = moment()
    ends_at: datetime.datetime | None = moment(optional=True)
    place: str = ""
    remote_link: str = ""
    staff_id: int = Field(foreign_key="staffmember.id")
    created_at: datetime.datetime = moment(set_now=True)


class ReleasedMaterial(SQLModel, table=True):
    """The advance material of a negotiation as its parties may fetch it: a package, frozen when it was let out.

    Its file lies under `key`; `briefing_version` is the number of the published briefing in it.
    """

    __table_args__ = (UniqueConstraint("negotiation_id", "number"),)
    id: int | None = Field(default=None, primary_key=True)
    negotiation_id: int = Field(foreign_key="negotiation.id", index=True)
    number: int
    key: str = Field(unique=True)
    sha256: str
    size: int
    files: int
    briefing_version: int
    staff_id: int = Field(foreign_key="staffmember.id")
    created_at: datetime.datetime = moment(set_now=True)
    withdrawn_at: datetime.datetime | None = moment(optional=True)
    withdrawn_by: str = ""


class Handover(SQLModel, table=True):
    """To whom a paper of a negotiation was handed over, and on which day. Rows are only added."""

    id: int | None = Field(default=None, primary_key=True)
    negotiation_id: int = Field(foreign_key="negotiation.id", index=True)
    paper: PaperKind = word()
    recipient: str
    day: datetime.date
    staff_id: int = Field(foreign_key="staffmember.id")
    created_at: datetime.datetime = moment(set_now=True)
