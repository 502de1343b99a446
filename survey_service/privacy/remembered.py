"""What is stored of the personal data in a response: the names that the worker found, and what people kept and why."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session, select

from survey_service.models import KeepReason, KeptPersonal, NamesChecked


@dataclass(frozen=True)
class Checked:
    """The names in one version of an answer, each with its kind, part, start and end."""

    version: int
    found: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True)
class Kept:
    """Why something stays; `words` are the keeper's own."""

    reason: KeepReason
    words: str
    kept_at: datetime.datetime


@dataclass(frozen=True)
class Remembered:
    """Names by question id; what is kept by question id and digest."""

    names: Mapping[str, Checked] = field(default_factory=dict)
    kept: Mapping[tuple[str, str], Kept] = field(default_factory=dict)

    def names_in(self, question_id: str, version: int) -> tuple[Mapping[str, Any], ...] | None:
        """The names in this version of an answer; None while nobody has looked for them."""
        checked = self.names.get(question_id)
        return checked.found if checked and checked.version == version else None


def remembered(session: Session, response_id: int) -> Remembered:
    """What is stored of a response."""
    checked = session.exec(select(NamesChecked).where(NamesChecked.response_id == response_id))
    kept = session.exec(select(KeptPersonal).where(KeptPersonal.response_id == response_id))
    return Remembered(
        names={row.question_id: Checked(row.version, tuple(row.found)) for row in checked},
        kept={(row.question_id, row.digest): Kept(row.reason, row.words, row.kept_at) for row in kept},
    )
