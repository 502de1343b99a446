"""The JSON Schemas of the documents, for completion in editors; `python -m questionnaires.schemas` writes them."""

import json
from pathlib import Path
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

DIALECT = "https://json-schema.org/draft/2020-12/schema"
NAMES: dict[str, type[AnyDocument]] = {
    "questionnaire": ThemeDocument,
    "whole": WholeDocument,
    "library": LibraryDocument,
    "standing": StandingDocument,
    "preassignment": PreassignmentDocument,
    "preassignment_frame": FrameDocument,
}


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema of one kind of document."""
    return {"$schema": DIALECT, "$id": f"urn:ennakko:{name}:1", **NAMES[name].model_json_schema()}


def written(name: str) -> str:
    """The schema as it stands in the file schema/<name>.json."""
    return json.dumps(schema(name), ensure_ascii=False, indent=2) + "\n"


def write(folder: Path) -> None:
    """Write all schemas into `folder`."""
    for name in NAMES:
        (folder / f"{name}.json").write_text(written(name), encoding="utf-8")


if __name__ == "__main__":
    write(Path(__file__).parent / "schema")
