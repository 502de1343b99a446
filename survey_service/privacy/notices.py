"""What the writers of a response are told of the personal data in it, and what they have decided."""

from collections.abc import Iterator
from dataclasses import dataclass

from questionnaires.model import AnyQuestion
from survey_service.answering import Answering
from survey_service.privacy.finds import Find, finds
from survey_service.privacy.places import places
from survey_service.privacy.remembered import Kept


@dataclass(frozen=True)
class Notice:
    """Something that is pointed out; `kept` tells that it stays, and why."""

    find: Find
    kept: Kept | None


def notices(told: Answering, question: AnyQuestion) -> tuple[Notice, ...]:
    """What is pointed out in the answer to `question`."""
    answer = told.answers.get(question.id)
    if answer is None:
        return ()
    named = told.remembered.names_in(question.id, answer.version) or ()
    found = finds(told.response_id or 0, question, answer.value, named)
    return tuple(Notice(find, told.remembered.kept.get((question.id, find.digest))) for find in found)


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


def _asked(told: Answering) -> Iterator[AnyQuestion]:
    return (question for section in told.sections for question in told.questions(section))
