"""What was embedded once is not embedded again, and no text is stored."""

from pathlib import Path

import numpy as np
import pytest

from synthesis.meaning.embedding import LexicalEncoder
from synthesis.meaning.encoding_cache import CachedEncoder


class Counting:
    name = "counting"
    pointwise = True

    def __init__(self) -> None:
        self.seen: list[str] = []

    def encode(self, texts: list[str]) -> np.ndarray:
        self.seen += texts
        return np.array([[len(text), 1] for text in texts], np.float32)


def test_a_known_text_is_not_embedded_again(cache_file: Path) -> None:
    counting = Counting()

    first = CachedEncoder(counting, cache_file).encode(["yksi", "kaksi", "yksi"])
    second = CachedEncoder(counting, cache_file).encode(["kaksi", "kolme"])

    assert counting.seen == ["yksi", "kaksi", "kolme"]
    assert first[1].tolist() == second[0].tolist()


def test_the_file_holds_no_text(cache_file: Path) -> None:
    CachedEncoder(Counting(), cache_file).encode(["salainen huoli"])

    assert b"salainen" not in cache_file.read_bytes()


def test_vectors_that_depend_on_one_another_are_refused(cache_file: Path) -> None:
    with pytest.raises(AssertionError):
        CachedEncoder(LexicalEncoder(), cache_file)
