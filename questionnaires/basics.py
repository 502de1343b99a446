"""What every part of a questionnaire is made of: frozen values, ids, audiences, texts in two languages."""

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
