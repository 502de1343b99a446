"""Drawing with matplotlib: the same bytes for the same picture, words that stay text, colours that differ in grey."""

import io
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, Literal

if TYPE_CHECKING:
    from matplotlib.figure import Figure

INK: Final = "#1b2a33"
QUIET: Final = "#4a5a63"
PALE: Final = "#d6dde1"
DEEP: Final = "#0b4f6c"
BRIGHT: Final = "#f2c14e"
WIDTH_INCHES: Final = 7.2
Form = Literal["svg", "png"]


def saved(make: Callable[[], "Figure"], form: Form) -> bytes:
    """The figure that `make` makes, as a file."""
    import matplotlib
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    settings: Any = {
        "svg.fonttype": "none",
        "svg.hashsalt": "ennakko",
        "font.family": ["DejaVu Sans", "sans-serif"],
        "hatch.linewidth": 0.8,
    }
    with matplotlib.rc_context(settings):
        figure = make()
        FigureCanvasAgg(figure)
        out = io.BytesIO()
        if form == "svg":
            figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None})
        else:
            figure.savefig(out, format="png", dpi=200, metadata={"Software": None})
    return out.getvalue()
