"""Every number that the synthesis depends on, kept in its record so that a run can be repeated."""

from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Parameters:
    """How a synthesis is made; the default was chosen by the mean over many labelled sets, never for one of them."""

    fewest_segments: int = 20
    """Below this many segments with content nothing is grouped: they are listed."""
    fewest_in_phenomenon: int = 3
    lexical_weight: float = 0.5
    lexical_dimensions: int = 100
    neighbours: int = 8
    smoothing_rounds: int = 3
    smoothing_share: float = 0.5
    """How much of a vector comes from its neighbours, each round (0–1)."""
    quotes: int = 4
    keywords: int = 8

    def recorded(self) -> dict[str, int | float | str | bool]:
        """The numbers by name, as `Method.parameters` keeps them."""
        return asdict(self)


DEFAULT = Parameters()
