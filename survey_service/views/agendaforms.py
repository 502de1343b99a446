"""The form that puts an agenda in order: places, minutes, what is left out, and items of one's own."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from flask_babel import gettext
from werkzeug.datastructures import MultiDict

from reports.briefing import Label
from survey_service import agenda_orders
from survey_service.agenda_orders import LONGEST, MOST_MINUTES, Line
from survey_service.agendas import Arranged
from survey_service.formfields import clean, whole

LONGEST_NUMBER = 5


@dataclass(frozen=True)
class Filled:
    """What stands in the form. `typed` are the texts of fields that cannot be read, by their names.

    `seen`: the version of the agenda that its writer had read. `own` is the item that is being added, in fi and sv.
    """

    lines: tuple[Line, ...]
    seen: int
    own: tuple[str, str] = ("", "")
    typed: Mapping[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def added(self) -> Label | None:
        """The item that is being added, if one is."""
        fi, sv = self.own
        return Label(fi=fi or None, sv=sv or None) if fi or sv else None

    @property
    def on(self) -> list[Line]:
        """What is on the agenda, in order."""
        return [line for line in self.lines if line.on]

    @property
    def off(self) -> list[Line]:
        """What is left out, or was never taken onto it."""
        return [line for line in self.lines if not line.on]

    def moved(self, how: str) -> "Filled":
        """The same with one item moved: `how` is "up:KEY" or "down:KEY"."""
        direction, _, key = how.partition(":")
        order = self.on
        at = next((place for place, line in enumerate(order) if line.key == key), None)
        if at is None:
            return self
        to = at - 1 if direction == "up" else at + 1
        if 0 <= to < len(order):
            order[at], order[to] = order[to], order[at]
        # a number that could not be read stays to be mended; the others follow the new order
        return replace(self, lines=(*order, *self.off), errors={})


def as_it_is(found: Arranged) -> Filled:
    """The form as the agenda stands."""
    return Filled(_sorted(found.lines), found.version.number)


def read(form: MultiDict[str, str], found: Arranged) -> Filled:
    """What was posted, over what is proposed now; what the form did not know yet keeps its place."""
    errors: dict[str, str] = {}
    typed: dict[str, str] = {}
    posted = form.getlist("key")
    known = {line.key: line for line in found.lines}
    lines: list[tuple[float, Line]] = []
    for number, key in enumerate(key for key in posted if key in known):
        line, place = _read_line(form, known[key], errors, typed)
        # what is taken in without a place comes last; equal places stay as they stood
        lines.append((place if place is not None else 10_000 + number, line))
    ordered = [line for _, line in sorted(lines, key=lambda pair: pair[0])]
    for line in found.lines:
        if line.key not in posted:
            ordered = _beside_its_kind(ordered, line)
    own = (clean(form.get("own_fi")), clean(form.get("own_sv")))
    for name, text in zip(("own_fi", "own_sv"), own, strict=True):
        if len(text) > LONGEST:
            errors[name] = gettext("The text is too long: at most %(limit)s characters fit.", limit=LONGEST)
    return Filled(_sorted(ordered), whole(form.get("seen")), own, typed, errors)


def _read_line(
    form: Mapping[str, str], line: Line, errors: dict[str, str], typed: dict[str, str]
) -> tuple[Line, float | None]:
    changed: dict[str, Any] = {"on": f"on-{line.key}" in form, "is_new": False}
    written = clean(form.get(f"minutes-{line.key}"))
    if not written or (written.isdecimal() and len(written) < LONGEST_NUMBER and int(written) <= MOST_MINUTES):
        changed["minutes"] = int(written or 0)
    else:
        typed[f"minutes-{line.key}"] = written
        errors[f"minutes-{line.key}"] = gettext("Please write the minutes as a whole number: %(typed)s", typed=written)
    place, text = None, clean(form.get(f"place-{line.key}"))
    if text and (place := _number(text)) is None:
        typed[f"place-{line.key}"] = text
        errors[f"place-{line.key}"] = gettext(
            "Please write the place as a number, or leave the field empty: %(typed)s", typed=text
        )
    line = replace(line, **changed)
    if line.is_own:
        fi, sv = clean(form.get(f"fi-{line.key}")), clean(form.get(f"sv-{line.key}"))
        if not (fi or sv):
            errors[f"fi-{line.key}"] = gettext("Please give the item a heading, or leave it out.")
        if max(len(fi), len(sv)) > LONGEST:
            errors[f"fi-{line.key}"] = gettext("The text is too long: at most %(limit)s characters fit.", limit=LONGEST)
        line = agenda_orders.renamed(line, fi, sv)
    return line, place


def _number(text: str) -> float | None:
    """A place, comma between: half numbers put an item between two others."""
    digits, _, part = text.replace(",", ".").partition(".")
    readable = len(text) <= LONGEST_NUMBER and digits.isdecimal() and (part == "" or part.isdecimal())
    return float(f"{digits}.{part or 0}") if readable else None


def _beside_its_kind(lines: list[Line], fresh: Line) -> list[Line]:
    same = [place for place, line in enumerate(lines) if line.item.kind == fresh.item.kind]
    at = same[-1] + 1 if same else len(lines)
    return [*lines[:at], fresh, *lines[at:]]


def _sorted(lines: Any) -> tuple[Line, ...]:
    """What is on the agenda first; within that as it stands."""
    return tuple(sorted(lines, key=lambda line: not line.on))
