"""Where the staff's pages are: the entries of their navigation, for the county and for one round."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import request
from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from survey_service.accounts import SignedIn


@dataclass(frozen=True)
class Entry:
    """One link: the endpoint that it opens, who sees it, and what it is about where that is told.

    It is the present one on every page of `pages`.
    """

    endpoint: str
    name: LazyString
    seen_by: Callable[[SignedIn], bool] = SignedIn.is_staff
    pages: tuple[str, ...] = ()
    about: LazyString | None = None

    def holds(self, endpoint: str) -> bool:
        """Return whether a page belongs to it: the endpoint itself, or one that `pages` begins."""
        return endpoint == self.endpoint or endpoint.startswith(self.pages)

    @property
    def present(self) -> bool:
        """Whether the page that is shown belongs to it."""
        return self.holds(request.endpoint or "")


@dataclass(frozen=True)
class Step:
    """A step of a round's year, with its pages in the order in which they are needed."""

    name: LazyString
    entries: tuple[Entry, ...]

    @property
    def present(self) -> bool:
        """Whether the page that is shown is one of the step's."""
        return any(one.present for one in self.entries)

    def seen(self, who: SignedIn) -> list[Entry]:
        """Return the pages of the step that `who` sees."""
        return [one for one in self.entries if one.seen_by(who)]


NEGOTIATIONS = (
    "staff.negotiations.",
    "staff.negotiated.",
    "staff.agendas.",
    "staff.delegations.",
    "staff.summoning.",
    "staff.materials.",
)
# what is set up once or looked at now and then, gathered on a page of its own
MANAGEMENT: tuple[Entry, ...] = (
    Entry(
        "staff.plans.index",
        _("Plan and programmes"),
        pages=("staff.plans.",),
        about=_("The regional wellbeing and safety plan, its focus areas, and the programmes of decisions."),
    ),
    Entry(
        "staff.templates.index",
        _("Templates"),
        pages=("staff.templates.",),
        about=_("The questionnaires from which rounds are made, the county's own among them."),
    ),
    Entry(
        "staff.feedback_received.index",
        _("Feedback"),
        pages=("staff.feedback_received.",),
        about=_("What people have said about the service and its accessibility."),
    ),
    Entry(
        "staff.accounts.index",
        _("Accounts"),
        SignedIn.is_admin,
        ("staff.accounts.",),
        _("Who may sign in, with what rights and until when."),
    ),
    Entry(
        "staff.retention.index",
        _("Retention and personal data"),
        SignedIn.is_admin,
        ("staff.retention.", "staff.persons."),
        _("Retention times, deleting, and a person's own data."),
    ),
    Entry("staff.log.index", _("Log"), SignedIn.is_admin, about=_("Who did what, and when.")),
)
COUNTY: tuple[Entry, ...] = (
    Entry("staff.rounds.index", _("Rounds")),
    Entry(
        "staff.organisations.index",
        _("Organisations"),
        pages=("staff.organisations.", "staff.contacts.", "staff.service_areas.", "staff.organisation_imports."),
    ),
    Entry("staff.networks.index", _("Networks and phenomena"), pages=("staff.networks.", "staff.catalogue.")),
    Entry("staff.indicators.index", _("Indicators"), pages=("staff.indicators.", "staff.indicator_imports.")),
    Entry("staff.negotiating.index", _("Briefings"), lambda who: not who.is_staff(), pages=("staff.negotiating.",)),
    Entry(
        "staff.managing.index",
        _("Management"),
        pages=tuple(begun for one in MANAGEMENT for begun in (one.endpoint, *one.pages)),
    ),
)
OWN = Entry("staff.own.show", _("My account"), lambda _who: True, pages=("staff.own.", "staff.second_step."))
FOLLOWING = (
    "received",
    "confidentiality",
    "reopening",
    "revoking",
    "extending",
    "following",
    "replacing",
    "entering",
    "importing",
    "sending",
)
# addresses of these take `round_id`
ROUND: tuple[Step, ...] = (
    Step(
        _("Preparation"),
        (
            Entry("staff.candidates.show", _("Theme and phenomena"), pages=("staff.candidates.", "staff.themes.")),
            Entry("staff.years.timetable", _("Timetable"), SignedIn.may_send),
            Entry(
                "staff.questionnaire.show",
                _("Questionnaire"),
                pages=("staff.questionnaire.", "staff.revising.", "staff.previewing."),
            ),
            Entry("staff.details.show", _("Details"), pages=("staff.details.",)),
            Entry("staff.decisions.past", _("Last year's decisions"), pages=("staff.decisions.",)),
            Entry("staff.chosen_indicators.show", _("Indicators"), pages=("staff.chosen_indicators.",)),
            Entry("staff.backgrounds.index", _("Background material"), pages=("staff.backgrounds.",)),
        ),
    ),
    Step(
        _("Answering the survey"),
        (
            Entry("staff.rounds.show", _("Following"), pages=tuple(f"staff.{name}." for name in FOLLOWING)),
            Entry("staff.planned.show", _("Mails"), pages=("staff.planned.", "staff.mail_previews.")),
        ),
    ),
    Step(
        _("Synthesis and phenomena"),
        (Entry("briefings.progress", _("Synthesis and phenomena"), pages=("briefings.",)),),
    ),
    Step(
        _("Negotiations"),
        (
            Entry("staff.negotiations.show", _("Negotiations"), pages=NEGOTIATIONS),
            Entry("staff.issues.show", _("Raised issues"), pages=("staff.issues.",)),
        ),
    ),
    Step(
        _("Follow-up"),
        (
            Entry(
                "staff.follow_up.show", _("How the decisions come along"), pages=("staff.follow_up.", "staff.courses.")
            ),
            Entry("staff.yearly_summary.show", _("Yearly summary"), pages=("staff.yearly_summary.",)),
        ),
    ),
    Step(
        _("Data and archive"),
        (Entry("staff.records.show", _("Data and archive"), SignedIn.may_send, pages=("staff.records.",)),),
    ),
)


def managing() -> bool:
    """Return whether the page that is shown is one of those of the management page."""
    return any(one.present for one in MANAGEMENT)
