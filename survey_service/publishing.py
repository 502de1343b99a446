"""Publishing what a round asks: checked against the year before, kept as a version; corrected only by another one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from questionnaires.comparing import Comparison, compare
from questionnaires.differences import Difference
from questionnaires.model import AnyQuestion, Questionnaire, Text
from questionnaires.texts import MissingText, missing_texts
from survey_service import audit, versions
from survey_service.db import now
from survey_service.errors import SurveyServiceError
from survey_service.models import County, Round
from survey_service.versions import Note, questionnaire_of


class AlreadyPublished(SurveyServiceError):
    """What was published is not changed any more, only corrected by a new version."""

    status = 409


class NotPublished(SurveyServiceError):
    """What is not published yet needs no correction: it is replaced."""

    status = 409


class NothingChanged(SurveyServiceError):
    """A correction that corrects nothing is no version."""

    status = 409


class TextsMissing(SurveyServiceError):
    """Texts are missing in a language in which the county serves: `places` say where."""

    status = 409

    def __init__(self, places: Sequence[MissingText]) -> None:
        super().__init__(f"{len(places)} texts are missing")
        self.places = tuple(places)


class ChangesRefused(SurveyServiceError):
    """Changes that nobody can allow."""

    status = 409

    def __init__(self, refused: Sequence[Difference]) -> None:
        super().__init__(f"{len(refused)} changes are refused")
        self.refused = tuple(refused)


class NotesMissing(SurveyServiceError):
    """Changes of which nobody has said yet what they mean, or that a rewritten question still asks the same."""

    status = 409

    def __init__(self, wanted: Sequence[Difference]) -> None:
        super().__init__(f"{len(wanted)} notes are missing")
        self.wanted = tuple(wanted)


@dataclass(frozen=True)
class Said:
    """What a person says of a change: `words`, and of a rewritten question whether it asks the `same`."""

    words: str
    language: str
    same: bool = False


def publish(session: Session, round_: Round, *, actor: str, said: Mapping[str, Said] | None = None) -> None:
    """Fix what the round asks, as its first version. `said` is by the key of the difference.

    Raises AlreadyPublished, TextsMissing, ChangesRefused and NotesMissing.
    """
    if round_.published_at is not None:
        raise AlreadyPublished
    notes = _passed(session, round_, questionnaire_of(round_), said or {})
    round_.published_at = now()
    versions.keep(session, round_, notes, why="", actor=actor)
    audit.record(session, round_.county_id, actor, "round.publish", f"round:{round_.id}")


def correct(
    session: Session, round_: Round, questionnaire: Questionnaire, *, why: str, actor: str, said: Mapping[str, Said]
) -> None:
    """Make `questionnaire` the next version of what a published round asks; what was answered stays as it is.

    Raises NotPublished, NothingChanged, TextsMissing, ChangesRefused and NotesMissing.
    """
    if round_.published_at is None:
        raise NotPublished
    if questionnaire == questionnaire_of(round_):
        raise NothingChanged
    notes = _passed(session, round_, questionnaire, said)
    if not versions.of_round(session, round_):
        versions.keep(session, round_, (), why="", actor="")
    round_.questionnaire = questionnaire.model_dump(mode="json")
    round_.questionnaire_version += 1
    versions.keep(session, round_, notes, why=why, actor=actor)
    thing = f"round:{round_.id} version:{round_.questionnaire_version}"
    audit.record(session, round_.county_id, actor, "round.correct_questionnaire", thing)


def replace_draft(session: Session, round_: Round, questionnaire: Questionnaire, *, actor: str) -> None:
    """Let a round that is not published yet ask something else. Raises AlreadyPublished."""
    if round_.published_at is not None:
        raise AlreadyPublished
    round_.questionnaire, round_.theme = questionnaire.model_dump(mode="json"), questionnaire.theme
    audit.record(session, round_.county_id, actor, "round.replace_questionnaire", f"round:{round_.id}")


def changes(session: Session, round_: Round, questionnaire: Questionnaire | None = None) -> Comparison:
    """What the draft, or `questionnaire` in its place, makes of the year before; of a published one, of itself."""
    new = questionnaire or questionnaire_of(round_)
    if round_.published_at is not None and questionnaire is not None:
        return compare(questionnaire_of(round_), new, launched=True, earlier=_earlier(session, round_))
    before = session.get(Round, round_.previous_round_id) if round_.previous_round_id else None
    # a first round has nothing to be compared with, but for ids that were asked in some other year
    old = questionnaire_of(before) if before else new.model_copy(update={"sections": (), "deliverables": ()})
    return compare(old, new, earlier=_earlier(session, round_))


def texts_missing(session: Session, round_: Round, questionnaire: Questionnaire) -> list[MissingText]:
    """The texts that are missing in a language in which the round's county serves."""
    county = session.get_one(County, round_.county_id)
    return list(missing_texts(questionnaire, [one for one in county.languages if one in Text.model_fields]))


def _passed(
    session: Session, round_: Round, questionnaire: Questionnaire, said: Mapping[str, Said]
) -> tuple[Note, ...]:
    """The notes on a questionnaire with which nothing is wrong."""
    if places := texts_missing(session, round_, questionnaire):
        raise TextsMissing(places)
    found = changes(session, round_, questionnaire)
    if found.refused:
        raise ChangesRefused(found.refused)
    wanted = [one for one in found.asking if not _is_said(one, said)]
    if wanted:
        raise NotesMissing(wanted)
    return tuple(_notes(found.asking, said))


def _is_said(found: Difference, said: Mapping[str, Said]) -> bool:
    given = said.get(found.key)
    return given is not None and bool(given.words.strip()) and (given.same or not found.may_be_same)


def _notes(asking: Sequence[Difference], said: Mapping[str, Said]) -> Iterator[Note]:
    for found in asking:
        yield Note.on(found, said[found.key].words.strip(), said[found.key].language)


def _earlier(session: Session, round_: Round) -> dict[str, AnyQuestion]:
    """Every question that the county's earlier rounds asked, as it was asked last."""
    query = select(Round).where(Round.county_id == round_.county_id, Round.year < round_.year)
    found: dict[str, AnyQuestion] = {}
    for before in session.exec(query.order_by(col(Round.year))):
        if before.published_at is not None:
            found |= {question.id: question for question in questionnaire_of(before).questions()}
    return found
