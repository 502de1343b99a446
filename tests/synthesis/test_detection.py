"""The language is told segment by segment."""

from synthesis.languages.detection import detect
from synthesis.model import Comment
from synthesis.reading import cut


def test_each_paragraph_has_its_own_language() -> None:
    text = "Nuorten yksinäisyys on lisääntynyt kunnassamme.\n\nKöerna till psykologen är mycket långa hos oss."

    assert [segment.language for segment in cut(Comment(answer_id="a", text=text, language="fi"))] == ["fi", "sv"]


def test_a_wrongly_declared_language_is_set_right() -> None:
    assert detect("Ensamheten bland äldre är ett stort problem", inherited="fi") == "sv"


def test_short_texts_inherit_the_declared_language() -> None:
    assert detect("Stress", inherited="sv") == "sv"
    assert detect("–", inherited=None) == "fi"
