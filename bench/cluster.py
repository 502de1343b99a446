"""Measures what a second Dask worker brings on reading and encoding, and whether a killed worker loses anything.

    python -m bench.cluster [FOLDER] [--texts 4000] [--encoder e5|hashed]

Scheduler and workers are processes of this machine, each worker with one thread. The texts are made by varying those
of FOLDER (PANEL=folder), or the demo's.
"""

import argparse
import os
import signal
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.cases import cases
from bench.hashing import HashedEncoder
from bench.varied import varied
from synthesis.meaning.e5 import E5Encoder
from synthesis.meaning.embedding import Encoder
from synthesis.meaning.encoding import SpreadEncoder, encoded
from synthesis.reading import read
from synthesis.sifting import sifted
from synthesis.spreading import Share, Workers, silent

FASTER = 1.5
"""So many times as fast two workers must be as one."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Time one worker and two, kill one of two, and say whether all gave the same."""
    parser = argparse.ArgumentParser(prog="bench.cluster", description=__doc__)
    parser.add_argument("folder", nargs="?", default=os.environ.get("PANEL") or None)
    parser.add_argument("--texts", type=int, default=4000)
    parser.add_argument("--encoder", choices=("e5", "hashed"), default="e5")
    chosen = parser.parse_args(arguments)
    segments = sifted(varied(cases(Path(chosen.folder) if chosen.folder else None), chosen.texts)).content
    encoder = SpreadEncoder(E5Encoder if chosen.encoder == "e5" else HashedEncoder)
    _warm(encoder, segments)
    print(
        f"{len(segments)} segments, {chosen.encoder}\n{'workers':24}{'read, s':>10}{'encoded, s':>12}{'together':>10}"
    )
    one = _timed("one", 1, encoder, segments)
    two = _timed("two", 2, encoder, segments)
    killed = _timed("two, one killed on the way", 2, encoder, segments, kill=True)
    print(f"two are {one[0] / two[0]:.2f} times as fast as one (at least {FASTER})")
    print(f"the same bytes: {'yes' if one[1] == two[1] == killed[1] else 'NO'}")


def _warm(encoder: Encoder, segments: list[Any]) -> None:
    """Load here what the workers' results are compared with, outside the time."""
    read(segments[:100])
    encoder.encode([segments[0].text])


def _timed(
    name: str, workers: int, encoder: Encoder, segments: list[Any], *, kill: bool = False
) -> tuple[float, tuple[Any, bytes]]:
    """Return the seconds, and what was read and encoded; loading the models in the workers does not count."""
    from distributed import LocalCluster

    texts = [each.text for each in segments]
    cluster = LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None)  # type: ignore[no-untyped-call]
    with cluster, Workers(cluster=cluster.scheduler_address).at_work():
        for _ in range(2):  # each worker has had something of every language by then
            read(segments[:600])
            encoded(encoder, texts[:300])
        pids = [worker.pid for worker in cluster.workers.values()]
        began = time.perf_counter()
        reading = read(segments, _killing(pids[0]) if kill else silent)
        between = time.perf_counter()
        vectors = encoded(encoder, texts, _killing(pids[-1]) if kill else silent)
        end = time.perf_counter()
    print(f"{name:24}{between - began:10.1f}{end - between:12.1f}{end - began:10.1f}", flush=True)
    return end - began, (reading, vectors.tobytes())


def _killing(pid: int) -> Share:
    """Kill the worker at the first word of progress."""
    left = [pid]

    def kill(_share: float) -> None:
        if left:
            os.kill(left.pop(), signal.SIGKILL)

    return kill


if __name__ == "__main__":
    main()
