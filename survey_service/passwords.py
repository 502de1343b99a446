"""Passwords of the staff: kept as argon2 hashes, checked slowly on purpose, and changed by who knows the old one."""

from functools import cache
from typing import Literal

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

FEWEST_CHARACTERS = 12
MOST_CHARACTERS = 200

Weakness = Literal["too_short", "too_long"]


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


@cache
def _nobodys_hash() -> str:
    return _hasher().hash("nobody has this password")


def hashed(password: str) -> str:
    """The hash to keep of a password; takes a good part of a second."""
    return _hasher().hash(password)


def fits(password_hash: str | None, password: str) -> bool:
    """Whether this is the password; takes as long when there is none (None, or empty)."""
    try:
        return _hasher().verify(password_hash or _nobodys_hash(), password[: MOST_CHARACTERS + 1]) and bool(
            password_hash
        )
    except (VerificationError, InvalidHashError):
        return False


def is_outdated(password_hash: str) -> bool:
    """Whether it was hashed with less effort than is usual now."""
    return _hasher().check_needs_rehash(password_hash)


def weaknesses(password: str) -> list[Weakness]:
    """Why a password is not taken."""
    if len(password) < FEWEST_CHARACTERS:
        return ["too_short"]
    return ["too_long"] if len(password) > MOST_CHARACTERS else []
