"""Saving what several people write into one response: a text never overwrites another one that it has not seen.

A value is stored as a new version of its answer when its writer had seen the newest one. Otherwise both stay: the
stored one as the answer, the other beside it as an undecided `Rival`, until a person decides (`rivals.decide`).
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from sqlmodel import Session, col, select

from questionnaires.values import VALUE, Value
from survey_service import openness
from survey_service.db import now
from survey_service.models import Answer, AnswerRevision, Response, Rival, RivalOrigin, Round
from survey_service.openness import Openness, WhyNot

Fresh = Literal["new", "rival"]
Decided = Literal["done", "added", "stale", "too_much", "submitted"]


@dataclass(frozen=True)
class Writer:
    """Who writes: through which link, in which opened page of which browser (empty: nobody's), in which language.

    One page follows on its own texts without having seen them stored; two pages of one browser are two writers.
    `asked` is the version of the questionnaire that the page showed; None where it does not tell: the present one.
    """

    link_id: int | None
    page: str
    language: str
    asked: int | None = None


@dataclass(frozen=True)
class Verdict:
    """What came of a choice between texts, or of adding a member's, and on which question (empty: not known here).

    `stale`: something changed since the person looked, or was decided on by another; `too_much`: both together are
    more than the question takes, or cannot stand together; `submitted`: the response was sent. In all three both texts
    stay as they are.
    """

    result: Decided
    question_id: str = ""


@dataclass(frozen=True)
class SaveOutcome:
    """What a save did, by question ids: `changed` have a new version, `rivals` are kept beside another's text.

    `too_late`: the response was `submitted` meanwhile (everything is kept beside it), or the deadline has passed and
    the round is `closed` (the draft has it, but is not sent any more). `verdict`: what came of a choice between texts.
    """

    changed: tuple[str, ...] = ()
    rivals: tuple[str, ...] = ()
    too_late: WhyNot = ""
    verdict: Verdict | None = None

    @property
    def is_late(self) -> bool:
        """Whether something was kept that came too late."""
        return bool(self.too_late and (self.changed or self.rivals))


def save(
    session: Session, response: Response, values: Mapping[str, Value], writer: Writer, seen: Mapping[str, int]
) -> SaveOutcome:
    """Keep every value that was changed. `seen` gives for each question the version that the writer had (0: none).

    A value that the writer did not touch changes nothing. Nothing that was written is refused: see `SaveOutcome`.
    """
    response = locked(session, response)
    opened = openness.of_response(session, response)
    rows = {row.question_id: row for row in answers_of(session, response)}
    changed: list[str] = []
    rivals: list[str] = []
    for question_id, value in values.items():
        fresh: Fresh = "rival" if opened.is_shut(question_id) else "new"
        match _fate(session, response, rows.get(question_id), value, writer, seen.get(question_id, 0), fresh):
            case "new":
                write(session, response, rows.get(question_id), question_id, value, writer)
                changed.append(question_id)
                settle(session, response, question_id, value, writer.page)
            case "same":
                settle(session, response, question_id, value, writer.page)
            case "rival" if not value.is_empty():
                origin: RivalOrigin = "after_submission" if opened.is_shut(question_id) else "same_time"
                _keep_beside(session, response, question_id, value, writer, origin)
                rivals.append(question_id)
            case _:
                # an emptied field takes nothing back, neither of another nor of its own: a person decides, by a button
                pass
    if changed:
        response.changed_at = now()
    return SaveOutcome(tuple(changed), tuple(rivals), _too_late(opened, values))


def undecided(session: Session, response_id: int) -> list[Rival]:
    """The texts beside a response's answers that nobody has decided on yet, in the order in which they came."""
    query = select(Rival).where(Rival.response_id == response_id, col(Rival.decided_at).is_(None))
    return list(session.exec(query.order_by(col(Rival.id)).execution_options(populate_existing=True)))


def settle(session: Session, response: Response, question_id: str, value: Value, page: str = "") -> None:
    """Beside an answer that is `value` now, what says the same, or is the `page`'s own, needs no decision any more."""
    for rival in undecided(session, response.id or 0):
        said = rival.writer == page or VALUE.validate_python(rival.value) == value
        if rival.question_id == question_id and said:
            rival.decided_at = now()


def locked(session: Session, response: Response) -> Response:
    """The response as it is now, held until the transaction ends: saves of one response follow one another."""
    query = select(Response).where(Response.id == response.id).with_for_update()
    return session.exec(query.execution_options(populate_existing=True)).one()


def answers_of(session: Session, response: Response) -> list[Answer]:
    """The rows of a response's answers as they are now."""
    query = select(Answer).where(Answer.response_id == response.id)
    return list(session.exec(query.execution_options(populate_existing=True)))


def value_of(row: Answer | None) -> Value | None:
    """The value in a row of an answer, None where there is no row."""
    return None if row is None else VALUE.validate_python(row.value)


def write(
    session: Session, response: Response, row: Answer | None, question_id: str, value: Value, writer: Writer
) -> None:
    """Store `value` as the newest version of an answer (`row` None: its first); the earlier ones stay as revisions."""
    row = row or Answer(response_id=response.id or 0, question_id=question_id, value={}, version=0)
    row.value, row.version, row.saved_at = value.model_dump(mode="json"), row.version + 1, now()
    row.link_id, row.writer = writer.link_id, writer.page
    row.questionnaire_version = _asked(session, response, writer)
    if row.language_from != "said":
        row.language, row.language_from = writer.language, "page"
    session.add(row)
    session.flush()
    session.add(
        AnswerRevision(
            answer_id=row.id or 0,
            version=row.version,
            value=row.value,
            saved_at=row.saved_at,
            link_id=writer.link_id,
            writer=writer.page,
            questionnaire_version=row.questionnaire_version,
        )
    )


def _asked(session: Session, response: Response, writer: Writer) -> int:
    """The version of the questionnaire that was answered; none that has not been published yet."""
    newest = session.get_one(Round, response.round_id).questionnaire_version
    return newest if writer.asked is None else min(writer.asked, newest)


def _too_late(opened: Openness, values: Mapping[str, Value]) -> WhyNot:
    """Whether what is saved now comes too late to be sent, and why."""
    if any(opened.is_shut(question_id) for question_id in values):
        return "submitted"
    return "closed" if now() > opened.until else ""


def _fate(
    session: Session, response: Response, row: Answer | None, value: Value, writer: Writer, seen: int, fresh: Fresh
) -> Literal["new", "same", "rival", "untouched"]:
    stored = value_of(row)
    if stored == value or (stored is None and value.is_empty()):
        return "untouched" if value.is_empty() else "same"
    if row is None or row.version == seen:
        return fresh
    later = session.exec(
        select(AnswerRevision).where(AnswerRevision.answer_id == row.id, AnswerRevision.version > seen)
    ).all()
    mine = [VALUE.validate_python(one.value) for one in later if one.writer == writer.page != ""]
    beside = _own_rivals(session, response, row.question_id, writer)
    # the page goes on from its own text, though it was not told that it was stored, or chosen by somebody else
    if later and (len(mine) == len(later) or any(VALUE.validate_python(one.value) == stored for one in beside)):
        return fresh
    # what somebody replaced or decided against, having seen it, does not come back from a page that is still open
    decided = [VALUE.validate_python(one.value) for one in beside if one.decided_by]
    return "untouched" if value in (_before(session, row, seen), *mine, *decided) else "rival"


def _before(session: Session, row: Answer, version: int) -> Value | None:
    query = select(AnswerRevision).where(AnswerRevision.answer_id == row.id, AnswerRevision.version == version)
    found = session.exec(query).first()
    return None if found is None else VALUE.validate_python(found.value)


def _own_rivals(session: Session, response: Response, question_id: str, writer: Writer) -> list[Rival]:
    if not writer.page:
        return []
    query = select(Rival).where(
        Rival.response_id == response.id, Rival.question_id == question_id, Rival.writer == writer.page
    )
    return list(session.exec(query))


def _keep_beside(
    session: Session, response: Response, question_id: str, value: Value, writer: Writer, origin: RivalOrigin
) -> None:
    rivals = [rival for rival in undecided(session, response.id or 0) if rival.question_id == question_id]
    if any(VALUE.validate_python(rival.value) == value for rival in rivals):
        return
    rival = next((rival for rival in rivals if rival.writer == writer.page), None) or Rival(
        response_id=response.id or 0,
        question_id=question_id,
        # a writer that nobody can tell from others must not replace theirs
        writer=writer.page or secrets.token_urlsafe(9),
        origin=origin,
        value={},
        version=0,
    )
    rival.origin = origin
    rival.value, rival.version, rival.saved_at = value.model_dump(mode="json"), rival.version + 1, now()
    rival.language, rival.link_id = writer.language, writer.link_id
    rival.questionnaire_version = _asked(session, response, writer)
    session.add(rival)
    session.flush()
