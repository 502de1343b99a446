"""What computes E5: ONNX Runtime in bytes on all cores, or NumPy where that is missing or computes something else."""

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, Protocol

from synthesis.meaning.e5_network import embedded, last_layer, spans
from synthesis.meaning.e5_weights import Model

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

FAITHFUL = 0.98
"""What ONNX Runtime computes must agree so well (as a cosine) with NumPy's on a trial. Processors without whole-number
dot products may overflow, which no error would tell."""
TRIALS = [0, *range(4, 5000, 250), 2], [0, *range(5, 20000, 400), 2]
"""Pieces with the signs for beginning and end. Which channels are huge hardly depends on the text."""


SLOWER = ["SkipLayerNormFusion"]
"""Addition and normalisation in one step take seven times as long as one after the other (ONNX Runtime 1.32)."""


class EngineUnavailable(Exception):
    """ONNX Runtime is not installed, does not run here, or computes something else; the message says which."""


class Engine(Protocol):
    """The network from pieces to the last layer; each text is computed alone, so that none can touch another."""

    name: str

    def states(self, texts: "Iterable[list[int]]") -> "Iterator[Floats]":
        """Return, for each text's pieces, float32 (pieces, width)."""
        ...


def best_engine(model: Model) -> Engine:
    """ONNX Runtime if it runs here as it should, else NumPy; the name of what is returned tells which."""
    try:
        return OnnxEngine(model)
    except EngineUnavailable:
        return NumpyEngine(model)


class NumpyEngine:
    """Full precision by NumPy: as exact as the weights, and a fifth as fast."""

    name = "NumPy"

    def __init__(self, model: Model) -> None:
        self._model = model

    def states(self, texts: "Iterable[list[int]]") -> "Iterator[Floats]":
        """Return, for each text's pieces, float32 (pieces, width)."""
        return (last_layer(self._model, pieces) for pieces in texts)


class OnnxEngine:
    """Weights and activations in bytes by ONNX Runtime, one text on each core; raises EngineUnavailable.

    `threads` is, unless given, OMP_NUM_THREADS or the number of cores that this process may use.
    """

    def __init__(self, model: Model, threads: int | None = None) -> None:
        self._words = model.embeddings()
        self._threads = threads or cores()
        self._session, version = _session(model)
        self.name = f"int8, huge channels damped, by ONNX Runtime {version}"
        self._check(model)

    def states(self, texts: "Iterable[list[int]]") -> "Iterator[Floats]":
        """Return, for each text's pieces, float32 (pieces, width)."""
        if self._threads == 1:
            yield from map(self._state, texts)
            return
        with ThreadPoolExecutor(self._threads) as pool:
            yield from pool.map(self._state, texts)

    def _state(self, pieces: list[int]) -> "Floats":
        from synthesis.meaning.e5_graph import INPUT

        state: Floats = self._session.run(None, {INPUT: embedded(self._words, pieces)[None]})[0][0]
        return state

    def _check(self, model: Model) -> None:
        import numpy as np

        expected = last_layer(model, TRIALS[0]).mean(axis=0)
        try:
            found = self._state(TRIALS[0]).mean(axis=0)
        except Exception as trouble:  # ONNX Runtime's errors have no base class of their own
            raise EngineUnavailable(f"ONNX Runtime does not run here: {trouble}") from trouble
        cosine = float(found @ expected / (np.linalg.norm(found) * np.linalg.norm(expected)))
        if not cosine >= FAITHFUL:
            raise EngineUnavailable(f"ONNX Runtime's vectors are not E5's here (cosine {cosine:.3f})")


def cores() -> int:
    """How many threads to use: OMP_NUM_THREADS where it is set, as in the processes of joblib, else all cores."""
    wanted = os.environ.get("OMP_NUM_THREADS", "")
    if wanted.isdigit() and int(wanted) > 0:
        return int(wanted)
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _session(model: Model) -> tuple[Any, str]:
    try:
        import onnxruntime

        from synthesis.meaning.e5_graph import serialised

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.enable_mem_pattern = False  # the lengths vary
        graph = serialised(model, spans(model, TRIALS))
        providers = ["CPUExecutionProvider"]
        session = onnxruntime.InferenceSession(graph, options, providers=providers, disabled_optimizers=SLOWER)
    except Exception as trouble:  # a missing or broken library, or an operator that it does not know
        raise EngineUnavailable(f"ONNX Runtime cannot be used here: {trouble}") from trouble
    return session, onnxruntime.__version__
