"""Every number that the synthesis depends on, kept in its record so that a run can be repeated."""

from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Parameters:
    """How a synthesis is made; the default was chosen by the mean over many labelled sets, never for one of them."""

    fewest_segments: int = 20
    """Below this many segments with content nothing is grouped: they are listed."""
    most_compared: int = 3000
    """Above so many segments the almost alike are put together before all are compared with one another."""
    condensed_to: int = 2000
    """So many small groups of almost alike segments are made then, at most."""
    fewest_in_phenomenon: int = 3
    """Segments; what fewer say is listed as a single observation."""
    fewest_organisations: int = 2
    word_dimensions: int = 100
    word_weights: tuple[float, ...] = (0.25, 0.4, 0.55, 0.7)
    """How much the words count beside the meaning; each is one way of looking at the segments."""
    neighbours: tuple[int, ...] = (4, 6, 9, 13)
    """How many neighbours a vector is drawn towards; each is one way of looking, too."""
    smoothing_rounds: int = 2
    smoothing_share: float = 0.5
    """How much of a vector comes from its neighbours, each round (0–1)."""
    granularities: tuple[float, ...] = (0.8, 1.0, 1.3, 1.6, 2.0)
    """Numbers of groups that are tried in each way of looking, as multiples of the square root of the segments."""
    apart: float = 0.8
    """Groups whose segments stand together in less than the rest of the partitions (1 - this) are not joined (0–1)."""
    share_of_whole: float = 0.3
    """How much of a part's vector is that of the segment it stands in (0–1)."""
    margin: float = 0.1
    """By so much (in cosine) a part must lie nearer to another phenomenon to be moved there."""
    quotes: int = 4
    keywords: int = 8

    def recorded(self) -> dict[str, int | float | str | bool]:
        """The numbers by name, as `Method.parameters` keeps them: several of a kind as one text."""
        return {
            name: ", ".join(map(str, value)) if isinstance(value, tuple) else value
            for name, value in asdict(self).items()
        }


DEFAULT = Parameters()
