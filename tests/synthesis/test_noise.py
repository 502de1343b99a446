"""What says nothing is told from what says something, in Finnish and Swedish."""

from pathlib import Path

import pytest

from synthesis.noise.recognising import reason_to_leave_out

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
    "Нет врача",
    "Tiedonkulku",
    "Möten med skolan uteblir",
]


@pytest.mark.parametrize(("reason", "text"), [(reason, text) for reason, texts in NOTHING.items() for text in texts])
def test_what_says_nothing_is_left_out_with_its_reason(reason: str, text: str) -> None:
    assert reason_to_leave_out(text) == reason


@pytest.mark.parametrize("text", SOMETHING)
def test_what_says_something_is_kept(text: str) -> None:
    assert reason_to_leave_out(text) is None


EXAMPLES = Path(__file__).parent.parent / "data" / "synthesis" / "noise.tsv"


def _examples() -> list[tuple[str, str]]:
    """Kind and text of several hundred answers of our own, with and without content, typing mistakes and all."""
    lines = EXAMPLES.read_text(encoding="utf-8").splitlines()[1:]
    return [(kind, text) for kind, text in (line.split("\t") for line in lines)]


def test_nearly_all_that_says_nothing_is_left_out() -> None:
    nothing = [text for kind, text in _examples() if kind != "content"]

    kept = [text for text in nothing if reason_to_leave_out(text) is None]

    assert len(kept) <= len(nothing) // 50, kept


def test_hardly_anything_short_with_content_is_left_out() -> None:
    something = [text for kind, text in _examples() if kind == "content"]

    lost = [text for text in something if reason_to_leave_out(text)]

    assert len(lost) <= len(something) // 50, lost


def test_the_reason_says_whether_another_field_was_meant() -> None:
    pointing = [text for kind, text in _examples() if kind == "refers_elsewhere"]

    otherwise = [text for text in pointing if reason_to_leave_out(text) != "refers_elsewhere"]

    assert len(otherwise) <= len(pointing) // 20, otherwise
