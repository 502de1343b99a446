"""The link that this browser has opened, for the pages behind it."""

import flask

from survey_service.errors import LinkMissing

ANSWER_LINK = "answer_link"
SELECT_LINK = "select_link"


def answer_link() -> int:
    """The id of the opened link to answer with; LinkMissing when this browser has opened none."""
    link_id = flask.session.get(ANSWER_LINK)
    if not isinstance(link_id, int):
        raise LinkMissing
    return link_id
