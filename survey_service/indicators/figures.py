"""A figure of an indicator, the area that it is of, and what a file of figures turns out to hold."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Literal

from pydantic import Field

from survey_service.models import AreaKind, ImportKind

Category = Literal["kunta", "hva", "maa", "muu"]
ORGANISERS = frozenset({*(f"{number:02}" for number in range(1, 22)), "90"})
"""The codes of those who organise health and social services: 21 counties and Helsinki; neither Åland nor HUS."""

YEARS = range(1900, 2101)
Exact = Annotated[str, Field(pattern=r"^-?[0-9]{1,20}(\.[0-9]{1,10})?$")]


@dataclass(frozen=True)
class Area:
    """A municipality (its kuntanumero), a county (its code) or the whole country. Codes are text: "005", "05"."""

    kind: AreaKind
    code: Annotated[str, Field(pattern=r"^[0-9]{0,3}$")]


COUNTRY = Area("maa", "358")
Place = tuple[str, Area, int, str]
"""What there is one value for: indicator, area, year, gender."""


@dataclass(frozen=True)
class Figure:
    """One value of an indicator, known by the indicator's key. `value` and `absolute` are exact decimals (12.5).

    None is missing, and never 0.
    """

    indicator: Annotated[str, Field(pattern=r"^[a-z0-9_]{1,60}$")]
    area: Area
    year: Annotated[int, Field(ge=YEARS.start, lt=YEARS.stop)]
    gender: Annotated[str, Field(pattern=r"^(total|male|female)$")]
    value: Exact | None
    absolute: Exact | None = None

    @property
    def place(self) -> Place:
        """What it is the value of."""
        return self.indicator, self.area, self.year, self.gender


@dataclass(frozen=True)
class Title:
    """What an indicator is called, and whose data it is; the owner is empty where nobody has told."""

    fi: str
    sv: str
    owner_fi: str = ""
    owner_sv: str = ""


@dataclass(frozen=True)
class Problem:
    """What must be mended: on which row (of JSON: which item), in which column; `sentence` is in the reader's language.

    Row 0 is the file as a whole.
    """

    row: int
    column: str
    sentence: str


@dataclass(frozen=True)
class Known:
    """What a file is read against: the county, its municipalities' codes, Sotkanet's regions, described indicators.

    `regions` are [category, code] by Sotkanet's own id, and empty before a list of regions was taken in.
    """

    county: str
    municipalities: frozenset[str]
    regions: Mapping[str, tuple[Category, str]]
    described: frozenset[str]

    def is_own(self, area: Area) -> bool:
        """Whether the county keeps figures of this area: its municipalities, itself, and the country."""
        if area.kind == "kunta":
            return area.code in self.municipalities
        return area == COUNTRY or area == Area("hva", self.county)


@dataclass(frozen=True)
class Read:
    """What a file holds. With a problem nothing of it is to be taken in.

    `elsewhere` counts rows about other areas, `unknown_rows` those about codes that nobody knows (old municipalities),
    which are `unknown`; both are left out.
    """

    kind: ImportKind
    file: str
    sha256: str
    figures: tuple[Figure, ...] = ()
    titles: Mapping[str, Title] = field(default_factory=dict)
    regions: Mapping[str, tuple[Category, str]] = field(default_factory=dict)
    elsewhere: int = 0
    unknown: tuple[str, ...] = ()
    unknown_rows: int = 0
    by_item: bool = False
    assumed: bool = False
    problems: tuple[Problem, ...] = ()
