"""The answers behind a phenomenon, whole, with the passages that belong to it marked."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import Session

from questionnaires.model import Text
from reports.alphabet import place
from reports.briefing import Party
from survey_service import material
from survey_service.errors import NotFound
from survey_service.material import Told
from survey_service.models import Round, StoredBriefing, SynthesisRun
from synthesis.model import PlacedSegment, Synthesis


@dataclass(frozen=True)
class Passage:
    """A stretch of an answer; `marked` when it belongs to the phenomenon."""

    text: str
    marked: bool


@dataclass(frozen=True)
class Evidence:
    """One answer: whose, to which question, and its text in passages. `question` is None for one that is gone."""

    answer_id: str
    party: Party
    question_id: str
    question: Text | None
    language: str
    passages: tuple[Passage, ...]


def behind(session: Session, stored: StoredBriefing, phenomenon_id: str) -> list[Evidence]:
    """The answers behind a phenomenon of a stored briefing, by organisation; NotFound for an unknown phenomenon."""
    result = session.get_one(SynthesisRun, stored.run_id).result
    found = Synthesis.model_validate(result).phenomena if result else ()
    phenomenon = next((one for one in found if one.id == phenomenon_id), None)
    if phenomenon is None:
        raise NotFound
    gathered = material.gather(session, session.get_one(Round, stored.round_id))
    questions = {question.id: question.text for question in gathered.questions()}
    by_answer: dict[str, list[PlacedSegment]] = {}
    for segment in phenomenon.segments:
        by_answer.setdefault(segment.answer_id, []).append(segment)
    evidence = [
        _evidence(gathered.told[answer_id], segments, questions)
        for answer_id, segments in by_answer.items()
        if answer_id in gathered.told
    ]
    return sorted(evidence, key=lambda one: (place(one.party.name.fi), one.answer_id))


def _evidence(told: Told, segments: Iterable[PlacedSegment], questions: dict[str, Text]) -> Evidence:
    question_id = told.comment.question_id or ""
    return Evidence(
        answer_id=told.comment.answer_id,
        party=told.party,
        question_id=question_id,
        question=questions.get(question_id),
        language=told.comment.language or "fi",
        passages=tuple(passages(told.comment.text, segments)),
    )


def passages(text: str, segments: Iterable[PlacedSegment]) -> list[Passage]:
    """`text` cut where the segments begin and end, so that all pieces together are the text again."""
    pieces, place = [], 0
    for segment in sorted(segments, key=lambda one: one.start):
        start, end = max(segment.start, place), min(segment.end, len(text))
        if start < end:
            pieces += [Passage(text[place:start], False), Passage(text[start:end], True)]
            place = end
    return [piece for piece in (*pieces, Passage(text[place:], False)) if piece.text]
