"""Encoding: every text its own vector, each text once, in whatever order and by whomever."""

import numpy as np

from synthesis.meaning.encoding import AT_ONCE, SpreadEncoder, encoded


class Lengths:
    """Knows how long a text is, and counts what it was asked."""

    pointwise = True
    name = "lengths"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, texts: list[str]) -> np.ndarray:
        self.asked += texts
        return np.array([[len(text), text.count("a")] for text in texts], np.float32)


def test_identical_texts_are_encoded_once_and_every_text_gets_its_own_vector() -> None:
    encoder = Lengths()
    texts = [["a" * (number % 7), "b" * number][number % 2] for number in range(2 * AT_ONCE + 10)]

    vectors = encoded(encoder, texts)

    assert len(encoder.asked) == len(set(texts))
    assert vectors.tolist() == Lengths().encode(texts).tolist()


def test_it_is_told_how_far_the_encoding_is() -> None:
    shares: list[float] = []

    encoded(Lengths(), [str(number) for number in range(AT_ONCE * 2)], shares.append)

    assert shares == [0.5, 1.0]


def test_work_that_is_shared_out_comes_back_in_order() -> None:
    texts = [f"{'a' * (number % 9)}{number}" for number in range(200)]

    alone = SpreadEncoder(Lengths).encode(texts)

    assert alone.tolist() == Lengths().encode(texts).tolist()
