"""Writes a package as a ZIP by BagIt 1.0 (RFC 8493): a folder with its content in `data/` and lists of checksums.

`sha256sum -c manifest-sha256.txt`, in the unpacked folder, checks every file. The bytes follow from the content.
"""

import hashlib
import shutil
import zipfile
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from survey_service.records.zipping import entry

MANIFEST, TAG_MANIFEST, DECLARATION, INFO = (
    "manifest-sha256.txt",
    "tagmanifest-sha256.txt",
    "bagit.txt",
    "bag-info.txt",
)
BAGIT = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
CHUNK = 1 << 20


class _Digesting:
    """Copies into a stream, and knows the digest and the size of what went through."""

    def __init__(self, target: IO[bytes]) -> None:
        self.target, self.digest, self.size = target, hashlib.sha256(), 0

    def write(self, content: bytes) -> int:
        self.digest.update(content)
        self.size += len(content)
        return self.target.write(content)


class Bag:
    """A package that is being written; it is whole once the block of `with` has ended without an error.

    `info` are the lines of bag-info.txt. Until then the file stands beside its place with the ending `.part`.
    """

    def __init__(self, file: Path, folder: str, info: dict[str, str]) -> None:
        self._file, self._folder, self._info = file, folder, info
        self._part = file.with_suffix(file.suffix + ".part")
        self._sums: dict[str, str] = {}
        self._octets = 0

    def __enter__(self) -> Self:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        self._package = zipfile.ZipFile(self._part, "w")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        with self._package:
            if kind is None:
                self._close()
        if kind is None:
            self._part.replace(self._file)
        else:
            self._part.unlink(missing_ok=True)

    @property
    def files(self) -> int:
        """How many files of content there are by now."""
        return len(self._sums)

    def add(self, name: str, content: bytes | Path) -> str:
        """Put a file into `data/` under `name`: gives its SHA-256."""
        path = f"data/{name}"
        assert path not in self._sums, f"two files are called {name}"
        with self._package.open(entry(f"{self._folder}/{path}"), "w") as target:
            through = _Digesting(target)
            if isinstance(content, Path):
                with content.open("rb") as source:
                    shutil.copyfileobj(source, through, CHUNK)
            else:
                through.write(content)
        self._sums[path] = through.digest.hexdigest()
        self._octets += through.size
        return self._sums[path]

    def _close(self) -> None:
        info = {**self._info, "Payload-Oxum": f"{self._octets}.{len(self._sums)}"}
        tags = {
            DECLARATION: BAGIT,
            INFO: "".join(f"{name}: {told}\n" for name, told in info.items() if told),
            MANIFEST: _sums(self._sums),
        }
        digests = {name: hashlib.sha256(told.encode()).hexdigest() for name, told in tags.items()}
        for name, told in {**tags, TAG_MANIFEST: _sums(digests)}.items():
            self._package.writestr(entry(f"{self._folder}/{name}"), told.encode())


def _sums(sums: dict[str, str]) -> str:
    """Lines as `sha256sum` writes and reads them."""
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(sums.items()))


def digest_of(file: Path) -> str:
    """The SHA-256 of a whole file."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
