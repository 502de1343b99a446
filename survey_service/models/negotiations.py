"""The negotiations of a round, who leads them, and the standing blocks of their agenda."""
# No `from __future__ import annotations` here: SQLModel could not resolve relationships.

import datetime
from typing import Literal

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from survey_service.models.base import moment, word

Duty = Literal["chair", "minute_taker"]
BlockKind = Literal["plan_status", "hyte_review"]
PaperKind = Literal["minutes", "announcement", "media_message"]


class Negotiation(SQLModel, table=True):
    """One meeting of a round, of one service area; without one, of the whole county."""

    __table_args__ = (UniqueConstraint("round_id", "service_area_id"),)
    id: int | None = Field(default=None, primary_key=True)
    round_id: int = Field(foreign_key="round.id", index=True)
    service_area_id: int | None = Field(default=None, foreign_key="servicearea.id", index=True)
    starts_at: datetime.datetime | None = moment(optional=True)
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


class Handover(SQLModel, table=True):
    """To whom a paper of a negotiation was handed over, and on which day. Rows are only added."""

    id: int | None = Field(default=None, primary_key=True)
    negotiation_id: int = Field(foreign_key="negotiation.id", index=True)
    paper: PaperKind = word()
    recipient: str
    day: datetime.date
    staff_id: int = Field(foreign_key="staffmember.id")
    created_at: datetime.datetime = moment(set_now=True)
