"""Keeps vectors on disk by the text they stand for: what was embedded once is never embedded again."""

import sqlite3
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from synthesis.meaning.embedding import Encoder

if TYPE_CHECKING:
    import numpy as np

    from synthesis.meaning.embedding import Vectors

LOOKED_UP_AT_ONCE = 500


class CachedEncoder:
    """Another encoder, whose vectors it keeps in one SQLite file; texts themselves are not stored, only their digests.

    Only for encoders whose vector depends on the one text alone, which the lexical one's does not.
    """

    pointwise = True

    def __init__(self, encoder: Encoder, path: Path) -> None:
        assert encoder.pointwise, "a vector that depends on other texts cannot be kept"
        self._encoder = encoder
        self._path = path
        self.name = encoder.name
        path.parent.mkdir(parents=True, exist_ok=True)
        with closing(self._connect()) as connection, connection:
            connection.execute(
                "CREATE TABLE IF NOT EXISTS vector (key BLOB PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID"
            )

    def encode(self, texts: list[str]) -> "Vectors":
        """Return float32 vectors of shape (len(texts), d), each of length one."""
        import numpy as np

        if not texts:
            return self._encoder.encode(texts)
        keys = [sha256(f"{self.name}\0{text}".encode()).digest() for text in texts]
        with closing(self._connect()) as connection:
            known = self._known(connection, sorted(set(keys)))
            new = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
            if new:
                vectors = self._encoder.encode(list(new.values()))
                known |= dict(zip(new, vectors, strict=True))
                with connection:
                    rows = [(key, known[key].tobytes()) for key in new]
                    connection.executemany("INSERT OR IGNORE INTO vector VALUES (?, ?)", rows)
        return np.stack([known[key] for key in keys])

    def _known(self, connection: sqlite3.Connection, keys: list[bytes]) -> "dict[bytes, np.ndarray]":
        import numpy as np

        found: dict[bytes, np.ndarray] = {}
        for start in range(0, len(keys), LOOKED_UP_AT_ONCE):
            some = keys[start : start + LOOKED_UP_AT_ONCE]
            marks = ",".join("?" * len(some))
            rows = connection.execute(f"SELECT key, value FROM vector WHERE key IN ({marks})", some)  # noqa: S608
            found |= {bytes(key): np.frombuffer(value, np.float32) for key, value in rows}
        return found

    def _connect(self) -> sqlite3.Connection:
        return sqlite3.connect(self._path, timeout=30)
