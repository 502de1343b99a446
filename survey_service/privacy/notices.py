"""What the writers of a response are told of the personal data in it, and what they have decided."""

from collections.abc import Iterator
from dataclasses import dataclass

from questionnaires.model import AnyQuestion
from survey_service.answering import Answering
from survey_service.privacy.finds import Find, finds
from survey_service.privacy.places import places
from survey_service.privacy.remembered import Kept, Remembered
from survey_service.stored import StoredAnswer


@dataclass(frozen=True)
class Notice:
    """Something that is pointed out; `kept` tells that it stays, and why."""

    find: Find
    kept: Kept | None


def notices(told: Answering, question: AnyQuestion) -> tuple[Notice, ...]:
    """What is pointed out in the answer to `question`."""
    return _notices(told.response_id or 0, question, told.answers.get(question.id), told.remembered)


def kept_in(
    response_id: int, question: AnyQuestion, answer: StoredAnswer | None, stored: Remembered
) -> tuple[Kept, ...]:
    """Why personal data stays in an answer that was sent. Of names, all that is known while it is being changed."""
    if answer is not None and stored.names_in(question.id, answer.version) is None:
        return tuple(kept for (question_id, _), kept in stored.kept.items() if question_id == question.id)
    return tuple(one.kept for one in _notices(response_id, question, answer, stored) if one.kept)


def all_notices(told: Answering) -> tuple[Notice, ...]:
    """Everything that is pointed out in what this link opens, in the order of the questions."""
    return tuple(notice for question in _asked(told) for notice in notices(told, question))


def undecided(told: Answering) -> tuple[Notice, ...]:
    """What is neither corrected nor kept yet."""
    return tuple(notice for notice in all_notices(told) if notice.kept is None)


def is_checking(told: Answering) -> bool:
    """Whether names are still to be looked for in anything that was written."""
    return any(
        places(question, answer.value) and told.remembered.names_in(question.id, answer.version) is None
        for question in _asked(told)
        if (answer := told.answers.get(question.id))
    )


def _notices(
    response_id: int, question: AnyQuestion, answer: StoredAnswer | None, stored: Remembered
) -> tuple[Notice, ...]:
    if answer is None:
        return ()
    found = finds(response_id, question, answer.value, stored.names_in(question.id, answer.version) or ())
    return tuple(Notice(find, stored.kept.get((question.id, find.digest))) for find in found)


def _asked(told: Answering) -> Iterator[AnyQuestion]:
    return (question for section in told.sections for question in told.questions(section))
