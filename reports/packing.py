"""An Office file packed anew: without the time of its making, and with parts changed."""

import io
import zipfile
from collections.abc import Callable, Mapping

Change = Callable[[bytes], bytes]


def repacked(file: bytes, changes: Mapping[str, Change] | None = None) -> bytes:
    """`file` with its parts dated alike, so that the same parts are the same bytes; `changes` are by a part's name."""
    out, changed = io.BytesIO(), changes or {}
    with zipfile.ZipFile(io.BytesIO(file)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(zipfile.ZipInfo(name), changed[name](part) if name in changed else part, zipfile.ZIP_DEFLATED)
    return out.getvalue()
