"""Where the staff's pages are: the entries of their navigation, for the county and for one round."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import request
from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from survey_service.accounts import SignedIn


@dataclass(frozen=True)
class Entry:
    """One link: the endpoint that it opens, and who sees it. It is the present one on every page of `pages`."""

    endpoint: str
    name: LazyString
    seen_by: Callable[[SignedIn], bool] = SignedIn.is_staff
    pages: tuple[str, ...] = ()

    @property
    def present(self) -> bool:
        """Whether the page that is shown belongs to it: the endpoint itself, or one that `pages` begins."""
        shown = request.endpoint or ""
        return shown == self.endpoint or shown.startswith(self.pages)


COUNTY: tuple[Entry, ...] = (
    Entry("staff.rounds.index", _("Rounds")),
    Entry(
        "staff.organisations.index",
        _("Organisations"),
        pages=("staff.organisations.", "staff.contacts.", "staff.service_areas.", "staff.organisation_imports."),
    ),
    Entry("staff.networks.index", _("Networks and phenomena"), pages=("staff.networks.", "staff.catalogue.")),
    Entry("staff.indicators.index", _("Indicators"), pages=("staff.indicators.", "staff.indicator_imports.")),
    Entry("staff.plans.index", _("Plan"), pages=("staff.plans.",)),
    Entry("staff.templates.index", _("Templates"), pages=("staff.templates.",)),
    Entry("staff.feedback_received.index", _("Feedback"), pages=("staff.feedback_received.",)),
    Entry("staff.negotiating.index", _("Briefings"), lambda who: not who.is_staff(), pages=("staff.negotiating.",)),
    Entry("staff.accounts.index", _("Accounts"), SignedIn.is_admin, pages=("staff.accounts.",)),
    Entry(
        "staff.retention.index",
        _("Retention and personal data"),
        SignedIn.is_admin,
        pages=("staff.retention.", "staff.persons."),
    ),
    Entry("staff.log.index", _("Log"), SignedIn.is_admin),
    Entry("staff.own.show", _("My account"), lambda _who: True, pages=("staff.own.", "staff.second_step.")),
)
FOLLOWING = ("received", "reopening", "revoking", "extending", "following", "replacing", "entering", "importing")
# addresses of these take `round_id`
ROUND: tuple[Entry, ...] = (
    Entry("staff.candidates.show", _("Theme and phenomena"), pages=("staff.candidates.", "staff.themes.")),
    Entry("staff.rounds.show", _("Following"), pages=tuple(f"staff.{name}." for name in FOLLOWING)),
    Entry("staff.planned.show", _("Mails"), pages=("staff.planned.", "staff.mail_previews.")),
    Entry(
        "staff.questionnaire.show",
        _("Questionnaire"),
        pages=("staff.questionnaire.", "staff.revising.", "staff.previewing."),
    ),
    Entry("staff.details.show", _("Details"), pages=("staff.details.",)),
    Entry("staff.backgrounds.index", _("Background material"), pages=("staff.backgrounds.",)),
    Entry("staff.years.timetable", _("Timetable"), SignedIn.may_send),
    Entry("staff.chosen_indicators.show", _("Indicators"), pages=("staff.chosen_indicators.",)),
    Entry("staff.issues.show", _("Raised issues"), pages=("staff.issues.",)),
    Entry("staff.negotiations.show", _("Negotiations"), pages=("staff.negotiations.",)),
    Entry("staff.decisions.past", _("Last year's decisions"), pages=("staff.decisions.",)),
    Entry("staff.records.show", _("Data and archive"), SignedIn.may_send, pages=("staff.records.",)),
)
