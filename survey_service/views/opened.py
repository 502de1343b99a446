"""The link that this browser has opened, for the pages behind it."""

import flask

from survey_service.errors import LinkMissing

ANSWER_LINK = "answer_link"
SELECT_LINK = "select_link"
WHOSE = "whose"


def answer_link() -> int:
    """The id of the opened link to answer with; LinkMissing when this browser has opened none."""
    link_id = flask.session.get(ANSWER_LINK)
    if not isinstance(link_id, int):
        raise LinkMissing
    return link_id


def same_link_as_form(whose: str) -> None:
    """LinkMissing when the posted form was opened with another's link than the one that this browser has open now."""
    if flask.request.form.get(WHOSE, whose) != whose:
        raise LinkMissing
