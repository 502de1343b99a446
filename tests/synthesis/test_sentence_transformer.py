"""Any model folder of sentence-transformers is an encoder; what is missing is told in one sentence."""

import sys
from pathlib import Path

import numpy as np
import pytest

from synthesis.meaning.sentence_transformer import SentenceTransformerEncoder
from synthesis.model import CannotSynthesise

WORDS = ["vanhusten", "yksinäisyys", "lisääntyy", "köerna", "är", "långa"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real model, tiny and untrained: a bag of words made smaller by chance."""
    sentence_transformers = pytest.importorskip("sentence_transformers")
    from sentence_transformers.sentence_transformer.modules import BoW, Dense

    model = sentence_transformers.SentenceTransformer(modules=[BoW(vocab=WORDS), Dense(len(WORDS), 4)], device="cpu")
    model.save(str(tmp_path_factory.mktemp("models") / "tiny"))
    return tmp_path_factory.getbasetemp() / "models0" / "tiny"


def test_a_model_in_a_folder_encodes(folder: Path) -> None:
    encoder = SentenceTransformerEncoder(folder)

    vectors = encoder.encode(["Vanhusten yksinäisyys lisääntyy", "Köerna är långa"])

    assert vectors.shape == (2, 4)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert encoder.name.startswith("tiny (sentence-transformers ")
    assert encoder.encode([]).shape == (0, 4)


def test_a_text_has_the_same_bytes_whatever_stands_beside_it(folder: Path) -> None:
    encoder = SentenceTransformerEncoder(folder)

    alone = encoder.encode(["Köerna är långa"])
    beside = encoder.encode(["Vanhusten yksinäisyys lisääntyy", "Köerna är långa"])

    assert alone[0].tobytes() == beside[1].tobytes()


def test_a_folder_that_is_no_model_is_told(tmp_path: Path) -> None:
    with pytest.raises(
        CannotSynthesise, match=r"no folder of a sentence-transformers model: it has no file modules\.json"
    ):
        SentenceTransformerEncoder(tmp_path)


def test_the_extra_to_install_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "modules.json").write_text("[]")
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)

    with pytest.raises(CannotSynthesise, match=r"pip install 'ennakko\[sentence-transformers\]'"):
        SentenceTransformerEncoder(tmp_path)


def test_a_model_that_cannot_be_loaded_is_told(tmp_path: Path) -> None:
    pytest.importorskip("sentence_transformers")
    (tmp_path / "modules.json").write_text("nonsense")

    with pytest.raises(CannotSynthesise, match="cannot be loaded"):
        SentenceTransformerEncoder(tmp_path)
