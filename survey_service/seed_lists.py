"""Reads the network's candidate phenomena from a YAML file, the seeds of a synthesis."""

from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from synthesis.grouping.seeding import checked
from synthesis.model import CannotSynthesise, Seed

TEXTS = ("id", "fi", "sv", "desc")
SHAPE = 'phenomena: [{id: "…", fi: "…", sv: "…", desc: "…"}, …]'


def read(file: Path) -> tuple[Seed, ...]:
    """The candidate phenomena in `file`, in its order; of each the id, the names fi and sv, and desc are used.

    Raises CannotSynthesise with one sentence that says what is wrong and how to mend it.
    """
    try:
        document = YAML(typ="safe").load(file.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as trouble:
        raise CannotSynthesise(f"{file.name}: the file is not UTF-8 text; save it as UTF-8.") from trouble
    except MarkedYAMLError as trouble:
        line = trouble.problem_mark.line + 1 if trouble.problem_mark else 1
        raise CannotSynthesise(f"{file.name}, line {line}: this is not YAML ({trouble.problem}).") from trouble
    except YAMLError as trouble:
        raise CannotSynthesise(
            f"{file.name}: this is not YAML, or holds a character that YAML does not allow."
        ) from trouble
    found = document.get("phenomena") if isinstance(document, dict) else None
    if not isinstance(found, list) or not found:
        raise CannotSynthesise(f"{file.name}: there is no list of phenomena; write {SHAPE}.")
    try:
        return checked(_seed(place, each) for place, each in enumerate(found, 1))
    except CannotSynthesise as trouble:
        raise CannotSynthesise(f"{file.name}: {trouble}") from trouble


def _seed(place: int, found: Any) -> Seed:
    if not isinstance(found, dict):
        raise CannotSynthesise(f"phenomenon {place} is not a mapping with an id and names; write {SHAPE}.")
    given = {name: found[name] for name in TEXTS if found.get(name) is not None}
    for name, value in given.items():
        if not isinstance(value, str | int) or isinstance(value, bool):
            raise CannotSynthesise(f'phenomenon {place}: {name} must be text; put it between quotes ("…").')
    texts = {name: text for name, value in given.items() if (text := " ".join(str(value).split()))}
    if "id" not in texts:
        raise CannotSynthesise(f"phenomenon {place} has no id; give each one of its own.")
    return Seed(**texts)
