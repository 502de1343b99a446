"""Measures time and memory of a synthesis of very many answers, each number of them in a process of its own.

    python -m bench.scale [FOLDER] [--sizes 10000 100000] [--encoder e5|lexical|hashed] [--workers 1]

The answers are made by varying those of FOLDER (PANEL=folder), or the demo's: see bench/varied.py.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.cases import cases
from bench.hashing import HashedEncoder
from bench.varied import varied
from synthesis.meaning.embedding import Encoder, LexicalEncoder
from synthesis.pipeline import synthesise
from synthesis.spreading import Workers

STAGES = ("segments", "language", "meaning", "grouping", "parts", "names")
GROWTH = 12.0
MOST_GB = 4.0


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure every size and print a line for each, and how the time grows."""
    parser = argparse.ArgumentParser(prog="bench.scale", description=__doc__)
    parser.add_argument("folder", nargs="?", default=os.environ.get("PANEL") or None)
    parser.add_argument("--sizes", nargs="+", type=int, default=[10_000, 100_000])
    parser.add_argument("--encoder", choices=("e5", "lexical", "hashed"), default="e5")
    parser.add_argument("--workers", default="1")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args(arguments)
    folder = Path(chosen.folder) if chosen.folder else None
    if chosen.one:
        print(json.dumps(_measured(folder, chosen.sizes[0], chosen.encoder, chosen.workers)))
        return
    print(f"answers varied from {folder.name if folder else 'the demo'}; {chosen.encoder}, workers: {chosen.workers}")
    print(f"{'answers':>8}{'distinct':>9}" + "".join(f"{stage:>10}" for stage in STAGES) + _heads())
    found = [_in_a_process(folder, size, chosen.encoder, chosen.workers) for size in chosen.sizes]
    if len(found) > 1:
        grown = found[-1]["cpu"] / found[0]["cpu"], found[-1]["seconds"] / found[0]["seconds"]
        most = max(each["gigabytes"] for each in found)
        print(f"{found[-1]['answers'] / found[0]['answers']:.0f} x the answers: {grown[0]:.1f} x the processor's time,")
        print(f"{grown[1]:.1f} x the clock's (at most {GROWTH:.0f}); {most:.2f} GB at most (under {MOST_GB:.0f})")


def _heads() -> str:
    return f"{'seconds':>10}{'CPU s':>9}{'GB':>7}{'phenomena':>11}{'unplaced':>10}"


def _in_a_process(folder: Path | None, size: int, encoder: str, workers: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "bench.scale", "--one", "--sizes", str(size), "--encoder", encoder]
    command += ["--workers", workers, *([str(folder)] if folder else [])]
    environment = {name: value for name, value in os.environ.items() if name != "PANEL"}
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, env=environment)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    stages = "".join(f"{found['stages'].get(stage, 0):10.1f}" for stage in STAGES)
    end = f"{found['seconds']:10.1f}{found['cpu']:9.1f}{found['gigabytes']:7.2f}"
    counts = f"{found['phenomena']:11d}{found['unplaced']:10d}"
    print(f"{found['answers']:8d}{found['distinct']:9d}{stages}{end}{counts}", flush=True)
    return found


def _measured(folder: Path | None, size: int, encoder: str, workers: str) -> dict[str, Any]:
    """One synthesis: seconds of the clock for each stage, of the processor in all, and the most memory."""
    answers = varied(cases(folder), size)
    marks: dict[str, float] = {}
    began, used = time.perf_counter(), _cpu()

    def mark(stage: str, _share: float) -> None:
        marks.setdefault(stage, time.perf_counter())

    with Workers.named(workers).at_work():
        result = synthesise(answers, encoder=_encoder(encoder), progress=mark)
    ends = [*list(marks.values())[1:], time.perf_counter()]
    return {
        "answers": size,
        "distinct": len({answer.text for answer in answers}),
        "stages": {stage: end - mark for (stage, mark), end in zip(marks.items(), ends, strict=True)},
        "seconds": time.perf_counter() - began,
        "cpu": _cpu() - used,
        "gigabytes": _gigabytes(int(workers) if workers.isdecimal() else 1),
        "phenomena": len(result.phenomena),
        "unplaced": len(result.unplaced),
    }


def _encoder(name: str) -> Encoder:
    if name == "lexical":
        return LexicalEncoder()
    from synthesis.meaning.e5 import E5Encoder
    from synthesis.meaning.encoding import SpreadEncoder

    return SpreadEncoder(E5Encoder if name == "e5" else HashedEncoder)


def _cpu() -> float:
    """Of this process and of the processes that it started and that have ended."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _gigabytes(processes: int) -> float:
    """The most that this process held, and as many times the most of any process that it started."""
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * processes if processes > 1 else 0
    return (own + started) * 1024 / 1e9


if __name__ == "__main__":
    main()
