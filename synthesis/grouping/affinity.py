"""How near answers lie to the phenomena that the network named beforehand, by meaning and by words."""

from typing import TYPE_CHECKING

from synthesis.languages.detection import detect
from synthesis.meaning.embedding import Encoder, normalised
from synthesis.model import Language, Seed
from synthesis.naming.phrases import mentioned
from synthesis.reading import read
from synthesis.segmentation import Segment

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from synthesis.grouping.space import Means
    from synthesis.meaning.embedding import Vectors

    Floats = NDArray[np.float32]

WORDS = 1.0
"""How much the words that an answer shares with a seed count beside the nearness of meaning."""


def affinities(
    seeds: tuple[Seed, ...], vectors: "Vectors", said: list[list[str]], means: "Means", encoder: Encoder
) -> "Floats":
    """Return how near each row lies to each seed: (rows, seeds), about 0 where they have nothing to do with each other.

    `vectors` (rows, d) tell the meaning of the rows, with the `means` of the languages taken out, `said` their base
    forms. A seed's meaning is the mean of its names and its description, each in its own language.
    """
    wordings = [_wordings(seed) for seed in seeds]
    near = _by_words(wordings, said)
    if encoder.pointwise:
        near = near + vectors @ _meanings(wordings, means, encoder).T
    return near


def _wordings(seed: Seed) -> list[tuple[str, Language]]:
    """The name in each language, the description, and both together: people may speak like any of them."""
    names: list[tuple[str, Language]] = []
    if seed.fi:
        names.append((seed.fi, "fi"))
    if seed.sv:
        names.append((seed.sv, "sv"))
    if not seed.desc:
        return names
    language = detect(seed.desc, inherited=names[0][1])
    name = next((text for text, written in names if written == language), names[0][0])
    return [*names, (f"{name}. {seed.desc}", language), (seed.desc, language)]


def _meanings(wordings: list[list[tuple[str, Language]]], means: "Means", encoder: Encoder) -> "Vectors":
    import numpy as np

    flat = [wording for several in wordings for wording in several]
    told = means.taken_out(encoder.encode([text for text, _ in flat]), [language for _, language in flat])
    of = np.repeat(np.arange(len(wordings)), [len(several) for several in wordings])
    return normalised(np.stack([told[of == seed].mean(axis=0) for seed in range(len(wordings))]))


def _by_words(wordings: list[list[tuple[str, Language]]], said: list[list[str]]) -> "Floats":
    """The cosine of the base forms, those that are rare in the answers counting more."""
    import numpy as np
    from sklearn.feature_extraction.text import TfidfVectorizer

    counts = TfidfVectorizer(analyzer=list, sublinear_tf=True)
    try:
        rows = counts.fit_transform(said)
    except ValueError:  # no answer has a word with content
        return np.zeros((len(said), len(wordings)), np.float32)
    lemmas = [_lemmas(several) for several in wordings]
    return np.asarray(WORDS * (rows @ counts.transform(lemmas).T).toarray(), np.float32)


def _lemmas(wordings: list[tuple[str, Language]]) -> list[str]:
    parts = [Segment("", 0, len(text), text, "", language) for text, language in wordings]
    readings = read(parts).readings
    return [lemma for part, reading in zip(parts, readings, strict=True) for lemma in mentioned(reading, part.language)]
