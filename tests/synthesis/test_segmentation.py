"""An answer is cut where it turns to another matter, and nothing of it is lost."""

from collections.abc import Callable

from synthesis.model import Comment
from synthesis.segmentation import Segment, clauses, segments


def cut(text: str) -> list[str]:
    return [segment.text for segment in segments(Comment(answer_id="a", text=text))]


def test_each_bullet_is_a_segment() -> None:
    text = "Huolet:\n- nuorten yksinäisyys\n- pitkät jonot psykologille\n- vanhempien jaksaminen"

    assert cut(text)[1:] == ["pitkät jonot psykologille", "vanhempien jaksaminen"]
    assert "nuorten yksinäisyys" in cut(text)[0]


def test_paragraphs_are_segments() -> None:
    assert cut("Nuoret ovat yksinäisiä.\n\nJonot ovat pitkät.") == ["Nuoret ovat yksinäisiä.", "Jonot ovat pitkät."]


def test_sentences_of_a_paragraph_stay_together() -> None:
    assert len(cut("Nuoret ovat yksinäisiä. He eivät tapaa ketään.")) == 1


def test_an_empty_answer_is_one_empty_segment() -> None:
    assert cut("") == [""]


def test_offsets_count_characters_of_the_answer() -> None:
    text = "  Eka asia on yksinäisyys. \n\n Toinen asia on jonot 🙂. "

    for segment in segments(Comment(answer_id="a", text=text)):
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
