"""What the pages call the states of a link that was passed on, and what stands in its mail's way."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from survey_service import troubles
from survey_service.i18n import locale
from survey_service.sharing import Passed, State

STATES: dict[State, LazyString] = {
    "ended": _("ended"),
    "not_sent": _("the mail was not delivered"),
    "no_link": _("no link works"),
    "on_its_way": _("the mail is on its way"),
    "waiting": _("nothing written yet"),
    "writing": _("has written"),
    "ready": _("ready"),
}
STYLES: dict[State, str] = {"not_sent": "error", "no_link": "error", "ready": "done", "writing": "partial"}


def trouble(passed: Passed) -> str:
    """Why the mail of a share has not arrived; empty when all is well."""
    return troubles.in_words(passed.trouble, locale()) if passed.state in ("not_sent", "on_its_way") else ""
