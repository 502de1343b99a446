"""Lays the segments out on a plane, so that those that say alike stand near each other, as far as a plane can tell."""

from typing import TYPE_CHECKING, Final

from synthesis.model import MapPoint

if TYPE_CHECKING:
    from synthesis.grouping.second_look import Placed
    from synthesis.meaning.embedding import Vectors

MOST: Final = 5_000
"""More points are no map that anybody could read."""
FEWEST_GROUPS: Final = 3
DIGITS: Final = 3


def mapped(segments: "list[Placed]") -> tuple[MapPoint, ...]:
    """Return a place on the plane, -1 to 1 both ways, of each segment; nothing for fewer than three or for too many.

    The axes are the two along which the phenomena differ most (principal components of their means); with fewer than
    three phenomena those along which the segments do. The same segments in any order give the same places.
    """
    import numpy as np

    if not FEWEST_GROUPS <= len(segments) <= MOST:
        return ()
    ordered = sorted(segments, key=lambda each: (each.segment.answer_id, each.segment.start))
    vectors = np.stack([each.vector for each in ordered]).astype(np.float64)
    groups = np.array([each.group for each in ordered])
    known = [group for group in np.unique(groups) if group >= 0]
    means = np.stack([vectors[groups == group].mean(axis=0) for group in known]) if known else vectors
    middle = vectors.mean(axis=0)
    axes = _axes((means if len(known) >= FEWEST_GROUPS else vectors) - middle)
    places = (vectors - middle) @ axes.T
    widest = float(np.abs(places).max()) or 1.0
    return tuple(
        MapPoint(
            answer_id=each.segment.answer_id,
            start=each.segment.start,
            end=each.segment.end,
            x=round(float(x) / widest, DIGITS),
            y=round(float(y) / widest, DIGITS),
        )
        for each, (x, y) in zip(ordered, places, strict=True)
    )


def _axes(rows: "Vectors") -> "Vectors":
    """The first two principal directions (2, d), each pointing to where its greatest part is positive."""
    import numpy as np

    _, _, directions = np.linalg.svd(rows - rows.mean(axis=0), full_matrices=False)
    found = np.zeros((2, rows.shape[1]))
    found[: min(2, len(directions))] = directions[:2]
    signs = [np.sign(axis[np.abs(axis).argmax()]) or 1.0 for axis in found]
    return np.asarray(found * np.array(signs)[:, None])
