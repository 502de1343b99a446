import datetime
import string

import pytest

from reports.briefing_phrases import BRIEFING_PHRASES
from reports.paper_phrases import PAPER_PHRASES
from reports.summary_phrases import SUMMARY_PHRASES
from reports.telling_phrases import TELLING_PHRASES
from reports.wording import WORDS, counted, day, moment, number


@pytest.mark.parametrize(
    ("count", "fi", "sv"),
    [
        (0, "0 organisaatiota", "0 organisationer"),
        (1, "1 organisaatio", "1 organisation"),
        (2, "2 organisaatiota", "2 organisationer"),
    ],
)
def test_nouns_follow_their_numeral(count: int, fi: str, sv: str):
    assert (counted(count, "organisation", "fi"), counted(count, "organisation", "sv")) == (fi, sv)


def test_dates_and_numbers_are_written_as_both_languages_write_them():
    assert day(datetime.date(2027, 3, 5)) == "5.3.2027"
    night = datetime.datetime(2027, 7, 1, 21, 5, tzinfo=datetime.UTC)
    assert (moment(night, "fi"), moment(night, "sv")) == ("2.7.2027 klo 0.05", "2.7.2027 kl. 0.05")
    assert (number(12345), number(3.5, 1)) == ("12\N{NO-BREAK SPACE}345", "3,5")


def test_both_languages_say_the_same_things():
    def fields(text: str) -> set[str]:
        return {field for _, field, _, _ in string.Formatter().parse(text) if field}

    for key, text in WORDS.items():
        assert text.fi
        assert text.sv
        assert fields(text.fi) == fields(text.sv), key


def test_no_phrase_of_one_kind_of_document_takes_the_place_of_another() -> None:
    kinds = (BRIEFING_PHRASES, PAPER_PHRASES, TELLING_PHRASES, SUMMARY_PHRASES)

    assert len(WORDS) == sum(map(len, kinds))
