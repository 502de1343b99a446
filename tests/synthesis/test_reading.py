"""Reading: every segment, however often it comes and however long it is."""

from collections.abc import Callable

from synthesis.reading import LONGEST, read
from synthesis.segmentation import Segment

SENTENCE = "Köerna till psykologen växer. "


def test_a_very_long_text_is_read_to_its_end(segment: Callable[..., Segment]) -> None:
    text = SENTENCE * (LONGEST * 3 // len(SENTENCE))

    words = read([segment(text, language="sv")]).readings[0].words

    assert len(words) == 5 * (LONGEST * 3 // len(SENTENCE))
    assert all(text[word.start : word.end] == word.text for word in words)


def test_a_long_text_without_any_gap_is_read_too(segment: Callable[..., Segment]) -> None:
    text = "ö" * (LONGEST * 2 + 5)

    words = read([segment(text, language="sv")]).readings[0].words

    assert "".join(word.text for word in words) == text


def test_identical_texts_share_one_reading(segment: Callable[..., Segment]) -> None:
    once, again, other = read([segment(text, language="sv") for text in (SENTENCE, SENTENCE, "Unga väntar.")]).readings

    assert once is again
    assert once != other
