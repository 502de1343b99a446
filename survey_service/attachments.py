"""Files that come with answers: kept under random keys outside the web root, every one of them with its row."""

import hashlib
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from sqlmodel import Session, select

from questionnaires.values import Upload, Value
from survey_service.errors import NotFound
from survey_service.filetypes import MEDIA_TYPES
from survey_service.models import Attachment

CHUNK = 1 << 20
LONGEST_NAME = 120


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


def store_all(session: Session, folder: Path, response_id: int, sent: Mapping[str, Sent]) -> dict[str, Value]:
    """`store` for the files that were sent with one form, by question id."""
    return {
        question_id: store(session, folder, response_id, question_id, file.name, file.stream, file.kind)
        for question_id, file in sent.items()
    }


def store(
    session: Session, folder: Path, response_id: int, question_id: str, name: str, stream: IO[bytes], kind: str
) -> Upload:
    """Keep the bytes of a file that `filetypes.check` found to be of `kind`. An earlier file stays as history."""
    key = secrets.token_hex(16)
    path = _place(folder, key)
    size, digest = _write(path, stream)
    row = Attachment(
        response_id=response_id,
        question_id=question_id,
        key=key,
        name=safe_name(name, kind),
        media_type=MEDIA_TYPES[kind],
        size=size,
        sha256=digest,
    )
    session.add(row)
    session.flush()
    return Upload(attachment=key, name=row.name, size=size)


def find(session: Session, folder: Path, response_id: int, upload: Value | None) -> StoredFile:
    """The file that an answer of the response holds; NotFound when it holds none."""
    key = upload.attachment if isinstance(upload, Upload) else None
    query = select(Attachment).where(Attachment.key == key, Attachment.response_id == response_id)
    row = session.exec(query).first() if key else None
    if row is None:
        raise NotFound
    return StoredFile(_place(folder, row.key).absolute(), row.name, row.media_type)


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
