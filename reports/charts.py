"""The chart of phenomena by kind of organisation: stacked bars that tell the kinds apart by hatch, shade and number."""

import textwrap
from typing import TYPE_CHECKING, Final

from reports.briefing import Kind
from reports.drawing import INK, QUIET, Form, saved
from reports.outline import Chart

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# Dark to light, so that the kinds differ in grey too; hatches differ in shape
FILLS: Final[dict[Kind, tuple[str, str]]] = {
    "kunta": ("#0b4f6c", ""),
    "sote": ("#4fa3b8", "///"),
    "pelastus": ("#c8553d", "\\\\\\"),
    "jarjesto": ("#f2c14e", ".."),
    "muu": ("#ffffff", "xxx"),
}
LABEL_WIDTH: Final = 38
WIDTH_INCHES: Final = 7.2
FRAME_INCHES: Final = 0.75  # legend above, axis below


def draw(chart: Chart, form: Form, rows: int) -> bytes:
    """The first `rows` phenomena of `chart`; the same bytes for the same chart. `chart.alt` is its text alternative."""
    return saved(lambda: _figure(chart, rows), form)


def rows_within(chart: Chart, inches: float) -> int:
    """How many of the first phenomena fit into a chart of this height."""
    room, rows = inches - FRAME_INCHES, 0
    for row in chart.rows:
        room -= _height(wrapped(row.label.text))
        if room < 0:
            break
        rows += 1
    return rows


def wrapped(label: str) -> str:
    """`label` on as many lines as it needs; a word longer than a line stays whole."""
    return "\n".join(textwrap.wrap(label, LABEL_WIDTH, break_long_words=False)) or label


def _figure(chart: Chart, rows: int) -> "Figure":
    from matplotlib.figure import Figure

    shown = chart.rows[:rows]
    labels = [wrapped(row.label.text) for row in shown]
    heights = [_height(label) for label in labels]
    total = sum(heights) + FRAME_INCHES
    figure = Figure(figsize=(WIDTH_INCHES, total))
    axes = figure.add_axes((0.385, 0.33 / total, 0.565, sum(heights) / total))
    tops = [sum(heights[:n]) + height / 2 for n, height in enumerate(heights)]
    _bars(axes, chart, tops)
    _frame(axes, chart, tops, labels, sum(heights))
    handles, names = axes.get_legend_handles_labels()
    figure.legend(
        handles,
        names,
        loc="upper left",
        ncols=len(names) or 1,
        frameon=False,
        fontsize=_legend_size(names),
        handlelength=1.8,
        columnspacing=1.2,
        bbox_to_anchor=(0.0, 1.0),
    )
    return figure


def _legend_size(names: list[str]) -> float:
    """The greatest size, at most 9 points, at which the names of the kinds are likely to fit on one line."""
    # A letter is about 0.62 of the size wide; a patch and the spaces around it about 4
    return min(9.0, WIDTH_INCHES * 72 / (0.62 * sum(map(len, names)) + 4 * len(names) + 1))


def _height(label: str) -> float:
    return 0.2 + 0.155 * (label.count("\n") + 1)


def _bars(axes: "Axes", chart: Chart, tops: list[float]) -> None:
    left = [0] * len(tops)
    for place, (kind, name) in enumerate(zip(chart.kinds, chart.names, strict=True)):
        here, (fill, hatch) = [row.counts[place] for row in chart.rows[: len(tops)]], FILLS[kind]
        axes.barh(tops, here, left=left, height=0.24, color=fill, hatch=hatch, edgecolor=INK, linewidth=0.8, label=name)
        for top, count, start in zip(tops, here, left, strict=True):
            if count:
                _number(axes, start + count / 2, top, str(count), dark=kind == "kunta")
        left = [start + count for start, count in zip(left, here, strict=True)]
    for top, total in zip(tops, left, strict=True):
        axes.text(total + chart.scale * 0.012, top, str(total), va="center", fontsize=10, weight="bold", color=INK)


def _number(axes: "Axes", x: float, y: float, text: str, *, dark: bool) -> None:
    box = {} if dark else {"bbox": {"boxstyle": "round,pad=0.12", "facecolor": "white", "edgecolor": "none"}}
    axes.text(x, y, text, ha="center", va="center", fontsize=7.5, color="white" if dark else INK, **box)


def _frame(axes: "Axes", chart: Chart, tops: list[float], labels: list[str], height: float) -> None:
    axes.set_xlim(0, chart.scale * 1.02)
    axes.set_ylim(max(height, 0.1), 0)
    axes.set_yticks(tops, labels, fontsize=9, color=INK)
    axes.tick_params(length=0)
    axes.tick_params(axis="x", labelsize=8, colors=QUIET)
    axes.locator_params(axis="x", integer=True, nbins=6)
    axes.set_xlabel(chart.axis, fontsize=8, color=QUIET, labelpad=1, loc="right")
    axes.grid(axis="x", color="#d6dde1", linewidth=0.6)
    axes.set_axisbelow(True)
    for side, spine in axes.spines.items():
        spine.set_visible(side == "left")
        spine.set_color(INK)
