"""Labels tell the phenomena apart, in words that several use."""

from typing import TYPE_CHECKING

import pytest

from synthesis.grouping.second_look import Placed
from synthesis.languages import voikko
from synthesis.languages.compounds import with_parts
from synthesis.model import Label, Language
from synthesis.naming.keywords import contrast
from synthesis.naming.labelling import _by_those_who_told, _Name, labelled
from synthesis.reading import reader
from synthesis.segmentation import Segment
from tests.synthesis.conftest import LONELY, PHONES, QUEUES, SWEDISH

if TYPE_CHECKING:
    from synthesis.meaning.embedding import Vectors

needs_voikko = pytest.mark.skipif(not voikko.is_installed(), reason="needs Voikko")


class WordsAlone:
    """Knows no meanings: labels are then chosen by the words."""

    name = "none"
    pointwise = False

    def encode(self, texts: list[str]) -> "Vectors":
        """Return nothing that anybody looks at."""
        import numpy as np

        return np.ones((len(texts), 1), np.float32)


def placed(texts: tuple[str, ...], group: int, language: Language = "fi") -> list[Placed]:
    import numpy as np

    segments = [
        Segment(f"{group}{language}{row}", 0, len(text), text, f"Kunta {row}", language)
        for row, text in enumerate(texts)
    ]
    vector = np.ones(1, np.float32)
    readings = reader(language).read(list(texts))
    return [Placed(*each, group, 1.0, vector) for each in zip(segments, readings, strict=True)]


@needs_voikko
def test_labels_tell_the_phenomena_apart() -> None:
    labels = labelled([*placed(LONELY, 0), *placed(QUEUES, 1), *placed(PHONES, 2)], WordsAlone())
    lonely, queues, phones = (label.fi or "" for label in labels)

    assert "yksinäisyys" in lonely.lower()
    assert "jonot" in queues.lower() or "mielenterveyspalvelut" in queues.lower()
    assert "puute" in phones.lower() or "puhelin" in phones.lower() or "puhelimen" in phones.lower()
    assert all(label[0].isupper() and len(label.split()) <= 6 for label in (lonely, queues, phones))


@needs_voikko
def test_no_word_stands_twice_in_a_label() -> None:
    loud = ("Hauska hauska juttu", "Hauska hauska juttu koulussa", "Hauska juttu juttu", "Lapset ja lapset leikkivät")
    labels = labelled([*placed(loud, 0), *placed(QUEUES, 1)], WordsAlone())

    words = (labels[0].fi or "").lower().split()

    assert len(words) == len(set(words))


@needs_voikko
def test_what_one_organisation_says_again_and_again_is_no_name() -> None:
    own = tuple(f"Kylätalon lämmitys maksaa liikaa talvella {number}" for number in range(4))
    alone = [Placed(each.segment, each.reading, 1, 1.0, each.vector) for each in placed(own, 1)]
    same = [
        Placed(Segment(f"x{row}", 0, 9, each.segment.text, "Kunta 0"), each.reading, 1, 1.0, each.vector)
        for row, each in enumerate(alone)
    ]
    shared = placed(
        ("Avustusten leikkaus huolettaa yhdistyksiä", "Leikkaus avustuksiin vie kerhot", "Avustusten leikkaus"), 1
    )

    label = labelled([*same, *shared, *placed(LONELY, 0)], WordsAlone())[1].fi or ""

    assert "kylätalo" not in label.lower()
    assert "leikka" in label.lower()


def test_a_label_comes_from_answers_in_its_own_language() -> None:
    labels = labelled([*placed(SWEDISH[:3], 0, "sv"), *placed(SWEDISH[3:], 1, "sv")], WordsAlone())

    assert [label.fi for label in labels] == [None, None]
    assert "ensamhet" in (labels[0].sv or "").lower()


@needs_voikko
def test_a_compound_also_counts_for_its_parts() -> None:
    assert "pussi" in with_parts("nikotiinipussi", "fi")
    assert with_parts("ungdomspolis", "sv") == {"ungdomspolis"}


def test_a_word_used_here_and_not_elsewhere_is_telling() -> None:
    assert contrast(8, 10, 8, 100) > contrast(8, 10, 60, 100) > contrast(1, 10, 40, 100)


@pytest.mark.parametrize(
    ("in_finnish", "in_swedish", "is_sure", "label"),
    [
        (12, 4, True, Label(fi="Pitkät jonot", sv="Långa köer")),
        (12, 4, False, Label(fi="Pitkät jonot")),
        (12, 1, True, Label(fi="Pitkät jonot")),
        (1, 5, True, Label(sv="Långa köer")),
        (2, 2, False, Label(fi="Pitkät jonot", sv="Långa köer")),
    ],
)
def test_a_few_answers_name_a_phenomenon_in_their_language_only_when_their_words_are_sure(
    in_finnish: int, in_swedish: int, is_sure: bool, label: Label
) -> None:
    finnish, swedish = _Name(("pitkät jonot",), is_sure), _Name(("långa köer",), is_sure)

    assert _by_those_who_told(finnish, swedish, in_finnish, in_swedish) == label
