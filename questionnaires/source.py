"""A YAML file read with the place of every key and value, so that each problem can name its line and column."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from questionnaires.problems import Problem
from questionnaires.syntax import explain

MAX_BYTES = 500_000
MAX_DEPTH = 40
YAML_TAGS = "tag:yaml.org,2002:"
PLAIN = {"str", "int", "float", "bool", "null", "timestamp", "merge", "value", "seq", "map"}
Path = tuple[str | int, ...]
Place = tuple[int, int]


@dataclass
class Source:
    """One file: its plain data, and where each part stands (line, column, from 1). `problems` are of reading only."""

    file: str
    data: Any = None
    values: dict[Path, Place] = field(default_factory=dict)
    keys: dict[Path, Place] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def report(self, place: Place, code: str, message: str) -> None:
        """Add a problem of reading."""
        self.problems.append(Problem(self.file, *place, code, message))

    def place(self, path: Path, *, key: bool = False) -> Place:
        """Where `path` stands, or the nearest thing around it that is there."""
        if key and path in self.keys:
            return self.keys[path]
        while path and path not in self.values:
            path = path[:-1]
        return self.values.get(path, (1, 1))


def read(file: Traversable, name: str) -> Source:
    """Read one file; `name` stands in messages. Whatever is wrong with it is in `problems`, nothing is raised."""
    source = Source(name)
    if (text := _text(file, source)) is None:
        return source
    try:
        node = YAML(typ="safe", pure=True).compose(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        source.report(place, "syntax", explain(error, text))
    except RecursionError:
        source.report(
            (1, 1), "too-deep", f"Things stand inside each other more than {MAX_DEPTH} deep. Remove the extra levels."
        )
    except YAMLError as error:
        source.report((1, 1), "syntax", f"This cannot be read as YAML: {error}".splitlines()[0])
    else:
        if node is None:
            source.report(
                (1, 1), "empty", "The file has nothing in it. Copy a document of the same kind and change it."
            )
        else:
            source.data = _Builder(source).build(node, (), 0)
    return source


def _text(file: Traversable, source: Source) -> str | None:
    try:
        raw = file.read_bytes()
    except OSError as error:
        reason = error.strerror or "unknown reason"
        source.report(
            (1, 1), "unreadable", f"The file cannot be read ({reason}). Check its name and that you may read it."
        )
        return None
    if len(raw) > MAX_BYTES:
        source.report((1, 1), "too-large", f"The file has {len(raw)} bytes; at most {MAX_BYTES} are read. Split it.")
        return None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line_start = before.rfind(b"\n") + 1
        place = (before.count(b"\n") + 1, len(before[line_start:].decode("utf-8", "replace")) + 1)
        source.report(place, "not-utf-8", "This character is not UTF-8. Save the file as UTF-8 in your editor.")
        return None


class _Builder:
    """Turns nodes into plain data and notes their places."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.seen: set[int] = set()

    def build(self, node: Node, path: Path, depth: int) -> Any:
        place = (node.start_mark.line + 1, node.start_mark.column + 1)
        self.source.values[path] = place
        if id(node) in self.seen or self._refused(node, place, depth):
            return None
        self.seen.add(id(node))
        if isinstance(node, MappingNode):
            return self._mapping(node, path, depth)
        if isinstance(node, SequenceNode):
            return [self.build(item, (*path, number), depth + 1) for number, item in enumerate(node.value)]
        return _scalar(str(node.tag), node.value)

    def _refused(self, node: Node, place: Place, depth: int) -> bool:
        if depth > MAX_DEPTH:
            self.source.report(
                place, "too-deep", f"This stands more than {MAX_DEPTH} levels deep. Remove the extra levels."
            )
            return True
        if node.anchor:
            self.source.report(
                place,
                "anchor",
                f"'&{node.anchor}' and '*{node.anchor}' are not used here. Write the thing out where it is needed.",
            )
        if str(node.tag).removeprefix(YAML_TAGS) not in PLAIN:
            tag = str(node.tag).replace(YAML_TAGS, "!!")
            self.source.report(place, "tag", f"'{tag}' is a YAML tag; tags are not used here. Remove it.")
        return False

    def _mapping(self, node: MappingNode, path: Path, depth: int) -> dict[str, Any]:
        built: dict[str, Any] = {}
        for key, value, place in self._entries(node):
            here = (*path, key)
            if key in built:
                line, column = self.source.keys[here]
                self.source.report(
                    place,
                    "duplicate-key",
                    f"'{key}' stands here again; it is already on line {line}, column {column}. Keep one of them.",
                )
                continue
            self.source.keys[here] = place
            built[key] = self.build(value, here, depth + 1)
        return built

    def _entries(self, node: MappingNode) -> Iterator[tuple[str, Node, Place]]:
        for key, value in node.value:
            place = (key.start_mark.line + 1, key.start_mark.column + 1)
            self._refused(key, place, 0)
            if isinstance(key, ScalarNode):
                yield key.value, value, place
            else:
                self.source.report(
                    place, "wrong-type", "A key must be one word, such as 'id'. Put quotes around the text."
                )


def _scalar(tag: str, written: str) -> Any:
    kind = tag.rpartition(":")[2]
    if kind == "null":
        return None
    if kind == "bool":
        return written.lower() == "true"
    return _number(written, kind) if kind in ("int", "float") else written


def _number(text: str, kind: str) -> int | float | str:
    try:
        return int(text.replace("_", "")) if kind == "int" else float(text.replace("_", ""))
    except ValueError:
        return text  # 0x1F, .inf: no document has a use for them as numbers
