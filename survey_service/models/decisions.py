"""What was decided in the negotiations."""
# No `from __future__ import annotations` here: SQLModel could not resolve relationships.

import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from survey_service.models.base import moment


class Decision(SQLModel, table=True):
    """One decision of a year's negotiation: the law's four (goal, action, cooperation, follow-up), and whose it is.

    `division` says how the work is divided. `organisation_id` is the responsible party where it is one of the county's
    organisations, `responsible` a person's role or another party as it was written down. `key` tells the decisions of
    one year apart (the agenda item, say). `programmes` are the keys of those that it serves, with spaces between.
    One that was written in the service has its negotiation, the `item` of the agenda ("" for another matter) with its
    heading as `matter`, and its `place` there. `version` grows with each change; an import is one too.
    """

    __table_args__ = (UniqueConstraint("county_id", "year", "key"),)
    id: int | None = Field(default=None, primary_key=True)
    county_id: int = Field(foreign_key="county.id", index=True)
    year: int
    key: str
    organisation_id: int | None = Field(default=None, foreign_key="organisation.id", index=True)
    responsible: str = ""
    goal: str = ""
    action: str
    cooperation: str = ""
    follow_up: str = ""
    division: str = ""
    forum: str = ""
    follow_up_action: str = ""
    due: datetime.date | None = None
    programmes: str = ""
    language: str = "fi"
    created_at: datetime.datetime = moment(set_now=True)
    negotiation_id: int | None = Field(default=None, foreign_key="negotiation.id", index=True)
    item: str = ""
    matter: str = ""
    place: int = 0
    status: str = "decided"
    version: int = 1
    changed_by: str = ""
    changed_at: datetime.datetime | None = moment(optional=True)
