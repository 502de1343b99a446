"""Where long work stands, written beside it so that a page can show it."""

import time
from collections.abc import Callable

from survey_service.db import Database
from survey_service.models import Archive, SynthesisRun

WRITTEN_EVERY_S = 0.5


def reporter(db: Database, table: type[SynthesisRun] | type[Archive], row_id: int) -> Callable[[str, float], None]:
    """Writes the stage and its share, 0 to 1, into a row, at most twice a second."""
    last = 0.0

    def report(stage: str, share: float) -> None:
        nonlocal last
        if time.monotonic() - last < WRITTEN_EVERY_S:
            return
        last = time.monotonic()
        with db.writing() as session:
            row = session.get_one(table, row_id)
            row.stage, row.share = stage, share

    return report
