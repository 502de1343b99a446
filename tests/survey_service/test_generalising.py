"""What a quote could say in general: small places, persons and hidden details, in both languages."""

import pytest

from survey_service.generalising import generalised

PLACES = ("Kivilahti", "Aholansaari")


@pytest.mark.parametrize(
    ("text", "general"),
    [
        ("Kivilahdessa jonotetaan.", "Pienessä kunnassa jonotetaan."),
        ("Koulu on Kivilahden keskustassa.", "Koulu on pienen kunnan keskustassa."),
        ("Muutetaan Kivilahdesta Aholansaareen.", "Muutetaan pienestä kunnasta pieneen kuntaan."),
        ("Näin on Kivilahden kunnassa.", "Näin on pienessä kunnassa."),
        ("Puhelin •••••• soi.", "Puhelin [poistettu] soi."),
    ],
)
def test_a_small_place_is_told_in_general_in_the_same_finnish_case(text: str, general: str) -> None:
    assert generalised(text, "fi", PLACES) == general


def test_in_swedish_a_small_place_becomes_a_small_municipality() -> None:
    assert generalised("I Kivilahti kommun väntar man.", "sv", PLACES) == "I en liten kommun väntar man."
    assert generalised("Kivilahtis skola är full.", "sv", PLACES) == "En liten kommuns skola är full."


def test_a_person_becomes_a_role_and_a_role_that_is_told_stays() -> None:
    assert generalised("Matti Virtanen jonottaa.", "fi") == "Henkilö jonottaa."
    assert generalised("Kysyimme asiakas Matti Virtaselta asiaa.", "fi") == "Kysyimme henkilöltä asiaa."
    assert generalised("Potilas Matti Virtanen odotti.", "fi") == "Potilas odotti."


def test_words_without_anything_to_generalise_are_left_as_they_are() -> None:
    for text in ("Nuoret jonottavat kuukausia.", "Kivikossa ei ole palveluja.", ""):
        assert generalised(text, "fi", PLACES) == text
