"""The smallest parts of what is told: values that never change, texts in both languages, names, kinds."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

Language = Literal["fi", "sv"]
Kind = Literal["kunta", "sote", "pelastus", "jarjesto", "muu"]
Reason = Literal["small_place", "personal_data", "sensitive", "confidential", "recognisable"]
KINDS: tuple[Kind, ...] = ("kunta", "sote", "pelastus", "jarjesto", "muu")


class Frozen(BaseModel):
    """A value: never changed after it was made, and no field that nobody declared."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Text(Frozen):
    """One text in both languages of the interface."""

    fi: str
    sv: str

    def in_language(self, language: Language) -> str:
        """The text in `language`."""
        return self.sv if language == "sv" else self.fi


def both(fi: str, sv: str) -> Text:
    """A text from its Finnish and its Swedish."""
    return Text(fi=fi, sv=sv)


class Label(Frozen):
    """A phenomenon's name; a language in which nobody named it has none."""

    fi: str | None = None
    sv: str | None = None

    def shown(self, language: Language) -> tuple[str, Language]:
        """The name to show to a reader of `language`, and its language: the other one when there is no own."""
        own, other = (self.fi, self.sv) if language == "fi" else (self.sv, self.fi)
        if own is not None:
            return own, language
        return other or "", "sv" if language == "fi" else "fi"
