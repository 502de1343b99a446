"""Keywords and parts of compounds."""

import pytest

from synthesis import voikko
from synthesis.compounds import with_parts
from synthesis.keywords import contrast


@pytest.mark.skipif(not voikko.is_installed(), reason="needs Voikko")
def test_a_compound_also_counts_for_its_parts() -> None:
    assert "pussi" in with_parts("nikotiinipussi", "fi")
    assert with_parts("ungdomspolis", "sv") == {"ungdomspolis"}


def test_a_word_used_here_and_not_elsewhere_is_telling() -> None:
    assert contrast(8, 10, 8, 100) > contrast(8, 10, 60, 100) > contrast(1, 10, 40, 100)
