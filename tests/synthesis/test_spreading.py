"""The promises of work that is shared out: the same result whoever does it, and nobody's death loses any."""

import os
import signal
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from synthesis.model import CannotSynthesise
from synthesis.reading import read
from synthesis.segmentation import Segment
from synthesis.spreading import MOST_CHARACTERS, MOST_TEXTS, Workers, in_chunks, spread

if TYPE_CHECKING:
    from distributed import LocalCluster

CHUNKS = [[number, 3, 1, 2] for number in range(100)]
SIZES = [1] * len(CHUNKS)
SORTED = [sorted(chunk) for chunk in CHUNKS]


@pytest.fixture(scope="module")
def cluster() -> "Iterator[LocalCluster]":
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        yield cluster


def test_a_cluster_survives_a_killed_worker(cluster: "LocalCluster") -> None:
    shares: list[float] = []

    def kill_at_first(share: float) -> None:
        if not shares:
            os.kill(next(iter(cluster.workers.values())).pid, signal.SIGKILL)
        shares.append(share)

    with Workers(cluster=cluster.scheduler_address).at_work():
        assert spread(sorted, CHUNKS, SIZES, kill_at_first) == SORTED
    assert shares == sorted(shares)
    assert shares[-1] == 1


def test_processes_of_this_machine_may_die_too() -> None:
    killed: list[int] = []

    def kill_at_first(share: float) -> None:
        from joblib.externals.loky import reusable_executor

        if not killed:
            killed.append(next(iter(reusable_executor._executor._processes)))
            os.kill(killed[0], signal.SIGKILL)

    with Workers(processes=2).at_work():
        assert spread(sorted, CHUNKS, SIZES, kill_at_first) == SORTED
    assert killed


def test_two_processes_read_what_one_reads() -> None:
    texts = [f"Köerna till psykologen växer, och {number} unga väntar." for number in range(100)]
    parts = [Segment(f"s{number}", 0, len(text), text, "org", "sv") for number, text in enumerate(texts)]
    alone = read(parts)

    with Workers(processes=2).at_work():
        assert read(parts) == alone


def test_progress_is_told_within_the_work() -> None:
    shares: list[float] = []

    spread(sorted, CHUNKS[:4], [3, 1, 0, 4], shares.append)

    assert shares == [3 / 8, 4 / 8, 4 / 8, 1]


def test_a_cluster_that_does_not_answer_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr("synthesis.spreading.WAIT_S", 1)

    with pytest.raises(CannotSynthesise, match=r"tcp://127\.0\.0\.1:9"), Workers(cluster="tcp://127.0.0.1:9").at_work():
        pass


def test_chunks_hold_every_text_in_order_and_are_small() -> None:
    texts = ["a" * length for length in (1, MOST_CHARACTERS * 2, 5, *[100] * 200, 0)]

    chunks = in_chunks(texts)

    assert [text for chunk in chunks for text in chunk] == texts
    assert all(len(chunk) <= MOST_TEXTS for chunk in chunks)
    assert all(sum(map(len, chunk)) <= MOST_CHARACTERS for chunk in chunks if len(chunk) > 1)
