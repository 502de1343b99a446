import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey_service.masking import BULLET, mask
from survey_service.privacy.identity_codes import CENTURIES, CHECKS
from survey_service.privacy.patterns import stretches

DASHES = "-‐‑‒–—―−\u00ad－﹣"
GAPS = ("", " ", "\u00a0", "  ", "\n", "\r\n", "\u200b", "\u2009")
DAYS = st.dates(datetime.date(1850, 1, 1), datetime.date(2049, 12, 31))


def full_width(text: str) -> str:
    return "".join(chr(ord(each) + 0xFEE0) if "!" <= each <= "~" else each for each in text)


def code_of(day: datetime.date, number: int, sign: str) -> tuple[str, str, str]:
    """The date, the sign, and the number with its check character, for an artificial number."""
    digits = f"{day:%d%m%y}{number:03}"
    return digits[:6], sign, digits[6:] + CHECKS[int(digits) % 31]


def kinds(text: str) -> list[tuple[str, str]]:
    return [(stretch.kind, text[stretch.start : stretch.end]) for stretch in stretches(text)]


@st.composite
def written_codes(draw: st.DrawFn) -> str:
    sign = draw(st.sampled_from([*CENTURIES, *(letter.lower() for letter in CENTURIES if letter.isalpha())]))
    date, sign, number = code_of(draw(DAYS), draw(st.integers(900, 999)), sign)
    if sign == "-":
        sign = draw(st.sampled_from(DASHES))
    number = draw(st.sampled_from([number, number.lower()]))
    code = date + draw(st.sampled_from(GAPS)) + sign + draw(st.sampled_from(GAPS)) + number
    return draw(st.sampled_from([code, full_width(code)]))


@given(code=written_codes(), before=st.sampled_from(["", "Potilas ", "hetu:", "(", "nro_"]), after=st.sampled_from(
    ["", " jäi ilman.", ",", ")", "n hakemus", ":n", "\nSeuraava"]
))  # fmt: skip
@settings(max_examples=400)
def test_every_code_is_found_with_any_sign_space_and_dash(code: str, before: str, after: str) -> None:
    assert ("artificial_code", code) in kinds(before + code + after)


@given(code=written_codes(), wrong=st.sampled_from(CHECKS))
def test_a_mistyped_check_character_hides_no_code(code: str, wrong: str) -> None:
    mistyped = code[:-1] + wrong

    assert [text for _kind, text in kinds(f"Asiakas {mistyped} odottaa")] == [mistyped]


@given(text=st.text(max_size=200) | written_codes(), rest=st.text(max_size=50))
def test_masking_hides_exactly_what_is_pointed_out(text: str, rest: str) -> None:
    whole = text + rest
    hidden = mask(whole)

    assert len(hidden) == len(whole)
    shown = list(whole)
    for stretch in stretches(whole):
        shown[stretch.start : stretch.end] = BULLET * (stretch.end - stretch.start)
    assert hidden == "".join(shown)


@given(day=DAYS, time=st.times(), how=st.sampled_from(
    ["{d.day}.{d.month}.{d.year}", "{d:%d.%m.%Y}", "{d:%Y-%m-%d}", "{d.day}.{d.month}.–{d.day}.{d.month}.{d.year}",
     "{d:%d.%m.%Y} klo {t:%H.%M}", "{d:%d/%m/%Y}",
     "{d.year}–{d.year}", "{d:%d%m%y}", "{d:%d%m%Y}", "{d:%y%m%d}-{d:%H%M%S}1"]
))  # fmt: skip
def test_dates_and_years_are_left_alone(day: datetime.date, time: datetime.time, how: str) -> None:
    assert kinds("Sovittu " + how.format(d=day, t=time) + " kokouksessa.") == []


@given(
    number=st.integers(0, 99_999_999),
    how=st.sampled_from(
        ["{0} euroa", "{0:,} €", "{0} %", "{0}:nnen", "nro {0}", "{0},5 prosenttia", "noin {0}–{0} henkilöä", "+{0} %"]
    ),
)
def test_amounts_are_left_alone(number: int, how: str) -> None:
    assert kinds("Meillä oli " + how.format(number).replace(",", " ") + " vuonna 2026.") == []


@given(day=DAYS, rest=st.integers(1_000_000, 9_999_999))
def test_a_longer_number_that_begins_as_a_code_is_none(day: datetime.date, rest: int) -> None:
    assert kinds(f"Tunnus {day:%d%m%y}-{rest} on avattu.") == []


@pytest.mark.parametrize(
    "kept",
    [
        "Vuosina 2024–2026 lähetteitä tuli 1 200.",
        "Y-tunnus 1234567-8 ja 0123456-7.",
        "FI-00100 Helsinki, 02100 Espoo, 65100 VASA",
        "Kustannuspaikka 453210-1200, tili 123456-785",
        "Tunnus 010124-1234567",
        "Momentti 33.60.31, diaarinumero 1234/00.01.02/2026",
        "Kasvua +46 123 000 euroa, +358 000 asukasta",
        "0,5–1,0 htv ja 0.45 prosenttia",
        "Klo 08.00–16.00 ja 07-15",
        "Soita 112 tai 116117",
        "IBAN FI21 1234 5600 0007 85",
        "@kunta ja kunta @ hva",
        "Laki 612/2021 6–7 §",
        "321399-9000 on tilausnumero",
    ],
)
def test_other_numbers_are_left_alone(kept: str) -> None:
    assert kinds(kept) == []


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("040-123 45 67", "telephone"),
        ("040 1234567", "telephone"),
        ("0400-123456", "telephone"),
        ("050 12 34 567", "telephone"),
        ("+358 (0)40 123 4567", "telephone"),
        ("(06) 123 4567", "telephone"),
        ("040.123.4567", "telephone"),
        ("040/1234567", "telephone"),
        ("０４０ １２３ ４５６７", "telephone"),
        ("044\u00a0780\u00a01234", "telephone"),
        ("070-123 45 67", "telephone"),
        ("+46 70 123 45 67", "telephone"),
        ("+372 5123 4567", "telephone"),
        ("018-25 000", "telephone"),
        ("0800 123 456", "service_telephone"),
        ("020 123 4567", "service_telephone"),
        ("testi.esimerkki@kunta.example", "mail_address"),
        ("testi.esimerkki(at)kunta.example", "mail_address"),
        ("testi [at] posti.kunta.example", "mail_address"),
        ("kirjaamo@kunta.example", "office_address"),
        ("sosiaali.palvelut@kunta.example", "office_address"),
        ("registraturen@kommun.example", "office_address"),
        ("kirjaamo.testi@kunta.example", "mail_address"),
        ("010203 9002", "artificial_code"),
        ("0102039002", "artificial_code"),
        ("010203-900X", "near_code"),
        ("310203-900X", "near_code"),
        ("010203-123A", "near_code"),
    ],
)
def test_what_people_write_is_recognised(written: str, kind: str) -> None:
    for text in (f"Ottakaa yhteyttä: {written}.", f"{written}, 2027", f"({written})", f"Tfn {written} eller"):
        assert kinds(text) == [(kind, written)]


def test_numbers_one_after_another_are_each_found() -> None:
    assert kinds("Puh. 040 123 4567 050 765 4321, 2024 2025") == [
        ("telephone", "040 123 4567"),
        ("telephone", "050 765 4321"),
    ]


def test_one_stretch_is_not_pointed_out_twice() -> None:
    assert [kind for kind, _text in kinds("040123-4567 ja 040123-900@kunta.example")] == ["telephone", "mail_address"]
