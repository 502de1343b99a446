"""Hides what must not go further in free text: identity codes, e-mail addresses and telephone numbers.

A stretch is replaced by as many bullets, so that every offset into the text stays true.
"""

import re

BULLET = "•"

# The right shape is enough, whatever the check character: a typing error would still identify. Spaces and dashes
# around the century sign are common slips. Signs: domain file 5.1 (1800s +, 1900s - and Y–U, 2000s A–F).
# A hyphen may be any of its look-alikes, as a word processor writes them; an ending may follow the code.
IDENTITY_CODE = re.compile(r"(?<!\d)\d{6}\s?[-+\xad‐‑‒–—−YXWVUABCDEFyxwvuabcdef]\s?\d{3}\s?[0-9A-Za-z](?!\d)")
EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
TELEPHONE = re.compile(
    r"(?<![\w,/-])(?<!\d\.)(?:(?:\+|00)(?:358|372|4[5-7])[\s-]?(?:\(?0\)?)?|\(?0)[1-9]\d{0,2}\)?"
    r"(?:[\s-]?\d{2,4}){2,3}(?![\w/])"
)


def mask(text: str) -> str:
    """`text` with what identifies hidden, and of the same length."""
    for pattern in (IDENTITY_CODE, EMAIL, TELEPHONE):
        text = pattern.sub(lambda found: BULLET * len(found.group()), text)
    return text
