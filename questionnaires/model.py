"""A questionnaire as it is published: sections of questions of thirteen kinds, each text in Finnish and Swedish."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from questionnaires.basics import EARLIER_AUDIENCES as EARLIER_AUDIENCES
from questionnaires.basics import Audience as Audience
from questionnaires.basics import AudienceGroup as AudienceGroup
from questionnaires.basics import Frozen as Frozen
from questionnaires.basics import Identifier as Identifier
from questionnaires.basics import Language as Language
from questionnaires.basics import Text as Text
from questionnaires.basics import Theme as Theme
from questionnaires.conditions import Condition


class Option(Frozen):
    """One choice. `id` is stored and never changes; `exclusive` rules out all others, `other` asks for words."""

    id: Identifier
    text: Text
    exclusive: bool = False
    other: bool = False


class ScalePoint(Frozen):
    """One point of a scale; `value` None is "cannot say"."""

    value: int | None
    text: Text


class Column(Frozen):
    """One cell of a row; a `long` one has several lines, an `options` one holds the id of a role or a status."""

    id: Identifier
    text: Text
    long: bool = False
    input: Literal["text", "email", "options"] = "text"


class Shown(Frozen):
    """What everything has that a section shows to some audiences, always or when `show_if` holds."""

    id: Identifier
    audiences: tuple[Audience, ...]
    text: Text
    show_if: Condition | None = None


class Info(Shown):
    """A text that is shown and asks nothing."""

    kind: Literal["info"] = "info"


class Question(Shown):
    """What every question has. `role` says what the answer is for, `cluster` whether its words go to the synthesis."""

    role: Identifier
    help: Text | None = None
    required: bool = False
    cluster: bool = False
    show_indicators: tuple[str, ...] = ()

    def __hash__(self) -> int:
        # The fields would not do: a dict (require_role) has no hash.
        return hash((type(self), self.id))


class Open(Question):
    """Free text. `prefill` names what stands beside the field."""

    kind: Literal["open"] = "open"
    max_length: int = 4000
    prefill: Literal["previous_year_decisions"] | None = None


class OpenRepeat(Question):
    """Up to `max_items` free texts, one thing in each."""

    kind: Literal["open_repeat"] = "open_repeat"
    max_items: int = 3
    max_length: int = 4000


class Single(Question):
    """One of the options."""

    kind: Literal["single"] = "single"
    options: tuple[Option, ...]


class Multi(Question):
    """Some of the options, at most `max_choices` of them."""

    kind: Literal["multi"] = "multi"
    options: tuple[Option, ...]
    max_choices: int | None = None


class Scale(Question):
    """One point of a scale, with room for words when `comment`."""

    kind: Literal["scale"] = "scale"
    points: tuple[ScalePoint, ...]
    comment: bool = False
    max_length: int = 4000


class Number(Question):
    """A number from `min` to `max` with at most so many `decimals`; `unit` stands after the field."""

    kind: Literal["number"] = "number"
    min: Decimal | None = None
    max: Decimal | None = None
    unit: Text | None = None
    decimals: int = 0


class Date(Question):
    """A day."""

    kind: Literal["date"] = "date"


class Link(Question):
    """Where a document is on the web, with its title, and whose it is and of which year when that is asked."""

    kind: Literal["link"] = "link"
    ask_organisation: bool = False
    ask_year: bool = False


class DateNote(Question):
    """Where it was dealt with, and when."""

    kind: Literal["date_note"] = "date_note"


class File(Question):
    """One file of the accepted kinds (file name endings); `max_pages` is told to the respondent."""

    kind: Literal["file"] = "file"
    accept: tuple[str, ...]
    max_pages: int | None = None
    max_bytes: int = 20_000_000


class Rows(Question):
    """A list of `min_rows`–`max_rows` rows, each with the same cells (raised issues)."""

    kind: Literal["list"] = "list"
    columns: tuple[Column, ...]
    min_rows: int = 0
    max_rows: int


class Roster(Question):
    """The delegation. A missing `require_role` of the respondent's audience is a gap that is shown, not a stop."""

    kind: Literal["roster"] = "roster"
    columns: tuple[Column, ...]
    roles: tuple[Option, ...]
    min_rows: int = 0
    max_rows: int = 12
    require_role: dict[Audience, Identifier] = Field(default_factory=dict)


class DecisionStatus(Question):
    """How each of last year's decisions has come along."""

    kind: Literal["per_decision_status"] = "per_decision_status"
    columns: tuple[Column, ...] = ()
    statuses: tuple[Option, ...]
    max_rows: int = 12


AnyQuestion = Annotated[
    Open
    | OpenRepeat
    | Single
    | Multi
    | Scale
    | Number
    | Date
    | Link
    | DateNote
    | File
    | Rows
    | Roster
    | DecisionStatus,
    Field(discriminator="kind"),
]
AnyPart = Annotated[AnyQuestion | Info, Field(discriminator="kind")]


class Section(Frozen):
    """Questions that are answered together, and texts among them; `show_if` holds for all of them.

    `instructions` are for one audience each (the pre-assignment).
    """

    id: Identifier
    title: Text
    intro: tuple[Text, ...] = ()
    instructions: dict[Audience, Text] = Field(default_factory=dict)
    show_if: Condition | None = None
    questions: tuple[AnyPart, ...]

    def __hash__(self) -> int:
        # As in Question: `instructions` is a dict.
        return hash((type(self), self.id))

    def parts_for(self, audience: Audience) -> tuple[AnyPart, ...]:
        """The questions that `audience` is asked, and the texts that it is shown, in their order."""
        return tuple(part for part in self.questions if audience in part.audiences)

    def questions_for(self, audience: Audience) -> tuple[AnyQuestion, ...]:
        """The questions that `audience` is asked, as far as their conditions allow."""
        return tuple(part for part in self.parts_for(audience) if not isinstance(part, Info))


class Deliverable(Frozen):
    """A thing to deliver with the pre-assignment, tracked on its own: it is there when `question` is answered."""

    id: Identifier
    question: Identifier
    text: Text
    required: bool = False


class Questionnaire(Frozen):
    """All that one round asks, whole: nothing in it refers to another document."""

    format: Literal[1] = 1
    id: Identifier
    theme: Theme
    version: str
    title: Text
    theme_name: Text
    goals: tuple[Text, ...] = ()
    intro: Text | None = None
    audiences: tuple[AudienceGroup, ...] = EARLIER_AUDIENCES
    sections: tuple[Section, ...]
    deliverables: tuple[Deliverable, ...] = ()

    def sections_for(self, audience: Audience) -> tuple[Section, ...]:
        """The sections in which `audience` is asked or shown something."""
        return tuple(section for section in self.sections if section.parts_for(audience))

    def questions(self) -> Iterator[AnyQuestion]:
        """Every question, in the order in which it is asked."""
        parts = (part for section in self.sections for part in section.questions)
        return (part for part in parts if not isinstance(part, Info))

    def question(self, question_id: str) -> AnyQuestion:
        """The question with this id; KeyError when there is none."""
        for question in self.questions():
            if question.id == question_id:
                return question
        raise KeyError(question_id)
