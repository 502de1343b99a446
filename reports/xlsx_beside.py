"""Tables of shares with their intervals, of indicators beside the answers, and of the blocks of every year."""

from collections.abc import Iterable, Iterator

from reports.finding import SIDES
from reports.intervals import wilson
from reports.outline import Outline, Phenomenon, Share
from reports.sheets import Sheet, Value

Rows = list[list[Value]]


def interval(share: Share) -> tuple[Value, Value]:
    """The ends of an interval in whole per cents; none of so few that it would tell nothing."""
    return (round(100 * share.low), round(100 * share.high)) if share.interval else (None, None)


def sides(phenomenon: Phenomenon) -> list[Value]:
    """How many organisations told of each side of a phenomenon, in the order of `SIDES`."""
    told = {side.id: side.number for side in phenomenon.sides}
    return [told.get(side, 0) for side in SIDES]


def strongest(outline: Outline) -> Rows:
    """The strongest phenomena for the first sheet: what, which, how many, out of how many, interval."""
    management = outline.management
    return [
        [management.title, one.label.text, one.share.count, one.share.of, *interval(one.share)]
        for one in management.strongest
    ]


def news_and_standing(outline: Outline) -> Rows:
    """What is new or told of by more, a sentence of each block, and what an interval means."""
    words, told = outline.words, outline.management
    rows: Rows = [
        [listed.lead, f"{label.text} ({note})" if note else label.text]
        for listed in told.news
        for label, note in listed.items
    ]
    rows += [[block.heading, block.sentence.text] for block in outline.standing]
    if told.exactness:
        rows.append([words["interval"], told.exactness])
    return rows


def shares(outline: Outline) -> Sheet:
    """Each phenomenon among all who answered, by kind of organisation and by service area."""
    words = outline.words
    headings = (
        words["phenomenon"],
        words["group"],
        words["count"],
        words["out_of"],
        words["share_percent"],
        words["interval_low"],
        words["interval_high"],
    )
    rows = [row for one in outline.phenomena for row in _shares_of(one, words["all_together"])]
    return Sheet(words["shares_sheet"], headings, rows, (50, 30, 12, 18, 14, 16, 16), fixed=2)


def _shares_of(phenomenon: Phenomenon, everybody: str) -> Iterator[list[Value]]:
    whole = phenomenon.share
    groups: Iterable[tuple[str, int, int, bool]] = (
        (everybody, whole.count, whole.of, bool(whole.interval)),
        *((kind.name, kind.count, kind.total, bool(kind.interval)) for kind in phenomenon.kinds),
        *((area.name, area.count, area.total, bool(area.interval)) for area in phenomenon.areas),
    )
    for name, count, of, exact in groups:
        low, high = wilson(count, of)
        ends: list[Value] = [round(100 * low), round(100 * high)] if exact else [None, None]
        yield [phenomenon.label.text, name, count, of, round(100 * count / of) if of else None, *ends]


def indicators(outline: Outline) -> Sheet:
    """Every indicator with what it stands beside."""
    words = outline.words
    headings = (
        words["beside_what"],
        words["indicator"],
        words["county_year"],
        words["county_value"],
        words["county_year_before"],
        words["county_before"],
        words["middle"],
        words["country_value"],
        words["what"],
        words["reading"],
        words["source"],
    )
    beside = [
        *((one.label.text, one.figures) for one in outline.phenomena),
        *((block.heading, block.figures) for block in outline.standing),
        (words["theme_figures"], outline.figures),
    ]
    rows: Rows = [
        [name, one.title, *(number(cell) for cell in one.cells), one.values, one.reading, one.source]
        for name, some in beside
        for one in some
    ]
    widths = (40, 50, 10, 16, 12, 14, 16, 14, 60, 50, 50)
    return Sheet(words["beside_sheet"], headings, rows, widths, fixed=2)


def number(text: str) -> Value:
    """A number of a table as a number, nothing as nothing, anything else as it is."""
    plain = text.replace("\N{NO-BREAK SPACE}", "").replace(",", ".")
    digits = plain.removeprefix("-").replace(".", "", 1)
    if not digits.isdecimal():
        return text or None
    return float(plain) if "." in plain else int(plain)


def standing(outline: Outline) -> Sheet:
    """The blocks of every year, whole."""
    words = outline.words
    rows: Rows = [
        [block.heading, "\n".join((*(one.text for one in block.paragraphs), *([block.note] if block.note else [])))]
        for block in outline.standing
    ]
    return Sheet(words["standing"], (words["matter"], words["text"]), rows, (44, 100))
