"""What is quoted by itself can be understood by itself."""

import pytest

from synthesis.model import Language
from synthesis.quotations.dissent import dissenting
from synthesis.quotations.standalone import stands_alone
from synthesis.reading import reader


def alone(text: str, language: Language) -> bool:
    return stands_alone(text, reader(language).read([text])[0], language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", "Vanhusten yksinäisyys on lisääntynyt kylillä."),
        ("fi", "Nuori odottaa psykologin aikaa neljä kuukautta."),
        ("fi", "Se, että jonot ovat pitkät, väsyttää perheitä."),
        ("sv", "Köerna till psykolog är långa för unga."),
        ("sv", "Den psykiska hälsan har försämrats bland unga."),
        ("sv", "Det saknas mötesplatser för äldre."),
    ],
)
def test_a_whole_sentence_stands_alone(language: Language, text: str) -> None:
    assert alone(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", "Se on lisääntynyt kylillä."),
        ("fi", "Tämä näkyy koulussa joka päivä."),
        ("fi", "Heille ei ole palveluja."),
        ("fi", "Mutta jonot ovat pitkät."),
        ("fi", "Yksinäisyys ja jonot"),
        ("fi", "Mistä saa apua nuorille?"),
        ("fi", "Jonot ovat pitkät,"),
        ("sv", "Den är svår att nå."),
        ("sv", "Detta syns i skolan."),
        ("sv", "Men köerna är långa."),
        ("sv", "Och ungdomarna skrattar."),
    ],
)
def test_what_points_elsewhere_asks_or_breaks_off_does_not(language: Language, text: str) -> None:
    assert not alone(text, language)


COMPLAINTS: list[tuple[str, Language]] = [("Jonot ovat pitkät.", "fi")] * 6


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", "Jono on meillä lyhentynyt selvästi."),
        ("fi", "Ei meillä ole ongelmaa jonojen kanssa, päinvastoin."),
        ("fi", "Yhteistyö toimii todella hyvin."),
        ("fi", "Meillä ilmiö ei näy."),
        ("sv", "Hos oss syns det inte."),
        ("sv", "Samarbetet fungerar bra."),
        ("sv", "Köerna har tydligt minskat."),
    ],
)
def test_who_says_otherwise_is_found(language: Language, text: str) -> None:
    assert dissenting([*COMPLAINTS, (text, language)]) == [*[False] * 6, True]


@pytest.mark.parametrize(
    "text", ["Meillä ei ole psykologia.", "Ei näy missään tilastossa.", "Emme näe, saiko hän ajan."]
)
def test_a_complaint_with_a_negation_is_nothing_contrary(text: str) -> None:
    assert not any(dissenting([*COMPLAINTS, (text, "fi")]))


def test_what_most_say_is_nothing_contrary() -> None:
    good: list[tuple[str, Language]] = [("Yhteistyö toimii hyvin.", "fi")] * 5

    assert not any(dissenting([*good, ("Jonot ovat pitkät.", "fi")]))
