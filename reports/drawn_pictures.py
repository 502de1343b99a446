"""Heat map, flow, dot strips and the bars of a question. None tells by colour alone, and numbers stand beside all."""

import textwrap
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from reports.drawing import BRIGHT, DEEP, INK, PALE, QUIET, WIDTH_INCHES, Form, saved
from reports.outline import Flow, Heat, Picture, Scale, Stage, Strips

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

DARK: Final = 0.179
"""The luminance below which white is read better than black; on any shade one of them has a contrast above 4.5."""

LETTER_INCHES: Final = 0.062
"""The width of a letter of 7.5 points on the average."""


def picture(shown: Picture, form: Form, tallest: float = 8.0) -> bytes:
    """One of the pictures of an outline, `tallest` inches where it can; `shown.alt` is its text alternative."""
    match shown:
        case Heat():
            return saved(lambda: _heat(shown), form)
        case Flow():
            return saved(lambda: _flow(shown, tallest), form)
        case Strips():
            return saved(lambda: _strips(shown), form)


def bars(scale: Scale, form: Form, now: str) -> bytes:
    """How often each point of a question was chosen, `now` and the year before; `scale.alt` is its alternative."""
    return saved(lambda: _question(scale, now), form)


def _wrapped(text: str, width: int) -> str:
    return "\n".join(textwrap.wrap(text, width, break_long_words=False)) or text


def _canvas(height: float, left: float, right: float, top: float, bottom: float) -> tuple["Figure", "Axes"]:
    """A figure `height` inches high with axes inside of these margins, in inches, and without any frame."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(WIDTH_INCHES, height))
    axes = figure.add_axes(
        (
            left / WIDTH_INCHES,
            bottom / height,
            (WIDTH_INCHES - left - right) / WIDTH_INCHES,
            (height - top - bottom) / height,
        )
    )
    for spine in axes.spines.values():
        spine.set_visible(False)
    axes.tick_params(length=0)
    return figure, axes


# ---- heat map


def _heat(heat: Heat) -> "Figure":
    rows = heat.rows
    labels = [_wrapped(row.label.text, 38) for row in rows]
    heights = [0.16 + 0.15 * (label.count("\n") + 1) for label in labels]
    names, top, upright = _heat_names(heat)
    figure, axes = _canvas(sum(heights) + top + 0.05, 2.75, 0.1, top, 0.05)
    # the service areas stand a little apart from the kinds
    starts = [at + (0.25 if at >= heat.kinds else 0.0) for at in range(len(names))]
    axes.set_xlim(0, starts[-1] + 1)
    axes.set_ylim(sum(heights), 0)
    line = 0.0
    for row, height in zip(rows, heights, strict=True):
        for start, count, all_ in zip(starts, row.counts, heat.of, strict=True):
            _heat_cell(axes, (start, line), height, count, count / all_)
        line += height
    middles = [sum(heights[:at]) + height / 2 for at, height in enumerate(heights)]
    axes.set_yticks(middles, labels, fontsize=9, color=INK)
    axes.set_xticks([start + 0.5 for start in starts], names, fontsize=7.5, color=INK, rotation=90 if upright else 0)
    axes.xaxis.tick_top()
    axes.tick_params(length=0)
    return figure


def _heat_names(heat: Heat) -> tuple[list[str], float, bool]:
    """The names above the columns, the room they need in inches, and whether they stand upright.

    Side by side where the longest word of them fits above its column, else upright, so that none runs into the next.
    """
    letters = int((WIDTH_INCHES - 2.85) / (len(heat.names) + 0.25) / LETTER_INCHES)
    if max(len(word) for name in heat.names for word in name.split()) <= letters:
        names = [f"{_wrapped(name, letters)}\n({all_})" for name, all_ in zip(heat.names, heat.of, strict=True)]
        return names, 0.2 + 0.16 * max(name.count("\n") + 1 for name in names), False
    names = [_wrapped(f"{name} ({all_})", 18) for name, all_ in zip(heat.names, heat.of, strict=True)]
    return names, 0.2 + LETTER_INCHES * max(len(line) for name in names for line in name.split("\n")), True


def _heat_cell(axes: "Axes", corner: tuple[float, float], height: float, count: int, share: float) -> None:
    from matplotlib.patches import Rectangle

    axes.add_patch(Rectangle(corner, 1, height, facecolor=shade(share), edgecolor="white", linewidth=1.5))
    colour = "white" if luminance(shade(share)) < DARK else "black"
    weight = "bold" if count else "normal"
    axes.text(
        corner[0] + 0.5,
        corner[1] + height / 2,
        str(count),
        ha="center",
        va="center",
        fontsize=9,
        color=colour,
        weight=weight,
    )


def shade(share: float) -> tuple[float, float, float]:
    """From near white to dark blue, evenly darker in grey as well."""
    from matplotlib.colors import to_rgb

    pale, deep = to_rgb("#f3f6f8"), to_rgb(DEEP)
    red, green, blue = (low + (high - low) * share**0.8 for low, high in zip(pale, deep, strict=True))
    return red, green, blue


def luminance(colour: tuple[float, float, float]) -> float:
    """As WCAG counts it, 0 to 1."""
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour]
    return float(0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2])


# ---- flow

STAGE_LETTERS: Final = 34
ROOM: Final = 0.09


class Place(NamedTuple):
    """Where a bar begins, how high it is, and where the next may begin, in inches from above."""

    top: float
    tall: float
    after: float


def _flow(flow: Flow, tallest: float) -> "Figure":
    most = max((stage.count for stage in (*flow.then, *flow.now)), default=1)
    unit, room = min(0.06, 0.9 / max(1, most)), ROOM
    then, now = _places(flow.then, unit, room), _places(flow.now, unit, room)
    while _lowest(then, now) > tallest - 0.45 and unit > 0.005:
        unit, room = unit * 0.8, max(0.03, room * 0.8)
        then, now = _places(flow.then, unit, room), _places(flow.now, unit, room)
    height = _lowest(then, now)
    figure, axes = _canvas(height + 0.45, 0.1, 0.1, 0.35, 0.1)
    wide = WIDTH_INCHES - 0.2
    axes.set_xlim(0, wide)
    axes.set_ylim(height, 0)
    axes.set_xticks([])
    axes.set_yticks([])
    left, right = 2.55, wide - 2.55
    _links(axes, flow, then, now, (left + 0.16, right - 0.16))
    for stages, places, x, side in ((flow.then, then, left, "right"), (flow.now, now, right - 0.16, "left")):
        for stage, (top, tall, _) in zip(stages, places, strict=True):
            _stage(axes, stage, x, top, tall, side)
    style: Any = {"fontsize": 10, "weight": "bold", "color": DEEP}
    axes.text(left + 0.16, -0.12, flow.heading_then, ha="right", va="bottom", **style)
    axes.text(right - 0.16, -0.12, flow.heading_now, ha="left", va="bottom", **style)
    return figure


def _places(stages: tuple[Stage, ...], unit: float, between: float) -> list[Place]:
    places, here = [], 0.0
    for stage in stages:
        lines = _stage_text(stage).count("\n") + 1
        tall = max(0.06, stage.count * unit)
        room = max(tall, 0.145 * lines)
        places.append(Place(here + (room - tall) / 2, tall, here + room + between))
        here += room + between
    return places


def _lowest(*columns: list[Place]) -> float:
    return max((place.after for places in columns for place in places), default=0.0)


def _stage_text(stage: Stage) -> str:
    note = f", {stage.note}" if stage.note else ""
    return _wrapped(f"{stage.label.text} ({stage.count}{note})", STAGE_LETTERS)


def _stage(axes: "Axes", stage: Stage, x: float, top: float, tall: float, side: str) -> None:
    from matplotlib.patches import Rectangle

    look: Any = (
        {"facecolor": "white", "hatch": "////", "edgecolor": INK}
        if stage.note
        else {"facecolor": DEEP, "edgecolor": INK}
    )
    axes.add_patch(Rectangle((x, top), 0.16, tall, linewidth=0.8, **look))
    text_x = x - 0.08 if side == "right" else x + 0.24
    axes.text(text_x, top + tall / 2, _stage_text(stage), ha=side, va="center", fontsize=8, color=INK)


def _links(
    axes: "Axes",
    flow: Flow,
    then: list[Place],
    now: list[Place],
    between: tuple[float, float],
) -> None:
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    start, end = between
    middle = (start + end) / 2
    for before, after in flow.links:
        (top, tall, _), (low, deep, _) = then[before], now[after]
        corners = [
            (start, top), (middle, top), (middle, low), (end, low),
            (end, low + deep), (middle, low + deep), (middle, top + tall), (start, top + tall), (start, top),
        ]  # fmt: skip
        codes = [Path.MOVETO, *[Path.CURVE4] * 3, Path.LINETO, *[Path.CURVE4] * 3, Path.CLOSEPOLY]
        band = PathPatch(Path(corners, codes), facecolor=PALE, edgecolor=QUIET, linewidth=0.6, alpha=0.7)
        axes.add_patch(band)


# ---- dot strips


def _strips(strips: Strips) -> "Figure":
    titles = [_wrapped(strip.title, 74) for strip in strips.strips]
    heights = [0.62 + 0.15 * (title.count("\n") + 1) for title in titles]
    figure, axes = _canvas(sum(heights) + 0.4, 0.1, 0.1, 0.4, 0.0)
    wide = WIDTH_INCHES - 0.2
    axes.set_xlim(0, wide)
    axes.set_ylim(sum(heights), 0)
    axes.set_xticks([])
    axes.set_yticks([])
    left, right, top = 0.75, wide - 0.75, 0.0
    for strip, title, height in zip(strips.strips, titles, heights, strict=True):
        y = top + height - 0.36
        axes.text(0, top + 0.02, title, va="top", fontsize=8.5, color=INK)
        axes.plot([left, right], [y, y], color=QUIET, linewidth=0.8, zorder=1)
        axes.text(left - 0.12, y, strip.least, ha="right", va="center", fontsize=8, color=QUIET)
        axes.text(right + 0.12, y, strip.most, ha="left", va="center", fontsize=8, color=QUIET)
        places = [left + (right - left) * at for at in strip.others]
        axes.scatter(places, [y] * len(places), s=34, facecolors="white", edgecolors=DEEP, linewidths=1.1, zorder=2)
        for marked, look, beside in ((strip.county, COUNTY, 0.2), (strip.country, COUNTRY, -0.2)):
            if marked is not None:
                x = left + (right - left) * marked[0]
                axes.scatter([x], [y], zorder=3, **look)
                axes.text(x, y + beside, marked[1], ha="center", va="center", fontsize=7.5, color=INK)
        top += height
    _strips_legend(figure, strips)
    return figure


COUNTY: Final[dict[str, Any]] = {"s": 64, "marker": "D", "facecolors": BRIGHT, "edgecolors": INK, "linewidths": 1.1}
COUNTRY: Final[dict[str, Any]] = {"s": 58, "marker": "^", "facecolors": INK, "edgecolors": INK, "linewidths": 1.1}


def _strips_legend(figure: "Figure", strips: Strips) -> None:
    from matplotlib.lines import Line2D

    def mark(marker: str, face: str, edge: str, label: str) -> Line2D:
        return Line2D([], [], linestyle="", marker=marker, markersize=7, mfc=face, mec=edge, label=label)

    handles = [
        mark("o", "white", DEEP, strips.municipality),
        mark("D", BRIGHT, INK, strips.county),
        mark("^", INK, INK, strips.country),
    ]
    figure.legend(handles=handles, loc="upper left", ncols=3, frameon=False, fontsize=8.5, bbox_to_anchor=(0.0, 1.0))


# ---- the bars of a question


def _question(scale: Scale, now: str) -> "Figure":
    labels = [_wrapped(point.text, 38) for point in scale.points]
    row = 0.5 if scale.then else 0.34
    heights = [max(row, 0.16 + 0.15 * (label.count("\n") + 1)) for label in labels]
    top = 0.35 if scale.then else 0.05
    figure, axes = _canvas(sum(heights) + top + 0.05, 2.75, 0.8, top, 0.05)
    axes.set_xlim(0, max([0.01, *(max(point.share, point.share_before) for point in scale.points)]))
    axes.set_ylim(max(0.1, sum(heights)), 0)
    middles = [sum(heights[:at]) + height / 2 for at, height in enumerate(heights)]
    axes.set_yticks(middles, labels, fontsize=9, color=INK)
    axes.set_xticks([])
    shift = 0.095 if scale.then else 0.0
    _question_bars(
        axes,
        [y - shift for y in middles],
        [(one.share, f"{one.count} ({one.percent})") for one in scale.points],
        now,
        {"color": DEEP},
    )
    if scale.then:
        before = [
            (one.share_before, f"{one.before} ({one.percent_before})" if one.before else "") for one in scale.points
        ]
        look = {"color": "white", "hatch": "////"}
        _question_bars(axes, [y + shift for y in middles], before, scale.then, look)
        figure.legend(*axes.get_legend_handles_labels(), loc="upper left", ncols=2, frameon=False, fontsize=8.5)
    axes.axvline(0, color=INK, linewidth=0.8)
    return figure


def _question_bars(
    axes: "Axes", places: list[float], values: list[tuple[float, str]], name: str, look: dict[str, Any]
) -> None:
    axes.barh(places, [share for share, _ in values], height=0.17, edgecolor=INK, linewidth=0.8, label=name, **look)
    for y, (share, text) in zip(places, values, strict=True):
        axes.annotate(text, (share, y), (4, 0), textcoords="offset points", va="center", fontsize=8, color=INK)
