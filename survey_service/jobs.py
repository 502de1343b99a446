"""The seam to background work: what can be asked for, always in the transaction that makes it needed."""

from typing import Literal, Protocol

from sqlmodel import Session

Job = Literal[
    "send_mail",
    "send_trial",
    "send_planned",
    "read_returned",
    "send_links",
    "tell_feedback",
    "tell_staff",
    "synthesise",
    "scan_file",
    "check_names",
    "archive",
]


class Jobs(Protocol):
    """Takes work. Only an id is handed over: never a link, a mail or an answer."""

    def enqueue(self, session: Session, job: Job, thing_id: int, turn: int = 1, after_s: float = 0) -> None:
        """Ask for `job` on the thing with `thing_id`; it happens if, and only if, the transaction commits.

        Asking twice for the same `turn` is asking once. It begins after `after_s` seconds.
        """
