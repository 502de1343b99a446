"""Whatever number of phenomena is asked for, what stood together is only split and what stood apart only merged."""

from typing import TYPE_CHECKING

import pytest

from synthesis.meaning.embedding import LexicalEncoder
from synthesis.model import Comment, Synthesis
from synthesis.pipeline import synthesise

if TYPE_CHECKING:
    from synthesis.meaning.e5 import E5Encoder

TWO_MATTERS = (
    "Vanhusten yksinäisyys on lisääntynyt. Nuorten jonot mielenterveyspalveluihin ovat liian pitkät.",
    "Puhelimen käyttö yöllä vie nuorten unen. Yksin asuvien vanhusten yksinäisyys huolettaa kotihoitoa.",
)


@pytest.fixture(scope="module")
def results(answers: list[Comment], e5: "E5Encoder") -> dict[int, Synthesis]:
    several = [
        Comment(answer_id=f"b{at}", organisation=f"Seura {at}", text=text) for at, text in enumerate(TWO_MATTERS)
    ]
    return {count: synthesise([*answers, *several], encoder=e5, count=count) for count in range(1, 8)}


def where(synthesis: Synthesis) -> dict[tuple[str, int], str]:
    """The phenomenon of every letter that was placed."""
    return {
        (segment.answer_id, at): each.id
        for each in synthesis.phenomena
        for segment in each.segments
        for at in range(segment.start, segment.end)
    }


def test_fewer_and_more_phenomena_are_nested(results: dict[int, Synthesis]) -> None:
    for count in range(1, 7):
        coarse, fine = where(results[count]), where(results[count + 1])
        shared = coarse.keys() & fine.keys()
        pairs = {(coarse[letter], fine[letter]) for letter in shared}

        assert len(pairs) == len({fine[letter] for letter in shared})
        assert len(results[count].phenomena) == count or len(results[count].phenomena) == len(
            results[count + 1].phenomena
        )


def test_the_merge_that_the_hierarchy_tells_is_made(results: dict[int, Synthesis]) -> None:
    for count in range(2, 4):
        first = results[count].hierarchy[0]
        before, after = where(results[count]), where(results[count - 1])
        into = {after[letter] for letter, identity in before.items() if identity in first.children and letter in after}

        assert len(into) == 1


def test_an_answer_whose_parts_come_together_counts_once(results: dict[int, Synthesis]) -> None:
    segments = results[1].phenomena[0].segments

    assert len({segment.answer_id for segment in segments}) == len(segments)


def test_a_wished_number_is_nested_without_meaning_too(answers: list[Comment]) -> None:
    three, two = (synthesise(answers, encoder=LexicalEncoder(), count=count) for count in (3, 2))

    assert [len(each.phenomena) for each in (three, two)] == [3, 2]
