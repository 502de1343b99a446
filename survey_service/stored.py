"""Answers as they are stored: what is being written, and what a submission froze."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from sqlmodel import Session, col, select

from questionnaires.values import VALUE, Value
from survey_service import saving
from survey_service.models import Answer, LanguageFrom, RivalOrigin


@dataclass(frozen=True)
class StoredAnswer:
    """One answer as it is stored. `version` counts its changes from 1; the others are told by `models.Answer`."""

    value: Value
    version: int
    saved_at: datetime.datetime
    language: str
    link_id: int | None = None
    writer: str = ""
    language_from: LanguageFrom = "page"
    questionnaire_version: int = 1

    def frozen(self) -> dict[str, Any]:
        """As a submission keeps it."""
        return {
            "value": self.value.model_dump(mode="json"),
            "language": self.language,
            "version": self.version,
            "saved_at": self.saved_at.isoformat(),
            "link_id": self.link_id,
            "questionnaire_version": self.questionnaire_version,
        }

    @classmethod
    def thawed(cls, kept: Mapping[str, Any]) -> Self:
        """What `frozen` made."""
        return cls(
            value=VALUE.validate_python(kept["value"]),
            version=kept["version"],
            saved_at=datetime.datetime.fromisoformat(kept["saved_at"]),
            language=kept["language"],
            link_id=kept.get("link_id"),
            questionnaire_version=kept.get("questionnaire_version", 1),
        )


@dataclass(frozen=True)
class StoredRival(StoredAnswer):
    """What somebody wrote beside an answer, and nobody has decided on yet."""

    rival_id: int = 0
    question_id: str = ""
    origin: RivalOrigin = "same_time"


def living(session: Session, response_id: int) -> dict[str, StoredAnswer]:
    """The answers of a response as they are being written, by question id."""
    return living_of(session, [response_id]).get(response_id, {})


def living_of(session: Session, response_ids: list[int]) -> dict[int, dict[str, StoredAnswer]]:
    """The same of several responses, by response id; one without answers is left out."""
    found: dict[int, dict[str, StoredAnswer]] = {}
    for row in session.exec(select(Answer).where(col(Answer.response_id).in_(response_ids))):
        found.setdefault(row.response_id, {})[row.question_id] = StoredAnswer(
            VALUE.validate_python(row.value),
            row.version,
            row.saved_at,
            row.language,
            row.link_id,
            row.writer,
            row.language_from,
            row.questionnaire_version,
        )
    return found


def beside(session: Session, response_id: int) -> tuple[StoredRival, ...]:
    """What stands beside the answers of a response undecided, in the order in which it came."""
    return tuple(
        StoredRival(
            VALUE.validate_python(rival.value),
            rival.version,
            rival.saved_at,
            rival.language,
            rival.link_id,
            rival.writer,
            questionnaire_version=rival.questionnaire_version,
            rival_id=rival.id or 0,
            question_id=rival.question_id,
            origin=rival.origin,
        )
        for rival in saving.undecided(session, response_id)
    )
