"""The link that this browser has opened, for the pages behind it."""

import flask

from survey_service.errors import LinkMissing

ANSWER_LINK = "answer_link"
SELECT_LINK = "select_link"
WHOSE = "whose"
# what browsers and mail programs say when they fetch a page that nobody has opened yet
IN_ADVANCE = ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")


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


def is_fetched_in_advance() -> bool:
    """Whether a program asks for a page that no person has opened (yet)."""
    return any(flask.request.headers.get(name, "").startswith(("prefetch", "preview")) for name in IN_ADVANCE)
