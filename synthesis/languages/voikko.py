"""Finnish morphology by Voikko, and what to install where its Debian packages are missing."""

from functools import cache
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from libvoikko import Voikko

HOW_TO_INSTALL = "apt-get install libvoikko1 voikko-fi"
MISSING = f"Voikko is not installed, so Finnish base forms are less exact; to install it: {HOW_TO_INSTALL}"

# the native library may not be used by two threads at once, and lets go of the interpreter while it works
_ONE_AT_A_TIME = Lock()


class VoikkoMissing(Exception):
    """The library or its Finnish dictionary is not on this machine; the message says how to install them."""


def is_installed() -> bool:
    """Say whether Finnish words can be analysed with Voikko here."""
    try:
        load()
    except VoikkoMissing:
        return False
    return True


@cache
def load() -> "Voikko":
    """Return the Finnish analyser; raises VoikkoMissing."""
    import libvoikko

    try:
        return libvoikko.Voikko("fi")
    except (OSError, libvoikko.VoikkoException) as error:
        raise VoikkoMissing(MISSING) from error


def version() -> str:
    """Return the version of the native library; raises VoikkoMissing."""
    load()
    import libvoikko

    return str(libvoikko.Voikko.getVersion())


@cache
def analyses(word: str) -> tuple[dict[str, str], ...]:
    """Return Voikko's readings of `word` (keys such as BASEFORM, SIJAMUOTO, NUMBER); raises VoikkoMissing."""
    with _ONE_AT_A_TIME:
        return tuple(load().analyze(word))
