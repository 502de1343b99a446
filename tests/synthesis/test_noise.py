"""What says nothing is told from what says something, in Finnish and Swedish."""

import pytest

from synthesis.noise import reason_to_leave_out

NOTHING = {
    "no_content": [
        "-",
        "–",
        "???",
        "n/a",
        "ei ole",
        "En tiedä.",
        "emmä tiiä",
        "ei mitään lisättävää",
        "EOS",
        "ei kommentoitavaa",
        "Lautakunta ei ole vielä käsitellyt asiaa.",
        "Ei koske meidän yksikköä.",
        "Vet inte",
        "Inget att tillägga",
        "Inga kommentarer",
        "vet ej",
    ],
    "refers_elsewhere": [
        "ks. edellinen",
        "Kts. kohta 3",
        "emt",
        "sama kuin edellä",
        "Katso liite 2",
        "Samat kuin viime vuonna",
        "samma som ovan",
        "se ovan",
        "Se föregående svar",
    ],
    "practical": [
        "Kiitos!",
        "Kiitos kyselystä. Hyvää syksyn jatkoa!",
        "Kokous pidetään Teamsissa klo 9.",
        "Tack på förhand",
        "Kiitos hyvin laaditusta kyselystä",
        "Ajankohdaksi sopii viikko 12.",
        "Tiistai ei meille käy, voiko kokousta siirtää?",
        "Täydennetään.",
        "Måndagen krockar med fullmäktige. Kan vi flytta mötet?",
        "Palaan asiaan kokouksen jälkeen.",
        "Vastaus toimitetaan erikseen.",
        "Vi deltar på distans.",
    ],
    "empty": ["", "  \n "],
}
SOMETHING = [
    "Yksinäisyys",
    "Ei ole mielenterveyspalveluja nuorille.",
    "Ei ole resursseja",
    "En osaa sanoa, mutta yksinäisyys huolettaa",
    "Kiitos hyvästä yhteistyöstä kouluterveydenhuollon kanssa",
    "Inget stöd för anhöriga",
    "Ingen svensk personal",
    "Kokoukset kunnan kanssa ovat loppuneet.",
    "Samat perheet ovat asiakkaina kaikissa palveluissa.",
]


@pytest.mark.parametrize(("reason", "text"), [(reason, text) for reason, texts in NOTHING.items() for text in texts])
def test_what_says_nothing_is_left_out_with_its_reason(reason: str, text: str) -> None:
    assert reason_to_leave_out(text) == reason


@pytest.mark.parametrize("text", SOMETHING)
def test_what_says_something_is_kept(text: str) -> None:
    assert reason_to_leave_out(text) is None
