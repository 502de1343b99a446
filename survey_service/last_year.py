"""What the organisation answered to the same questions in the round before, to look at and to copy one by one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlmodel import Session

from questionnaires.comparing import Change, compare
from questionnaires.model import AnyQuestion, DecisionStatus, File, Questionnaire, Text
from questionnaires.values import Handling, Items, Value, Words
from survey_service import answering, joining, lineage, rounds, saving, submissions, versions
from survey_service.answering import Answering
from survey_service.models import Organisation, Response, Round
from survey_service.saving import Writer
from survey_service.stored import StoredAnswer
from survey_service.versions import Note

Answers = Mapping[str, StoredAnswer]
TEXTS = (Words, Items)
"""What is put below a text that is there already; anything else is copied only where nothing is."""


@dataclass(frozen=True)
class LastYear:
    """The submitted answers of the round before, by question id, and how the questions have changed since.

    `told_by`: the organisations that gave them, where they are not only the one that answers now (a merger). `notes`
    are what the county says of the changes, by question id.
    """

    year: int = 0
    answers: Mapping[str, StoredAnswer] = field(default_factory=dict)
    changes: Mapping[str, Change] = field(default_factory=dict)
    told_by: tuple[Text, ...] = ()
    notes: Mapping[str, tuple[Note, ...]] = field(default_factory=dict)

    def answer_to(self, question: AnyQuestion) -> StoredAnswer | None:
        """The answer to the question with the same id; None for none, and for what belongs to its year alone."""
        answer = self.answers.get(question.id)
        if answer is None or answer.value.is_empty() or isinstance(question, File | DecisionStatus):
            return None
        return answer

    def asked_as(self, question: AnyQuestion) -> AnyQuestion:
        """The question as it was asked then: its answer is told in that one's words."""
        change = self.changes.get(question.id)
        return change.old if change and change.old is not None else question

    def copied(self, question: AnyQuestion, now: Value | None) -> Value | None:
        """What stands in the field after copying; None where copying would lose or change something."""
        answer, change = self.answer_to(question), self.changes.get(question.id)
        if answer is None or change is None or not change.comparable or change.to_choose_anew:
            return None
        then = _timeless(answer.value)
        if now is None or now.is_empty():
            return then if joining.fits(question, then) and not then.is_empty() else None
        if not isinstance(now, TEXTS):
            return None
        both = joining.joined(question, now, then)
        return both if both is not None and both != now and joining.fits(question, both) else None


def _timeless(value: Value) -> Value:
    # where something was dealt with may be the same this year, the day is not
    return Handling(note=value.note) if isinstance(value, Handling) else value


def of(session: Session, told: Answering) -> LastYear:
    """Of an opened link's organisation; nothing for a member organisation of the council, and in a first round."""
    round_ = session.get_one(Round, told.round_id)
    before = rounds.previous_of(session, round_)
    if before is None or told.member_id is not None:
        return LastYear()
    sent = _sent(session, before, told.organisation_id)
    if not sent:
        return LastYear()
    asked = rounds.questionnaire_of(before)
    changes = {change.question_id: change for change in compare(asked, told.questionnaire).questions}
    tellers = tuple(Text(fi=one.name_fi, sv=one.name_sv) for one, _answers in sent)
    own = [one.id for one, _answers in sent] == [told.organisation_id]
    answers = _together(asked, [given for _one, given in sent])
    return LastYear(before.year, answers, changes, () if own else tellers, versions.notes_on(session, round_))


def _sent(session: Session, before: Round, organisation_id: int) -> list[tuple[Organisation, Answers]]:
    """What the organisation submitted in the round before, and what those did that it continues."""
    found: list[tuple[Organisation, Answers]] = []
    for one in lineage.line_of(session, organisation_id):
        response = answering.find(session, before.id or 0, one)
        sent = submissions.standing(session, response.id or 0) if response else None
        if sent is not None:
            found.append((session.get_one(Organisation, one), sent.answers))
    return found


def _together(asked: Questionnaire, given: Sequence[Answers]) -> Answers:
    """The answers of all, each text below the others; where only one can stand, that of the first."""
    found: dict[str, StoredAnswer] = {}
    for answers in given:
        for question_id, answer in answers.items():
            before = found.get(question_id)
            value = joining.joined(asked.question(question_id), before.value, answer.value) if before else None
            found[question_id] = replace(before, value=value) if before and value else before or answer
    return found


def copy(session: Session, response: Response, told: Answering, question: AnyQuestion, writer: Writer) -> bool:
    """Copy what was answered then below what stands in the answer now. False, and nothing happens, where it cannot be.

    `told` is how the response stands in this transaction.
    """
    last, now = of(session, told), told.answers.get(question.id)
    value = last.copied(question, now.value if now else None)
    if value is None or told.openness.is_shut(question.id):
        return False
    words = last.answers[question.id].language
    alone = now is None or now.value.is_empty()
    language = replace(writer, language=words if alone else writer.language)
    seen = {question.id: now.version if now else 0}
    return question.id in saving.save(session, response, {question.id: value}, language, seen).changed
