"""Carries what was placed over to another number of phenomena, where some were merged or split."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from synthesis.grouping.clustering import UNPLACED, Grouping, centroids
from synthesis.grouping.second_look import Placed
from synthesis.languages.words import Reading
from synthesis.segmentation import Segment

if TYPE_CHECKING:
    from synthesis.meaning.embedding import Vectors


def recounted(
    placed: list[Placed], segments: list[Segment], readings: list[Reading], vectors: "Vectors", grouping: Grouping
) -> list[Placed]:
    """Return what was placed in the groups found, placed in those of `grouping`, which has fewer or more of them.

    `segments` are those of the grouping, with their readings and vectors (n, d); `placed` are the same, or parts of
    them, in their order. A part that had moved to another phenomenon stands in the half of it that is nearer.
    """
    nest = grouping.nest
    if nest is None or nest.found == grouping.number:
        return placed
    final = nest.groups(grouping.number)
    sharing: dict[int, list[int]] = {}
    for part, group in enumerate(nest.groups(nest.found)):
        sharing.setdefault(group, []).append(part)
    centres = centroids(vectors, nest.part.tolist())
    given: list[Placed] = []
    for row, pieces in _by_segment(placed, segments):
        own = int(nest.part[row])
        home = UNPLACED if own == UNPLACED else nest.groups(nest.found)[own]
        moved = []
        for piece in pieces:
            parts = [own] if piece.group == home else sharing[piece.group]
            nearest = max(parts, key=lambda part: (round(float(centres[part] @ piece.vector), 6), -part))
            moved.append(replace(piece, group=UNPLACED if nearest == UNPLACED else final[nearest]))
        whole = Placed(segments[row], readings[row], moved[0].group, grouping.strengths[row], vectors[row])
        given += [whole] if len({piece.group for piece in moved}) == 1 else moved
    return given


def _by_segment(placed: list[Placed], segments: list[Segment]) -> Iterator[tuple[int, list[Placed]]]:
    """Yield the place of each segment with what was placed of it."""
    pieces = iter(placed)
    piece = next(pieces, None)
    for row, segment in enumerate(segments):
        own: list[Placed] = []
        while piece and piece.segment.answer_id == segment.answer_id and piece.segment.start < max(segment.end, 1):
            own.append(piece)
            piece = next(pieces, None)
        yield row, own
