"""How many have answered, by kind of organisation and by service area."""

from collections.abc import Sequence
from dataclasses import dataclass

from questionnaires.model import Text
from survey_service.turnout import STATES, Row, State


@dataclass(frozen=True)
class Share:
    """One group of organisations. `counts` are by state; `answered` of `asked` is its response rate.

    `key` is what the address filters by, `name` that of a service area. Who is not counted stands outside the rate.
    """

    key: str
    name: Text | None
    counts: dict[State, int]
    answered: int
    asked: int


def by_kind(rows: Sequence[Row]) -> list[Share]:
    """A line for each kind of organisation that the round has, in the order of the rows."""
    return [
        _share(kind, None, [row for row in rows if row.kind == kind])
        for kind in dict.fromkeys(row.kind for row in rows)
    ]


def by_area(rows: Sequence[Row]) -> list[Share]:
    """A line for each service area by its key, and one with the key 0 for what belongs to none; none without areas."""
    areas = {row.area_id: row.area for row in rows if row.area}
    if not areas:
        return []
    ordered = sorted(areas, key=lambda area_id: areas[area_id].fi if area_id else "")
    within = [_share(str(area_id), areas[area_id], [r for r in rows if r.area_id == area_id]) for area_id in ordered]
    outside = [row for row in rows if row.area is None]
    return [*within, _share("0", None, outside)] if outside else within


def all_of(rows: Sequence[Row]) -> Share:
    """The whole round as one line."""
    return _share("", None, rows)


def _share(key: str, name: Text | None, rows: Sequence[Row]) -> Share:
    counted = [row for row in rows if row.counted]
    return Share(
        key=key,
        name=name,
        counts={state: sum(row.state == state for row in rows) for state in STATES},
        answered=sum(row.state == "submitted" for row in counted),
        asked=len(counted),
    )
