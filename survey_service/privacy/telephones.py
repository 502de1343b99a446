"""Telephone numbers in text, as people in Finland write them: Finnish ones, Swedish ones, and foreign ones with a +."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import phonenumbers
from phonenumbers import PhoneNumberType

SERVICES = frozenset(
    (PhoneNumberType.TOLL_FREE, PhoneNumberType.PREMIUM_RATE, PhoneNumberType.SHARED_COST, PhoneNumberType.UAN)
)
FEWEST_DIGITS = 7
MOST_DIGITS, MOST_DIGITS_AT_HOME = 17, 11
# At most eight groups of digits, the first of which begins with + or 0. Dots and slashes part only groups of no date.
_PART = r"(?:[ \xa0\u2009\u202f()-]{1,3}|(?<=\d{3})[./](?=\d{3}))\d{1,14}"
_NUMBER = re.compile(rf"(?<![\w,/+-])(?<!\d\.)(?:\((?=[+\d ]{{2,6}}\)))?[+0]\d{{1,14}}(?:{_PART}){{0,7}}")
_DIGITS = re.compile(r"\d+")
_DAY = re.compile(r"(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:1[89]|20)\d\d")
_LONGER = re.compile(r"[^\W_]|/")
_AMOUNT = re.compile(r"\s*(?:€|%|‰|eur|prosent|procent|kpl|asuk|invånar|henk|person)", re.IGNORECASE)


@dataclass(frozen=True)
class Telephone:
    """A stretch that is a telephone number; `service`: one of those that only services have, such as 0800 and 020."""

    start: int
    end: int
    service: bool


def telephones(text: str) -> Iterator[Telephone]:
    """The telephone numbers in folded `text`."""
    at = 0
    while match := _NUMBER.search(text, at):
        found = _longest(text, match)
        if found:
            yield found
        at = found.end if found else max(match.start() + 1, _first_end(text, match))


def _longest(text: str, match: re.Match[str]) -> Telephone | None:
    """The number that begins there, as long as it can be: years and other numbers may follow it after a mere space."""
    for group in reversed(list(_DIGITS.finditer(text, *match.span()))):
        end = group.end()
        if not _LONGER.match(text, end) and not _AMOUNT.match(text, end):
            service = _is_service(text[match.start() : end])
            if service is not None:
                return Telephone(match.start(), end, service)
    return None


def _first_end(text: str, match: re.Match[str]) -> int:
    first = _DIGITS.search(text, *match.span())
    return first.end() if first else match.end()


def _is_service(written: str) -> bool | None:
    """Whether the number is a service's; None when it is no number at which anybody could be called."""
    digits = "".join(_DIGITS.findall(written))
    at_home = "+" not in written and int(digits[1]) > 0
    if not FEWEST_DIGITS <= len(digits) <= (MOST_DIGITS_AT_HOME if at_home else MOST_DIGITS) or _DAY.fullmatch(written):
        return None
    finnish = _kind(written, "FI")
    if finnish is not None and finnish not in SERVICES:
        return False
    swedish = _kind(written, "SE")
    if finnish is None:
        return None if swedish is None else swedish in SERVICES
    # 070… is a service's in Finland and somebody's own in Sweden
    return swedish != PhoneNumberType.MOBILE


def _kind(written: str, region: str) -> int | None:
    try:
        number = phonenumbers.parse(written, region)
    except phonenumbers.NumberParseException:
        return None
    return phonenumbers.number_type(number) if phonenumbers.is_valid_number(number) else None
