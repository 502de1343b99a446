"""Files that come with answers: kept under random keys outside the web root, every one of them with its row.

The bytes come first, and are looked at, before a transaction begins; what is not taken into one is deleted again.
"""

import hashlib
import os
import secrets
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from sqlalchemy import func
from sqlmodel import Session, col, select

from questionnaires.values import Upload, Value
from survey_service import scanning
from survey_service.db import Database
from survey_service.errors import FileNotLookedAt, FileRefused, FileRemoved, NotFound
from survey_service.filepages import pages
from survey_service.filetypes import MEDIA_TYPES
from survey_service.jobs import Jobs
from survey_service.models import Attachment, ScanState

CHUNK = 1 << 20
LONGEST_NAME = 120
ORPHANED_AFTER_S = 3600
MEGABYTE = 1_000_000


@dataclass(frozen=True)
class StoredFile:
    """A stored file as it is handed out."""

    path: Path
    name: str
    media_type: str


@dataclass(frozen=True)
class Sent:
    """A file as it was sent, found by `filetypes.check` to be of `kind`."""

    name: str
    stream: IO[bytes]
    kind: str


@dataclass(frozen=True)
class Received:
    """A file whose bytes are kept, and not yet part of any answer. `pages` is None where nobody knows."""

    key: str
    path: Path
    name: str
    media_type: str
    size: int
    sha256: str
    scan: ScanState
    pages: int | None


@dataclass(frozen=True)
class Quota:
    """How many files and megabytes one response may hold in all, earlier versions included."""

    files: int
    megabytes: int


@contextmanager
def receiving() -> Iterator[list[Received]]:
    """A list for what is received; when the block ends with an error, its bytes are deleted again."""
    received: list[Received] = []
    try:
        yield received
    except BaseException:
        for file in received:
            file.path.unlink(missing_ok=True)
        raise


def receive(folder: Path, clamd: str, sent: Sent) -> Received:
    """Keep the bytes of a file and have them looked at. Raises FileRefused (infected), and nothing is kept then."""
    scan = scanning.looked_at(clamd, sent.stream)
    if scan == "infected":
        raise FileRefused("infected", sent.name)
    key = secrets.token_hex(16)
    path = _place(folder, key)
    size, digest = _write(path, sent.stream)
    return Received(
        key=key,
        path=path,
        name=safe_name(sent.name, sent.kind),
        media_type=MEDIA_TYPES[sent.kind],
        size=size,
        sha256=digest,
        scan=scan,
        pages=pages(sent.stream, sent.kind),
    )


def attach(session: Session, jobs: Jobs, response_id: int, question_id: str, file: Received) -> Upload:
    """Make a received file the answer to a question. An earlier file stays as history."""
    keep(session, jobs, file, response_id=response_id, question_id=question_id)
    return Upload(attachment=file.key, name=file.name, size=file.size, pages=file.pages)


def keep(
    session: Session, jobs: Jobs, file: Received, *, response_id: int | None = None, question_id: str = ""
) -> Attachment:
    """The row of a received file, of an answer or of its own; the scanner is asked again where it was away."""
    row = Attachment(
        response_id=response_id,
        question_id=question_id,
        key=file.key,
        name=file.name,
        media_type=file.media_type,
        size=file.size,
        sha256=file.sha256,
        scan=file.scan,
    )
    session.add(row)
    session.flush()
    if row.scan == "waiting":
        jobs.enqueue(session, "scan_file", row.id or 0)
    return row


def check_quota(session: Session, response_id: int | None, sent: Sent, quota: Quota) -> None:
    """Refuse (FileRefused: quota) a file for which the response has no room any more."""
    held = select(func.count(), func.coalesce(func.sum(Attachment.size), 0)).where(
        Attachment.response_id == (response_id or 0)
    )
    files, size = session.exec(held).one()
    size += sent.stream.seek(0, os.SEEK_END)
    sent.stream.seek(0)
    if files >= quota.files or size > quota.megabytes * MEGABYTE:
        raise FileRefused("quota", sent.name)


def find(session: Session, folder: Path, response_id: int, upload: Value | None) -> StoredFile:
    """The file that an answer of the response holds, once it may be handed out.

    NotFound when it holds none, FileNotLookedAt while the scanner has not seen it, FileRemoved for an infected one.
    """
    key = upload.attachment if isinstance(upload, Upload) else None
    query = select(Attachment).where(Attachment.key == key, Attachment.response_id == response_id)
    return handed_out(folder, session.exec(query).first() if key else None)


def handed_out(folder: Path, row: Attachment | None) -> StoredFile:
    """The file of a row, once it may be handed out; NotFound without one, FileNotLookedAt and FileRemoved as `find`."""
    if row is None:
        raise NotFound
    if row.scan == "waiting":
        raise FileNotLookedAt
    if row.scan == "infected":
        raise FileRemoved
    return StoredFile(_place(folder, row.key).absolute(), row.name, row.media_type)


def scans(session: Session, *response_ids: int | None) -> Mapping[str, ScanState]:
    """What is known of each file of a response, or of several, by its key."""
    rows = session.exec(select(Attachment).where(col(Attachment.response_id).in_([one or 0 for one in response_ids])))
    return {row.key: row.scan for row in rows}


def without_infected(value: Value, scans: Mapping[str, ScanState]) -> Value:
    """The value, one that holds a file in which a virus was found since then as one whose file was removed."""
    if isinstance(value, Upload) and scans.get(value.attachment or "") == "infected":
        return Upload(name=value.name, removed="infected")
    return value


def opened(folder: Path, key: str) -> IO[bytes]:
    """The bytes under a key, to read."""
    return _place(folder, key).open("rb")


def place_of(folder: Path, key: str) -> Path:
    """Where the bytes under a key are kept."""
    return _place(folder, key)


def delete_bytes(folder: Path, key: str) -> None:
    """Delete the bytes under a key; twice does no harm."""
    _place(folder, key).unlink(missing_ok=True)


def sweep(db: Database, folder: Path, older_than_s: float = ORPHANED_AFTER_S) -> int:
    """Delete the bytes that a dead process left without a row; gives how many files that were."""
    until = time.time() - older_than_s
    old = [path for path in folder.glob("??/*") if path.is_file() and path.stat().st_mtime < until]
    if not old:
        return 0
    with db.reading() as session:
        known = set(session.exec(select(Attachment.key).where(col(Attachment.scan) != "infected")))
    lost = [path for path in old if path.name not in known]
    for path in lost:
        path.unlink(missing_ok=True)
    return len(lost)


def safe_name(name: str, kind: str) -> str:
    """A name that is safe to show and to save under: no folder, no control character, the ending of its content."""
    last = name.replace("\\", "/").rpartition("/")[2]
    stem = "".join(char for char in last if char.isprintable() and char not in '<>:"|?*;').strip(" .")
    stem = stem.removesuffix(f".{kind}").removesuffix(f".{kind.upper()}").strip(" .")[:LONGEST_NAME]
    return f"{stem or 'liite'}.{kind}"


def _place(folder: Path, key: str) -> Path:
    return folder / key[:2] / key


def _write(path: Path, stream: IO[bytes]) -> tuple[int, str]:
    path.parent.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    stream.seek(0)
    with path.open("xb") as file:
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
            size += file.write(chunk)
        # the row that names the file must never outlive its bytes
        file.flush()
        os.fsync(file.fileno())
    return size, digest.hexdigest()
