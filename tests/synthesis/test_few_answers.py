"""Few answers are listed: no phenomenon is invented, whatever number of them is wished for."""

import pytest

from synthesis.meaning.embedding import LexicalEncoder
from synthesis.model import Comment
from synthesis.parameters import DEFAULT
from synthesis.pipeline import synthesise

MATTERS = ("Jonot psykologille ovat pitkät", "Vanhusten yksinäisyys on lisääntynyt", "Puhelin vie nuorten unen")


def _answers(number: int) -> list[Comment]:
    return [
        Comment(answer_id=str(row), organisation=f"Kunta {row}", text=f"{MATTERS[row % 3]}, {row}.", language="fi")
        for row in range(number)
    ]


@pytest.mark.parametrize("count", [None, 2, 50])
@pytest.mark.parametrize("number", range(1, DEFAULT.fewest_segments))
def test_below_the_stated_number_answers_are_listed_and_it_is_said(number: int, count: int | None) -> None:
    result = synthesise(_answers(number), encoder=LexicalEncoder(), count=count)

    assert (result.phenomena, result.hierarchy) == ((), ())
    assert {each.reason for each in result.unplaced} == {"too_few_answers"}
    assert len(result.unplaced) == number
    assert f"{number} segments with content, fewer than {DEFAULT.fewest_segments}" in result.method.notes[-1]


@pytest.mark.parametrize("count", [None, 2, 50])
def test_from_the_stated_number_on_every_answer_stands_somewhere(count: int | None) -> None:
    answers = _answers(DEFAULT.fewest_segments)

    result = synthesise(answers, encoder=LexicalEncoder(), count=count)

    placed = {segment.answer_id for each in result.phenomena for segment in each.segments}
    assert placed | {each.answer_id for each in result.unplaced} == {each.answer_id for each in answers}
    assert all(len(each.segments) >= DEFAULT.fewest_in_phenomenon for each in result.phenomena)
