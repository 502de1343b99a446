import pytest

from survey_service.privacy.names import names

HEALTH = [
    ("Testi Esimerkki jäi ilman hoitoa.", "Testi Esimerkki"),
    ("Potilas Testi Esimerkin masennus paheni.", "Testi Esimerkin"),
    ("Kotihoidossa Testi Esimerkillä on ollut vaikeaa.", "Testi Esimerkillä"),
    ("Lastensuojelun asiakkaana oleva Testi Esimerkki odottaa.", "Testi Esimerkki"),
    ("Testi Esimerkkiä hoidetaan psykiatrialla.", "Testi Esimerkkiä"),
    ("Nuorisotyö huomasi, että Testi Esimerkiltä oli loppunut lääkitys.", "Testi Esimerkiltä"),
    ("Tapasimme Testi Esimerkin. Hänellä on diabetes.", "Testi Esimerkin"),
    ("Syöpä on monella. Niin oli myös Testi T. Esimerkillä.", "Testi T. Esimerkillä"),
    ("Rouva Testi-Anna Esimerkki kaatui humalassa.", "Testi-Anna Esimerkki"),
    ("Testi Esimerkki har varit deprimerad och väntar på vård.", "Testi Esimerkki"),
    ("Testi Esimerkkis diagnos dröjde.", "Testi Esimerkkis"),
    ("Testa Exempel fick diagnosen alkoholdemens, och ingen frågade.", "Testa Exempel"),
    ("Vi hjälpte Testa Exempel. Hon hade depression.", "Testa Exempel"),
]
BIRTH = [
    ("Esimerkki Testi, s. 1.2.2008, kävi kerhossa.", "Esimerkki Testi"),
    ("Testi Esimerkki (synt. 1.2.2008) kävi kerhossa.", "Testi Esimerkki"),
    ("Testi Esimerkki 010208 kävi kerhossa.", "Testi Esimerkki"),
    ("Testi Esimerkki f. 1.2.2008 kom till klubben.", "Testi Esimerkki"),
]
NOBODY = [
    "Testi Esimerkki kävi kirjastossa.",
    "Tilaisuus pidettiin 1.2.2026, ja Testi Esimerkki puhui.",
    "Sähkövirran Ossi auttaa masentuneita.",
    "Suomen Punainen Risti ja Mielenterveysseura auttavat potilaita.",
    "Pelastakaa Lapset järjestää terapiaa.",
    "Nuorten Ystävät hoitaa asiakkaita.",
    "Hanke Tulppaani auttaa päihdeasiakkaita.",
    "Perhekeskus Pilke ottaa vastaan asiakkaita.",
    "Testi Esimerkki ry hoitaa potilaita.",
    "Testi Esimerkki -hanke auttaa masentuneita.",
    "Pääkirjaston Olohuone auttaa yksinäisiä asiakkaita.",
    "Tampereen Kaupunki ja Oulun Yliopistollinen Sairaala hoitavat.",
    "Koko Suomen Lääkärit odottavat.",
    "Röda Korset hjälper patienter.",
    "Rädda Barnen erbjuder terapi.",
    "Norra Österbotten saknar psykologer.",
    "Svenska Österbottens Förbund vårdar.",
]


def told(text: str, things: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    [found] = names([text], things)
    return [(name.beside, text[name.start : name.end]) for name in found]


@pytest.mark.parametrize(("text", "name"), HEALTH)
def test_a_name_beside_a_word_of_health_is_found_in_any_form(text: str, name: str) -> None:
    assert told(text) == [("health", name)]


@pytest.mark.parametrize(("text", "name"), BIRTH)
def test_a_name_beside_a_date_of_birth_is_found(text: str, name: str) -> None:
    assert told(text) == [("birth", name)]


@pytest.mark.parametrize("text", NOBODY)
def test_places_organisations_projects_and_names_alone_are_left_alone(text: str) -> None:
    assert told(text) == []


def test_a_name_far_from_any_word_of_health_is_left_alone() -> None:
    text = "Testi Esimerkki avasi kokouksen. Sitten juotiin kahvit. Sitten puhuttiin masennuksesta."

    assert told(text) == []


def test_the_names_of_the_countys_organisations_are_nobodys() -> None:
    text = "Aholansaari Koivula hoitaa asiakkaita, ja Koivulan Asukkaat myös."

    assert told(text, ("Koivula",)) == []


def test_a_text_without_words_has_no_names() -> None:
    assert names(["", " \n", "😀", "1 2 3"]) == [[], [], [], []]
