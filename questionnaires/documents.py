"""The grammar of the authoring documents: what a YAML file of each kind may hold."""

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from questionnaires.authored import (
    AnyAuthoredPart,
    AnyDeliverable,
    Authored,
    AuthoredAudience,
    AuthoredColumn,
    AuthoredName,
    AuthoredOption,
    AuthoredPoint,
    AuthoredText,
    PartOrReference,
    Words,
)
from questionnaires.basics import Audience, Identifier, Theme
from questionnaires.conditions import Condition


class AuthoredSection(Authored):
    """Questions that are answered together."""

    id: Identifier
    title: AuthoredText
    intro: list[AuthoredText] = Field(default_factory=list)
    show_if: Condition | None = Field(None, description="When all of it is asked, by answers of earlier sections.")
    questions: Annotated[list[PartOrReference], Field(min_length=1)]


class StandingPlace(Authored):
    """Here stand the questions of a standing document."""

    standing: Identifier


class PreassignmentPlace(Authored):
    """Here stands the pre-assignment."""

    preassignment: Identifier


def _tag_of_section(value: Any) -> str:
    for key in ("standing", "preassignment"):
        if key in value if isinstance(value, dict) else hasattr(value, key):
            return key
    return "section"


SectionOrPlace = Annotated[
    Annotated[AuthoredSection, Tag("section")]
    | Annotated[StandingPlace, Tag("standing")]
    | Annotated[PreassignmentPlace, Tag("preassignment")],
    Discriminator(_tag_of_section),
]


class Definitions(Authored):
    """What every document may define under a name, for itself and for those that include it."""

    id: Identifier
    scales: dict[Identifier, Annotated[list[AuthoredPoint], Field(min_length=2)]] = Field(default_factory=dict)
    option_lists: dict[Identifier, Annotated[list[AuthoredOption], Field(min_length=1)]] = Field(default_factory=dict)
    columns: list[AuthoredColumn] = Field(default_factory=list)
    roles: list[AuthoredName] = Field(default_factory=list)
    statuses: list[AuthoredName] = Field(default_factory=list)
    retired: list[Identifier] = Field(
        default_factory=list, description="Ids that were asked in earlier years and are never used again."
    )


class WithAudiences(Definitions):
    """A document that may say which audiences there are."""

    audiences: list[AuthoredAudience] = Field(
        default_factory=list,
        description="Those who are asked. `muu` is everybody who has no audience of its own. "
        "When no document names any: kunta, sote, jarjesto, muu.",
    )


class LibraryDocument(WithAudiences):
    """Building blocks that other documents include: scales, options, columns, roles, common questions."""

    document_format: Literal["hytetu-kysely/1"] = Field(alias="schema")
    include: list[Identifier] = Field(default_factory=list)
    questions: list[AnyAuthoredPart] = Field(default_factory=list)


class StandingDocument(Definitions):
    """Questions that are asked every year, whatever the theme; one section."""

    document_format: Literal["hytetu-kysely/1"] = Field(alias="schema")
    standing: Literal[True]
    include: list[Identifier] = Field(default_factory=list)
    title: AuthoredText
    short_title: AuthoredText | None = None
    questions: Annotated[list[PartOrReference], Field(min_length=1)]


class ThemeDocument(WithAudiences):
    """All that is asked about one theme."""

    document_format: Literal["hytetu-kysely/1"] = Field(alias="schema")
    theme: Theme
    version: Words
    include: list[Identifier] = Field(default_factory=list)
    title: AuthoredText
    theme_name: AuthoredText = Field(description="As it stands inside a sentence, in small letters.")
    goals: list[AuthoredText] = Field(default_factory=list)
    intro: AuthoredText | None = None
    audience_as: dict[Audience, Audience] = Field(
        default_factory=dict, description="An audience that is asked all that another one is asked."
    )
    sections: Annotated[list[SectionOrPlace], Field(min_length=1)]


class FrameDocument(Definitions):
    """What everybody delivers with the pre-assignment, and the words that stand above the instructions."""

    document_format: Literal["hytetu-ennakkotehtava/1"] = Field(alias="schema")
    title: AuthoredText
    frame: list[AuthoredText] = Field(default_factory=list)
    deliverables: Annotated[list[AnyDeliverable], Field(min_length=1)]


class PreassignmentDocument(Authored):
    """The instructions of one theme's pre-assignment, for each audience."""

    document_format: Literal["hytetu-ennakkotehtava/1"] = Field(alias="schema")
    id: Identifier
    include: Annotated[list[Identifier], Field(min_length=1, max_length=1)]
    instructions: Annotated[dict[Audience, AuthoredText], Field(min_length=1)]


class WholeSection(Authored):
    """Questions that are answered together, with what a pre-assignment says to each audience."""

    id: Identifier
    title: AuthoredText
    intro: list[AuthoredText] = Field(default_factory=list)
    instructions: dict[Audience, AuthoredText] = Field(default_factory=dict)
    show_if: Condition | None = None
    questions: Annotated[list[AnyAuthoredPart], Field(min_length=1)]


class WholeDeliverable(Authored):
    """A thing to deliver, and the question in which it is delivered."""

    id: Identifier
    question: Identifier
    text: AuthoredText
    required: bool = False


class WholeDocument(WithAudiences):
    """Everything that one round asks, in one file: nothing in it refers to another document."""

    document_format: Literal["hytetu-kysely/1"] = Field(alias="schema")
    whole: Literal[True]
    theme: Theme
    version: Words
    title: AuthoredText
    theme_name: AuthoredText
    goals: list[AuthoredText] = Field(default_factory=list)
    intro: AuthoredText | None = None
    sections: Annotated[list[WholeSection], Field(min_length=1)]
    delivered: list[WholeDeliverable] = Field(default_factory=list)


AnyDocument = WholeDocument | LibraryDocument | StandingDocument | ThemeDocument | FrameDocument | PreassignmentDocument
