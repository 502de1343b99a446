"""What kind of document a file really is, told from its content and not from its name."""

import zipfile
import zlib
from collections.abc import Sequence
from typing import IO

from survey_service.errors import FileRefused

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "odp": "application/vnd.oasis.opendocument.presentation",
}
MAIN_PARTS = {"word/document.xml": "docx", "ppt/presentation.xml": "pptx"}
MIMETYPE_PART = "mimetype"
PART_MARK = b"PK\x01\x02"
MOST_PARTS = 10_000
CHUNK = 1 << 20
UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError, RuntimeError, NotImplementedError)
MACROS = ("vbaproject.bin", "basic/script-lc.xml")
SCRIPTS = "scripts/"


def check(name: str | None, stream: IO[bytes], accept: Sequence[str], max_bytes: int) -> str:
    """The ending that the content of a file deserves; FileRefused (empty, size, kind) when it is not acceptable."""
    size = _size(stream)
    if size == 0:
        raise FileRefused("empty", name or "")
    if size > max_bytes:
        raise FileRefused("size", name or "")
    kind = kind_of(stream)
    if kind is None or kind not in accept:
        raise FileRefused("kind", name or "")
    return kind


def kind_of(stream: IO[bytes]) -> str | None:
    """pdf, docx, pptx, odt or odp; None for anything else, macros included. The stream is left at its start."""
    stream.seek(0)
    head = stream.read(1024)
    stream.seek(0)
    if head.startswith(b"%PDF-"):
        return "pdf"
    return _kind_in_zip(stream) if head.startswith(b"PK\x03\x04") else None


def _kind_in_zip(stream: IO[bytes]) -> str | None:
    if _parts(stream) > MOST_PARTS:
        return None
    try:
        with zipfile.ZipFile(stream) as package:
            names = set(package.namelist())
            if any(name.endswith(MACROS) or name.startswith(SCRIPTS) for name in map(str.lower, names)):
                return None
            kind = next((ending for part, ending in MAIN_PARTS.items() if part in names), None)
            if kind and "[Content_Types].xml" in names:
                return kind
            return _open_document(package) if MIMETYPE_PART in names else None
    except UNREADABLE:
        return None
    finally:
        stream.seek(0)


def _open_document(package: zipfile.ZipFile) -> str | None:
    if package.getinfo(MIMETYPE_PART).file_size > 200:
        return None
    declared = package.read(MIMETYPE_PART).decode("ascii", "replace").strip()
    return next((ending for ending in ("odt", "odp") if MEDIA_TYPES[ending] == declared), None)


def _parts(stream: IO[bytes]) -> int:
    # counted before zipfile makes an object of each: half a million of them took seconds and 200 megabytes
    parts = sum(chunk.count(PART_MARK) for chunk in iter(lambda: stream.read(CHUNK), b""))
    stream.seek(0)
    return parts


def _size(stream: IO[bytes]) -> int:
    size = stream.seek(0, 2)
    stream.seek(0)
    return size
