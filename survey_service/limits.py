"""How often something may be done, counted in our own database so that every web process counts together.

Subjects are kept as hashes: neither an address nor what somebody typed can be read out of the table.
"""

import datetime
import hashlib
import ipaddress
import math
from dataclasses import dataclass

from sqlalchemy import func
from sqlmodel import Session, col, delete, select

from survey_service.db import now
from survey_service.errors import SurveyServiceError
from survey_service.models import Attempt

QUARTER = datetime.timedelta(minutes=15)
HOUR = datetime.timedelta(hours=1)
NETWORK_OF_ONE = 64


@dataclass(frozen=True)
class Limit:
    """At most `most` times within `window`, for each subject by itself."""

    kind: str
    most: int
    window: datetime.timedelta


SIGN_INS_OF_ADDRESS = Limit("address", 10, QUARTER)
SIGN_INS_OF_CLIENT = Limit("client", 50, QUARTER)
CODES_OF_ACCOUNT = Limit("code", 6, QUARTER)
PASSWORD_LINKS_OF_ADDRESS = Limit("password-link", 3, HOUR)
PASSWORD_LINKS_OF_CLIENT = Limit("password-link-client", 60, HOUR)
# a valid link is never counted, so that a town hall behind one address is not locked out by its broken ones
WRONG_LINKS_OF_CLIENT = Limit("wrong-link", 100, QUARTER)
# five browsers that save every other second stay far below; a script that has gone wild does not
SAVES_OF_LINK = Limit("save", 1500, QUARTER)
UPLOADS_OF_LINK = Limit("upload", 60, HOUR)
# a council with a hundred members passes its link on to all of them in one go
SHARES_OF_LINK = Limit("share", 300, HOUR)
# some councils have one address for many members; nobody's mailbox is to be filled by renewing
SHARES_MAILED_TO_ADDRESS = Limit("share-mail", 30, HOUR)
LINK_REQUESTS_OF_ADDRESS = Limit("link-request", 3, HOUR)
LINK_REQUESTS_OF_CLIENT = Limit("link-request-client", 60, HOUR)
FEEDBACK_OF_CLIENT = Limit("feedback", 20, HOUR)
FEEDBACK_OF_ADDRESS = Limit("feedback-address", 5, HOUR)
LONGEST = HOUR


class TooMany(SurveyServiceError):
    """Too many attempts; the next may be made after `seconds`."""

    status = 429

    def __init__(self, seconds: int) -> None:
        super().__init__()
        self.seconds = seconds

    @property
    def minutes(self) -> int:
        """The time to wait in whole minutes."""
        return math.ceil(self.seconds / 60)


def note(session: Session, *tried: tuple[Limit, str]) -> None:
    """Count one attempt of each subject before it is made; TooMany when one has had its share, and none is counted."""
    hashed = [(limit, _subject(limit, value)) for limit, value in tried]
    for limit, subject in hashed:
        _check(session, limit, subject)
    session.add_all(Attempt(subject=subject) for _, subject in hashed)


def forget(session: Session, limit: Limit, value: str) -> None:
    """Count from zero again."""
    session.exec(delete(Attempt).where(col(Attempt.subject) == _subject(limit, value)))


def sweep(session: Session) -> None:
    """Delete what no limit counts any more."""
    session.exec(delete(Attempt).where(col(Attempt.at) < now() - LONGEST))


def client(address: str | None) -> str:
    """Whom a network address stands for: an IPv6 browser has a whole network of addresses to itself."""
    try:
        parsed = ipaddress.ip_address(address or "")
    except ValueError:
        return ""
    return str(parsed) if parsed.version == 4 else str(ipaddress.ip_network((parsed, NETWORK_OF_ONE), strict=False))


def _check(session: Session, limit: Limit, subject: str) -> None:
    counted = select(func.count(), func.min(Attempt.at)).where(
        Attempt.subject == subject, col(Attempt.at) >= now() - limit.window
    )
    times, first = session.exec(counted).one()
    if times >= limit.most:
        raise TooMany(max(1, math.ceil((first + limit.window - now()).total_seconds())))


def _subject(limit: Limit, value: str) -> str:
    # people type their password into the wrong field: what was typed is never kept
    return hashlib.sha256(f"{limit.kind}:{value}".encode()).hexdigest()
