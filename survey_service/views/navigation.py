"""Where the staff's pages are: the entries of their navigation, for the county and for one round."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import request
from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from survey_service.accounts import SignedIn


def _anybody(_who: SignedIn) -> bool:
    return True


@dataclass(frozen=True)
class Entry:
    """One link: the endpoint that it opens, and who sees it. It is the present one on every page of `pages`."""

    endpoint: str
    name: LazyString
    seen_by: Callable[[SignedIn], bool] = _anybody
    pages: tuple[str, ...] = ()

    @property
    def present(self) -> bool:
        """Whether the page that is shown belongs to it: the endpoint itself, or one that `pages` begins."""
        shown = request.endpoint or ""
        return shown == self.endpoint or shown.startswith(self.pages)


COUNTY: tuple[Entry, ...] = (
    Entry("staff.rounds.index", _("Rounds")),
    Entry("staff.feedback_received.index", _("Feedback"), pages=("staff.feedback_received.",)),
    Entry("staff.accounts.index", _("Accounts"), lambda who: who.role == "admin", pages=("staff.accounts.",)),
    Entry("staff.signing.password", _("My password")),
)
# addresses of these take `round_id`
ROUND: tuple[Entry, ...] = (
    Entry("staff.rounds.show", _("Following"), pages=("staff.received.", "staff.reopening.", "staff.revoking.")),
    Entry("staff.years.questionnaire", _("Questionnaire")),
    Entry("staff.years.timetable", _("Timetable"), SignedIn.may_send),
    Entry("staff.decisions.past", _("Last year's decisions"), pages=("staff.decisions.",)),
)
