"""What a document's grammar refuses, told in plain sentences at the line and column where it stands."""

from collections.abc import Iterator
from dataclasses import replace

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from questionnaires.authored import AuthoredQuestion
from questionnaires.documents import AnyDocument
from questionnaires.grammar import Spot, follow
from questionnaires.plain_words import SHOW_IF, explain
from questionnaires.problems import Problem, say
from questionnaires.shelf import SCHEMAS, model_of
from questionnaires.source import Source

UNKNOWN_TYPE = ("union_tag_invalid", "union_tag_not_found")


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
            if detail["type"] in UNKNOWN_TYPE and _is_question(detail):
                yield from _of_any_type(source, model, detail)


def _is_question(detail: ErrorDetails) -> bool:
    return isinstance(detail["input"], dict) and "ref" not in detail["input"] and SHOW_IF not in detail["loc"]


def _of_any_type(source: Source, model: type[AnyDocument], detail: ErrorDetails) -> Iterator[Problem]:
    # Of what type the question is meant to be is unknown, but what every type needs can still be told.
    at = follow(model, detail["loc"]).path
    try:
        AuthoredQuestion.model_validate(detail["input"])
    except ValidationError as error:
        for further in error.errors(include_url=False):
            if further["type"] != "extra_forbidden":
                spot = follow(AuthoredQuestion, further["loc"])
                yield _problem(source, replace(spot, path=(*at, *spot.path)), further)


def _told(source: Source, model: type[AnyDocument], detail: ErrorDetails) -> Problem:
    return _problem(source, follow(model, detail["loc"]), detail)


def _problem(source: Source, spot: Spot, detail: ErrorDetails) -> Problem:
    code, message = explain(detail, spot)
    path = (*spot.path, "type") if code == "unknown-type" else spot.path
    at_key = spot.is_key or code == "unknown-key" or detail["input"] is None
    return Problem(source.file, *source.place(path, key=at_key), code, message)


def _unknown_kind(source: Source) -> Problem:
    known = " or ".join(f"'{schema}'" for schema in SCHEMAS)
    if not isinstance(source.data, dict):
        return Problem(
            source.file,
            *source.place(()),
            "wrong-type",
            say("A document is made of keys and values. Start it with 'schema: %(SCHEMAS)s'.", SCHEMAS=SCHEMAS[0]),
        )
    if "schema" not in source.data:
        return Problem(
            source.file,
            *source.place(()),
            "missing-key",
            say("'schema' is missing. Add 'schema:' with %(known)s.", known=known),
        )
    said = source.data["schema"]
    return Problem(
        source.file,
        *source.place(("schema",)),
        "unknown-schema",
        say("'%(said)s' is no known schema. Write %(known)s.", said=said, known=known),
    )
