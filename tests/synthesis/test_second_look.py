"""An answer counts in every phenomenon that it speaks of, and in each once."""

from typing import TYPE_CHECKING

import numpy as np
import pytest

from synthesis.grouping.clustering import Grouping
from synthesis.grouping.second_look import Placed, placed
from synthesis.grouping.space import Means
from synthesis.languages.words import Reading
from synthesis.meaning.embedding import normalised
from synthesis.parameters import DEFAULT
from synthesis.segmentation import Segment

if TYPE_CHECKING:
    from synthesis.meaning.embedding import Vectors

MATTERS = ("snuff", "queue", "bus")
FILLER = "and that has been so for many years already"


class ByMatter:
    """Each matter that a text names is a direction of its own."""

    name = "matters"
    pointwise = True

    def encode(self, texts: list[str]) -> "Vectors":
        counts = np.array([[text.count(matter) for matter in MATTERS] for text in texts], np.float32)
        return normalised(counts)


def looked_at(text: str, home: int) -> list[Placed]:
    """The text, placed at first in the group of its matter `home`, beside one plain text for each matter."""
    texts = [*(f"Only the {matter}." for matter in MATTERS), text]
    segments = [Segment(f"a{at}", 0, len(each), each, f"Kunta {at}") for at, each in enumerate(texts)]
    encoder = ByMatter()
    means = Means({}, np.zeros(3, np.float32))
    grouping = Grouping([0, 1, 2, home], [1.0] * 4, (1.0,) * 3, ())
    readings = [Reading(()) for _ in texts]
    found = placed(segments, readings, encoder.encode(texts), means, grouping, encoder, DEFAULT)
    return [each for each in found if each.segment.answer_id == "a3"]


@pytest.mark.parametrize("joint", ["\n- ", "\n\n"])
def test_three_items_on_three_matters_count_in_three_phenomena(joint: str) -> None:
    text = joint.join(("", *(f"the {matter} worries everyone here" for matter in MATTERS))).lstrip("\n")

    found = looked_at(text, home=0)

    assert [each.group for each in found] == [0, 1, 2]
    assert [matter in each.segment.text for matter, each in zip(MATTERS, found, strict=True)] == [True] * 3


def test_three_sentences_on_one_matter_count_once() -> None:
    text = "The queue is long. Young people leave the queue. Nobody knows when the queue ends."

    assert [(each.group, each.segment.text) for each in looked_at(text, home=1)] == [(1, text)]


def test_a_scrap_of_words_moves_nothing() -> None:
    text = "The queue to the psychologist grows every autumn. And bus."

    assert [each.group for each in looked_at(text, home=1)] == [1]


def test_some_part_stays_where_the_whole_was_placed() -> None:
    text = f"Of the bus we hear every single week, {FILLER}.\n\nThe queue is what the young ones talk about, {FILLER}."

    assert 0 in {each.group for each in looked_at(text, home=0)}
