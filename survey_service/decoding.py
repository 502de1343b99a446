"""Tells in which encoding a text file was saved: UTF-8, Excel's Unicode text, or the Windows-1252 of its older CSV."""

import codecs
import re
from collections.abc import Callable
from pathlib import Path

from survey_service.errors import TableUnreadable

_LETTER_IN_UTF8 = re.compile(rb"\xc3[\x80-\xbf]")
"""An accented letter as UTF-8 writes it; in Windows-1252 these two signs hardly ever meet."""


def decoded(file: Path, tell: Callable[[str], None]) -> str:
    """The text of `file`; `tell` hears when its encoding had to be assumed. Raises TableUnreadable, OSError."""
    data = file.read_bytes()
    encoding = _marked(data)
    if encoding == "utf-8-sig":
        return _utf8(file, data, tell)
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as trouble:
        raise TableUnreadable("broken_off", file=file.name) from trouble


def _marked(data: bytes) -> str:
    """By its mark, or by the zeros that the Latin letters of a heading have in UTF-16."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if data[1:2] == b"\0" and data[3:4] == b"\0":
        return "utf-16-le"
    return "utf-16-be" if data[:1] == b"\0" and data[2:3] == b"\0" else "utf-8-sig"


def _utf8(file: Path, data: bytes, tell: Callable[[str], None]) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as trouble:
        place = trouble.start + 1
    try:
        text = "" if _LETTER_IN_UTF8.search(data) else data.decode("cp1252")
    except UnicodeDecodeError:
        text = ""
    if not text:
        raise TableUnreadable("not_utf8", file=file.name, byte=place)
    tell(f"{file.name} is not UTF-8; it was read as Windows-1252, as Excel saves CSV. Check that ä, ö and å are right.")
    return text
