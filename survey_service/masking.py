"""Hides what must not go further in free text: identity codes, e-mail addresses and telephone numbers.

A stretch is replaced by as many bullets, so that every offset into the text stays true.
"""

from survey_service.privacy.patterns import stretches

BULLET = "•"


def mask(text: str) -> str:
    """`text` with what identifies hidden, and of the same length."""
    pieces, at = [], 0
    for stretch in stretches(text):
        pieces += [text[at : stretch.start], BULLET * (stretch.end - stretch.start)]
        at = stretch.end
    return "".join([*pieces, text[at:]])
