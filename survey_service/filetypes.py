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
CONTENT_TYPES, MANIFEST, MIMETYPE_PART = "[Content_Types].xml", "META-INF/manifest.xml", "mimetype"
PART_MARK = b"PK\x01\x02"
MOST_PARTS = 10_000
MOST_UNPACKED = 500_000_000
LONGEST_LIST = 2_000_000
CHUNK = 1 << 20
UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError, RuntimeError, NotImplementedError)
MACROS = ("vbaproject.bin", "basic/script-lc.xml")
SCRIPTS = "scripts/"
OLDER_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOCKED_OFFICE = "EncryptedPackage".encode("utf-16-le")


def check(name: str | None, stream: IO[bytes], accept: Sequence[str], max_bytes: int) -> str:
    """The ending that the content of a file deserves; FileRefused, with its reason, when it is not acceptable."""
    size = _size(stream)
    if size == 0:
        raise FileRefused("empty", name or "")
    if size > max_bytes:
        raise FileRefused("size", name or "")
    try:
        kind = _kind(stream)
    except FileRefused as refused:
        raise FileRefused(refused.reason, name or "") from None
    if kind not in accept:
        raise FileRefused("kind", name or "")
    return kind


def kind_of(stream: IO[bytes]) -> str | None:
    """pdf, docx, pptx, odt or odp; None for anything else, macros included. The stream is left at its start."""
    try:
        return _kind(stream)
    except FileRefused:
        return None


def _kind(stream: IO[bytes]) -> str:
    try:
        stream.seek(0)
        head = stream.read(1024)
        if head.startswith(b"%PDF-"):
            return _pdf_alone(stream)
        if head.startswith(OLDER_OFFICE):
            stream.seek(0)
            raise FileRefused("locked" if LOCKED_OFFICE in stream.read() else "old")
        if head.startswith(b"PK\x03\x04"):
            return _kind_in_zip(stream)
    finally:
        stream.seek(0)
    raise FileRefused("kind")


def _pdf_alone(stream: IO[bytes]) -> str:
    # one that opens as an archive too is made to be taken for what it is not
    if zipfile.is_zipfile(stream):
        raise FileRefused("two_kinds")
    return "pdf"


def _kind_in_zip(stream: IO[bytes]) -> str:
    stream.seek(0)
    if _parts(stream) > MOST_PARTS:
        raise FileRefused("unpacks")
    try:
        with zipfile.ZipFile(stream) as package:
            _refuse_harmful(package)
            names = set(package.namelist())
            kinds = {ending for part, ending in MAIN_PARTS.items() if part in names and CONTENT_TYPES in names}
            kinds |= _open_document(package) if MIMETYPE_PART in names else set()
    except UNREADABLE:
        raise FileRefused("kind") from None
    if len(kinds) != 1:
        raise FileRefused("two_kinds" if kinds else "kind")
    return kinds.pop()


def _refuse_harmful(package: zipfile.ZipFile) -> None:
    parts = package.infolist()
    if sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise FileRefused("unpacks")
    if any(part.flag_bits & 1 for part in parts) or b"encryption-data" in _read(package, MANIFEST):
        raise FileRefused("locked")
    names = [part.filename.lower() for part in parts]
    if any(name.endswith(MACROS) or name.startswith(SCRIPTS) for name in names):
        raise FileRefused("macros")
    if b"macroEnabled" in _read(package, CONTENT_TYPES):
        raise FileRefused("macros")


def _read(package: zipfile.ZipFile, part: str) -> bytes:
    """A part that lists the others; nothing when it is missing."""
    if part not in package.namelist():
        return b""
    with package.open(part) as file:
        return file.read(LONGEST_LIST)


def _open_document(package: zipfile.ZipFile) -> set[str]:
    if package.getinfo(MIMETYPE_PART).file_size > 200:
        return set()
    declared = package.read(MIMETYPE_PART).decode("ascii", "replace").strip()
    return {ending for ending in ("odt", "odp") if MEDIA_TYPES[ending] == declared}


def _parts(stream: IO[bytes]) -> int:
    # counted before zipfile makes an object of each: half a million of them took seconds and 200 megabytes
    return sum(chunk.count(PART_MARK) for chunk in iter(lambda: stream.read(CHUNK), b""))


def _size(stream: IO[bytes]) -> int:
    size = stream.seek(0, 2)
    stream.seek(0)
    return size
