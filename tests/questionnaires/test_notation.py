"""Numbers and web addresses are read as people write them and told as Finnish and Swedish write them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaires.notation import address_in, decimal, is_web_address, number_in

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("12", "12"),
        ("1 234,5", "1234.5"),
        (f"1{NBSP}234\u202f567", "1234567"),
        ("1234.50", "1234.50"),
        ("\u22125,25", "-5.25"),
        ("-0,0", "0.0"),
        ("007", "7"),
        ("+3", "3"),
        (" 0,5 ", "0.5"),
    ],
)
def test_a_number_is_read_as_finnish_and_swedish_write_it(written: str, kept: str) -> None:
    assert number_in(written) == kept


@pytest.mark.parametrize(
    "written",
    [
        "",
        "kymmenen",
        "1.234,5",
        "1,234,567",
        "12 34",
        "1 2345",
        "1e5",
        "nan",
        "٣",
        "1_000",
        "5-",
        "--5",
        "9" * 21,
        ",5",
    ],
)
def test_what_could_be_read_in_two_ways_or_is_no_number_is_not_guessed(written: str) -> None:
    assert number_in(written) is None


@pytest.mark.parametrize(
    ("kept", "told"), [("1234.50", f"1{NBSP}234,50"), ("-1234567", f"\u22121{NBSP}234{NBSP}567"), ("0", "0")]
)
def test_a_number_is_told_with_a_decimal_comma_and_its_thousands_apart(kept: str, told: str) -> None:
    assert decimal(kept) == told


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=4))
def test_what_is_told_is_read_back_exactly(number: Decimal) -> None:
    read = number_in(decimal(number))

    assert read is not None
    assert Decimal(read) == number


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("www.kuusivaara.example/suunnitelma", "https://www.kuusivaara.example/suunnitelma"),
        ("kuusivaara.example:8080/a?b=c", "https://kuusivaara.example:8080/a?b=c"),
        (" http://kuusivaara.example ", "http://kuusivaara.example"),
        ("https://järvenpää.example/hyvinvointi#luku-2", "https://järvenpää.example/hyvinvointi#luku-2"),
    ],
)
def test_an_address_is_kept_whole(written: str, kept: str) -> None:
    assert address_in(written) == kept
    assert is_web_address(kept)


@pytest.mark.parametrize(
    "written",
    [
        "javascript:alert(1)",
        "JavaScript://kunta.example/%0aalert(1)",
        "data:text/html,x",
        "ftp://kunta.example/a",
        "file:///etc/passwd",
        "https://",
        "https://localhost/",
        "https://user:pass@kunta.example/",
        "https://kunta.example/a b",
        "https://kunta.example/\u202egnp.exe",
        'https://kunta.example/"onmouseover="x',
        "https://kunta.example\\@evil.example",
        "https://[::1",
        "https://kunta.example:99999/",
        "https://kunta..example/",
        "suunnitelma.pdf liitteenä",
        "https://kunta.example/" + "a" * 2000,
    ],
)
def test_no_reader_is_led_anywhere_but_to_a_page_of_the_web(written: str) -> None:
    assert not is_web_address(address_in(written))


@given(st.text())
def test_no_text_makes_the_reading_fail(text: str) -> None:
    number_in(text)
    is_web_address(address_in(text))
