"""How numbers and web addresses are written by people, and how they are kept."""

import re
from decimal import Decimal
from urllib.parse import urlsplit

NOT_IN_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
"""What no text is kept with: control characters, halves of characters, and what no XML holds, such as a DOCX.

What turns the direction of the text around it goes as well: it is invisible, and could make a page say something else.
"""
SPACES = re.compile(r"[ \u00a0\u2007\u2009\u202f]")
NUMBER = re.compile(
    r"(?P<sign>[-\u2212\u2013+]?)(?P<whole>[0-9]{1,3}(?: [0-9]{3})+|[0-9]+)(?:[.,](?P<decimals>[0-9]+))?"
)
LONGEST_WHOLE, MOST_DECIMALS, LONGEST_ADDRESS = 20, 10, 2000
HOST = re.compile(r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_][^\W_]+", re.IGNORECASE)


def number_in(text: str) -> str | None:
    """The number that is written as in Finnish or Swedish (1 234,5), as exact decimal text (1234.5); None for none.

    A point is taken for the decimal mark as well; spaces stand between thousands only.
    """
    found = NUMBER.fullmatch(SPACES.sub(" ", text).strip())
    if found is None:
        return None
    whole, decimals = found["whole"].replace(" ", "").lstrip("0") or "0", found["decimals"] or ""
    if len(whole) > LONGEST_WHOLE or len(decimals) > MOST_DECIMALS:
        return None
    number = f"{whole}.{decimals}" if decimals else whole
    return f"-{number}" if found["sign"] not in ("", "+") and Decimal(number) else number


def decimal(number: Decimal | str) -> str:
    """A number as Finnish and Swedish write it: thousands apart, a decimal comma, its decimals as they are."""
    return f"{Decimal(number):,f}".replace(",", "\u00a0").replace(".", ",").replace("-", "\u2212")


def address_in(text: str) -> str:
    """A web address as it is kept: what begins with a host's name gets the https:// that people leave out."""
    written = text.strip()
    bare = "://" not in written and HOST.fullmatch(re.split(r"[/?#:]", written, maxsplit=1)[0])
    return f"https://{written}" if bare else written


def is_web_address(text: str) -> bool:
    """Whether this is an address on the web that a reader can safely be led to: http or https, with a host's name."""
    if len(text) > LONGEST_ADDRESS or re.search(r"[\s\\<>\"\x00-\x1f]", text) or not text.isprintable():
        return False
    try:
        parts = urlsplit(text)
        return (
            parts.scheme in ("http", "https")
            and "@" not in parts.netloc
            and HOST.fullmatch(parts.hostname or "") is not None
            and (parts.port is None or parts.port > 0)
        )
    except ValueError:
        return False
