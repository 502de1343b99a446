"""Asks the virus scanner clamd about a file. Its address is a setting; without one nothing is scanned."""

from typing import IO, Literal
from urllib.parse import urlsplit

from clamav_client.clamd import ClamdError, ClamdNetworkSocket, ClamdUnixSocket

from survey_service.models import ScanState

Verdict = Literal["clean", "infected"]
PATIENCE_S = 60


class ScannerAway(Exception):
    """The scanner cannot be reached, or could not look at the file: nothing is known about it."""


def looked_at(clamd: str, stream: IO[bytes]) -> ScanState:
    """The state of a file that has just come: `none` without a scanner, `waiting` when it cannot be reached."""
    if not clamd:
        return "none"
    try:
        return scan(clamd, stream)
    except ScannerAway:
        return "waiting"


def scan(clamd: str, stream: IO[bytes]) -> Verdict:
    """What the scanner says of the bytes of `stream`, which is left at its start. Raises ScannerAway."""
    stream.seek(0)
    try:
        answers = _client(clamd).instream(stream)  # type: ignore[arg-type]
    except (ClamdError, OSError) as trouble:
        # a scanner that takes no file of this size hangs up in the middle of it
        raise ScannerAway(type(trouble).__name__) from trouble
    finally:
        stream.seek(0)
    state, words = answers.get("stream", ("ERROR", None))
    if state not in ("OK", "FOUND"):
        raise ScannerAway(words or state)
    return "infected" if state == "FOUND" else "clean"


def _client(clamd: str) -> ClamdNetworkSocket:
    address = urlsplit(clamd)
    if address.scheme == "unix":
        return ClamdUnixSocket(address.path, timeout=PATIENCE_S)
    return ClamdNetworkSocket(address.hostname or "", address.port or 0, timeout=PATIENCE_S)
