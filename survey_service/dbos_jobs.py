"""Background work as durable workflows, kept in our own database and asked for in the caller's own transaction."""

from dbos import DBOS, DBOSClient, DBOSPortableJSONSerializer, EnqueueOptions
from sqlmodel import Session

from survey_service.db import Database
from survey_service.jobs import Job

APPLICATION = "ennakko"
# Of the workflows, not of the program: with another version, work that waits would not be taken up any more.
VERSION = "1"
QUEUES: dict[Job, str] = {
    "send_mail": "mail",
    "send_trial": "mail",
    "send_planned": "mail",
    "read_returned": "returned",
    "send_links": "mail",
    "tell_feedback": "mail",
    "tell_staff": "mail",
    "synthesise": "synthesis",
    "scan_file": "files",
    "check_names": "names",
    "archive": "archives",
}
# JSON instead of pickles: what is kept can be read, and reading it runs nothing.
SERIALIZER = DBOSPortableJSONSerializer()


def prepare(db: Database) -> None:
    """Create or upgrade the tables of the workflows (in PostgreSQL in a schema `dbos`); twice does no harm."""
    DBOS.migrate(db.url)


class DbosJobs:
    """Takes work for the workers; runs none itself, so that a web process stays light."""

    def __init__(self, db: Database) -> None:
        self._client = DBOSClient(
            system_database_engine=db.engine, lazy=True, serializer=SERIALIZER, application_name=APPLICATION
        )

    def enqueue(self, session: Session, job: Job, thing_id: int, turn: int = 1, after_s: float = 0) -> None:
        """Ask for `job` in the transaction of `session`; asking twice for the same turn is asking once."""
        self._client.enqueue_in_transaction(session, _options(job, thing_id, turn, after_s), thing_id, turn)

    def again(self, job: Job, thing_id: int, turn: int, after_s: float) -> None:
        """Ask for `job` once more, for the `turn`th time, in a transaction of its own; it begins after `after_s`."""
        self._client.enqueue(_options(job, thing_id, turn, after_s), thing_id, turn)


def _options(job: Job, thing_id: int, turn: int, after_s: float) -> EnqueueOptions:
    options: EnqueueOptions = {
        "workflow_name": job,
        "queue_name": QUEUES[job],
        "workflow_id": f"{job}:{thing_id}:{turn}",
        "app_version": VERSION,
    }
    return {**options, "delay_seconds": after_s} if after_s else options
