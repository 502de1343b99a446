"""Reads what Sotkanet hands out: figures as rows or as JSON, its list of regions, descriptions of indicators."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from survey_service.formfields import clean
from survey_service.indicators.figures import COUNTRY, ORGANISERS, Category, Figure, Title
from survey_service.indicators.gathering import WHOLE, Gatherer, area_of
from survey_service.indicators.model import library

HEADINGS: dict[str, tuple[str, ...]] = {
    "indicator": ("indicator",),
    "region": ("region",),
    "year": ("year",),
    "gender": ("gender",),
    "value": ("primary value", "value"),
    "absolute": ("absolute value", "absvalue"),
}
NEEDED = ("indicator", "region", "year", "value")
GENDERS = ("total", "male", "female")
CATEGORIES: dict[str, Category] = {"KUNTA": "kunta", "HYVINVOINTIALUE": "hva", "MAA": "maa"}
DIGITS = {"kunta": 3, "hva": 2}
DECIMALS = Decimal("1e-10")
LONGEST = 400
MOST_DIGITS = 15
SERVICE = "https://sotkanet.fi/rest/1.1"


def address_of(number: int, years: Iterable[int]) -> str:
    """Where a browser finds the figures of an indicator; the years are a parameter each, for a list is refused."""
    asked = "".join(f"&years={year}" for year in years)
    return f"{SERVICE}/json?indicator={number}{asked}&genders=total"


def gather(gathered: Gatherer, row: int, cells: Mapping[str, str], names: Mapping[str, str]) -> None:
    """Take one row: its cells by field, as text. `names` are what the file calls the fields."""
    before = len(gathered.problems)
    key = _indicator(gathered, row, cells.get("indicator", "").strip(), names["indicator"])
    region = cells.get("region", "").strip()
    if not WHOLE.fullmatch(region):
        gathered.note(row, names["region"], "no_region", text=region)
    year = gathered.year(row, names["year"], cells.get("year", ""))
    gender = cells.get("gender", "").strip().lower() or "total"
    if gender not in GENDERS:
        gathered.note(row, names["gender"], "no_gender", text=gender)
    value = gathered.number(row, names["value"], cells.get("value", ""))
    absolute = gathered.number(row, names.get("absolute", ""), cells.get("absolute", ""))
    if len(gathered.problems) > before:
        return
    region = str(int(region))
    area = area_of(gathered.known, region)
    if area is None:
        gathered.leave_out(region)
        return
    gathered.take(row, names["indicator"], Figure(key, area, year, gender, value, absolute), region)


def _indicator(gathered: Gatherer, row: int, text: str, column: str) -> str:
    key = f"sotkanet_{int(text)}" if WHOLE.fullmatch(text) else ""
    if not key:
        gathered.note(row, column, "no_indicator", text=text)
    elif library().get(key) is None and key not in gathered.known.described:
        gathered.note(row, column, "unknown_indicator", text=text)
    return key


def items(gathered: Gatherer, found: Sequence[Mapping[str, Any]]) -> None:
    """Take the items of Sotkanet's JSON."""
    names = {"value": "value", "absolute": "absValue", **{name: name for name in ("indicator", "region", "year")}}
    for number, item in enumerate(found, start=1):
        cells = {field: _text(item.get(name)) for field, name in names.items()}
        gather(gathered, number, {**cells, "gender": _text(item.get("gender"))}, {**names, "gender": "gender"})
        if gathered.is_enough:
            return


def regions(found: Iterable[Mapping[str, Any]]) -> dict[str, tuple[Category, str]]:
    """Sotkanet's regions as (category, code) by its own id. Of counties those that organise services are kept."""
    return {str(int(item["id"])): _region(item) for item in found if WHOLE.fullmatch(_text(item.get("id")))}


def _region(item: Mapping[str, Any]) -> tuple[Category, str]:
    category = CATEGORIES.get(_text(item.get("category")).upper(), "muu")
    code = _text(item.get("code"))
    code = code.zfill(DIGITS.get(category, 0)) if code.isdecimal() else code
    ours = {"kunta": True, "hva": code in ORGANISERS, "maa": code == COUNTRY.code, "muu": True}
    return (category, code) if ours[category] else ("muu", code)


def descriptions(found: Iterable[Mapping[str, Any]]) -> dict[str, Title]:
    """What Sotkanet calls its indicators, and whose data they are, by our key."""
    told: dict[str, Title] = {}
    for item in found:
        title, organization = _names(item.get("title")), item.get("organization")
        owner = _names(organization.get("title") if isinstance(organization, Mapping) else None)
        if WHOLE.fullmatch(_text(item.get("id"))) and (title[0] or title[1]):
            told[f"sotkanet_{int(item['id'])}"] = Title(*title, *owner)
    return told


def _names(found: Any) -> tuple[str, str]:
    """The Finnish and the Swedish of a text, each the other where it is missing; without marks of a web page."""
    texts = found if isinstance(found, Mapping) else {}
    fi, sv = (" ".join(clean(texts.get(language)).split())[:LONGEST] for language in ("fi", "sv"))
    return fi or sv, sv or fi


def _text(found: Any) -> str:
    """A cell of JSON as a table would hold it; a number is rounded to ten decimals, for it may come as 7.4000000001."""
    match found:
        case None | bool():
            return "" if found is None else str(found).lower()
        case Decimal():
            return f"{found.quantize(DECIMALS).normalize():f}" if found.adjusted() < MOST_DIGITS else str(found)
        case int():
            return str(found)
        case str():
            return clean(found)
        case _:
            return repr(found)[:100]
