"""The worker process: carries out the background work until it is told to stop. `python -m survey_service.worker`."""

import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack

import structlog

from survey_service import attachments, limits, logs
from survey_service.db import Database
from survey_service.presence import Presence, presence
from survey_service.settings import OWN_ACCOUNT_ALONE, Settings

SWEEP_EVERY_S = 10.0
TIDY_EVERY_S = 1800.0
TAKE_WITHIN_S = 10.0
DRAIN_S = 25
LOOK_EVERY_S = 0.2

log = structlog.get_logger()


class CannotStart(Exception):
    """The worker cannot start; the message says why and what to do."""


class ExecutorTaken(CannotStart):
    """Another worker lives under this executor id; the message says what to do."""

    def __init__(self, executor_id: str) -> None:
        super().__init__(
            f"A worker with the executor id {executor_id} is running already; "
            "stop it, or give this one another id (ENNAKKO_EXECUTOR_ID)."
        )


def run(settings: Settings, *, until_idle: bool = False, stop: threading.Event | None = None) -> None:
    """Carry out the work that is asked for, until `stop` is set or (`until_idle`) nothing waits to be done now.

    In the demo the mailbox that catches its mails runs beside. Raises CannotStart.
    """
    from survey_service import workflows

    told_to_stop = stop or threading.Event()
    with ExitStack() as stack:
        db = Database(settings.database_url)
        stack.callback(db.close)
        alive = _be_present(db, settings.executor_id)
        stack.callback(alive.leave)
        if settings.demo:
            from survey_service import mailbox

            try:
                stack.enter_context(mailbox.catching(settings))
            except mailbox.MailboxTaken as trouble:
                raise CannotStart(str(trouble)) from trouble
        stack.enter_context(workflows.carried_out(db, settings, DRAIN_S))
        log.info("worker ready", executor=settings.executor_id)
        _watch(db, settings, alive, lambda: told_to_stop.is_set() or (until_idle and workflows.is_idle()))
        log.info("worker stops", executor=settings.executor_id)


def main() -> None:
    """Run with the settings of the environment. SIGTERM and SIGINT let what runs come to its end, for a while."""
    logs.configure()
    os.umask(OWN_ACCOUNT_ALONE)
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: stop.set())
    try:
        run(Settings(), until_idle="--until-idle" in sys.argv, stop=stop)
    except CannotStart as trouble:
        sys.exit(str(trouble))
    sys.stdout.flush()
    sys.stderr.flush()
    # a synthesis that outlasts the drain is taken up again by the next worker; waiting for its thread would be in vain
    os._exit(0)


def _be_present(db: Database, executor_id: str) -> Presence:
    """Our lock. For a few seconds it may be held by a dying predecessor, or by a sweep that tidies up after it."""
    alive = presence(db, executor_id)
    until = time.monotonic() + TAKE_WITHIN_S
    while not alive.take():
        if time.monotonic() > until:
            raise ExecutorTaken(executor_id)
        time.sleep(LOOK_EVERY_S)
    return alive


def _watch(db: Database, settings: Settings, alive: Presence, finished: Callable[[], bool]) -> None:
    """Sweep now and then; return when `finished`."""
    from survey_service import workflows

    next_sweep = next_tidying = 0.0
    while True:
        if time.monotonic() >= next_sweep:
            if not alive.is_held() and not alive.take():
                raise ExecutorTaken(settings.executor_id)
            workflows.sweep(db, settings.executor_id)
            workflows.fail_the_hopeless(db)
            workflows.find_the_lost(db)
            workflows.ask_to_read_returned(db, settings)
            workflows.forget_the_finished()
            with db.writing() as session:
                limits.sweep(session)
            next_sweep = time.monotonic() + SWEEP_EVERY_S
        if time.monotonic() >= next_tidying:
            attachments.sweep(db, settings.files_folder)
            next_tidying = time.monotonic() + TIDY_EVERY_S
        if finished():
            return
        time.sleep(LOOK_EVERY_S)


if __name__ == "__main__":
    main()
