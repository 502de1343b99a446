"""What a round's submitted responses hold, as plain values: read once, then the database is not needed any more."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlmodel import Session, col, select

from questionnaires.asking import counting
from questionnaires.model import AnyQuestion, Questionnaire
from questionnaires.values import Value
from reports.briefing import Party, Text
from survey_service import decisions, submissions
from survey_service.masking import mask
from survey_service.models import County, Invitation, Organisation, Round
from survey_service.stored import StoredAnswer
from synthesis.model import Comment

FEW_INHABITANTS = 5_000


@dataclass(frozen=True)
class Told:
    """One free text and where it came from; `role` is its question's. Not every one is `grouped` by the synthesis."""

    comment: Comment
    party: Party
    role: str
    grouped: bool = True


@dataclass(frozen=True)
class Material:
    """A round as its answers stand. `told` is by answer id, `values` by party id and question id.

    `small` are the ids of parties so small that people could be recognised in their words, `decisions` those of the
    year before in words, by key.
    """

    county: Text
    year: int
    deadline: datetime.date
    theme: Text
    questionnaire: Questionnaire | None
    parties: tuple[Party, ...]
    small: frozenset[str] = frozenset()
    told: dict[str, Told] = field(default_factory=dict)
    values: dict[str, dict[str, Value]] = field(default_factory=dict)
    decisions: dict[str, str] = field(default_factory=dict)

    def comments(self) -> tuple[Comment, ...]:
        """The free texts to be grouped, without what else is known of their writers."""
        return tuple(told.comment for told in self.told.values() if told.grouped)

    def questions(self) -> Iterator[AnyQuestion]:
        """The questions that were asked; none for answers that came from a file."""
        return iter(()) if self.questionnaire is None else self.questionnaire.questions()


def gather(session: Session, round_: Round) -> Material:
    """The submitted answers of `round_`, identifying details masked."""
    county = session.get_one(County, round_.county_id)
    questionnaire = Questionnaire.model_validate(round_.questionnaire)
    told: dict[str, Told] = {}
    values: dict[str, dict[str, Value]] = {}
    submitted = submissions.of_round(session, round_)
    for organisation, sent in submitted:
        party = _party(organisation, answered=True)
        # what was not asked, by the other answers, is no part of the response
        values[party.id] = counting(questionnaire, sent.values, organisation.kind)
        for question_id in sorted(values[party.id]):
            told |= _told(questionnaire.question(question_id), organisation, party, sent.answers[question_id])
    return Material(
        county=Text(fi=county.name_fi, sv=county.name_sv),
        year=round_.year,
        deadline=round_.deadline.date(),
        theme=Text(fi=questionnaire.theme_name.fi, sv=questionnaire.theme_name.sv),
        questionnaire=questionnaire,
        parties=_parties(session, round_, {organisation.key for organisation, _ in submitted}),
        small=frozenset(organisation.key for organisation, _ in submitted if _is_small(organisation)),
        told=told,
        values=values,
        decisions={one.key: one.action for one in decisions.of_year_before(session, round_)},
    )


def _parties(session: Session, round_: Round, answered: set[str]) -> tuple[Party, ...]:
    invited = (
        select(Organisation)
        .where(
            col(Organisation.id).in_(
                select(Invitation.organisation_id).where(
                    Invitation.round_id == round_.id, Invitation.purpose == "answer"
                )
            )
        )
        .order_by(col(Organisation.key))
    )
    return tuple(_party(organisation, organisation.key in answered) for organisation in session.exec(invited))


def _party(organisation: Organisation, answered: bool) -> Party:
    return Party(
        id=organisation.key,
        name=Text(fi=organisation.name_fi, sv=organisation.name_sv),
        kind=organisation.kind,
        answered=answered,
        counted=organisation.kind != "muu",
    )


def _is_small(organisation: Organisation) -> bool:
    return organisation.kind == "kunta" and (organisation.inhabitants or 0) < FEW_INHABITANTS


def _told(question: AnyQuestion, organisation: Organisation, party: Party, answer: StoredAnswer) -> dict[str, Told]:
    return {
        answer_id: Told(
            comment=Comment(
                answer_id=answer_id,
                text=mask(text),
                organisation=organisation.name_fi,
                organisation_type=organisation.kind,
                language="sv" if answer.language == "sv" else "fi",
                question_id=question.id,
            ),
            party=party,
            role=question.role,
            grouped=question.cluster,
        )
        for number, text in enumerate(answer.value.texts(), start=1)
        if text.strip() and (answer_id := f"{organisation.key}.{question.id}.{number}")
    }
