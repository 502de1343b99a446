"""A quick encoder, for measuring all but the encoding: it sees the spelling of each text by itself."""

from typing import TYPE_CHECKING

from synthesis.meaning.embedding import normalised

if TYPE_CHECKING:
    from synthesis.meaning.embedding import Vectors

FEATURES = 2**16
DIMENSIONS = 384
"""As many as E5's."""


class HashedEncoder:
    """Counts of character n-grams, hashed and thrown onto random directions."""

    pointwise = True
    name = f"hashed character n-grams, {DIMENSIONS} dimensions"

    def __init__(self) -> None:
        from scipy.sparse import csr_matrix
        from sklearn.feature_extraction.text import HashingVectorizer
        from sklearn.random_projection import SparseRandomProjection

        self._counts = HashingVectorizer(analyzer="char_wb", ngram_range=(3, 5), n_features=FEATURES)
        self._thrown = SparseRandomProjection(DIMENSIONS, random_state=0).fit(csr_matrix((1, FEATURES)))

    def encode(self, texts: list[str]) -> "Vectors":
        """Return float32 vectors of shape (len(texts), 384), each of length one."""
        return normalised(self._thrown.transform(self._counts.transform(texts)).toarray())
