"""What can be recognised by its form alone: identity codes, telephone numbers and e-mail addresses.

The same stretches are pointed out to their writer and masked before the answers are gathered.
"""

from dataclasses import dataclass
from typing import Literal

from survey_service.privacy.folding import folded
from survey_service.privacy.identity_codes import Code, identity_codes
from survey_service.privacy.mail_addresses import mail_addresses
from survey_service.privacy.telephones import telephones

Pattern = Literal[
    "identity_code", "artificial_code", "near_code", "telephone", "service_telephone", "mail_address", "office_address"
]


@dataclass(frozen=True)
class Stretch:
    """Where in a text something stands, and what it looks like."""

    kind: Pattern
    start: int
    end: int


def stretches(text: str) -> list[Stretch]:
    """What `text` holds, in order, no two overlapping: of two readings of the same digits the surer one."""
    plain = folded(text)
    codes = list(identity_codes(plain))
    kept: list[Stretch] = []
    for stretch in (
        *(_code(code) for code in codes if code.right),
        *(
            Stretch("office_address" if one.office else "mail_address", one.start, one.end)
            for one in mail_addresses(plain)
        ),
        *(
            Stretch("service_telephone" if one.service else "telephone", one.start, one.end)
            for one in telephones(plain)
        ),
        *(_code(code) for code in codes if not code.right),
    ):
        if not any(stretch.start < other.end and other.start < stretch.end for other in kept):
            kept.append(stretch)
    return sorted(kept, key=lambda stretch: stretch.start)


def _code(code: Code) -> Stretch:
    kind: Pattern = "near_code" if not code.right else "artificial_code" if code.artificial else "identity_code"
    return Stretch(kind, code.start, code.end)
