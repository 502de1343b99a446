"""The spaces in which segments are compared: language taken out, words mixed in, neighbours drawn together."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from synthesis.meaning.embedding import normalised, reduced
from synthesis.model import Language
from synthesis.parameters import Parameters

if TYPE_CHECKING:
    from synthesis.meaning.embedding import Vectors

FEWEST_OF_A_LANGUAGE = 5
"""Below this many texts a language has no mean of its own worth subtracting; the mean of all is taken."""


def ways_of_looking(
    vectors: "Vectors", mentioned: list[list[str]], parameters: Parameters, beside: "Vectors | None" = None
) -> "Iterator[Vectors]":
    """Yield vectors (n, d) for every weight of the words and number of neighbours.

    `vectors` (n, d) tell the meaning of each text, `mentioned` its base forms, `beside` (n, any)
    what else there is to see.
    """
    import numpy as np

    words = word_vectors(mentioned, parameters.word_dimensions)
    for weight in parameters.word_weights:
        mixed = normalised(np.hstack([vectors, weight * words, *([] if beside is None else [beside])]))
        for neighbours in parameters.neighbours:
            yield smoothed(mixed, neighbours, parameters)


def word_vectors(mentioned: list[list[str]], dimensions: int) -> "Vectors":
    """Return float32 vectors (n, d) of the base forms each text mentions: TF-IDF, reduced by singular values."""
    import numpy as np
    from sklearn.feature_extraction.text import TfidfVectorizer

    counts = TfidfVectorizer(analyzer=list, min_df=min(2, len(mentioned)), sublinear_tf=True)
    try:
        weights = counts.fit_transform(mentioned)
    except ValueError:  # no base form stands in two texts
        return np.zeros((len(mentioned), 1), np.float32)
    return reduced(weights, dimensions)


@dataclass(frozen=True, slots=True)
class Means:
    """The mean vector of each language that has enough texts, and that of all, which stands in for the others."""

    of: "dict[Language, Vectors]"
    of_all: "Vectors"

    def taken_out(self, vectors: "Vectors", languages: list[Language]) -> "Vectors":
        """Return the vectors (n, d) without their language's mean, so that Finnish and Swedish lie together."""
        import numpy as np

        return normalised(vectors - np.stack([self.of.get(language, self.of_all) for language in languages]))


def language_means(vectors: "Vectors", languages: list[Language]) -> Means:
    """Return the means of the vectors (n, d) by language; n must not be zero."""
    import numpy as np

    written = np.array(languages)
    of: dict[Language, Vectors] = {
        language: vectors[written == language].mean(axis=0)
        for language in sorted(set(languages))
        if (written == language).sum() >= FEWEST_OF_A_LANGUAGE
    }
    return Means(of, vectors.mean(axis=0))


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
