"""Finnish personal identity codes in text, also as they are mistyped.

The form is DDMMYY, a sign of the century, NNN and a check character: the nine digits' remainder by 31 (the population
register's rule). Signs: + 1800s; - and Y X W V U 1900s; A B C D E F 2000s. NNN from 900 on is never given to anybody.
"""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from survey_service.privacy.folding import INVISIBLE

CHECKS = "0123456789ABCDEFHJKLMNPRSTUVWXY"
CENTURIES = {"+": 18} | dict.fromkeys("-YXWVU", 19) | dict.fromkeys("ABCDEF", 20)
FIRST_ARTIFICIAL = 900
_GAP = rf"[\s{INVISIBLE}]{{0,3}}"
# any ending may follow the code ("010203-900Lin"), but no digit: that would be a longer number
_SHAPE = re.compile(
    rf"(?<!\d)(\d\d)(\d\d)(\d\d){_GAP}([-+A-FU-Ya-fu-y]?){_GAP}(\d{{3}}){_GAP}([0-9A-Za-z])(?!\d)",
)


@dataclass(frozen=True)
class Code:
    """A stretch that has the shape of an identity code. `right`: so has its check character; `artificial`: 900–999."""

    start: int
    end: int
    right: bool
    artificial: bool


def identity_codes(text: str) -> Iterator[Code]:
    """What in folded `text` is an identity code, or would be one but for a slip of the fingers.

    A wrong check character or a day that its month has not, a space or a line break inside: still a code. Without
    the sign the check character must be right, or any long number would be one.
    """
    for match in _SHAPE.finditer(text):
        day, month, year, sign, number, check = match.groups()
        right = CHECKS[int(day + month + year + number) % 31] == check.upper()
        if _is_near_a_day(int(day), int(month)) and (sign or (right and _is_day(int(day), int(month), int(year)))):
            yield Code(*match.span(), right=right, artificial=int(number) >= FIRST_ARTIFICIAL)


def _is_near_a_day(day: int, month: int) -> bool:
    return 1 <= day <= 31 and 1 <= month <= 12


def _is_day(day: int, month: int, year: int) -> bool:
    try:
        datetime.date(2000 + year, month, day)
    except ValueError:
        return False
    return True
