"""The link that this browser has opened, for the pages behind it."""

import re
import secrets

import flask

from survey_service.errors import LinkMissing

ANSWER_LINK = "answer_link"
SELECT_LINK = "select_link"
WHOSE = "whose"
# what browsers and mail programs say when they fetch a page that nobody has opened yet
IN_ADVANCE = ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")
BROWSER = "browser"
PAGE = re.compile(r"[A-Za-z0-9_-]{12}")


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


def remember_browser() -> None:
    """Give this browser a name of its own, in its cookie alone: it tells its texts from those of other browsers."""
    flask.session.setdefault(BROWSER, secrets.token_urlsafe(9))


def is_of_this_browser(writer: str) -> bool:
    """Whether a text with this `writer` was written in this browser; several people may use one link."""
    return BROWSER in flask.session and writer.startswith(f"{flask.session[BROWSER]}.")


def new_page() -> str:
    """A name for a page that is shown now; its form carries it as `page`."""
    return secrets.token_urlsafe(9)


def writing_page() -> str:
    """The browser and the page that a posted form comes from; empty, so nobody's, when it does not tell its page."""
    page = flask.request.form.get("page", "")
    return f"{flask.session.get(BROWSER, '')}.{page}" if PAGE.fullmatch(page) else ""
