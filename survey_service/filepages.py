"""How many pages or slides a document says that it has, read without opening it: enough to tell that it is long."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO

LONGEST_PART = 20_000_000
LONGEST_STREAM = 5_000_000
MOST_STREAMS = 2_000
UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError, RuntimeError, NotImplementedError)
SLIDE = re.compile(r"ppt/slides/slide\d+\.xml")
TOLD: dict[str, tuple[str, re.Pattern[bytes]]] = {
    "docx": ("docProps/app.xml", re.compile(rb"<Pages>(\d{1,5})</Pages>")),
    "odt": ("meta.xml", re.compile(rb'meta:page-count="(\d{1,5})"')),
}
PACKED_OBJECTS = re.compile(rb"/ObjStm\b.{0,600}?stream\r?\n", re.DOTALL)
TREE = re.compile(rb"/Type\s*/Pages(?![A-Za-z])")
COUNT = re.compile(rb"/Count\s+(\d{1,5})(?!\s+\d+\s+R)")
LEAF = re.compile(rb"/Type\s*/Page(?![A-Za-z])")
AROUND = 3_000


def pages(stream: IO[bytes], kind: str) -> int | None:
    """The pages of a document of `kind`, None when it does not say. The stream is left at its start."""
    try:
        stream.seek(0)
        return _of_pdf(stream.read()) if kind == "pdf" else _in_package(stream, kind)
    except UNREADABLE:
        return None
    finally:
        stream.seek(0)


def _in_package(stream: IO[bytes], kind: str) -> int | None:
    with zipfile.ZipFile(stream) as package:
        if kind == "pptx":
            return sum(bool(SLIDE.fullmatch(name)) for name in package.namelist()) or None
        if kind == "odp":
            return _part(package, "content.xml").count(b"<draw:page ") or None
        part, told = TOLD[kind]
        found = told.search(_part(package, part))
        return int(found.group(1)) if found else None


def _part(package: zipfile.ZipFile, name: str) -> bytes:
    if name not in package.namelist():
        return b""
    with package.open(name) as file:
        return file.read(LONGEST_PART)


def _of_pdf(data: bytes) -> int | None:
    """The largest count of its page trees; else as many as there are pages in it."""
    pieces = [data, *_unpacked(data)]
    counts = [int(count) for piece in pieces for count in _counts(piece)]
    return max(counts, default=0) or sum(len(LEAF.findall(piece)) for piece in pieces) or None


def _counts(piece: bytes) -> Iterator[bytes]:
    for tree in TREE.finditer(piece):
        start = max(piece.rfind(b"obj", 0, tree.start()), tree.start() - AROUND, 0)
        end = piece.find(b"endobj", tree.end(), tree.end() + AROUND)
        yield from COUNT.findall(piece[start : end if end > 0 else tree.end() + AROUND])


def _unpacked(data: bytes) -> Iterator[bytes]:
    """The objects that newer PDFs keep packed together."""
    view = memoryview(data)
    for number, found in enumerate(PACKED_OBJECTS.finditer(data)):
        if number == MOST_STREAMS:
            return
        try:
            yield zlib.decompressobj().decompress(view[found.end() :], LONGEST_STREAM)
        except zlib.error:
            continue
