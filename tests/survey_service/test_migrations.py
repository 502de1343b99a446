"""Stored rows go through every migration, on both databases."""

import datetime
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    DateTime,
    Float,
    Integer,
    LargeBinary,
    MetaData,
    Numeric,
    Table,
    create_engine,
    text,
)
from sqlalchemy.types import Date

from survey_service import schema
from survey_service.db import Database

REVISIONS = [
    revision.revision
    for revision in reversed([*ScriptDirectory(str(files("survey_service") / "migrations")).walk_revisions()])
]


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database without any table."""
    if request.param == "sqlite":
        address = f"sqlite:///{tmp_path / 'empty.sqlite3'}"
    else:
        server = request.getfixturevalue("postgres_server")
        engine = create_engine(f"{server}/postgres", isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text("CREATE DATABASE migrated"))
        engine.dispose()
        address = f"{server}/migrated"
    db = Database(address)
    yield db
    db.close()


def test_a_row_of_every_table_survives_every_later_migration(empty: Database) -> None:
    written: set[str] = set()
    for revision in REVISIONS:
        command.upgrade(schema._config(empty), revision)
        written |= _fill(empty, but=written)
        if revision == "0020":
            _run(empty, "UPDATE selection SET chosen = true")
    assert _run(empty, "SELECT choice, points, comment FROM selection") == [("negotiation", 0, "x")]
    counts = _counts(empty)
    assert len(counts) > 60
    assert {name: count for name, count in counts.items() if count == 0} == {}
    # what the network had been invited to choose from became its first version, by nobody
    assert _run(empty, 'SELECT number, "by" FROM briefingversion') == [(1, "")]

    schema.check(empty)


def _tables(db: Database) -> list[Table]:
    metadata = MetaData()
    metadata.reflect(db.engine)
    return [table for table in metadata.sorted_tables if table.name != "alembic_version"]


def _counts(db: Database) -> dict[str, int]:
    with db.engine.connect() as connection:
        return {
            table.name: connection.execute(text(f'SELECT count(*) FROM "{table.name}"')).scalar_one()
            for table in _tables(db)
        }


def _run(db: Database, statement: str) -> list[tuple[Any, ...]]:
    with db.engine.begin() as connection:
        result = connection.execute(text(statement))
        return [tuple(row) for row in result] if result.returns_rows else []


def _fill(db: Database, but: set[str]) -> set[str]:
    """Write one row into each table that is new, and has none from its migration; which these are."""
    new = [table for table in _tables(db) if table.name not in but]
    counts = _counts(db)
    with db.engine.begin() as connection:
        for table in new:
            if counts[table.name]:
                continue
            row = {column.name: _value(column) for column in table.columns if not _left_out(column)}
            connection.execute(table.insert().values(row))
    return {table.name for table in new}


def _left_out(column: Column[Any]) -> bool:
    return column.nullable or column.server_default is not None or (column.primary_key and not column.foreign_keys)


def _value(column: Column[Any]) -> Any:
    if column.foreign_keys:
        return 1
    if column.table.name == "invitation" and column.name == "purpose":
        return "select"
    for kind, value in _VALUES.items():
        if isinstance(column.type, kind):
            return value() if callable(value) else value
    return "x"


_VALUES: dict[type | tuple[type, ...], Any] = {
    JSON: [],
    Boolean: False,
    DateTime: datetime.datetime(2020, 1, 31, tzinfo=datetime.UTC),
    Date: lambda: datetime.date(2027, 1, 31),
    LargeBinary: b"x",
    Integer: 1,
    (Numeric, Float): 1,
}
