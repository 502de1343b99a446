"""Layers of E5 that were trained for telling topics apart: one file that replaces some of the published weights."""

from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from synthesis.meaning.e5_weights import Model
from synthesis.model import CannotSynthesise

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

SCALE = ".scale"
"""Beside an array of int8 (out, in) stands, under its name with this ending, each row's scale (out,)."""
NAME = "name"
"""What the training is called, for the record."""


class UnknownLayers(CannotSynthesise):
    """The file does not fit the model; the message says where."""


def with_layers(model: Model, path: Path) -> Model:
    """Return the model with the weights in the .npz at `path` in place of its own.

    Arrays have the names and shapes of `Model.weights`; they are float16 or float32, or int8 beside their scales.
    Raises UnknownLayers for any other.
    """
    import numpy as np

    try:
        with np.load(path, allow_pickle=False) as file:
            arrays = {name: file[name] for name in file.files}
    except (OSError, ValueError, BadZipFile) as trouble:
        raise UnknownLayers(f"{path.name} is no file of layers: {trouble}") from trouble
    arrays.pop(NAME, None)
    own = {name: _floats(name, arrays) for name in arrays if not name.endswith(SCALE)}
    for name, values in own.items():
        expected = model.weights[name].shape if name in model.weights else None
        if values.shape != expected:
            raise UnknownLayers(f"{path.name}: {name} has the shape {values.shape}, where the model has {expected}")
    return replace(model, weights=model.weights | own)


def named(path: Path) -> str:
    """Return the name of the training and the digest of its file, for the record."""
    import numpy as np

    with np.load(path, allow_pickle=False) as file:
        name = str(file[NAME]) if NAME in file.files else path.stem
    return f"layers {name} {sha256(path.read_bytes()).hexdigest()[:12]}"


def _floats(name: str, arrays: "dict[str, NDArray[np.generic]]") -> "Floats":
    import numpy as np

    values = arrays[name].astype(np.float32)
    scales = arrays.get(name + SCALE)
    return values if scales is None else values * scales.astype(np.float32)[:, None]
