"""How far a response has come: the state of each section, and the gaps that are shown before it is sent."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from questionnaires.model import AnyQuestion, Audience, Questionnaire, Roster, Rows, Section
from questionnaires.values import Table, Value

State = Literal["empty", "partial", "done"]
GapKind = Literal["required", "rows", "role"]


@dataclass(frozen=True)
class Gap:
    """Something that is asked for and missing. `role` is the role that nobody has, for a gap of that kind."""

    section_id: str
    question: AnyQuestion
    kind: GapKind
    role: str = ""


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


def gaps(questionnaire: Questionnaire, audience: Audience, values: Mapping[str, Value]) -> list[Gap]:
    """What `audience` is asked for and has not given, in the order of the questionnaire."""
    return [gap for section in questionnaire.sections_for(audience) for gap in _in_section(section, audience, values)]


def is_answered(question: AnyQuestion, values: Mapping[str, Value]) -> bool:
    """Whether anything was given to the question."""
    value = values.get(question.id)
    return value is not None and not value.is_empty()


def _in_section(section: Section, audience: Audience, values: Mapping[str, Value]) -> Iterable[Gap]:
    for question in section.questions_for(audience):
        if not is_answered(question, values):
            if question.required:
                yield Gap(section.id, question, "required")
            elif isinstance(question, Roster) and audience in question.require_role:
                yield Gap(section.id, question, "role", question.require_role[audience])
        elif isinstance(question, Roster | Rows):
            yield from _in_rows(section, question, audience, values[question.id])


def _in_rows(section: Section, question: Roster | Rows, audience: Audience, value: Value) -> Iterable[Gap]:
    assert isinstance(value, Table)
    if len(value.rows) < question.min_rows:
        yield Gap(section.id, question, "rows")
    role = question.require_role.get(audience) if isinstance(question, Roster) else None
    if role and not any(role in row.values() for row in value.rows):
        yield Gap(section.id, question, "role", role)
