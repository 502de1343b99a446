"""What every table is made with."""

from typing import Any

from sqlalchemy import Column, MetaData, String
from sqlmodel import Field, SQLModel

from survey_service.db import UtcDateTime, now

SQLModel.metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def moment(*, optional: bool = False, set_now: bool = False, index: bool = False) -> Any:
    """A column of moments in UTC."""
    column = Column(UtcDateTime, nullable=optional, index=index)
    return Field(default_factory=now, sa_column=column) if set_now else Field(default=None, sa_column=column)


def word() -> Any:
    """A column for one of a few words."""
    return Field(sa_column=Column(String, nullable=False))
