"""Text with its look-alikes made alike, character for character, so that every offset into it stays true."""

import sys
import unicodedata

INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff"
"""Characters that show nothing and come along when text is copied from a page."""
_FULL_WIDTH = range(0xFF01, 0xFF5F)
_ABOVE_ASCII = 0xFEE0
# the soft hyphen and the minus are no dashes by their category, and are written as dashes all the same
_DASHES = {code for code in range(sys.maxunicode + 1) if unicodedata.category(chr(code)) == "Pd"} | {0xAD, 0x2212}
_ALIKE = {code: chr(code - _ABOVE_ASCII) for code in _FULL_WIDTH} | dict.fromkeys(_DASHES, "-")


def folded(text: str) -> str:
    """`text` with full-width characters as ASCII and every dash as a hyphen; of the same length."""
    return text.translate(_ALIKE)
