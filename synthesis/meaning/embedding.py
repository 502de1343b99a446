"""Turns texts into vectors whose nearness is nearness of meaning; any encoder will do that keeps to this protocol."""

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]


class Encoder(Protocol):
    """Anything that embeds texts; `name` goes into the record of the synthesis."""

    @property
    def name(self) -> str:
        """What embeds, with its version."""
        ...

    @property
    def pointwise(self) -> bool:
        """Whether a text's vector depends on that text alone, and not on those it is encoded with."""
        ...

    def encode(self, texts: list[str]) -> "Vectors":
        """Return float32 vectors of shape (len(texts), d), each of length one."""
        ...


class LexicalEncoder:
    """Character n-grams reduced by singular values: needs no model, and knows only spelling, not meaning."""

    pointwise = False

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
        return reduced(weights, self._dimensions)


def reduced(weights: Any, dimensions: int) -> "Vectors":
    """Return the rows of a sparse matrix as float32 vectors of length one with at most so many dimensions."""
    import numpy as np
    from sklearn.decomposition import TruncatedSVD

    rank = min(dimensions, *(side - 1 for side in weights.shape))
    if rank < 1:
        return normalised(weights.toarray())
    with np.errstate(divide="ignore", invalid="ignore"):  # the share of a variance of nothing, when all rows are alike
        return normalised(TruncatedSVD(rank, algorithm="arpack", random_state=0).fit_transform(weights))


def normalised(vectors: "NDArray[np.floating]") -> "Vectors":
    """Return the rows as float32 with length one; a row of zeros stays so."""
    import numpy as np

    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-9), dtype=np.float32)
