"""The link that this browser has opened, for the pages behind it."""

import flask
from sqlmodel import Session

from survey_service import answering, links
from survey_service.answering import Answering
from survey_service.errors import LinkMissing

ANSWER_LINK = "answer_link"
SELECT_LINK = "select_link"


def answering_now(session: Session) -> Answering:
    """What the opened link answers; LinkMissing without one, and the errors of `links.alive` when it has ended."""
    link_id = flask.session.get(ANSWER_LINK)
    if not isinstance(link_id, int):
        raise LinkMissing
    opened = links.alive(session, link_id)
    if opened.purpose != "answer":
        raise LinkMissing
    return answering.of(session, opened)
