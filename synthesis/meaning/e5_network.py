"""Multilingual E5-small computed with NumPy, one text at a time: the reference for any faster way."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from synthesis.meaning.e5_weights import Embeddings, Model, unpacked

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Seen = Callable[[str, Floats], None]


def last_layer(model: Model, pieces: list[int], seen: "Seen | None" = None) -> "Floats":
    """Return what the network makes of each piece of one text: float32 (pieces, width).

    `seen` is told what each layer of weights, by its name, is about to be multiplied with.
    """
    state = _normalised(model, embedded(model.embeddings(), pieces), "emb.ln")
    for layer in range(model.layers):
        state = _layer(model, layer, state, seen or _unseen)
    return state


def spans(model: Model, texts: Iterable[list[int]]) -> "dict[str, Floats]":
    """Return the largest size of everything that each layer of weights is multiplied with in these texts, by name."""
    import numpy as np

    found: dict[str, Floats] = {}

    def widen(name: str, state: "Floats") -> None:
        found[name] = np.maximum(found.get(name, np.float32(0)), np.abs(state).max(axis=0))

    for pieces in texts:
        last_layer(model, pieces, widen)
    return found


def _unseen(name: str, state: "Floats") -> None:
    pass


def embedded(embeddings: Embeddings, pieces: list[int]) -> "Floats":
    """Return the sum of each piece's word, place and kind: float32 (pieces, width)."""
    words = unpacked(embeddings.words[pieces])
    words += embeddings.places[: len(pieces)]
    return words


def _layer(model: Model, layer: int, state: "Floats", seen: "Seen") -> "Floats":
    attended = _linear(model, f"l{layer}.ao", _attention(model, layer, state, seen), seen)
    state = _normalised(model, state + attended, f"l{layer}.aln")
    inner = _gelu(_linear(model, f"l{layer}.fi", state, seen))
    return _normalised(model, state + _linear(model, f"l{layer}.fo", inner, seen), f"l{layer}.oln")


def _attention(model: Model, layer: int, state: "Floats", seen: "Seen") -> "Floats":
    import numpy as np

    length, width = state.shape
    size = width // model.heads

    def heads(name: str) -> "Floats":
        projected = _linear(model, f"l{layer}.{name}", state, seen)
        return projected.reshape(length, model.heads, size).transpose(1, 0, 2)

    scores: Floats = heads("q") @ heads("k").transpose(0, 2, 1) / np.float32(size**0.5)
    scores -= scores.max(axis=-1, keepdims=True)
    np.exp(scores, out=scores)
    scores /= scores.sum(axis=-1, keepdims=True)
    mixed: Floats = scores @ heads("v")
    return mixed.transpose(1, 0, 2).reshape(length, width)


def _linear(model: Model, name: str, state: "Floats", seen: "Seen") -> "Floats":
    seen(name, state)
    found: Floats = state @ model.weights[f"{name}.w"].T
    found += model.weights[f"{name}.b"]
    return found


def _normalised(model: Model, state: "Floats", name: str) -> "Floats":
    import numpy as np

    state = state - state.mean(axis=-1, keepdims=True)
    state /= np.sqrt((state**2).mean(axis=-1, keepdims=True) + np.float32(model.epsilon))
    return state * model.weights[f"{name}.w"] + model.weights[f"{name}.b"]


def _gelu(state: "Floats") -> "Floats":
    """By tanh: the error of 0.0003 does not show in the vectors, and NumPy has no fast erf."""
    import numpy as np

    inner = state * state
    inner *= np.float32(0.044715)
    inner += np.float32(1)
    inner *= state
    inner *= np.float32((2 / np.pi) ** 0.5)
    np.tanh(inner, out=inner)
    inner += np.float32(1)
    inner *= state
    inner *= np.float32(0.5)
    return inner
