"""How many pages or slides a document says that it has, read without opening it: enough to tell that it is long."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from itertools import chain, islice
from typing import IO

LONGEST_PART = 20_000_000
LONGEST_PACKED, LONGEST_STREAM = 1_000_000, 5_000_000
MOST_STREAMS, MOST_UNPACKED, MOST_TREES = 2_000, 100_000_000, 10_000
UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError, RuntimeError, NotImplementedError)
SLIDE = re.compile(r"ppt/slides/slide\d+\.xml")
TOLD: dict[str, tuple[str, re.Pattern[bytes]]] = {
    "docx": ("docProps/app.xml", re.compile(rb"<Pages>(\d{1,5})</Pages>")),
    "odt": ("meta.xml", re.compile(rb'meta:page-count="(\d{1,5})"')),
}
PACKED_OBJECTS, STREAM, AHEAD = re.compile(rb"/ObjStm\b"), re.compile(rb"stream\r?\n"), 620
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
    """The largest count of its page trees; else as many as there are pages in it. What is made to be endless is cut."""
    most, leaves, left = 0, 0, MOST_TREES
    for piece in chain((data,), _unpacked(data)):
        trees = list(islice(TREE.finditer(piece), left))
        left -= len(trees)
        most = max(chain((most,), (int(count) for tree in trees for count in _counts(piece, tree))))
        leaves += sum(1 for _ in LEAF.finditer(piece))
    return most or leaves or None


def _counts(piece: bytes, tree: re.Match[bytes]) -> list[bytes]:
    before = max(tree.start() - AROUND, 0)
    start = max(piece.rfind(b"obj", before, tree.start()), before)
    end = piece.find(b"endobj", tree.end(), tree.end() + AROUND)
    return COUNT.findall(piece[start : end if end > 0 else tree.end() + AROUND])


def _unpacked(data: bytes) -> Iterator[bytes]:
    """The objects that newer PDFs keep packed together."""
    view, left = memoryview(data), MOST_UNPACKED
    for found in islice(PACKED_OBJECTS.finditer(data), MOST_STREAMS):
        begins = STREAM.search(data, found.end(), found.end() + AHEAD)
        if begins is None:
            continue
        # what is left over is copied by zlib, so it is given no more than a stream can be long
        packed = view[begins.end() : begins.end() + LONGEST_PACKED]
        try:
            piece = zlib.decompressobj().decompress(packed, min(LONGEST_STREAM, left))
        except zlib.error:
            continue
        yield piece
        left -= len(piece)
        if left <= 0:
            return
