"""What the pages call the ways in which the network weighs, and what is wrong with what was typed."""

from flask_babel import LazyString, gettext
from flask_babel import lazy_gettext as _

from survey_service.selections import Choice, Fault
from survey_service.weighing import Agreement

CHOICES: dict[Choice, LazyString] = {
    "negotiation": _("To the negotiation"),
    "network": _("To the network"),
    "not_now": _("Not now"),
}
AGREEMENTS: dict[Agreement, LazyString] = {
    "split": _("Disagreement"),
    "mostly": _("Mostly agreed"),
    "agreed": _("Agreed"),
    "too_few": _("Too few choices to say"),
}
AGREEMENT_STYLES: dict[Agreement, str] = {
    "split": "status--error",
    "agreed": "status--done",
}


def fault(fault: Fault, limit: int) -> str:
    """What is wrong with a comment of which `limit` characters are kept, and how to mend it."""
    if fault == "comment_too_long":
        return str(gettext("The comment is too long: at most %(limit)s characters fit.", limit=limit))
    return str(gettext("Please write in a few words why this phenomenon should be raised."))
