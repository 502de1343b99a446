"""The map of the answers: where the run placed each segment on a plane, with the phenomena as they stand now."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from reports.briefing import Label, Text
from survey_service.workbench import Workbench
from synthesis.editing.showing import Group, Piece
from synthesis.model import MapPoint

WIDE, HIGH, MARGIN = 1000.0, 640.0, 24.0
FILLS: Final = ("#cfe3ec", "#fbe3a6", "#f3c9bd", "#d5e8cf", "#e0d3ea", "#ffffff", "#d9d9d9", "#cde7e4")
"""Pale, so that the number in a point is read on each of them; the number tells the phenomenon, the fill helps."""


@dataclass(frozen=True)
class Dot:
    """A segment on the map, in the picture's own units."""

    x: float
    y: float
    text: str
    organisation: Text
    answer_id: str
    language: str


@dataclass(frozen=True)
class Cluster:
    """A phenomenon on the map: its number and fill there, and its segments; `number` 0 for those in none."""

    number: int
    id: str
    label: Label
    fill: str
    dots: tuple[Dot, ...]


@dataclass(frozen=True)
class AnswerMap:
    """Every segment that has a place, by phenomenon; those in none come last."""

    clusters: tuple[Cluster, ...]

    @property
    def dots(self) -> int:
        """How many segments stand on it."""
        return sum(len(cluster.dots) for cluster in self.clusters)

    @property
    def phenomena(self) -> int:
        """How many phenomena stand on it."""
        return sum(cluster.number > 0 for cluster in self.clusters)


def drawn(bench: Workbench) -> AnswerMap:
    """The map of a workbench's run; empty where the run has none, or had too few or too many segments for one."""
    places = {(point.answer_id, point.start, point.end): point for point in bench.synthesis.map}
    if not places:
        return AnswerMap(())
    groups = [*bench.shown.groups]
    clusters = [_cluster(bench, number, group, places) for number, group in enumerate(groups, start=1)]
    outside = Cluster(0, "", Label(), "none", tuple(_dots(bench, bench.shown.unplaced, places)))
    return AnswerMap(tuple(cluster for cluster in (*clusters, outside) if cluster.dots))


def _cluster(bench: Workbench, number: int, group: Group, places: dict[tuple[str, int, int], MapPoint]) -> Cluster:
    fill = FILLS[(number - 1) % len(FILLS)]
    return Cluster(number, group.id, bench.label(group), fill, tuple(_dots(bench, group.pieces, places)))


def _dots(bench: Workbench, pieces: Iterable[Piece], places: dict[tuple[str, int, int], MapPoint]) -> Iterable[Dot]:
    for piece in pieces:
        point = places.get((piece.answer_id, piece.start, piece.end))
        if point is not None:
            told = bench.told(piece)
            yield Dot(
                x=round(MARGIN + (point.x + 1) / 2 * (WIDE - 2 * MARGIN), 1),
                y=round(MARGIN + (1 - point.y) / 2 * (HIGH - 2 * MARGIN), 1),
                text=bench.words(piece),
                organisation=told.party.name,
                answer_id=piece.answer_id,
                language=told.comment.language or "fi",
            )
