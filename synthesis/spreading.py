"""Shares work on texts out among processes of this machine, or among the workers of a Dask cluster."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar
from warnings import catch_warnings, filterwarnings

from synthesis.model import CannotSynthesise

Work = TypeVar("Work")
Result = TypeVar("Result")
Share = Callable[[float], None]
"""Is told which share (0–1) of the work at hand is done."""

MOST_TEXTS = 64
MOST_CHARACTERS = 16_000
"""A chunk is closed when it has so many texts or characters: how many workers there are must not show in the result."""
ATTEMPTS = 3
"""So often work goes on after the system has killed a process; what was done by then is kept."""
REPLACED = "A worker stopped while some jobs were given to the executor"
"""What joblib says when a process grows, as it does by the models that it loads, and another takes its place."""
WAIT_S = 30
NOBODY = 'Workers are a number of processes, such as 2, or a Dask scheduler, such as tcp://host:8786, and not "{}".'
MISSING = "Dask is not installed. To work on a cluster: pip install 'ennakko[dask]', here and on every worker."


@dataclass(frozen=True, slots=True)
class Workers:
    """Who does the work: so many processes of this machine, or the cluster at an address such as tcp://host:8786."""

    processes: int = 1
    cluster: str = ""

    @classmethod
    def named(cls, setting: str) -> "Workers":
        """Return whom a setting means: "2" or "tcp://host:8786"; raises CannotSynthesise when it means nobody."""
        if "://" in setting:
            return cls(cluster=setting)
        if setting.isdecimal() and int(setting) > 0:
            return cls(processes=int(setting))
        raise CannotSynthesise(NOBODY.format(setting))

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Let them do what is spread while this lasts; raises CannotSynthesise when the cluster cannot be reached."""
        from joblib import parallel_config

        if not self.cluster:
            with parallel_config(backend="loky", n_jobs=self.processes):
                yield
            return
        with _client(self.cluster) as client, parallel_config(backend="dask", client=client, n_jobs=-1):
            yield


def silent(share: float) -> None:
    """Tell nobody how far the work is."""


def spread(
    function: Callable[[Work], Result], chunks: Sequence[Work], sizes: Sequence[int], tell: Share = silent
) -> list[Result]:
    """Return `function(chunk)` of each chunk, in order, done by the workers at work, or here when there are none.

    `sizes` are what the chunks weigh in the share that is told. Raises CannotSynthesise when processes die again and
    again.
    """
    from joblib import Parallel, delayed
    from joblib.externals.loky.process_executor import TerminatedWorkerError

    done: list[Result] = []
    for left in reversed(range(ATTEMPTS)):
        work = (delayed(function)(chunk) for chunk in chunks[len(done) :])
        try:
            with catch_warnings():
                filterwarnings("ignore", REPLACED, UserWarning)
                for result in Parallel(return_as="generator", batch_size=1)(work):
                    done.append(result)
                    tell(sum(sizes[: len(done)]) / max(1, sum(sizes)))
            break
        except TerminatedWorkerError as death:
            if not left:
                raise CannotSynthesise(_DYING) from death
    return done


_DYING = "The system ends the processes that read the texts, perhaps for want of memory: try with fewer workers."


def in_chunks(texts: Sequence[str]) -> list[list[str]]:
    """Return the texts in runs that are small enough to share out, in order."""
    chunks: list[list[str]] = []
    room = 0
    for text in texts:
        if not chunks or len(chunks[-1]) == MOST_TEXTS or room < len(text):
            chunks.append([])
            room = MOST_CHARACTERS
        chunks[-1].append(text)
        room -= len(text)
    return chunks


def characters(chunks: Sequence[Sequence[str]]) -> list[int]:
    """Return how many characters each chunk holds, texts without any counting as one."""
    return [sum(max(1, len(text)) for text in chunk) for chunk in chunks]


@contextmanager
def _client(address: str) -> "Iterator[object]":
    try:
        from distributed import Client
    except ImportError as missing:
        raise CannotSynthesise(MISSING) from missing
    try:
        client = Client(address, timeout=WAIT_S, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError, TimeoutError) as trouble:
        raise CannotSynthesise(f"No Dask scheduler answers at {address}: start one, or mend the address.") from trouble
    with client:
        try:
            client.wait_for_workers(1, timeout=WAIT_S)
        except TimeoutError as trouble:
            raise CannotSynthesise(f"The cluster at {address} has no workers: start one (dask worker).") from trouble
        yield client
