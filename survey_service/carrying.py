"""Mails that go as one: the contact of several organisations gets a single mail, which carries those of the others.

Each organisation keeps a mail of its own, with its own reason. The one that goes out decides for those that it carries.
"""

import uuid
from collections.abc import Sequence

from sqlmodel import Session, col, select

from survey_service.models import Mail


def group(session: Session, mail: Mail) -> list[Mail]:
    """A mail that goes out, and those that it carries, locked."""
    carried = select(Mail).where(Mail.carried_by_id == mail.id).order_by(col(Mail.id))
    return [mail, *session.exec(carried.with_for_update())]


def follow(session: Session, mail: Mail) -> None:
    """Let those that a mail carries fare as it does."""
    for one in group(session, mail)[1:]:
        one.state, one.trouble, one.attempts, one.sent_at = mail.state, mail.trouble, mail.attempts, mail.sent_at


def hand_on(session: Session, former: Mail, new: Mail, going: Sequence[Mail]) -> None:
    """Let another mail of a group go out where the first has become pointless, and carry the others.

    The Message-ID goes over to it: where the former was in doubt, the receiving side recognises the mail.
    """
    known = former.message_id
    former.message_id = f"<{uuid.uuid4().hex}@{known.rpartition('@')[2]}"
    # one after the other: no two mails may have the same
    session.flush()
    new.message_id = known
    for one in going:
        one.carried_by_id = None if one is new else new.id
    session.flush()
