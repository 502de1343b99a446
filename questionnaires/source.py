"""A YAML file read with the place of every key and value, so that each problem can name its line and column."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from questionnaires.notation import NOT_IN_TEXT
from questionnaires.problems import Message, Problem, say
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

    def report(self, place: Place, code: str, message: Message) -> None:
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
    try:
        raw = file.read_bytes()
    except OSError as error:
        source = Source(name)
        reason = error.strerror or "unknown reason"
        source.report(
            (1, 1),
            "unreadable",
            say("The file cannot be read (%(reason)s). Check its name and that you may read it.", reason=reason),
        )
        return source
    return parsed(raw, name)


def parsed(raw: bytes, name: str) -> Source:
    """Read the bytes of one file, as `read`."""
    source = Source(name)
    if (text := _text(raw, source)) is None:
        return source
    try:
        node = YAML(typ="safe", pure=True).compose(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        source.report(place, "syntax", explain(error, text))
    except ValueError as error:
        # a character beyond the last one, written by its number
        source.report((1, 1), "syntax", say("This cannot be read as YAML: %(error)s", error=error))
    except RecursionError:
        source.report(
            (1, 1),
            "too-deep",
            say(
                "Things stand inside each other more than %(MAX_DEPTH)s deep. Remove the extra levels.",
                MAX_DEPTH=MAX_DEPTH,
            ),
        )
    except YAMLError as error:
        source.report(
            (1, 1), "syntax", say("This cannot be read as YAML: %(error)s", error=str(error).partition("\n")[0])
        )
    else:
        if node is None:
            source.report(
                (1, 1), "empty", say("The file has nothing in it. Copy a document of the same kind and change it.")
            )
        else:
            source.data = _Builder(source).build(node, (), 0)
    return source


def _text(raw: bytes, source: Source) -> str | None:
    if len(raw) > MAX_BYTES:
        source.report(
            (1, 1),
            "too-large",
            say(
                "The file has %(raw)s bytes; at most %(MAX_BYTES)s are read. Split it.",
                raw=len(raw),
                MAX_BYTES=MAX_BYTES,
            ),
        )
        return None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line_start = before.rfind(b"\n") + 1
        place = (before.count(b"\n") + 1, len(before[line_start:].decode("utf-8", "replace")) + 1)
        source.report(place, "not-utf-8", say("This character is not UTF-8. Save the file as UTF-8 in your editor."))
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
        if found := NOT_IN_TEXT.search(node.value):
            self.source.report(
                place,
                "character",
                say(
                    "A character that cannot be seen stands here (U+%(code)s). Remove it.", code=f"{ord(found[0]):04X}"
                ),
            )
        return _scalar(str(node.tag), node.value)

    def _refused(self, node: Node, place: Place, depth: int) -> bool:
        if depth > MAX_DEPTH:
            self.source.report(
                place,
                "too-deep",
                say("This stands more than %(MAX_DEPTH)s levels deep. Remove the extra levels.", MAX_DEPTH=MAX_DEPTH),
            )
            return True
        if node.anchor:
            self.source.report(
                place,
                "anchor",
                say(
                    "'&%(anchor)s' and '*%(anchor)s' are not used here. Write the thing out where it is needed.",
                    anchor=node.anchor,
                ),
            )
        if str(node.tag).removeprefix(YAML_TAGS) not in PLAIN:
            tag = str(node.tag).replace(YAML_TAGS, "!!")
            self.source.report(
                place, "tag", say("'%(tag)s' is a YAML tag; tags are not used here. Remove it.", tag=tag)
            )
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
                    say(
                        "'%(key)s' stands here again; it is already on line %(line)s, column %(column)s. Keep "
                        "one of them.",
                        key=key,
                        line=line,
                        column=column,
                    ),
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
                    place, "wrong-type", say("A key must be one word, such as 'id'. Put quotes around the text.")
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
