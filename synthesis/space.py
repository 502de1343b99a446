"""The spaces in which segments are compared: language taken out, spelling mixed in, neighbours drawn together."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from synthesis.embedding import LexicalEncoder, normalised
from synthesis.model import Language
from synthesis.parameters import Parameters
from synthesis.segmentation import Segment

if TYPE_CHECKING:
    from synthesis.embedding import Vectors

FEWEST_OF_A_LANGUAGE = 5
"""Below this many texts a language has no mean of its own worth subtracting; the mean of all is taken."""


def ways_of_looking(vectors: "Vectors", segments: list[Segment], parameters: Parameters) -> "Iterator[Vectors]":
    """Yield vectors (n, d) for every weight of the spelling and every number of neighbours; `vectors` are centred."""
    import numpy as np

    lexical = LexicalEncoder(parameters.lexical_dimensions).encode([segment.text for segment in segments])
    for weight in parameters.lexical_weights:
        mixed = normalised(np.hstack([vectors, weight * lexical]))
        for neighbours in parameters.neighbours:
            yield smoothed(mixed, neighbours, parameters)


def without_language(vectors: "Vectors", languages: list[Language]) -> "Vectors":
    """Subtract each language's mean, so that Finnish and Swedish texts on one matter lie together."""
    import numpy as np

    if not len(vectors):
        return vectors
    centred = vectors - vectors.mean(axis=0)
    of = np.array(languages)
    for language in sorted(set(languages)):
        rows = of == language
        if rows.sum() >= FEWEST_OF_A_LANGUAGE:
            centred[rows] = vectors[rows] - vectors[rows].mean(axis=0)
    return normalised(centred)


def smoothed(vectors: "Vectors", neighbours: int, parameters: Parameters) -> "Vectors":
    """Move every vector towards the mean of its nearest neighbours, a few rounds."""
    import numpy as np

    most = min(neighbours, len(vectors) - 1)
    share = parameters.smoothing_share
    for _ in range(parameters.smoothing_rounds):
        near = vectors @ vectors.T
        np.fill_diagonal(near, -1)
        nearest = np.argsort(-near, axis=1, kind="stable")[:, :most]
        weights = np.maximum(np.take_along_axis(near, nearest, axis=1), 0)
        around = normalised(np.einsum("ij,ijd->id", weights, vectors[nearest]))
        vectors = normalised((1 - share) * vectors + share * around)
    return vectors
