"""Who names candidate phenomena beside which others: everything that a member's page tells, read for one request."""

import datetime
from dataclasses import dataclass

from sqlmodel import Session

from reports.briefing import Label, Text
from survey_service import briefings, candidates, catalogue, links, networks, rounds, themes
from survey_service.candidates import CATALOGUE, Named, Words
from survey_service.db import now
from survey_service.errors import LinkMissing, NotYet
from survey_service.models import Contact, County, Organisation, Round
from survey_service.themes import Chosen

PREVIOUS = "previous:"


@dataclass(frozen=True)
class Example:
    """A phenomenon that may be named again: from the county's catalogue, or found a year ago."""

    source: str
    words: Words

    @property
    def label(self) -> Label:
        """Its name, for a reader of either language."""
        return self.words.label

    @property
    def description(self) -> Label:
        """What is meant by it, for a reader of either language."""
        return self.words.description


@dataclass(frozen=True)
class Naming:
    """One member in one round, before the survey. `candidates` are those of all members that stand."""

    link_id: int
    invitation_id: int
    round_: Round
    county: Text
    contact_email: str
    organisation: Text
    title: Text
    networks: tuple[Text, ...]
    year: int
    theme: Text
    chosen: Chosen | None
    deadline: datetime.datetime
    candidates: tuple[Named, ...]
    examples: tuple[Example, ...]

    @property
    def whose(self) -> str:
        """What the form carries, so that it is not saved for another member."""
        return str(self.invitation_id)

    @property
    def closed(self) -> bool:
        """Whether the time for naming is over."""
        return now() > self.deadline

    @property
    def own(self) -> tuple[Named, ...]:
        """The candidates that this member named."""
        return tuple(one for one in self.candidates if one.invitation_id == self.invitation_id)

    @property
    def others(self) -> tuple[Named, ...]:
        """The candidates that somebody else named."""
        return tuple(one for one in self.candidates if one.invitation_id != self.invitation_id)


def of(session: Session, link_id: int) -> Naming:
    """What the page behind a member's opened link tells.

    Raises the errors of `links.alive`, LinkMissing for a link to something else, NotYet where naming was never open.
    """
    opened = links.alive(session, link_id)
    if opened.purpose != "name":
        raise LinkMissing
    round_ = session.get_one(Round, opened.round_id)
    if round_.naming_deadline is None:
        raise NotYet
    county = session.get_one(County, round_.county_id)
    organisation = session.get_one(Organisation, opened.organisation_id)
    contact = session.get_one(Contact, opened.contact_id)
    theme = rounds.questionnaire_of(round_).theme_name
    return Naming(
        link_id=opened.link_id,
        invitation_id=opened.invitation_id,
        round_=round_,
        county=Text(fi=county.name_fi, sv=county.name_sv),
        contact_email=county.contact_email,
        organisation=Text(fi=organisation.name_fi, sv=organisation.name_sv),
        title=Text(fi=contact.title_fi, sv=contact.title_sv),
        networks=tuple(Text(fi=one.fi, sv=one.sv) for one in networks.names_of(session, opened.contact_id)),
        year=round_.year,
        theme=Text(fi=theme.fi, sv=theme.sv),
        chosen=next((one for one in themes.of_round(session, round_) if one.main and one.stands), None),
        deadline=round_.naming_deadline,
        candidates=tuple(candidates.standing(session, opened.round_id)),
        examples=tuple(examples(session, round_)),
    )


def examples(session: Session, round_: Round) -> list[Example]:
    """What may be named again: last year's phenomena, then the catalogue's of the theme; not what is named already."""
    known = candidates.standing(session, round_.id or 0)
    taken = {one.source for one in known}
    names = {name.casefold() for one in known for name in (one.words.name_fi, one.words.name_sv) if name}
    offered = [*_last_year(session, round_), *_catalogue(session, round_)]
    fresh = [one for one in offered if one.source not in taken]
    return [one for one in fresh if not {one.words.name_fi.casefold(), one.words.name_sv.casefold()} & names]


def _last_year(session: Session, round_: Round) -> list[Example]:
    before = rounds.previous_of(session, round_)
    found = briefings.latest(session, before.id or 0) if before else None
    if found is None:
        return []
    return [
        Example(f"{PREVIOUS}{finding.id}", Words(finding.label.fi or "", finding.label.sv or ""))
        for finding in found[1].findings
    ]


def _catalogue(session: Session, round_: Round) -> list[Example]:
    known = catalogue.of_county(session, round_.county_id, round_.theme)
    return [Example(f"{CATALOGUE}{one.key}", one.words) for one in known]
