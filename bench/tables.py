"""Tables in plain text, as every bench prints them."""

from collections.abc import Iterable, Sequence

Cell = float | int | str | bool | None


def line(cells: Sequence[Cell], widths: Sequence[int]) -> str:
    """Return one line: the first column flush left, the others flush right; None is a dash."""
    first, *others = zip(cells, widths, strict=True)
    return f"{told(first[0]):{first[1]}}" + "".join(f"{told(cell):>{width}}" for cell, width in others)


def told(cell: Cell) -> str:
    """Return a cell as it is printed: shares with three decimals, other numbers as they are."""
    if cell is None:
        return "–"
    if isinstance(cell, bool):
        return "yes" if cell else "NO"
    return f"{cell:.3f}" if isinstance(cell, float) else str(cell)


def mean(values: Iterable[float | None]) -> float | None:
    """Return the mean of what could be measured, or None when nothing could."""
    known = [float(value) for value in values if value is not None]
    return sum(known) / len(known) if known else None
