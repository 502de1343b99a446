"""ZIP files whose bytes follow from what is in them, whenever and wherever they are made."""

import io
import zipfile
from collections.abc import Mapping

EARLIEST = (1980, 1, 1, 0, 0, 0)
READABLE_FILE = 0o100644


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A ZIP of `files` by name."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, content in files.items():
            package.writestr(entry(name), content)
    return stream.getvalue()


def entry(name: str) -> zipfile.ZipInfo:
    """An entry without a time of its own."""
    info = zipfile.ZipInfo(name, EARLIEST)
    info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, 3
    info.external_attr = READABLE_FILE << 16
    return info
