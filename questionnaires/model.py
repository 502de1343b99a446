"""A questionnaire as it is published: sections of questions of ten kinds, each text in Finnish and Swedish."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Language = Literal["fi", "sv"]
Audience = Literal["kunta", "sote", "jarjesto", "muu"]
Theme = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{2,63}$")]
Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{1,63}$")]


class Frozen(BaseModel):
    """A value: hashable, never changed after it was made, and no field that nobody declared."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Text(Frozen):
    """One text in both languages of the interface."""

    fi: str
    sv: str

    def in_language(self, language: Language) -> str:
        """The text in `language`."""
        return self.sv if language == "sv" else self.fi


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


class Question(Frozen):
    """What every question has. `role` says what the answer is for, `cluster` whether its words go to the synthesis."""

    id: Identifier
    role: Identifier
    audiences: tuple[Audience, ...]
    text: Text
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
    Open | OpenRepeat | Single | Multi | Scale | DateNote | File | Rows | Roster | DecisionStatus,
    Field(discriminator="kind"),
]


class Section(Frozen):
    """Questions that are answered together. `instructions` are for one audience each (the pre-assignment)."""

    id: Identifier
    title: Text
    intro: tuple[Text, ...] = ()
    instructions: dict[Audience, Text] = Field(default_factory=dict)
    questions: tuple[AnyQuestion, ...]

    def __hash__(self) -> int:
        # As in Question: `instructions` is a dict.
        return hash((type(self), self.id))

    def questions_for(self, audience: Audience) -> tuple[AnyQuestion, ...]:
        """The questions that `audience` is asked."""
        return tuple(question for question in self.questions if audience in question.audiences)


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
    sections: tuple[Section, ...]
    deliverables: tuple[Deliverable, ...] = ()

    def sections_for(self, audience: Audience) -> tuple[Section, ...]:
        """The sections in which `audience` is asked something."""
        return tuple(section for section in self.sections if section.questions_for(audience))

    def questions(self) -> Iterator[AnyQuestion]:
        """Every question, in the order in which it is asked."""
        return (question for section in self.sections for question in section.questions)

    def question(self, question_id: str) -> AnyQuestion:
        """The question with this id; KeyError when there is none."""
        for question in self.questions():
            if question.id == question_id:
                return question
        raise KeyError(question_id)
