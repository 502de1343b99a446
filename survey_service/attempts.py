"""How often somebody may try to sign in, counted in our own database so that every web process counts together."""

import datetime
import hashlib

from sqlalchemy import func
from sqlmodel import Session, col, delete, select

from survey_service.db import now
from survey_service.errors import SurveyServiceError
from survey_service.models import Attempt

WINDOW = datetime.timedelta(minutes=15)
MOST_FOR_AN_ADDRESS = 10
MOST_FOR_A_CLIENT = 50


class TooManyAttempts(SurveyServiceError):
    """Too many attempts to sign in from here or to this address; it may be tried again in `minutes`."""

    status = 429

    def __init__(self) -> None:
        super().__init__()
        self.minutes = int(WINDOW.total_seconds() // 60)


def note(session: Session, address: str, client: str) -> None:
    """Count one attempt before it is checked; TooManyAttempts when there were too many, which is not counted again."""
    since = now() - WINDOW
    session.exec(delete(Attempt).where(col(Attempt.at) < since))
    limits = {_subject("address", address): MOST_FOR_AN_ADDRESS, _subject("client", client): MOST_FOR_A_CLIENT}
    for subject, most in limits.items():
        query = select(func.count()).select_from(Attempt).where(Attempt.subject == subject)
        if session.exec(query).one() >= most:
            raise TooManyAttempts
    session.add_all(Attempt(subject=subject) for subject in limits)


def forget(session: Session, address: str) -> None:
    """Count from zero again for an address that signed in."""
    session.exec(delete(Attempt).where(col(Attempt.subject) == _subject("address", address)))


def _subject(kind: str, value: str) -> str:
    # people type their password into the wrong field: what was typed is never kept
    return hashlib.sha256(f"{kind}:{value}".encode()).hexdigest()
