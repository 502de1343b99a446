"""An answer is cut where it turns to another matter, and nothing of it is lost."""

from collections.abc import Callable

from synthesis.model import Comment
from synthesis.reading import cut
from synthesis.segmentation import Segment, clauses, items, whole


def texts(text: str) -> list[str]:
    return [item.text for item in items(whole(Comment(answer_id="a", text=text), "fi"))]


def test_each_bullet_is_an_item() -> None:
    text = "Huolet:\n- nuorten yksinäisyys\n- pitkät jonot psykologille\n- vanhempien jaksaminen"

    assert texts(text)[1:] == ["pitkät jonot psykologille", "vanhempien jaksaminen"]
    assert "nuorten yksinäisyys" in texts(text)[0]


def test_each_paragraph_is_an_item() -> None:
    assert texts("Nuoret ovat yksinäisiä.\n\nJonot ovat pitkät.") == ["Nuoret ovat yksinäisiä.", "Jonot ovat pitkät."]


def test_an_answer_in_one_language_is_one_segment_to_begin_with() -> None:
    text = "Nuoret ovat kovin yksinäisiä meillä.\n\nJonot hoitoon ovat aivan liian pitkät."

    assert [segment.text for segment in cut(Comment(answer_id="a", text=text, language="fi"))] == [text]


def test_an_empty_answer_is_one_empty_segment() -> None:
    for text in ("", " \n "):
        [segment] = cut(Comment(answer_id="a", text=text))
        assert segment.text == ""
        assert segment.start == segment.end <= len(text)


def test_offsets_count_characters_of_the_answer() -> None:
    text = "  Eka asia on yksinäisyys. \n\n Toinen asia on jonot 🙂. "

    for segment in clauses(whole(Comment(answer_id="a", text=text), "fi")):
        assert text[segment.start : segment.end] == segment.text


def test_a_clause_that_can_stand_alone_is_a_part(segment: Callable[..., Segment]) -> None:
    parts = clauses(
        segment("Nuoret odottavat hoitoon kuukausia, ja vanhemmat jäävät yksin huolensa kanssa. Lyhyt, ja se.")
    )

    assert [part.text for part in parts] == [
        "Nuoret odottavat hoitoon kuukausia,",
        "ja vanhemmat jäävät yksin huolensa kanssa.",
        "Lyhyt, ja se.",
    ]
