"""Where a text of a questionnaire is missing in a language."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pydantic import BaseModel

from questionnaires.basics import Text
from questionnaires.model import Questionnaire


@dataclass(frozen=True)
class MissingText:
    """One empty text: its `part` is the id of the section or question around it, empty for the questionnaire's own.

    `path` are the ids and fields that lead to it, `other` what the text says in the other language.
    """

    part: str
    path: str
    language: str
    other: str


def missing_texts(questionnaire: Questionnaire, languages: Sequence[str]) -> Iterator[MissingText]:
    """Every text that is empty in one of the languages, in the order in which it is shown."""
    sections = questionnaire.sections
    around = questionnaire.model_copy(update={"sections": ()})
    yield from _missing(around, languages, "", "")
    for section in sections:
        yield from _missing(section.model_copy(update={"questions": ()}), languages, section.id, "")
        for part in section.questions:
            yield from _missing(part, languages, part.id, "")


def _missing(part: object, languages: Sequence[str], owner: str, where: str) -> Iterator[MissingText]:
    if isinstance(part, Text):
        texts = part.model_dump()
        other = next((words for words in texts.values() if words.strip()), "")
        yield from (MissingText(owner, where, one, other) for one in languages if not texts[one].strip())
    elif isinstance(part, BaseModel):
        inside = ".".join(name for name in (where, str(getattr(part, "id", ""))) if name)
        for name in type(part).model_fields:
            yield from _missing(getattr(part, name), languages, owner, f"{inside}.{name}")
    elif isinstance(part, tuple | dict):
        for value in part.values() if isinstance(part, dict) else part:
            yield from _missing(value, languages, owner, where)
