"""The blind check of the labels counts what finds its own phenomenon again."""

from typing import TYPE_CHECKING

import numpy as np
import pytest

from bench.labels import Told, by_own_mean, recovered, top_words

if TYPE_CHECKING:
    from synthesis.meaning.embedding import Vectors

TEXTS = ["ensamhet på landet", "ensamhet i byn", "köer till vården", "långa köer"]


class Matters:
    """Knows two matters: what speaks of queues, and all else."""

    name = "two matters"
    pointwise = True

    def encode(self, texts: list[str]) -> "Vectors":
        """Return one of two vectors (len(texts), 2) for each text."""
        return np.array([[0, 1] if "kö" in text.lower() else [1, 0] for text in texts], np.float32)


@pytest.fixture
def segments() -> Told:
    words = [frozenset({"ensamhet"})] * 2 + [frozenset({"kö"})] * 2
    vectors = Matters().encode(TEXTS) - np.float32(0.5)
    return Told(TEXTS, ["sv"] * 4, words, np.array([0, 0, 1, 1]), vectors)


def test_telling_labels_find_all_and_exchanged_ones_nothing(segments: Told) -> None:
    assert recovered(segments, [[("sv", "Ensamhet")], [("sv", "Köer")]], Matters()) == 1.0
    assert recovered(segments, [[("sv", "Köer")], [("sv", "Ensamhet")]], Matters()) == 0.0


def test_without_labels_nothing_is_found(segments: Told) -> None:
    assert recovered(segments, [[], []], Matters()) == 0.0


def test_the_peers_words_and_the_upper_bound_are_of_the_same_phenomena(segments: Told) -> None:
    assert by_own_mean(segments) == 1.0
    assert [name.split()[0] for [(_, name)] in top_words(segments)] == ["ensamhet", "köer"]
