"""Candidates for labels read as headings do."""

import pytest

from synthesis.languages import voikko
from synthesis.naming.finnish_phrases import finnish_phrases
from synthesis.naming.swedish_phrases import swedish_phrases
from synthesis.reading import reader


def finnish(text: str) -> set[str]:
    return {phrase.text for phrase in finnish_phrases(reader("fi").read([text])[0])}


def swedish(text: str) -> set[str]:
    return {phrase.text for phrase in swedish_phrases(reader("sv").read([text])[0])}


@pytest.mark.skipif(not voikko.is_installed(), reason="needs Voikko")
def test_finnish_phrases_stand_in_the_nominative() -> None:
    assert "nuorten yksinäisyys" in finnish("Puhumme nuorten yksinäisyydestä paljon.")
    assert "pitkät jonot" in finnish("Kärsimme pitkistä jonoista joka päivä.")
    assert "jonot mielenterveyspalveluihin" in finnish("Jonot mielenterveyspalveluihin ovat pitkät.")


@pytest.mark.skipif(not voikko.is_installed(), reason="needs Voikko")
def test_slips_names_and_abbreviations_are_no_labels() -> None:
    found = finnish("Nikotiiinipussien käyttö ja STEA-rahoitus huolettavat Testi Esimerkkiä.")

    assert not any(word in phrase for phrase in found for word in ("nikotiii", "stea", "esimerkki"))


def test_swedish_phrases_end_in_a_noun() -> None:
    found = swedish("Ensamhet bland äldre ökar och unga väntar på långa köer till psykvården.")

    assert "långa köer till psykvården" in found
    assert not any(phrase.endswith(("ökar", "väntar", "till", "bland")) for phrase in found)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Legaliseringen av drogen ökar bruket.", "legalisering av drogen"),
        ("De offentliga tjänsterna flyttas.", "offentliga tjänster"),
        ("Den kommunala självstyrelsen urholkas.", "kommunal självstyrelse"),
        ("Det psykiska måendet försämras.", "psykiskt mående"),
        ("Vejpning bland högstadieeleverna oroar.", "högstadieelever"),
        ("Unga flickor mår sämre.", "unga flickor"),
    ],
)
def test_a_swedish_heading_has_no_article(text: str, phrase: str) -> None:
    assert phrase in swedish(text)


def test_swedish_adverbs_verbs_and_adjectives_are_no_headings() -> None:
    found = swedish("Samtidigt mår barnen dåligt efteråt, och säkra platser finns endast i hela landet.")

    assert not found & {"samtidigt", "mår", "dåligt", "efteråt", "säkra", "säker", "endast", "hela"}


@pytest.mark.skipif(not voikko.is_installed(), reason="needs Voikko")
def test_joined_adjectives_do_not_stand_in_two_cases() -> None:
    found = finnish("Julkisen ja yksityisen sektorin palvelut ovat erillään.")

    assert not any("yksityisen sektori" in phrase.removesuffix("n") and "julkinen" in phrase for phrase in found)


@pytest.mark.skipif(not voikko.is_installed(), reason="needs Voikko")
def test_words_that_point_are_no_headings() -> None:
    assert not finnish("Sellainen on nykyinen kysymysasettelu.")
