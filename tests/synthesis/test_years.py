"""Which phenomena of an earlier year go on."""

import pytest

from synthesis.meaning.embedding import LexicalEncoder
from synthesis.model import Comment, Gist, Label, Method, Phenomenon, PlacedSegment, Synthesis
from synthesis.remembering import recalled, remembered
from synthesis.years import Remembered, Year, continued, nearness


def one(identity: str, vector: tuple[float, ...], size: int = 10, **words: float) -> Remembered:
    return Remembered(id=identity, size=size, vector=vector, words=words)


def year(*phenomena: Remembered, encoder: str = "e") -> Year:
    return Year(encoder=encoder, phenomena=phenomena)


def synthesis_of(comments: list[Comment], *groups: tuple[int, ...]) -> Synthesis:
    """Each group is the places of its comments."""
    phenomena = tuple(
        Phenomenon(
            id=f"p{number:02d}",
            label=Label(),
            gist=Gist(
                answer_id=comments[group[0]].answer_id, start=0, end=1, text=comments[group[0]].text, language="sv"
            ),
            keywords=(),
            stability=1,
            organisations=("K",),
            segments=tuple(
                PlacedSegment(answer_id=comments[at].answer_id, start=0, end=len(comments[at].text), strength=1)
                for at in group
            ),
            quotes=(),
        )
        for number, group in enumerate(groups, 1)
    )
    method = Method(version="0", encoder="e", lemmatisers={}, parameters={}, comments=len(comments), segments=0)
    return Synthesis(phenomena=phenomena, unplaced=(), method=method)


SYNTHESIS = synthesis_of([Comment(answer_id=f"a{at}", text="Text") for at in range(3)], (0,), (1,), (2,))


def previous(now: Year, earlier: Year) -> tuple[list[tuple[str, ...]], tuple[str, ...]]:
    found = continued(SYNTHESIS, now, earlier)
    return [each.previous for each in found.phenomena], found.vanished


def test_what_is_near_goes_on_and_the_rest_is_new_or_vanished() -> None:
    earlier = year(one("x", (1, 0, 0), queue=0.8), one("y", (0, 1, 0), phone=0.9))
    now = year(one("p01", (0.9, 0, 0.1), queue=0.7), one("p02", (0, 0, 1), bus=0.9), one("p03", (0, -1, 0), pet=0.9))

    assert previous(now, earlier) == ([("x",), (), ()], ("y",))


def test_two_earlier_ones_in_one_are_a_merge_and_one_in_two_is_a_split() -> None:
    pair = (one("x", (1, 0, 0), queue=0.8), one("y", (1, 0, 0), queue=0.8))

    assert previous(year(one("p01", (1, 0, 0), queue=0.8)), year(*pair)) == ([("x", "y"), (), ()], ())
    two = (one("p01", (1, 0, 0), queue=0.8), one("p02", (1, 0, 0), queue=0.8))
    assert previous(year(*two), year(one("x", (1, 0, 0), queue=0.8))) == ([("x",), ("x",), ()], ())


def test_a_large_phenomenon_must_be_nearer_than_a_small_one() -> None:
    near = nearness(year(one("s", (1, 0), size=3), one("l", (1, 0), size=40)), year(one("p", (1, 0))))

    assert near[0, 0] > near[1, 0]


def test_of_another_encoder_only_the_words_count() -> None:
    now, earlier = year(one("p", (1, 0), queue=1.0), one("q", (0, 1), bus=1.0)), year(one("x", (0, 1), queue=1.0))

    near = nearness(earlier.model_copy(update={"encoder": "another"}), now)

    assert near[0, 0] > near[0, 1]


def test_a_phenomenon_whose_answers_are_gone_continues_nowhere_and_harms_nobody() -> None:
    now, earlier = year(one("p01", (1, 0), queue=1.0)), year(one("x", (1, 0), queue=1.0), one("y", (), size=0))

    assert previous(now, earlier) == ([("x",), (), ()], ("y",))


def test_spelling_alone_is_enough_to_go_on() -> None:
    now, earlier = year(one("p01", (), queue=0.5), one("p02", (), bus=0.5)), year(one("x", (), queue=0.6))

    assert previous(now, earlier) == ([("x",), (), ()], ())


def test_a_year_without_phenomena_leaves_nothing_to_continue() -> None:
    assert previous(year(one("p01", (1, 0))), year()) == ([(), (), ()], ())
    assert previous(year(), year(one("x", (1, 0)))) == ([(), (), ()], ("x",))


@pytest.fixture
def told() -> list[Comment]:
    texts = ("Köerna till psykolog är långa", "Långa köer till psykolog", "Bussen går sällan", "Bussen går två gånger")
    return [Comment(answer_id=f"a{at}", text=text, language="sv") for at, text in enumerate(texts)]


def test_a_year_is_remembered_by_words_and_never_by_its_texts(told: list[Comment]) -> None:
    memory = remembered(told, synthesis_of(told, (0, 1), (2, 3)), LexicalEncoder())

    assert [each.size for each in memory.phenomena] == [2, 2]
    assert memory.phenomena[0].words["psykolog"] == 1
    assert not any(comment.text in memory.model_dump_json() for comment in told)


def test_answers_that_are_gone_are_passed_over(told: list[Comment]) -> None:
    assert remembered(told[1:], synthesis_of(told, (0, 1)), LexicalEncoder()).phenomena[0].size == 1


def test_a_year_whose_answers_are_gone_is_told_by_what_its_briefing_shows(told: list[Comment]) -> None:
    before = recalled(synthesis_of(told, (0,), (2,)), {"p01": [told[1].text]}, LexicalEncoder())
    now = remembered(told, synthesis_of(told, (2, 3), (0, 1)), LexicalEncoder())

    found = continued(synthesis_of(told, (2, 3), (0, 1)), now, before)

    assert [each.previous for each in found.phenomena] == [("p02",), ("p01",)]
