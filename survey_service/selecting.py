"""Who is choosing from what: everything that a network member's page tells, read once for a request."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from sqlmodel import Session

from reports.briefing import Briefing, Label, Text
from survey_service import briefing_versions, links, named_before, networks, orders, selections
from survey_service.db import now
from survey_service.errors import BriefingChanged, LinkMissing, NotFound, NotYet
from survey_service.masking import mask
from survey_service.models import BriefingVersion, Contact, County, Organisation, Round
from survey_service.named_before import NamedBefore
from survey_service.orders import Confirmation
from survey_service.selections import Mark, Weight


@dataclass(frozen=True)
class Earlier:
    """A phenomenon that the member weighed in an older version of the briefing, and how."""

    number: int
    label: Label
    weight: Weight


@dataclass(frozen=True)
class Selecting:
    """One member in one round. `briefing` holds what the network may see, `marks` are the member's by phenomenon.

    `version` is the published version that is shown, one of `versions` (the newest first); `marked_before` is what the
    member said of versions of other briefings, which stays with them. `seen` is the number of what it saved last.
    """

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
    seen: int
    version: BriefingVersion
    versions: tuple[BriefingVersion, ...]
    networks: tuple[Text, ...]
    named: NamedBefore
    confirmed: Confirmation | None
    marked_before: tuple[Earlier, ...] = ()

    @property
    def newest(self) -> bool:
        """Whether this is the version that the network chooses from now."""
        return self.version.number == self.versions[0].number

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


def of(session: Session, link_id: int, *, number: int = 0, briefing_id: int = 0) -> Selecting:
    """What the page behind a network member's opened link tells, of the newest version or of an older one.

    The older one is asked for by its number, or by its briefing. Raises the errors of `links.alive`, LinkMissing for
    a link to something else, NotYet where nothing was published, NotFound for a version that there is not.
    """
    opened = links.alive(session, link_id)
    if opened.purpose != "select":
        raise LinkMissing
    round_ = session.get_one(Round, opened.round_id)
    county = session.get_one(County, round_.county_id)
    organisation = session.get_one(Organisation, opened.organisation_id)
    contact = session.get_one(Contact, opened.contact_id)
    versions = tuple(briefing_versions.of_round(session, opened.round_id))
    if not versions:
        raise NotYet
    wanted = [one for one in versions if number in (0, one.number) and briefing_id in (0, one.briefing_id)]
    if not wanted:
        raise NotFound
    version = wanted[0]
    briefing = briefing_versions.read(session, version)
    return Selecting(
        link_id=opened.link_id,
        invitation_id=opened.invitation_id,
        county=Text(fi=county.name_fi, sv=county.name_sv),
        contact_email=county.contact_email,
        organisation=Text(fi=organisation.name_fi, sv=organisation.name_sv),
        title=Text(fi=contact.title_fi, sv=contact.title_sv),
        deadline=round_.selection_deadline,
        briefing_id=version.briefing_id,
        briefing=briefing,
        marks=selections.marks_of(session, version.briefing_id, opened.invitation_id),
        seen=selections.last_row(session, version.briefing_id, opened.invitation_id),
        version=version,
        versions=versions,
        networks=tuple(Text(fi=one.fi, sv=one.sv) for one in networks.names_of(session, opened.contact_id)),
        named=named_before.of(session, version.briefing_id, briefing),
        confirmed=_masked(orders.confirmed(session, version.briefing_id)),
        marked_before=tuple(_marked_before(session, version, versions, opened.invitation_id)),
    )


def of_form(session: Session, link_id: int, briefing_id: int) -> Selecting:
    """What a form was made of, whose version may have given way meanwhile; BriefingChanged where nobody can tell."""
    try:
        return of(session, link_id, briefing_id=briefing_id or -1)
    except NotFound:
        raise BriefingChanged from None


def _masked(order: Confirmation | None) -> Confirmation | None:
    """An order whose reasons hold no contact details: they may repeat what a member wrote."""
    if order is None:
        return None
    return replace(order, reason=mask(order.reason), reasons={key: mask(why) for key, why in order.reasons.items()})


def _marked_before(
    session: Session, version: BriefingVersion, versions: tuple[BriefingVersion, ...], invitation_id: int
) -> Iterator[Earlier]:
    """What the member said of older versions, each briefing once, by its newest version."""
    others = {one.briefing_id: one for one in reversed(versions) if one.briefing_id != version.briefing_id}
    for one in others.values():
        if one.number > version.number:
            continue
        labels = {finding.id: finding.label for finding in briefing_versions.read(session, one).findings}
        for key, mark in selections.marks_of(session, one.briefing_id, invitation_id).items():
            if mark.weight != Weight() and key in labels:
                yield Earlier(one.number, labels[key], mark.weight)
