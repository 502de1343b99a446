"""Who negotiates for each party: its delegation as it was named in its response, and who may commit it."""

from dataclasses import dataclass

from sqlmodel import Session

from questionnaires.model import Audience, Language, Questionnaire, Roster, Text
from questionnaires.values import Table
from survey_service import negotiations, parties, party_notes, submissions, versions
from survey_service.audiences import audience_of
from survey_service.models import Organisation, OrganisationKind, Round
from survey_service.party_notes import PartyNotes
from survey_service.submissions import Submitted

ROLE = "delegation"
ELECTED = "luottamushenkilo"
"""The role of elected officials in the rosters of the questionnaires that come with the service."""


@dataclass(frozen=True)
class Delegate:
    """One person of a delegation: `cells` under the headings of its roster without the address, and its role."""

    cells: tuple[str, ...]
    role: Text | None
    elected: bool


@dataclass(frozen=True)
class Delegation:
    """The delegation of one party. `answered` False: it has sent no response, so that nobody is named yet.

    `lacks_elected`: somebody elected is asked for and nobody is named, which is a gap and stops nothing.
    """

    organisation_id: int
    organisation: Text
    kind: OrganisationKind
    answered: bool
    asked: bool
    delegates: tuple[Delegate, ...]
    lacks_elected: bool
    notes: PartyNotes

    @property
    def has_gap(self) -> bool:
        """Whether somebody should still be named."""
        return self.asked and (not self.delegates or self.lacks_elected)


def of_negotiation(session: Session, round_: Round, area_id: int, language: Language) -> list[Delegation]:
    """The delegation of every party, municipalities first; NotFound for another county's area."""
    meeting = negotiations.of_area(session, round_, area_id)
    sent = {organisation.id: one for organisation, one in submissions.of_round(session, round_)}
    noted = party_notes.of_negotiation(session, meeting.negotiation_id)
    return [
        _delegation(session, round_, one, sent.get(one.id), noted.get(one.id or 0, PartyNotes()))
        for one in parties.of_negotiation(session, round_, area_id, language)
    ]


def one(session: Session, round_: Round, area_id: int, organisation_id: int) -> Delegation:
    """The delegation of one party; NotFound for who is none."""
    parties.one(session, round_, area_id, organisation_id)
    found = of_negotiation(session, round_, area_id, "fi")
    return next(each for each in found if each.organisation_id == organisation_id)


def _delegation(
    session: Session, round_: Round, organisation: Organisation, sent: Submitted | None, notes: PartyNotes
) -> Delegation:
    if sent is None:
        questionnaire = versions.questionnaire_of(round_)
    else:
        questionnaire = versions.questionnaire_in(session, round_, sent.questionnaire_version)
    audience = audience_of(organisation, questionnaire)
    roster = _roster(questionnaire, audience)
    value = sent.values.get(roster.id) if sent and roster else None
    delegates = _delegates(roster, value) if roster and isinstance(value, Table) else ()
    required = roster is not None and audience in roster.require_role
    return Delegation(
        organisation_id=organisation.id or 0,
        organisation=Text(fi=organisation.name_fi, sv=organisation.name_sv),
        kind=organisation.kind,
        answered=sent is not None,
        asked=roster is not None,
        delegates=delegates,
        lacks_elected=required and bool(delegates) and not any(each.elected for each in delegates),
        notes=notes,
    )


def _roster(questionnaire: Questionnaire, audience: Audience) -> Roster | None:
    for question in questionnaire.questions():
        if isinstance(question, Roster) and question.role == ROLE and audience in question.audiences:
            return question
    return None


def _delegates(roster: Roster, value: Table) -> tuple[Delegate, ...]:
    roles = {option.id: option.text for option in roster.roles}
    elected = {ELECTED, *roster.require_role.values()}
    told = [column for column in roster.columns if column.input == "text"]
    chosen = next((column.id for column in roster.columns if column.input == "options"), "")
    return tuple(
        Delegate(
            cells=tuple(cell for column in told if (cell := row.get(column.id, "").strip())),
            role=roles.get(row.get(chosen, "")),
            elected=row.get(chosen, "") in elected,
        )
        for row in value.rows
        if any(row.get(column.id, "").strip() for column in roster.columns)
    )
