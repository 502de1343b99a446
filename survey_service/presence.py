"""Proof of life of a worker: a lock that the operating system, or PostgreSQL, lets go the moment the worker dies."""

import fcntl
import hashlib
import os
import re
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from survey_service.db import Database


class Presence(Protocol):
    """The lock of one executor id. Only one process holds it at a time."""

    def take(self) -> bool:
        """Take the lock; False when a living process has it."""

    def is_held(self) -> bool:
        """Whether the lock that was taken is still ours (a lost connection to PostgreSQL loses it)."""

    def leave(self) -> None:
        """Let the lock go."""


def presence(db: Database, executor_id: str) -> Presence:
    """The lock of `executor_id`: a file beside a SQLite database, an advisory lock inside a PostgreSQL one."""
    if db.engine.dialect.name == "sqlite":
        return FilePresence(Path(db.engine.url.database or ""), executor_id)
    return AdvisoryPresence(db, executor_id)


class FilePresence:
    """A locked file. It stays on disk when it is let go: removing it could part two holders."""

    def __init__(self, database: Path, executor_id: str) -> None:
        name = re.sub(r"[^A-Za-z0-9_-]", "_", executor_id)
        self._file = database.with_name(f"{database.name}.{name}.lock")
        self._held: int | None = None

    def take(self) -> bool:
        """Take the lock; False when a living process has it."""
        held = os.open(self._file, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(held)
            return False
        self._held = held
        return True

    def is_held(self) -> bool:
        """Whether the lock is ours."""
        return self._held is not None

    def leave(self) -> None:
        """Let the lock go."""
        if self._held is not None:
            os.close(self._held)
            self._held = None


class AdvisoryPresence:
    """A session's advisory lock on a connection of its own. A pooler between us and PostgreSQL must pool sessions."""

    def __init__(self, db: Database, executor_id: str) -> None:
        digest = hashlib.sha256(f"ennakko worker {executor_id}".encode()).digest()
        self._key = int.from_bytes(digest[:8], "big", signed=True)
        self._db = db
        self._connection: Connection | None = None

    def take(self) -> bool:
        """Take the lock; False when a living process has it."""
        connection = self._db.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        if connection.execute(text("SELECT pg_try_advisory_lock(:key)"), {"key": self._key}).scalar_one():
            self._connection = connection
            return True
        connection.close()
        return False

    def is_held(self) -> bool:
        """Whether the connection, and the lock with it, still stands."""
        if self._connection is None:
            return False
        try:
            self._connection.execute(text("SELECT 1"))
        except DBAPIError:
            self._connection.invalidate()
            self._connection.close()
            self._connection = None
        return self._connection is not None

    def leave(self) -> None:
        """Let the lock go."""
        if self._connection is not None:
            self._connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": self._key})
            self._connection.close()
            self._connection = None
