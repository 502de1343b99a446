"""What every part of a questionnaire is made of: frozen values, ids, audiences, texts in two languages."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Language = Literal["fi", "sv"]
Theme = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{2,63}$")]
Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{1,63}$")]
Audience = str
"""The id of an audience: those who are asked the same. The documents say which there are."""
OTHERS: Audience = "muu"
"""The audience of everybody who has none of its own."""


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


class AudienceGroup(Frozen):
    """An audience by its name; `counted`: whether its organisations count in the response rate."""

    id: Identifier
    text: Text
    counted: bool = True


EARLIER_AUDIENCES = (
    AudienceGroup(id="kunta", text=Text(fi="kunnat", sv="kommunerna")),
    AudienceGroup(id="sote", text=Text(fi="hyvinvointialueen palvelut", sv="välfärdsområdets tjänster")),
    AudienceGroup(id="jarjesto", text=Text(fi="järjestöneuvottelukunta", sv="organisationsdelegationen")),
    AudienceGroup(id="muu", text=Text(fi="muut toimijat", sv="andra aktörer"), counted=False),
)
"""Those that there were before documents named them: the audiences of documents and stored rounds that name none."""
