"""Quotations hold nothing private and come from many."""

from collections.abc import Callable

import numpy as np

from synthesis.quoting import quoted
from synthesis.second_look import Placed
from synthesis.segmentation import Segment
from synthesis.words import Reading


def together(segments: list[Segment]) -> list[Placed]:
    vectors = np.eye(len(segments), dtype=np.float32) + 0.5
    return [Placed(segment, Reading(()), 0, 1.0, vector) for segment, vector in zip(segments, vectors, strict=True)]


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
