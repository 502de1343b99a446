"""The alphabet of Finnish and Swedish, for lists of names."""

import unicodedata

# after z, in this order; the letters of the neighbours stand with those that they sound like
LAST = {"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}", "ü": "y", "ß": "ss", "đ": "d", "ð": "d", "þ": "th", "ł": "l"}

Place = tuple[str, str]


def place(name: str) -> Place:
    """A sorting key: å, ä and ö after z; w and v apart; other accents, case and hyphens tell only equal names apart."""
    letters = "".join(LAST.get(letter) or _plain(letter) for letter in unicodedata.normalize("NFC", name.casefold()))
    words = "".join(letter if letter.isalnum() or letter in LAST.values() else " " for letter in letters)
    return " ".join(words.split()), name


def _plain(letter: str) -> str:
    return "".join(part for part in unicodedata.normalize("NFD", letter) if not unicodedata.combining(part))
