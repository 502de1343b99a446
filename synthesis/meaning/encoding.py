"""Encodes many texts: each text once, in batches of similar length, shared out among the workers."""

from collections.abc import Callable
from functools import cache, partial
from typing import TYPE_CHECKING

from synthesis.meaning.embedding import Encoder
from synthesis.model import CannotSynthesise
from synthesis.spreading import Share, characters, in_chunks, silent, spread

if TYPE_CHECKING:
    from synthesis.meaning.embedding import Vectors

AT_ONCE = 1024
"""At least so many texts between two tellings of how far it is; what was encoded by then a cache keeps for good."""
TOLD = 20
"""About so often it is told with many texts."""


class SpreadEncoder:
    """Any encoder that looks at each text alone, its work shared out; every process makes its own by `make(*given)`.

    `make` and what it is given must be hashable and go through pickle, as a class at the top of a module does.
    """

    pointwise = True

    def __init__(self, make: Callable[..., Encoder], *given: object) -> None:
        self._make = make
        self._given = given
        own = _made(make, *given)
        assert own.pointwise, "vectors that depend on other texts cannot be made apart"
        self.name = own.name

    def encode(self, texts: list[str]) -> "Vectors":
        """Return float32 vectors of shape (len(texts), d), each of length one."""
        import numpy as np

        chunks = in_chunks(texts)
        if len(chunks) < 2:
            return _made(self._make, *self._given).encode(texts)
        encode = partial(_encoded, self._make, self._given, self.name)
        return np.concatenate(spread(encode, chunks, characters(chunks)))


def encoded(encoder: Encoder, texts: list[str], tell: Share = silent) -> "Vectors":
    """Return the vectors (len(texts), d) of the texts; identical ones are encoded once if the encoder is pointwise."""
    import numpy as np

    if not encoder.pointwise or not texts:
        return encoder.encode(texts)
    order = np.array(sorted(range(len(texts)), key=lambda row: (len(texts[row]), texts[row])))
    place: dict[str, int] = {}
    places = np.array([place.setdefault(texts[row], len(place)) for row in order])
    distinct = list(place)
    step = max(AT_ONCE, len(distinct) // TOLD)
    vectors = None
    for start in range(0, len(distinct), step):
        found = encoder.encode(distinct[start : start + step])
        vectors = np.empty((len(texts), found.shape[1]), np.float32) if vectors is None else vectors
        rows = slice(*np.searchsorted(places, [start, start + step]))
        vectors[order[rows]] = found[places[rows] - start]
        tell(min(1.0, (start + step) / len(distinct)))
    assert vectors is not None
    return vectors


@cache
def _made(make: Callable[..., Encoder], *given: object) -> Encoder:
    return make(*given)


def _encoded(make: Callable[..., Encoder], given: tuple[object, ...], name: str, texts: list[str]) -> "Vectors":
    encoder = _made(make, *given)
    if encoder.name != name:
        raise CannotSynthesise(f"A worker has another encoder ({encoder.name}) than asked for ({name}).")
    return encoder.encode(texts)
