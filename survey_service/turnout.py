"""Who has answered in a round: a row for each organisation, with what is missing and how its mail has fared."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from sqlmodel import Session, col, select

from questionnaires.asking import asked, counting
from questionnaires.completeness import review
from questionnaires.model import Language, Questionnaire, Text
from questionnaires.values import Value
from reports.alphabet import Place, place
from survey_service import decisions, invitations, openness, rounds, stored, submissions
from survey_service.decisions import PastDecision
from survey_service.deliverables import Delivered, delivered
from survey_service.invitations import Delivery
from survey_service.models import Organisation, OrganisationKind, Response, Round
from survey_service.openness import Reopened

State = Literal["not_invited", "invited", "draft", "submitted"]
Filter = Literal["not_invited", "invited", "draft", "submitted", "mail_trouble"]
FILTERS: tuple[Filter, ...] = ("not_invited", "invited", "draft", "submitted", "mail_trouble")


@dataclass(frozen=True)
class Missing:
    """A question to which something is asked for and not given, and what the answer lacks."""

    question_id: str
    question: Text
    lacks: tuple[Text, ...]


@dataclass(frozen=True)
class Row:
    """One organisation of the round. `missing` are what is asked for and not given, `answered` counts what is.

    `reopened`: what it submitted counts, and may be changed; `taken_back_at`: it is a draft again.
    """

    organisation_id: int
    name: Text
    kind: OrganisationKind
    state: State
    last_activity: datetime.datetime | None
    answered: int
    missing: tuple[Missing, ...]
    delivered: tuple[Delivered, ...]
    mail: Delivery | None
    invitation_id: int | None
    reopened: Reopened | None = None
    taken_back_at: datetime.datetime | None = None

    def fits(self, wanted: str) -> bool:
        """Whether the row belongs to a filter; to an unknown one every row does."""
        if wanted == "mail_trouble":
            return self.mail_trouble
        return wanted not in FILTERS or self.state == wanted

    @property
    def mail_trouble(self) -> bool:
        """Whether its mail failed, or waits because something is wrong."""
        return self.mail is not None and (self.mail.state == "failed" or bool(self.mail.trouble))


def of_round(session: Session, round_: Round, language: Language = "fi") -> list[Row]:
    """The rows of a round: every organisation of its county, and those invited from elsewhere, by Finnish name."""
    questionnaire = rounds.questionnaire_of(round_)
    found = {response.organisation_id: response for response in _responses(session, round_.id or 0)}
    values = _values(session, round_, list(found.values()))
    invited = {one.organisation_id: one.id for one in invitations.of_round(session, round_.id or 0, "answer")}
    mails = _newest_mails(invitations.delivery(session, round_.id or 0))
    decided = decisions.of_year_before(session, round_)
    rows = [
        _row(questionnaire, organisation, found.get(organisation.id or 0), values, invited, mails, decided)
        for organisation in _organisations(session, round_, list(invited), language)
    ]
    return [_with_turns(session, row, found.get(row.organisation_id)) for row in rows]


def counts(rows: Sequence[Row]) -> dict[Filter, int]:
    """How many rows fit each filter."""
    return {wanted: sum(row.fits(wanted) for row in rows) for wanted in FILTERS}


def _row(
    questionnaire: Questionnaire,
    organisation: Organisation,
    response: Response | None,
    values: dict[int, dict[str, Value]],
    invited: dict[int, int | None],
    mails: dict[int, Delivery],
    decided: Sequence[PastDecision],
) -> Row:
    key = organisation.id or 0
    own = values.get(response.id or 0, {}) if response else {}
    state: State = response.state if response else "invited" if key in invited else "not_invited"
    mail = mails.get(key)
    return Row(
        organisation_id=key,
        name=Text(fi=organisation.name_fi, sv=organisation.name_sv),
        kind=organisation.kind,
        state=state,
        last_activity=response.submitted_at or response.changed_at if response else None,
        answered=sum(not value.is_empty() for value in counting(questionnaire, own, organisation.kind).values()),
        missing=_missing(questionnaire, organisation.kind, own) if response else (),
        delivered=_delivered(questionnaire, organisation, own, decided) if response else (),
        mail=mail,
        invitation_id=invited.get(key),
    )


def _with_turns(session: Session, row: Row, response: Response | None) -> Row:
    """The row with what has happened to its response since it was first sent."""
    if response is None:
        return row
    if response.state == "submitted":
        return replace(row, reopened=openness.reopened(session, response.id or 0))
    return replace(row, taken_back_at=submissions.taken_back_at(session, response.id or 0))


def _missing(questionnaire: Questionnaire, kind: OrganisationKind, own: dict[str, Value]) -> tuple[Missing, ...]:
    lacks: dict[str, list[Text]] = {}
    for found in review(questionnaire, own, kind):
        lacks.setdefault(found.question_id, []).append(found.text)
    return tuple(Missing(key, questionnaire.question(key).text, tuple(texts)) for key, texts in lacks.items())


def _delivered(
    questionnaire: Questionnaire, organisation: Organisation, own: dict[str, Value], decided: Sequence[PastDecision]
) -> tuple[Delivered, ...]:
    theirs = [one for one in decided if one.organisation_id == organisation.id]
    states = asked(questionnaire, own, organisation.kind)
    return delivered(questionnaire, organisation.kind, own, states, theirs)


def _organisations(session: Session, round_: Round, invited: list[int], language: Language) -> list[Organisation]:
    wanted = (col(Organisation.county_id) == round_.county_id) | col(Organisation.id).in_(invited)
    found = session.exec(select(Organisation).where(wanted))
    return sorted(found, key=lambda organisation: place_in_lists(organisation, language))


def place_in_lists(organisation: Organisation, language: Language) -> tuple[int, Place]:
    """A key that sorts municipalities first, then services, the NGO council and others, each by name."""
    kinds: tuple[OrganisationKind, ...] = ("kunta", "sote", "jarjesto", "muu")
    return kinds.index(organisation.kind), place(organisation.name_sv if language == "sv" else organisation.name_fi)


def _responses(session: Session, round_id: int) -> Sequence[Response]:
    return session.exec(select(Response).where(Response.round_id == round_id, col(Response.share_id).is_(None))).all()


def _values(session: Session, round_: Round, responses: Sequence[Response]) -> dict[int, dict[str, Value]]:
    """By response id: what was submitted, or else what is written so far."""
    sent = {one.response_id: one.values for _, one in submissions.of_round(session, round_)}
    drafts = stored.living_of(session, [key for one in responses if (key := one.id or 0) not in sent])
    return sent | {
        key: {question_id: answer.value for question_id, answer in answers.items()} for key, answers in drafts.items()
    }


def _newest_mails(deliveries: Sequence[Delivery]) -> dict[int, Delivery]:
    """The newest mail that carries a link to answer, by organisation; one in trouble is not hidden by a later one."""
    newest: dict[int, Delivery] = {}
    for one in deliveries:
        if one.kind in ("invitation", "reminder"):
            newest[one.organisation_id] = one
    return newest
