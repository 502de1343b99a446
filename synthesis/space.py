"""The space in which segments are compared: language taken out, spelling mixed in, neighbours drawn together."""

from typing import TYPE_CHECKING

from synthesis.embedding import LexicalEncoder, normalised
from synthesis.model import Language
from synthesis.parameters import Parameters
from synthesis.segmentation import Segment

if TYPE_CHECKING:
    from synthesis.embedding import Vectors

FEWEST_OF_A_LANGUAGE = 5
"""Below this many texts a language has no mean of its own worth subtracting; the mean of all is taken."""


def shared_space(vectors: "Vectors", segments: list[Segment], parameters: Parameters) -> "Vectors":
    """Return the vectors (n, d) in which the segments are to be grouped; `vectors` are the encoder's."""
    meaning = without_language(vectors, [segment.language for segment in segments])
    return smoothed(with_spelling(meaning, [segment.text for segment in segments], parameters), parameters)


def without_language(vectors: "Vectors", languages: list[Language]) -> "Vectors":
    """Subtract each language's mean, so that Finnish and Swedish texts on one matter lie together."""
    import numpy as np

    centred = vectors - vectors.mean(axis=0)
    of = np.array(languages)
    for language in sorted(set(languages)):
        rows = of == language
        if rows.sum() >= FEWEST_OF_A_LANGUAGE:
            centred[rows] = vectors[rows] - vectors[rows].mean(axis=0)
    return normalised(centred)


def with_spelling(vectors: "Vectors", texts: list[str], parameters: Parameters) -> "Vectors":
    """Put the lexical vectors beside the others, with their weight."""
    import numpy as np

    lexical = LexicalEncoder(parameters.lexical_dimensions).encode(texts)
    return normalised(np.hstack([vectors, parameters.lexical_weight * lexical]))


def smoothed(vectors: "Vectors", parameters: Parameters) -> "Vectors":
    """Move every vector towards the mean of its nearest neighbours, a few rounds."""
    import numpy as np

    neighbours = min(parameters.neighbours, len(vectors) - 1)
    for _ in range(parameters.smoothing_rounds):
        near = vectors @ vectors.T
        np.fill_diagonal(near, -1)
        nearest = np.argsort(-near, axis=1, kind="stable")[:, :neighbours]
        weights = np.maximum(np.take_along_axis(near, nearest, axis=1), 0)
        around = normalised(np.einsum("ij,ijd->id", weights, vectors[nearest]))
        share = parameters.smoothing_share
        vectors = normalised((1 - share) * vectors + share * around)
    return vectors
