"""How far a response has come, section by section."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from questionnaires.asking import Asked
from questionnaires.model import AnyQuestion, Section
from questionnaires.values import Value

State = Literal["empty", "partial", "done", "waiting", "nothing", "hidden"]


@dataclass(frozen=True)
class Progress:
    """The state of one section: `answered` out of `asked` questions; `hidden` when all of it is not asked.

    `waiting` counts the questions that depend on an answer which is not given yet: they are not among those asked.
    """

    section: Section
    answered: int
    asked: int
    waiting: int = 0
    hidden: bool = False

    @property
    def state(self) -> State:
        """In one word."""
        if self.hidden:
            return "hidden"
        if self.asked == 0:
            return "waiting" if self.waiting else "nothing"
        if self.answered == 0:
            return "empty"
        return "done" if self.answered == self.asked else "partial"


def progress(section: Section, states: Mapping[str, Asked], values: Mapping[str, Value]) -> Progress:
    """How far one section has come; `states` are of all that its organisation may be asked or shown."""
    shown = [part for part in section.questions if states.get(part.id, "hidden") != "hidden"]
    questions = [part for part in shown if part.kind != "info"]
    asked = [one for one in questions if states[one.id] == "shown" or is_answered(one, values)]
    answered = sum(is_answered(question, values) for question in asked)
    return Progress(section, answered, len(asked), len(questions) - len(asked), hidden=not shown)


def is_answered(question: AnyQuestion, values: Mapping[str, Value]) -> bool:
    """Whether anything was given to the question."""
    value = values.get(question.id)
    return value is not None and not value.is_empty()
