"""ONNX Runtime computes where it can, NumPy where it cannot, and which of them did is told."""

import sys
from typing import TYPE_CHECKING

import pytest

from synthesis.meaning import e5_engines
from synthesis.meaning.e5_engines import EngineUnavailable, OnnxEngine, best_engine, cores

if TYPE_CHECKING:
    from synthesis.meaning.e5_engines import Engine
    from synthesis.meaning.e5_weights import Model


def test_numpy_computes_where_onnx_runtime_is_missing(model: "Model", monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)

    assert best_engine(model).name == "NumPy"


def test_a_processor_that_computes_something_else_is_noticed(model: "Model", monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(e5_engines, "FAITHFUL", 1.1)

    with pytest.raises(EngineUnavailable, match="not E5's"):
        OnnxEngine(model)


def test_threads_give_the_same_bytes_as_one(onnx: "Engine", model: "Model") -> None:
    texts = [[0, *range(start, start + 40), 2] for start in range(100, 2000, 300)]

    several = [state.tobytes() for state in OnnxEngine(model, threads=3).states(texts)]

    assert several == [state.tobytes() for state in onnx.states(texts)]


def test_as_many_threads_as_the_surroundings_allow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", "3")
    assert cores() == 3

    monkeypatch.setenv("OMP_NUM_THREADS", "many")
    assert cores() >= 1
