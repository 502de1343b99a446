"""Keywords and parts of compounds."""

import pytest

from synthesis import voikko
from synthesis.compounds import with_parts
from synthesis.keywords import contrast
from synthesis.labelling import _by_those_who_told
from synthesis.model import Label


@pytest.mark.skipif(not voikko.is_installed(), reason="needs Voikko")
def test_a_compound_also_counts_for_its_parts() -> None:
    assert "pussi" in with_parts("nikotiinipussi", "fi")
    assert with_parts("ungdomspolis", "sv") == {"ungdomspolis"}


def test_a_word_used_here_and_not_elsewhere_is_telling() -> None:
    assert contrast(8, 10, 8, 100) > contrast(8, 10, 60, 100) > contrast(1, 10, 40, 100)


@pytest.mark.parametrize(
    ("in_finnish", "in_swedish", "label"),
    [
        (12, 4, Label(fi="Pitkät jonot", sv="Långa köer")),
        (12, 1, Label(fi="Pitkät jonot")),
        (1, 5, Label(sv="Långa köer")),
        (2, 2, Label(fi="Pitkät jonot", sv="Långa köer")),
    ],
)
def test_one_or_two_answers_do_not_name_a_phenomenon_in_their_language(
    in_finnish: int, in_swedish: int, label: Label
) -> None:
    assert _by_those_who_told("Pitkät jonot", "Långa köer", in_finnish, in_swedish) == label
