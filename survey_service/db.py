"""The database: one engine, and one session for one transaction, on SQLite or PostgreSQL."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Dialect, Engine, create_engine, event, make_url
from sqlalchemy.types import DateTime, TypeDecorator
from sqlmodel import Session

BUSY_TIMEOUT_MS = 10_000


class UtcDateTime(TypeDecorator[datetime.datetime]):
    """A moment in UTC, aware on both databases (SQLite alone would give it back without its zone)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime.datetime | None, dialect: Dialect) -> datetime.datetime | None:
        """Refuse a naive moment: nobody could tell later what it meant."""
        if value is not None and value.tzinfo is None:
            raise ValueError("a moment without a time zone cannot be stored")
        return None if value is None else value.astimezone(datetime.UTC)

    def process_result_value(self, value: datetime.datetime | None, dialect: Dialect) -> datetime.datetime | None:
        """Give the zone back."""
        return value if value is None or value.tzinfo else value.replace(tzinfo=datetime.UTC)


def now() -> datetime.datetime:
    """This moment in UTC."""
    return datetime.datetime.now(datetime.UTC)


class Database:
    """The service's database. `url` is a SQLAlchemy address, of SQLite or PostgreSQL."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine = _engine(url)

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session that may change things: commits at the end, rolls back on an error."""
        with Session(self.engine, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that only looks: it never waits for a writer, and nothing that it changes is kept."""
        engine = self.engine.execution_options(sqlite_begin="DEFERRED")
        with Session(engine, expire_on_commit=False) as session:
            yield session

    def forget_deleted(self) -> None:
        """Give back what deleted rows took: nothing of them stays in a SQLite file or its log."""
        with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            if self.engine.dialect.name == "sqlite":
                connection.exec_driver_sql("ROLLBACK")
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            else:
                connection.exec_driver_sql("VACUUM")

    def close(self) -> None:
        """Give every connection back."""
        self.engine.dispose()


def _engine(url: str) -> Engine:
    # an error of the database would tell the parameters, which are people's words
    if make_url(url).get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True, hide_parameters=True)
    file = make_url(url).database
    if file and file != ":memory:":
        Path(file).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"timeout": BUSY_TIMEOUT_MS / 1000}, hide_parameters=True)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # pysqlite's own transaction handling loses updates; "begin" below starts every transaction instead
    connection.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        "synchronous=NORMAL",
        "foreign_keys=ON",
        "secure_delete=ON",
        f"busy_timeout={BUSY_TIMEOUT_MS}",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    mode = connection.get_execution_options().get("sqlite_begin", "IMMEDIATE")
    connection.exec_driver_sql(f"BEGIN {mode}")
