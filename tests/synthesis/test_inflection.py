"""Plurals are either right or not made at all."""

import pytest

from synthesis.languages import voikko
from synthesis.languages.inflection import plural_nominative

pytestmark = pytest.mark.skipif(not voikko.is_installed(), reason="needs Voikko")


@pytest.mark.parametrize(
    ("lemma", "plural"),
    [
        ("jono", "jonot"),
        ("pitkä", "pitkät"),
        ("lapsi", "lapset"),
        ("vanhempi", "vanhemmat"),
        ("kauppa", "kaupat"),
        ("ihminen", "ihmiset"),
        ("vaikeus", "vaikeudet"),
        ("leikkaus", "leikkaukset"),
        ("sairas", "sairaat"),
        ("viive", "viiveet"),
    ],
)
def test_gradation_and_stems_are_right(lemma: str, plural: str) -> None:
    assert plural_nominative(lemma) == plural


def test_an_unknown_word_has_no_plural() -> None:
    assert plural_nominative("hyterkvaali") is None
