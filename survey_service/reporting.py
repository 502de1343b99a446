"""Who reports on which decisions: everything that a responsible organisation's page tells, read for one request."""

import datetime
from dataclasses import dataclass

from sqlmodel import Session

from questionnaires.model import Text
from survey_service import following_up, links, progress_reports, statuses
from survey_service.db import now
from survey_service.decisions import PastDecision
from survey_service.errors import LinkMissing, NotYet
from survey_service.models import Contact, County, Organisation, ProgressReport, Round
from survey_service.progress_reports import Reported


@dataclass(frozen=True)
class Due:
    """A decision on which an organisation reports, and what stands of it; version 0: nothing yet."""

    decision: PastDecision
    told: Reported
    version: int
    told_at: datetime.datetime | None


@dataclass(frozen=True)
class Reporting:
    """One organisation that was asked in one round."""

    link_id: int
    invitation_id: int
    round_: Round
    county: Text
    contact_email: str
    organisation_id: int
    organisation: Text
    title: Text
    deadline: datetime.datetime
    due: tuple[Due, ...]
    statuses: dict[str, Text]

    @property
    def whose(self) -> str:
        """What the form carries, so that it is not saved for another organisation."""
        return str(self.invitation_id)

    @property
    def closed(self) -> bool:
        """Whether the time for reporting is over."""
        return now() > self.deadline

    @property
    def told_at(self) -> datetime.datetime | None:
        """When anything was told last; None before that."""
        return max((one.told_at for one in self.due if one.told_at), default=None)


def of(session: Session, link_id: int) -> Reporting:
    """What the page behind an organisation's opened link tells.

    Raises the errors of `links.alive`, LinkMissing for a link to something else, NotYet where nothing was asked.
    """
    opened = links.alive(session, link_id)
    if opened.purpose != "follow_up":
        raise LinkMissing
    round_ = session.get_one(Round, opened.round_id)
    if round_.follow_up_deadline is None:
        raise NotYet
    county = session.get_one(County, round_.county_id)
    organisation = session.get_one(Organisation, opened.organisation_id)
    contact = session.get_one(Contact, opened.contact_id)
    asked = following_up.asked_of(session, round_, opened.organisation_id)
    reports = progress_reports.of_decisions(session, [one.decision_id for one in asked])
    return Reporting(
        link_id=opened.link_id,
        invitation_id=opened.invitation_id,
        round_=round_,
        county=Text(fi=county.name_fi, sv=county.name_sv),
        contact_email=county.contact_email,
        organisation_id=opened.organisation_id,
        organisation=Text(fi=organisation.name_fi, sv=organisation.name_sv),
        title=Text(fi=contact.title_fi, sv=contact.title_sv),
        deadline=round_.follow_up_deadline,
        due=tuple(_due(one, reports.get(one.decision_id, [])) for one in asked),
        statuses=statuses.of(round_),
    )


def _due(decision: PastDecision, told: list[ProgressReport]) -> Due:
    if not told:
        return Due(decision, Reported(), 0, None)
    newest = told[-1]
    return Due(decision, progress_reports.said(newest), newest.version, newest.created_at)
