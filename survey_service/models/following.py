"""What the county does while a round's answers come in: more time for some, and responses entered for others."""
# No `from __future__ import annotations` here: SQLModel could not resolve relationships.

import datetime

from sqlmodel import Field, SQLModel

from survey_service.models.base import moment


class Extension(SQLModel, table=True):
    """That the county gave more time to answer, until a moment: to one organisation, or (None) to the whole round.

    The newest of an organisation counts for it; that of a round is its deadline itself, and kept here as a record.
    """

    id: int | None = Field(default=None, primary_key=True)
    round_id: int = Field(foreign_key="round.id", index=True)
    organisation_id: int | None = Field(default=None, foreign_key="organisation.id", index=True)
    until: datetime.datetime = moment()
    reason: str = ""
    staff_id: int = Field(foreign_key="staffmember.id")
    created_at: datetime.datetime = moment(set_now=True)


class OnBehalf(SQLModel, table=True):
    """That the county entered a response in an organisation's name: who, why, and the original when it came as a file.

    All that was written with its link, and sent with it, was entered so.
    """

    id: int | None = Field(default=None, primary_key=True)
    response_id: int = Field(foreign_key="response.id", index=True)
    staff_id: int = Field(foreign_key="staffmember.id")
    link_id: int = Field(foreign_key="link.id", unique=True)
    attachment_id: int | None = Field(default=None, foreign_key="attachment.id")
    reason: str
    created_at: datetime.datetime = moment(set_now=True)
