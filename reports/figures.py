"""What stands beside the answers: indicators that explain nothing, and the blocks of every year's agenda."""

from typing import Literal

from reports.basics import Frozen, Text

Good = Literal["up", "down", "none"]
BlockKind = Literal["plan_status", "hyte_review"]


class Indicator(Frozen):
    """An indicator of the county, beside a phenomenon or in a standing block. Values are exact decimals (12.5).

    `year` None: there is no value. `previous` is the newest earlier (year, value) of the county. `middle` is the median
    of the county's municipalities, which are not named. `good` tells in which direction it gets better, `source` where
    the value is from and of which day, `cautions` what a reader must know of it.
    """

    key: str
    title: Text
    unit: Text
    good: Good
    source: Text
    year: int | None = None
    county: str | None = None
    previous: tuple[int, str] | None = None
    middle: str | None = None
    country: str | None = None
    help: Text | None = None
    cautions: tuple[Text, ...] = ()


class StandingBlock(Frozen):
    """A block that stands on every year's agenda, as the coordination group wrote it; texts nobody wrote are empty.

    `note` says what the HYTE-kerroin is made of, `indicators` those of its parts of which there are figures.
    """

    kind: BlockKind
    fi: str = ""
    sv: str = ""
    note: Text | None = None
    indicators: tuple[Indicator, ...] = ()
