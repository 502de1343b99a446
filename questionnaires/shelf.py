"""The documents of one folder, found by id, read once, and known by what they are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable
from typing import Any

from questionnaires.documents import (
    AnyDocument,
    FrameDocument,
    LibraryDocument,
    PreassignmentDocument,
    StandingDocument,
    ThemeDocument,
    WholeDocument,
)
from questionnaires.source import Source, read

PREASSIGNMENTS = "preassignments"
ID = re.compile(r"[a-z][a-z0-9_]{1,63}")
THEME, STANDING = b"\ntheme:", b"\nstanding:"
SCHEMAS = ("hytetu-kysely/1", "hytetu-ennakkotehtava/1")


@dataclass
class Shelf:
    """A folder of documents with its `preassignments` folder; what is not there is looked for in `behind`.

    `label` stands before the file names in messages.
    """

    folder: Traversable
    label: str
    behind: "Shelf | None" = None
    _read: dict[str, Source | None] = field(default_factory=dict)

    def find(self, document_id: str, *, preassignment: bool = False) -> Source | None:
        """The document with this id, or None; what is no id leads to no file."""
        if not ID.fullmatch(document_id):
            return None
        own = self._own(f"{PREASSIGNMENTS}/{document_id}.yaml" if preassignment else f"{document_id}.yaml")
        if own is None and self.behind:
            return self.behind.find(document_id, preassignment=preassignment)
        return own

    def add(self, name: str, source: Source) -> None:
        """Let `source` be the file `name` of this folder, so that it is read once."""
        self._read[name] = source

    def themes(self) -> list[str]:
        """The themes of the folder itself, in alphabetical order."""
        return sorted(str(source.data["theme"]) for source in self._marked(THEME) if "theme" in (source.data or ()))

    def _marked(self, mark: bytes) -> Iterator[Source]:
        # Parsing every file for one key would take most of the time of a check.
        files = (file for file in self.folder.iterdir() if file.name.endswith(".yaml") and file.is_file())
        marked = sorted(file.name for file in files if mark in b"\n" + file.read_bytes())
        return (source for name in marked if (source := self._own(name)))

    def standing_ids(self) -> list[str]:
        """The ids of the standing documents, the folder's own before those behind it."""
        standing = (source.data for source in self._marked(STANDING) if model_of(source.data) is StandingDocument)
        own = [str(data.get("id")) for data in standing]
        return [*dict.fromkeys([*own, *(self.behind.standing_ids() if self.behind else [])])]

    def ids(self, *, preassignment: bool = False) -> list[str]:
        """The ids that `find` knows, for suggestions."""
        folder = self.folder.joinpath(PREASSIGNMENTS) if preassignment else self.folder
        own = [file.name.removesuffix(".yaml") for file in folder.iterdir()] if folder.is_dir() else []
        behind = self.behind.ids(preassignment=preassignment) if self.behind else []
        return sorted({*own, *behind})

    def _own(self, name: str) -> Source | None:
        if name not in self._read:
            file = self.folder.joinpath(name)
            self._read[name] = read(file, f"{self.label}{name}") if file.is_file() else None
        return self._read[name]


def model_of(data: Any) -> type[AnyDocument] | None:
    """What kind of document this is, by what stands in it; None when not even that can be said."""
    if not isinstance(data, dict):
        return None
    if data.get("schema") == SCHEMAS[1]:
        return FrameDocument if "deliverables" in data or "frame" in data else PreassignmentDocument
    if data.get("schema") != SCHEMAS[0]:
        return None
    if "whole" in data:
        return WholeDocument
    if "standing" in data:
        return StandingDocument
    return ThemeDocument if "theme" in data or "sections" in data else LibraryDocument
