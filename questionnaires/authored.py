"""The grammar of a question as authors write it, and of the smaller things that documents are made of."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag

from questionnaires.basics import Audience, Identifier
from questionnaires.conditions import Condition

Role = Literal[
    "phenomena",
    "strengths",
    "cooperation_gaps",
    "request_to_hva",
    "priority",
    "theme_specific",
    "hyte_indicator",
    "target_groups",
    "trend",
    "information_exchange",
    "support_adequacy",
    "previous_decisions",
    "plan_status",
    "goal_alignment",
    "hyte_review",
    "hyte_cooperation",
    "presentation",
    "raised_issue",
    "delegation",
    "handling",
    "other",
]
Kind = Literal[
    "open",
    "open_repeat",
    "single",
    "multi",
    "scale",
    "number",
    "date",
    "link",
    "date_note",
    "file",
    "list",
    "roster",
    "per_decision_status",
]
Words = Annotated[str, Field(min_length=1, pattern=r"\S")]
Audiences = Annotated[list[Audience], Field(min_length=1)]
FileEnding = Annotated[str, Field(pattern=r"^[a-z0-9]{1,8}$")]
Length = Annotated[int, Field(ge=1, le=20_000)]
RowCount = Annotated[int, Field(ge=0, le=50)]
Count = Annotated[int, Field(ge=1, le=50)]
Number = Annotated[int | float, Field(ge=-(10**15), le=10**15)]


class Authored(BaseModel):
    """A part of a document: only the keys that are named here, and nothing is converted on the quiet."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class AuthoredText(Authored):
    """One text in Finnish and in Swedish."""

    fi: Words
    sv: Words


class AuthoredOption(AuthoredText):
    """A choice, a role or a status: its id, which is stored, and its text."""

    id: Identifier
    exclusive: bool = Field(False, description="Rules out all other options.")
    other: bool = Field(False, description="Asks for words: other, which?")


class AuthoredName(AuthoredText):
    """A role or a status."""

    id: Identifier


class AuthoredAudience(AuthoredText):
    """Those who are asked the same, in small letters and in the plural, as they stand in a list."""

    id: Identifier
    counted: bool = Field(True, description="Whether its organisations count in the response rate.")


class AuthoredPoint(AuthoredText):
    """A point of a scale; `value: null` is "cannot say"."""

    value: int | None


class AuthoredColumn(AuthoredText):
    """A column of a list, a roster or a table of decisions."""

    id: Identifier
    long: bool = Field(False, description="A field of several lines.")
    input: Literal["text", "email", "options"] = "text"


class AuthoredPart(Authored):
    """What everything may say that stands in a section."""

    id: Identifier = Field(description="Names the question over the years. Keep it when the wording changes.")
    audiences: Audiences = Field(description="Who is asked.")
    text: AuthoredText
    show_if: Condition | None = Field(None, description="When it is asked, by the answers to earlier questions.")


class AuthoredInfo(AuthoredPart):
    """A text that asks nothing."""

    type: Literal["info"]


class AuthoredQuestion(AuthoredPart):
    """What every question may say."""

    role: Role = Field(description="What the answer is for; the briefing keeps the roles apart.")
    help: AuthoredText | None = Field(None, description="Stands under the question.")
    required: bool = Field(False, description="An empty answer is shown as missing; it stops nobody.")
    cluster: bool = Field(False, description="The words go to the synthesis.")
    show_indicators: list[Identifier] = Field(default_factory=list)


class AuthoredOpen(AuthoredQuestion):
    """Free text."""

    type: Literal["open"]
    max_length: Length = 4000
    prefill: Literal["previous_year_decisions"] | None = Field(None, description="What stands beside the field.")


class AuthoredOpenRepeat(AuthoredQuestion):
    """Free texts, one thing in each field."""

    type: Literal["open_repeat"]
    max_items: Count = 3
    max_length: Length = 4000


def _tag_of_options(value: Any) -> str:
    return "own" if isinstance(value, list) else "named"


Options = Annotated[
    Annotated[Identifier, Tag("named")] | Annotated[list[AuthoredOption], Field(min_length=1), Tag("own")],
    Discriminator(_tag_of_options),
]


class AuthoredSingle(AuthoredQuestion):
    """One of the options: a list, or the name of one of the `option_lists`."""

    type: Literal["single"]
    options: Options


class AuthoredMulti(AuthoredQuestion):
    """Some of the options."""

    type: Literal["multi"]
    options: Options
    max_choices: Count | None = None


class AuthoredScale(AuthoredQuestion):
    """A point of the named scale, with room for words when `comment`."""

    type: Literal["scale"]
    scale: Identifier
    comment: bool = False
    max_length: Length = 4000


class AuthoredNumber(AuthoredQuestion):
    """A number; `unit` stands after the field."""

    type: Literal["number"]
    min: Number | None = None
    max: Number | None = None
    unit: AuthoredText | None = None
    decimals: Annotated[int, Field(ge=0, le=10)] = 0


class AuthoredDate(AuthoredQuestion):
    """A day."""

    type: Literal["date"]


class AuthoredLink(AuthoredQuestion):
    """A document on the web: its address and title, and whose it is and of which year when that is asked."""

    type: Literal["link"]
    ask_organisation: bool = False
    ask_year: bool = False


class AuthoredDateNote(AuthoredQuestion):
    """Where it was dealt with, and when."""

    type: Literal["date_note"]


class AuthoredFile(AuthoredQuestion):
    """One file; `accept` lists file name endings."""

    type: Literal["file"]
    accept: Annotated[list[FileEnding], Field(min_length=1)]
    max_pages: Count | None = None
    max_bytes: Annotated[int, Field(ge=1, le=100_000_000)] = 20_000_000


def _tag_of_name(value: Any) -> str:
    return "named" if isinstance(value, str) else "own"


Columns = Annotated[
    list[
        Annotated[
            Annotated[Identifier, Tag("named")] | Annotated[AuthoredColumn, Tag("own")], Discriminator(_tag_of_name)
        ]
    ],
    Field(min_length=1),
]
Named = Annotated[
    list[
        Annotated[
            Annotated[Identifier, Tag("named")] | Annotated[AuthoredName, Tag("own")], Discriminator(_tag_of_name)
        ]
    ],
    Field(min_length=1),
]


class AuthoredList(AuthoredQuestion):
    """Rows with these columns: their names, or the columns themselves."""

    type: Literal["list"]
    columns: Columns
    min_rows: RowCount = 0
    max_rows: Count


class AuthoredRoster(AuthoredQuestion):
    """The delegation: columns, one of them `input: options`, which takes one of the roles."""

    type: Literal["roster"]
    columns: Columns
    roles: Named
    min_rows: RowCount = 0
    max_rows: Count = 12
    require_role: dict[Audience, Identifier] = Field(default_factory=dict)


class AuthoredDecisionStatus(AuthoredQuestion):
    """A status for each of last year's decisions: columns, one of them `input: options`."""

    type: Literal["per_decision_status"]
    columns: Columns
    statuses: Named
    max_rows: Count = 12


class Reference(Authored):
    """A question of an included document, asked here; what stands beside `ref` changes it for this theme."""

    ref: Identifier
    id: Identifier | None = None
    audiences: Audiences | None = None
    text: AuthoredText | None = None
    help: AuthoredText | None = None
    required: bool | None = None
    cluster: bool | None = None
    show_indicators: list[Identifier] | None = None
    show_if: Condition | None = None


class DeliveredElsewhere(Authored):
    """A deliverable that is delivered by answering the question `ref`."""

    id: Identifier
    type: Kind
    ref: Identifier
    text: AuthoredText
    required: bool = False


def _tag_of_question(value: Any) -> str | None:
    if isinstance(value, dict):
        return "ref" if "ref" in value else value.get("type")
    return "ref" if isinstance(value, Reference | DeliveredElsewhere) else getattr(value, "type", None)


QuestionKinds = (
    Annotated[AuthoredOpen, Tag("open")]
    | Annotated[AuthoredOpenRepeat, Tag("open_repeat")]
    | Annotated[AuthoredSingle, Tag("single")]
    | Annotated[AuthoredMulti, Tag("multi")]
    | Annotated[AuthoredScale, Tag("scale")]
    | Annotated[AuthoredNumber, Tag("number")]
    | Annotated[AuthoredDate, Tag("date")]
    | Annotated[AuthoredLink, Tag("link")]
    | Annotated[AuthoredDateNote, Tag("date_note")]
    | Annotated[AuthoredFile, Tag("file")]
    | Annotated[AuthoredList, Tag("list")]
    | Annotated[AuthoredRoster, Tag("roster")]
    | Annotated[AuthoredDecisionStatus, Tag("per_decision_status")]
)
PartKinds = QuestionKinds | Annotated[AuthoredInfo, Tag("info")]
AnyAuthoredPart = Annotated[PartKinds, Discriminator(_tag_of_question)]
PartOrReference = Annotated[PartKinds | Annotated[Reference, Tag("ref")], Discriminator(_tag_of_question)]
AnyDeliverable = Annotated[QuestionKinds | Annotated[DeliveredElsewhere, Tag("ref")], Discriminator(_tag_of_question)]
