"""Trained layers replace the published ones, in half floats or in bytes; a file that does not fit says where."""

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from synthesis.meaning.e5_trained import UnknownLayers, named, with_layers

if TYPE_CHECKING:
    from synthesis.meaning.e5_weights import Model


def test_layers_of_the_file_stand_in_the_place_of_the_models(model: "Model", layers: Path) -> None:
    changed = with_layers(model, layers)

    assert np.allclose(changed.weights["l11.fo.w"], model.weights["l11.fo.w"] * 2, atol=0.01)
    assert np.allclose(changed.weights["l11.oln.b"], 0.5)
    assert changed.weights["l10.fo.w"] is model.weights["l10.fo.w"]


def test_the_record_names_the_training_and_the_files_content(layers: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.npz"
    np.savez(other, name="a trial", **{"l11.oln.b": np.zeros(384, np.float16)})

    assert named(layers).startswith("layers a trial ")
    assert named(other) != named(layers)


@pytest.mark.parametrize(
    ("arrays", "told"),
    [
        ({"l11.oln.b": np.zeros(5)}, r"l11\.oln\.b has the shape \(5,\), where the model has \(384,\)"),
        ({"l12.q.w": np.zeros((384, 384))}, r"l12\.q\.w has the shape .* where the model has None"),
    ],
)
def test_what_does_not_fit_is_told(model: "Model", tmp_path: Path, arrays: dict[str, np.ndarray], told: str) -> None:
    path = tmp_path / "layers.npz"
    np.savez(path, **arrays)

    with pytest.raises(UnknownLayers, match=told):
        with_layers(model, path)


def test_a_file_of_another_kind_is_told(model: "Model", tmp_path: Path) -> None:
    path = tmp_path / "layers.npz"
    path.write_text("not layers")

    with pytest.raises(UnknownLayers, match="no file of layers"):
        with_layers(model, path)
