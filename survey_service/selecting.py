"""Who is choosing from what: everything that a network member's page tells, read once for a request."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session

from reports.briefing import Briefing, Text
from survey_service import links, selections
from survey_service.db import now
from survey_service.errors import LinkMissing
from survey_service.models import Contact, County, Organisation, Round
from survey_service.selections import Mark


@dataclass(frozen=True)
class Selecting:
    """One member in one round. `briefing` holds what the network may see, `marks` are the member's by phenomenon."""

    link_id: int
    invitation_id: int
    county: Text
    contact_email: str
    organisation: Text
    title: Text
    deadline: datetime.datetime
    briefing_id: int
    briefing: Briefing
    marks: Mapping[str, Mark]

    @property
    def whose(self) -> str:
        """What the form carries, so that it is not saved for another member."""
        return str(self.invitation_id)

    @property
    def closed(self) -> bool:
        """Whether the deadline for choosing has passed."""
        return now() > self.deadline

    @property
    def saved_at(self) -> datetime.datetime | None:
        """When the member marked something last, or None."""
        return max((mark.marked_at for mark in self.marks.values()), default=None)


def of(session: Session, link_id: int) -> Selecting:
    """What the page behind a network member's opened link tells.

    Raises the errors of `links.alive`, LinkMissing for a link to something else, NotYet without a briefing.
    """
    opened = links.alive(session, link_id)
    if opened.purpose != "select":
        raise LinkMissing
    round_ = session.get_one(Round, opened.round_id)
    county = session.get_one(County, round_.county_id)
    organisation = session.get_one(Organisation, opened.organisation_id)
    contact = session.get_one(Contact, opened.contact_id)
    stored, briefing = selections.briefing_for(session, opened.round_id)
    return Selecting(
        link_id=opened.link_id,
        invitation_id=opened.invitation_id,
        county=Text(fi=county.name_fi, sv=county.name_sv),
        contact_email=county.contact_email,
        organisation=Text(fi=organisation.name_fi, sv=organisation.name_sv),
        title=Text(fi=contact.title_fi, sv=contact.title_sv),
        deadline=round_.selection_deadline,
        briefing_id=stored.id or 0,
        briefing=briefing.for_network(),
        marks=selections.marks_of(session, stored.id or 0, opened.invitation_id),
    )
