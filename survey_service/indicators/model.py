"""The indicators that the service knows by name, and the versions of the HYTE-kerroin: documents beside this module."""

from functools import cache
from importlib.resources import files
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator
from ruamel.yaml import YAML

from questionnaires.model import Text

Good = Literal["up", "down", "none"]
Level = Literal["kunta", "hva"]
Confidence = Literal["source", "memory"]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Indicator(_Part):
    """An indicator of the catalogue. `number` is Sotkanet's id, `sector` TEAviisari's; `help` is how to read it.

    `good` tells in which direction it gets better; `theme` is a questionnaire's theme, or "all".
    """

    key: str
    source: Literal["sotkanet", "teaviisari"]
    number: int | None = None
    sector: str = ""
    title: Text
    unit: Text
    good: Good
    theme: str
    levels: tuple[Level, ...]
    seen: int | None = None
    confidence: Confidence
    note: str = ""
    help: Text

    @model_validator(mode="after")
    def _is_known_to_its_source(self) -> Self:
        expected = f"sotkanet_{self.number}" if self.source == "sotkanet" else f"tea_{self.sector}"
        if self.key != expected:
            raise ValueError(f"the key of this indicator must be {expected}")
        return self


class HytePart(_Part):
    """A line of the HYTE-kerroin. `figures`: the key of the catalogue's indicator that stands for it, if there is one.

    `certain`: that the two are the same has been seen; `count`: how many indicators the line stands for.
    """

    id: str
    fi: str
    sv: str
    good: Good
    confidence: Confidence
    figures: str | None = None
    certain: bool = True
    count: int = 1

    @property
    def title(self) -> Text:
        """Its name, for a reader of either language."""
        return Text(fi=self.fi, sv=self.sv)


class HyteVersion(_Part):
    """The HYTE-kerroin of municipalities or counties from one year on; `valid_to` None: until a newer one is known."""

    id: str
    level: Level
    valid_from: int
    valid_to: int | None = None
    law: Text
    law_confidence: Confidence
    source: Text
    total: int | None = None
    process_total: int | None = None
    result_total: int | None = None
    note: Text
    process: tuple[HytePart, ...]
    result: tuple[HytePart, ...]


class _Catalogue(_Part):
    indicators: tuple[Indicator, ...] = Field(min_length=1)


class _HyteDocument(_Part):
    versions: tuple[HyteVersion, ...] = Field(min_length=1)


class Library(_Part):
    """Both documents together; every key and id stands once, and what the HYTE-kerroin refers to is there."""

    indicators: tuple[Indicator, ...]
    versions: tuple[HyteVersion, ...]

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        keys = [one.key for one in self.indicators]
        parts = [part for version in self.versions for part in (*version.process, *version.result)]
        twice = {key for key in keys if keys.count(key) > 1}
        unknown = {part.figures for part in parts if part.figures} - set(keys)
        ids = [part.id for part in parts]
        twice |= {one for one in ids if ids.count(one) > 1}
        if twice or unknown:
            raise ValueError(f"stands twice: {sorted(twice)}; refers to nothing: {sorted(map(str, unknown))}")
        return self

    def get(self, key: str) -> Indicator | None:
        """The indicator with this key."""
        return next((one for one in self.indicators if one.key == key), None)

    def of_level(self, level: Level, year: int) -> HyteVersion | None:
        """The HYTE-kerroin of a level that is valid in a year; of several the newest."""
        valid = [
            one
            for one in self.versions
            if one.level == level and one.valid_from <= year and (one.valid_to is None or year <= one.valid_to)
        ]
        return max(valid, key=lambda one: one.valid_from, default=None)


@cache
def library() -> Library:
    """The indicators and versions that come with the service."""
    indicators = _Catalogue.model_validate(_document("catalogue")).indicators
    versions = _HyteDocument.model_validate(_document("hyte_kerroin")).versions
    return Library(indicators=indicators, versions=versions)


def _document(name: str) -> Any:
    file = files("survey_service") / "indicators" / f"{name}.yaml"
    return YAML(typ="safe").load(file.read_text(encoding="utf-8"))
