"""Candidate phenomena: named by the network before the survey; those accepted are the seeds of the synthesis."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session, col, select

from reports.briefing import Label, Language, Text
from survey_service import audit
from survey_service.db import now
from survey_service.errors import NotFound, RoundClosed, SurveyServiceError
from survey_service.masking import mask
from survey_service.models import (
    Candidate,
    CandidateState,
    CandidateSupport,
    Contact,
    Invitation,
    KnownPhenomenon,
    Organisation,
    Round,
)
from synthesis.model import Seed

LONGEST_NAME = 160
LONGEST_DESCRIPTION = 1000
STANDING: frozenset[CandidateState] = frozenset({"proposed", "accepted"})
CATALOGUE = "catalogue:"


class ChangedMeanwhile(SurveyServiceError):
    """Somebody else changed the candidate while the page was open; nothing of theirs is overwritten."""

    status = 409


@dataclass(frozen=True)
class Words:
    """What a candidate is called and what is meant by it, in each language; empty where nobody has written it."""

    name_fi: str = ""
    name_sv: str = ""
    description_fi: str = ""
    description_sv: str = ""

    @property
    def label(self) -> Label:
        """The name, for a reader of either language."""
        return Label(fi=self.name_fi or None, sv=self.name_sv or None)

    @property
    def description(self) -> Label:
        """The description, for a reader of either language."""
        return Label(fi=self.description_fi or None, sv=self.description_sv or None)


@dataclass(frozen=True)
class Named:
    """A candidate as it is told, identifying details masked but in what its own maker `said`.

    `who` named it (None: the county's team), `with_them` are the organisations that know it too.
    `supporters` are ids of invitations, those of the `doubles` that were merged into it among them.
    """

    candidate_id: int
    state: CandidateState
    words: Words
    said: str
    said_description: str
    language: Language
    who: Text | None
    invitation_id: int | None
    merged_into: int | None
    source: str
    version: int
    created_at: datetime.datetime
    with_them: tuple[Text, ...] = ()
    supporters: frozenset[int] = frozenset()
    doubles: tuple[int, ...] = ()

    @property
    def label(self) -> Label:
        """Its name, for a reader of either language."""
        return self.words.label

    @property
    def description(self) -> Label:
        """What is meant by it, for a reader of either language."""
        return self.words.description

    @property
    def known_by(self) -> int:
        """How many organisations know it, with the one that named it."""
        return len(self.with_them) + (self.who is not None)


def of_round(session: Session, round_id: int) -> list[Named]:
    """Every candidate of a round in the coordinator's order, those that do not stand included."""
    rows = list(
        session.exec(
            select(Candidate).where(Candidate.round_id == round_id).order_by(col(Candidate.position), col(Candidate.id))
        )
    )
    members = _members(session, round_id)
    supports: dict[int, set[int]] = {row.id or 0: set() for row in rows}
    for support in session.exec(select(CandidateSupport).where(col(CandidateSupport.candidate_id).in_(supports))):
        supports[support.candidate_id].add(support.invitation_id)
    doubles: dict[int, list[Candidate]] = {}
    for row in rows:
        if row.state == "merged" and row.merged_into_id is not None:
            doubles.setdefault(row.merged_into_id, []).append(row)
    return [_named(row, doubles.get(row.id or 0, []), supports, members) for row in rows]


def standing(session: Session, round_id: int) -> list[Named]:
    """The candidates of a round that were neither declined, merged nor withdrawn."""
    return [one for one in of_round(session, round_id) if one.state in STANDING]


def words_of(candidate: Candidate) -> Words:
    """The words of a candidate as they are stored, not masked."""
    return Words(candidate.name_fi, candidate.name_sv, candidate.description_fi, candidate.description_sv)


def owned(session: Session, round_id: int, candidate_id: int) -> Candidate:
    """The candidate of the round with this id; NotFound when there is none."""
    candidate = session.get(Candidate, candidate_id)
    if candidate is None or candidate.round_id != round_id:
        raise NotFound
    return candidate


def seeds(session: Session, round_id: int) -> tuple[Seed, ...]:
    """The accepted candidates as seeds of the synthesis, in the coordinator's order."""
    accepted = [one for one in of_round(session, round_id) if one.state == "accepted"]
    return tuple(
        Seed(
            id=seed_id(one.candidate_id),
            fi=one.words.name_fi or None,
            sv=one.words.name_sv or None,
            desc=" ".join(filter(None, (one.words.description_fi, one.words.description_sv))),
        )
        for one in accepted
    )


def seed_id(candidate_id: int) -> str:
    """The id that a candidate has as a seed."""
    return f"e{candidate_id}"


def sensitive_seeds(session: Session, round_: Round) -> frozenset[str]:
    """The ids of those seeds that were taken from a phenomenon which the catalogue marks as sensitive."""
    query = select(KnownPhenomenon.key).where(
        KnownPhenomenon.county_id == round_.county_id, col(KnownPhenomenon.sensitive).is_(True)
    )
    sources = {f"{CATALOGUE}{key}" for key in session.exec(query)}
    return frozenset(seed_id(one.candidate_id) for one in of_round(session, round_.id or 0) if one.source in sources)


def check_open(round_: Round) -> None:
    """RoundClosed when the network was not asked to name candidates, or its time is over."""
    if round_.naming_deadline is None or now() > round_.naming_deadline:
        raise RoundClosed


def put(candidate: Candidate, words: Words) -> None:
    """Give a candidate these words."""
    candidate.name_fi, candidate.name_sv = words.name_fi, words.name_sv
    candidate.description_fi, candidate.description_sv = words.description_fi, words.description_sv


def changed(session: Session, round_: Round, candidate: Candidate, action: str, actor: str) -> None:
    """Count a change of a candidate and record it."""
    candidate.version, candidate.changed_at = candidate.version + 1, now()
    session.add(candidate)
    session.flush()
    audit.record(session, round_.county_id, actor, action, f"candidate:{candidate.id}")


def _members(session: Session, round_id: int) -> dict[int, Text]:
    """The organisation of everybody who was asked to name candidates, by invitation."""
    query = (
        select(Invitation.id, Organisation)
        .join(Contact, col(Contact.id) == col(Invitation.contact_id))
        .join(Organisation, col(Organisation.id) == col(Invitation.organisation_id))
        .where(Invitation.round_id == round_id, Invitation.purpose == "name")
    )
    return {key or 0: Text(fi=one.name_fi, sv=one.name_sv) for key, one in session.exec(query)}


def _named(
    row: Candidate, doubles: list[Candidate], supports: Mapping[int, set[int]], members: Mapping[int, Text]
) -> Named:
    known = set(supports[row.id or 0])
    for double in doubles:
        known |= supports[double.id or 0] | ({double.invitation_id} if double.invitation_id else set())
    known.discard(row.invitation_id or 0)
    who = members.get(row.invitation_id or 0)
    others = {members[one].fi: members[one] for one in known if one in members}
    if who is not None:
        others.pop(who.fi, None)
    return Named(
        candidate_id=row.id or 0,
        state=row.state,
        words=Words(*map(mask, (row.name_fi, row.name_sv, row.description_fi, row.description_sv))),
        said=row.said_name,
        said_description=row.said_description,
        language="sv" if row.language == "sv" else "fi",
        who=who,
        invitation_id=row.invitation_id,
        merged_into=row.merged_into_id if row.state == "merged" else None,
        source=row.source,
        version=row.version,
        created_at=row.created_at,
        with_them=tuple(others[name] for name in sorted(others)),
        supporters=frozenset(known),
        doubles=tuple(one.id or 0 for one in doubles),
    )
