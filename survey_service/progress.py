"""How far a response has come, section by section."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from questionnaires.model import AnyQuestion, Audience, Section
from questionnaires.values import Value

State = Literal["empty", "partial", "done"]


@dataclass(frozen=True)
class Progress:
    """The state of one section: `answered` out of `asked` questions."""

    section: Section
    answered: int
    asked: int

    @property
    def state(self) -> State:
        """In one word."""
        if self.answered == 0:
            return "empty"
        return "done" if self.answered == self.asked else "partial"


def progress(section: Section, audience: Audience, values: Mapping[str, Value]) -> Progress:
    """How far `audience` has come in one section."""
    asked = section.questions_for(audience)
    return Progress(section, sum(is_answered(question, values) for question in asked), len(asked))


def is_answered(question: AnyQuestion, values: Mapping[str, Value]) -> bool:
    """Whether anything was given to the question."""
    value = values.get(question.id)
    return value is not None and not value.is_empty()
