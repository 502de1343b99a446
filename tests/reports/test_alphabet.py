"""Names in the order of the Finnish and the Swedish alphabet."""

import random

import pytest

from reports.alphabet import place

ORDERED = (
    "aho",
    "Espoo",
    "Éspoo kylä",
    "Uusi Kaarlepyy",
    "Uusi-Kaarlepyy",
    "Uusikaupunki",
    "Vaasa",
    "Vörå",
    "Wiborg",
    "Übersee",
    "Ydre",
    "Zeta",
    "Åland",
    "Åminneby",
    "Ähtäri",
    "Ämmänvaara",
    "Öja",
    "Øland",
    "Örnvik",
)


@pytest.mark.parametrize("seed", range(5))
def test_names_are_sorted_as_finnish_and_swedish_sort_them(seed: int) -> None:
    mixed = list(ORDERED)
    random.Random(seed).shuffle(mixed)

    assert sorted(mixed, key=place) == list(ORDERED)


def test_a_name_in_pieces_sorts_as_the_same_name_in_one() -> None:
    assert place("A\u030aland")[0] == place("Åland")[0]
