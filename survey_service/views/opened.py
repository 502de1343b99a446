"""The link that this browser has opened, for the pages behind it."""

import re
import secrets

import flask
from flask_login import current_user

from survey_service.errors import LinkMissing
from survey_service.links import Purpose

ANSWER_LINK = "answer_link"
SELECT_LINK = "select_link"
NAMING_LINK = "naming_link"
REPORTING_LINK = "reporting_link"
ENTERING = "entering"
WHOSE = "whose"
# where the link of an invitation leads, and under which name the cookie keeps it
OPENS: dict[Purpose, tuple[str, str]] = {
    "answer": ("respond.overview", ANSWER_LINK),
    "select": ("select.show", SELECT_LINK),
    "name": ("naming.show", NAMING_LINK),
    "follow_up": ("reporting.show", REPORTING_LINK),
}
# what browsers and mail programs say when they fetch a page that nobody has opened yet
IN_ADVANCE = ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")
BROWSER = "browser"
PAGE = re.compile(r"[A-Za-z0-9_-]{12}(?:\.([1-9][0-9]{0,5}))?")


def answer_link() -> int:
    """The id of the opened link to answer with; LinkMissing when this browser has opened none.

    One that the county enters a response with works only while the one who opened it is signed in and may send.
    """
    link_id = flask.session.get(ANSWER_LINK)
    if not isinstance(link_id, int):
        raise LinkMissing
    entering = flask.session.get(ENTERING, ())
    if link_id in entering[:1] and not _may_enter(entering[1]):
        raise LinkMissing
    return link_id


def enter_on_behalf(link_id: int, staff_id: int) -> None:
    """Open the pages of an organisation in the browser of a member of the staff, who enters a response for it."""
    flask.session[ANSWER_LINK] = link_id
    flask.session[ENTERING] = [link_id, staff_id]


def entering_link() -> int | None:
    """The link with which this browser enters a response for an organisation now, None when it does not."""
    link_id = flask.session.get(ANSWER_LINK)
    return link_id if link_id is not None and link_id in flask.session.get(ENTERING, ())[:1] else None


def _may_enter(staff_id: int) -> bool:
    return bool(current_user.is_authenticated and current_user.staff_id == staff_id and current_user.may_send())


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


def new_page(version: int | None = None) -> str:
    """A name for a page that is shown now, with this version of the questionnaire; its form carries it as `page`.

    A text that a browser kept goes out in its page's name later, and so tells what it answered.
    """
    return secrets.token_urlsafe(9) + (f".{version}" if version else "")


def asked_version() -> int | None:
    """The version of the questionnaire that the page of a posted form showed; None when it does not tell."""
    page = PAGE.fullmatch(flask.request.form.get("page", ""))
    return int(page[1]) if page and page[1] else None


def writing_page() -> str:
    """The browser and the page that a posted form comes from; empty, so nobody's, when it does not tell its page."""
    page = flask.request.form.get("page", "")
    return f"{flask.session.get(BROWSER, '')}.{page}" if PAGE.fullmatch(page) else ""
