"""Files and links that stand beside a round, or beside an organisation's answers."""
# No `from __future__ import annotations` here: SQLModel could not resolve relationships.

import datetime

from sqlmodel import Field, SQLModel

from survey_service.models.base import moment


class Background(SQLModel, table=True):
    """A link (`url`) or a file with its title and the year that it is about.

    With a `round_id` it is of the round, and everybody who is asked may read it; with an `organisation_id` it is of
    that organisation, in every round.
    """

    id: int | None = Field(default=None, primary_key=True)
    county_id: int = Field(foreign_key="county.id", index=True)
    round_id: int | None = Field(default=None, foreign_key="round.id", index=True)
    organisation_id: int | None = Field(default=None, foreign_key="organisation.id", index=True)
    attachment_id: int | None = Field(default=None, foreign_key="attachment.id")
    title: str
    year: int | None = None
    url: str = ""
    created_at: datetime.datetime = moment(set_now=True)
