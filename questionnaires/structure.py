"""What a document's grammar refuses, told in plain sentences at the line and column where it stands."""

from collections.abc import Iterator

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from questionnaires.documents import AnyDocument
from questionnaires.grammar import follow
from questionnaires.plain_words import explain
from questionnaires.problems import Problem
from questionnaires.shelf import SCHEMAS, model_of
from questionnaires.source import Source


def structure(source: Source) -> Iterator[Problem]:
    """All that the grammar refuses in one document; nothing when the document could not be read."""
    if source.data is None:
        return
    model = model_of(source.data)
    if model is None:
        yield _unknown_kind(source)
        return
    try:
        model.model_validate(source.data)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            yield _told(source, model, detail)


def _told(source: Source, model: type[AnyDocument], detail: ErrorDetails) -> Problem:
    spot = follow(model, detail["loc"])
    code, message = explain(detail, spot)
    return Problem(source.file, *source.place(spot.path, key=spot.is_key or code == "unknown-key"), code, message)


def _unknown_kind(source: Source) -> Problem:
    known = " or ".join(f"'{schema}'" for schema in SCHEMAS)
    if not isinstance(source.data, dict):
        return Problem(
            source.file,
            *source.place(()),
            "wrong-type",
            f"A document starts with keys, first of all 'schema: {SCHEMAS[0]}'.",
        )
    if "schema" not in source.data:
        return Problem(
            source.file, *source.place(()), "missing-key", f"'schema' is missing. Add 'schema:' with {known}."
        )
    said = source.data["schema"]
    return Problem(
        source.file, *source.place(("schema",)), "unknown-schema", f"'{said}' is no known schema. Write {known}."
    )
