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
    small_apart: float = 0.6
    """A small group inside a larger one is a phenomenon of its own from here on, so that few voices do not drown."""
    small_within: float = 0.4
    """It must itself have come together before this (0–1, as `apart`)."""
    most_in_small: int = 8
    """Segments; a larger group needs to stand apart as others do."""
    share_of_whole: float = 0.2
    """How much of a part's vector is that of the segment it stands in (0–1)."""
    loyalty: float = 0.05
    """By so much (in cosine) a part lies nearer to the phenomenon where the whole was placed than it would alone."""
    most_weight: float = 1.5
    """A long part counts at most so much more than one of ordinary length."""
    change_after_item: float = 0.0
    """What it costs (in cosine) to speak of another phenomenon after a bullet or paragraph,"""
    change_after_sentence: float = 0.1
    """after a sentence,"""
    change_within_sentence: float = 0.2
    """or in the middle of one."""
    quotes: int = 4
    keywords: int = 8

    def recorded(self) -> dict[str, int | float | str | bool]:
        """The numbers by name, as `Method.parameters` keeps them: several of a kind as one text."""
        return {
            name: ", ".join(map(str, value)) if isinstance(value, tuple) else value
            for name, value in asdict(self).items()
        }


DEFAULT = Parameters()
