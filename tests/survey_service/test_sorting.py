"""Tables are sorted and filtered by their address, so that it can be kept, sent on, and used without scripts."""

from dataclasses import dataclass

import pytest
from flask import Flask

from survey_service.views.sorting import as_asked


@dataclass(frozen=True)
class Town:
    """A row."""

    name: str
    people: int | None


TOWNS = (Town("Kuusivaara", 900), Town("Aholansaari", None), Town("Granberga", 12_000))
COLUMNS = {"nimi": lambda town: town.name, "asukkaat": lambda town: town.people}


@pytest.mark.parametrize(
    ("query", "names", "directions"),
    [
        ("", ["Kuusivaara", "Aholansaari", "Granberga"], ["none", "none"]),
        ("jarjestys=nimi", ["Aholansaari", "Granberga", "Kuusivaara"], ["ascending", "none"]),
        ("jarjestys=-nimi", ["Kuusivaara", "Granberga", "Aholansaari"], ["descending", "none"]),
        ("jarjestys=asukkaat", ["Kuusivaara", "Granberga", "Aholansaari"], ["none", "ascending"]),
        ("jarjestys=-asukkaat", ["Granberga", "Kuusivaara", "Aholansaari"], ["none", "descending"]),
        ("jarjestys=salasana", ["Kuusivaara", "Aholansaari", "Granberga"], ["none", "none"]),
        ("haku=GRAN", ["Granberga"], ["none", "none"]),
        ("haku=saari+ahol", ["Aholansaari"], ["none", "none"]),
        ("haku=saari+kuusi", [], ["none", "none"]),
    ],
)
def test_the_address_says_what_is_shown_and_in_which_order(query, names, directions) -> None:
    with Flask(__name__).test_request_context(f"/?{query}"):
        shown = as_asked(TOWNS, COLUMNS, lambda town: town.name)

    assert [town.name for town in shown.rows] == names
    assert [shown.direction(column) for column in COLUMNS] == directions
    assert shown.total == 3


def test_a_heading_pressed_again_turns_the_order_and_keeps_the_filter() -> None:
    with Flask(__name__).test_request_context("/?tila=draft&haku=a&jarjestys=nimi&lang=sv"):
        shown = as_asked(TOWNS, COLUMNS, lambda town: town.name)
        assert shown.query("nimi") == {"tila": "draft", "haku": "a", "jarjestys": "-nimi"}
        assert shown.query("asukkaat") == {"tila": "draft", "haku": "a", "jarjestys": "asukkaat"}
        assert shown.kept() == {"tila": "draft", "jarjestys": "nimi"}
