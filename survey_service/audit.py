"""The record of acts: who did what to which thing, and when. The database lets rows be added alone."""

from sqlmodel import Session

from survey_service.db import Database
from survey_service.models import AuditEvent


def record(session: Session, county_id: int, actor: str, action: str, thing: str) -> None:
    """Note one act, in the transaction that carries it out.

    `actor` is a role's address or `link:<id>`, `action` a word such as "round.publish", `thing` its kind and id
    ("round:3"). Never hand over an answer's words or a token.
    """
    session.add(AuditEvent(county_id=county_id, actor=actor, action=action, thing=thing))


def record_reading(db: Database, county_id: int, actor: str, action: str, thing: str) -> None:
    """Note that something was read or taken away, which changes nothing else."""
    with db.writing() as session:
        record(session, county_id, actor, action, thing)
