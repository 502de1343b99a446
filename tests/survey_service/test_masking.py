import pytest

from survey_service.masking import BULLET, mask


@pytest.mark.parametrize(
    "hidden",
    [
        "010203A901X",
        "010203-900L",
        "010203–900L",
        "010203 - 900L",
        "311299Y999Z",
        "010203\u2011900L",
        "010203\u2010900L",
        "010203\u2212900L",
        "010203\u00ad900L",
        "010203a901x",
        "testi.esimerkki@kunta.example",
        "040 123 4567",
        "+358 40 1234567",
        "+358401234567",
        "06-123 4567",
        "(040) 123 4567",
        "00358 40 1234567",
        "+46 70 123 45 67",
    ],
)
def test_what_identifies_a_person_is_hidden_at_the_same_length(hidden: str) -> None:
    text = f"Asiakas {hidden} jäi ilman."

    masked = mask(text)

    assert masked == f"Asiakas {BULLET * len(hidden)} jäi ilman."


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Asiakkaan 010203-900Lin hakemus", f"Asiakkaan {BULLET * 11}in hakemus"),
        ("Kysykää puh.0401234567.", f"Kysykää puh.{BULLET * 10}."),
    ],
)
def test_what_stands_around_it_does_not_keep_it_from_being_hidden(text: str, masked: str) -> None:
    assert mask(text) == masked


@pytest.mark.parametrize(
    "kept",
    [
        "Vuosina 2024–2026 lähetteitä tuli 1 200.",
        "Laki 612/2021 6–7 § ja 611/2021.",
        "Kouluterveyskysely 2025: 34,5 % tytöistä.",
        "Määräaika 5.3.2027 klo 16.00.",
        "Jonossa 120 nuorta, 3–5 kuukautta.",
        "Diaarinumero 1234/00.01.02/2026",
        "Y-tunnus 1234567-8",
        "Päivitetty 05.03.2027, voimassa 01.01.2028 asti.",
        "Kustannus +12 500 000 euroa, 0,45 prosenttia.",
        "Liite 2.0 1234 5678",
    ],
)
def test_years_numbers_and_statutes_are_left_alone(kept: str) -> None:
    assert mask(kept) == kept
