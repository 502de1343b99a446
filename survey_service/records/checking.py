"""Checks an archive package: everything is there as it was packed, and nothing else."""

import hashlib
import re
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

from survey_service.records.bagging import CHUNK, DECLARATION, MANIFEST, TAG_MANIFEST, digest_of

LINE = re.compile(r"([0-9a-f]{64})  (.+)")
MOST_LISTED = 50_000_000
"""Bytes of a list of checksums that are read: far more than any package of ours has."""
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, UnicodeDecodeError)


@dataclass(frozen=True)
class Checked:
    """What a check found: how many files of content are listed, every problem, and the package's own SHA-256."""

    files: int
    problems: tuple[str, ...]
    sha256: str


def check(file: Path) -> Checked:
    """Compare every file of a package with its checksum. Raises OSError when `file` cannot be read at all."""
    sha256 = digest_of(file)
    try:
        with zipfile.ZipFile(file) as package:
            return _checked(package, sha256)
    except BROKEN as trouble:
        return Checked(0, (f"The file is no whole ZIP package ({trouble}).",), sha256)


def _checked(package: zipfile.ZipFile, sha256: str) -> Checked:
    names = [info.filename for info in package.infolist() if not info.is_dir()]
    folder = next((name.removesuffix(MANIFEST) for name in names if name.endswith(f"/{MANIFEST}")), None)
    if folder is None or f"{folder}{DECLARATION}" not in names:
        return Checked(0, (f"This is no archive package of ours: {MANIFEST} or {DECLARATION} is missing.",), sha256)
    problems = [f"{name}: stands in the package more than once." for name in sorted(_twice(names))]
    problems += [f"{name}: lies outside of {folder}" for name in names if not name.startswith(folder)]
    content, wrong = _listed(package, folder, MANIFEST)
    tags, wrong_tags = _listed(package, folder, TAG_MANIFEST)
    problems += wrong + wrong_tags
    problems += _compared(package, folder, {**content, **tags})
    known = {f"{folder}{name}" for name in (*content, *tags, TAG_MANIFEST)}
    problems += [f"{name.removeprefix(folder)}: is in no list of checksums." for name in names if name not in known]
    return Checked(len(content), tuple(problems), sha256)


def _listed(package: zipfile.ZipFile, folder: str, name: str) -> tuple[dict[str, str], list[str]]:
    """The checksums in a list by path, and what is wrong with it."""
    try:
        info = package.getinfo(f"{folder}{name}")
    except KeyError:
        return {}, [f"{name}: is missing."]
    if info.file_size > MOST_LISTED:
        return {}, [f"{name}: is too long to be a list of ours."]
    sums: dict[str, str] = {}
    problems = []
    for number, line in enumerate(package.read(info).decode("utf-8").splitlines(), start=1):
        found = LINE.fullmatch(line)
        if found:
            sums[found[2]] = found[1]
        else:
            problems.append(f"{name}:{number}: is no line with a checksum.")
    return sums, problems


def _compared(package: zipfile.ZipFile, folder: str, sums: dict[str, str]) -> list[str]:
    problems = []
    for name, expected in sorted(sums.items()):
        try:
            found = _digest(package, f"{folder}{name}")
        except KeyError:
            problems.append(f"{name}: is missing.")
        except BROKEN as trouble:
            problems.append(f"{name}: cannot be read ({trouble}).")
        else:
            if found != expected:
                problems.append(f"{name}: has changed; its checksum is {found}, not {expected}.")
    return problems


def _digest(package: zipfile.ZipFile, name: str) -> str:
    digest = hashlib.sha256()
    with package.open(name) as stream:
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _twice(names: list[str]) -> set[str]:
    return {name for name in names if names.count(name) > 1} if len(set(names)) < len(names) else set()
