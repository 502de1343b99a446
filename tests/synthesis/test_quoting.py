"""Quotations hold nothing private and come from many."""

from collections.abc import Callable

import numpy as np

from synthesis.grouping.second_look import Placed
from synthesis.languages.words import Reading
from synthesis.quotations.quoting import quoted
from synthesis.reading import reader
from synthesis.segmentation import Segment


def together(segments: list[Segment]) -> list[Placed]:
    vectors = np.eye(len(segments), dtype=np.float32) + 0.5
    return [Placed(segment, Reading(()), 0, 1.0, vector) for segment, vector in zip(segments, vectors, strict=True)]


def read_together(segments: list[Segment]) -> list[Placed]:
    vectors = np.eye(len(segments), dtype=np.float32) + 0.5
    return [
        Placed(segment, reader(segment.language).read([segment.text])[0], 0, 1.0, vector)
        for segment, vector in zip(segments, vectors, strict=True)
    ]


def test_identity_codes_addresses_and_numbers_are_never_quoted(segment: Callable[..., Segment]) -> None:
    texts = [
        "Testi Esimerkki 010190-900W jäi ilman hoitoa.",
        "Kirjoittakaa osoitteeseen posti@example.org niin kerromme lisää.",
        "Soittakaa numeroon 050 123 4567 arkisin.",
        "Hoitoon pääsyä odotetaan kuukausia.",
    ]

    [(gist, quotes)] = quoted(together([segment(text, text) for text in texts]), 4)

    assert gist.text == texts[3]
    assert [quote.text for quote in quotes] == [texts[3]]


def test_even_a_gist_without_a_choice_leaves_the_private_out(segment: Callable[..., Segment]) -> None:
    [(gist, quotes)] = quoted(together([segment("Yhteys posti@example.org koko vuoden ajan")]), 4)

    assert "@" not in gist.text
    assert quotes == []


def test_one_organisation_is_quoted_once(segment: Callable[..., Segment]) -> None:
    segments = [segment(f"Jonot ovat pitkät jo {number} kuukautta", "Kunta A") for number in range(5)]

    [(_, quotes)] = quoted(together(segments), 4)

    assert len(quotes) == 1


def test_both_languages_and_the_contrary_view_are_quoted(segment: Callable[..., Segment]) -> None:
    queues = [f"Nuoret jonottavat psykologille jo {number} kuukautta." for number in range(3, 9)]
    segments = [segment(text, text) for text in queues]
    segments += [segment("Unga väntar i månader på en psykolog.", "Kommun", language="sv")]
    segments += [segment("Jono psykologille on meillä lyhentynyt selvästi.", "Toinen kunta")]

    [(_, quotes)] = quoted(read_together(segments), 4)

    texts = [quote.text for quote in quotes]
    assert "Unga väntar i månader på en psykolog." in texts
    assert "Jono psykologille on meillä lyhentynyt selvästi." in texts
    assert 2 <= len(quotes) <= 4


def test_the_gist_needs_no_sentence_before_it(segment: Callable[..., Segment]) -> None:
    texts = [
        "Se on pahentunut koko syksyn ajan kaikkialla.",
        "Mistä apua nuorten yksinäisyyteen saa?",
        "Nuorten yksinäisyys on pahentunut koko syksyn ajan.",
        "Ja yksinäisyys jatkuu,",
    ]

    [(gist, _)] = quoted(read_together([segment(text, text) for text in texts]), 4)

    assert gist.text == texts[2]


def test_a_bullet_is_not_quoted(segment: Callable[..., Segment]) -> None:
    segments = [segment(f"- Nuorten yksinäisyys on pahentunut kunnassa {number}.", str(number)) for number in range(3)]

    [(gist, quotes)] = quoted(read_together(segments), 4)

    assert all(each.text.startswith("Nuorten") for each in (gist, *quotes))
