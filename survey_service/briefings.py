"""Briefings: composed from a round's material and its synthesis, stored whole, and read back as they were made."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Literal

from sqlmodel import Session, col, select

from questionnaires.model import AnyQuestion, Multi, Rows, Scale, Single
from questionnaires.model import Text as AskedText
from questionnaires.values import Choice, Choices, Point, Table, Value
from reports.briefing import (
    Briefing,
    MethodNote,
    OpenAnswers,
    RaisedIssue,
    ScaleCount,
    ScaleResult,
    StandingBlock,
    Text,
    Unplaced,
)
from survey_service import decision_telling, standing_blocks
from survey_service.earlier import Earlier
from survey_service.errors import NotFound
from survey_service.masking import mask
from survey_service.material import Material
from survey_service.models import Round, StoredBriefing, SynthesisRun
from survey_service.phenomena_told import Beside, finding, quoted
from synthesis.languages.detection import detect
from synthesis.model import Span, Synthesis

Key = str | int


def compose(
    material: Material,
    synthesis: Synthesis,
    *,
    made_on: datetime.date,
    earlier: Earlier | None = None,
    beside: Beside | None = None,
    standing: tuple[StandingBlock, ...] = (),
) -> Briefing:
    """The briefing of `material`, with the phenomena that `synthesis` found in it, beside those found `earlier`.

    `beside` is what else is known of phenomena, `standing` are the blocks of every year.
    """
    theme = material.theme
    known = replace(beside or Beside(), earlier=earlier)
    findings = tuple(finding(material, phenomenon, known) for phenomenon in synthesis.phenomena)
    return Briefing(
        title=Text(fi=f"Ilmiökooste: {theme.fi}", sv=f"Fenomenöversikt: {theme.sv}"),
        county=material.county,
        year=material.year,
        theme=theme,
        made_on=made_on,
        deadline=material.deadline,
        legal_basis=material.legal_basis,
        goals=material.goals,
        parties=material.parties,
        findings=findings,
        unplaced=tuple(Unplaced(quote=quoted(material, left), reason=left.reason) for left in synthesis.unplaced),
        scales=tuple(_scales(material, earlier)),
        indicators=material.indicators,
        raised_issues=tuple(_raised_issues(material)),
        open_answers=(*_open_answers(material), *decision_telling.told(material)),
        comparison=earlier.comparison(synthesis) if earlier else None,
        standing=standing,
        theme_indicators=known.left(findings),
        method=MethodNote(
            version=synthesis.method.version,
            encoder=synthesis.method.encoder,
            answers=synthesis.method.comments,
            segments=synthesis.method.segments,
            clustered=bool(synthesis.phenomena),
            notes=synthesis.method.notes,
        ),
    )


def _scales(material: Material, earlier: Earlier | None) -> Iterable[ScaleResult]:
    """The questions whose answers are counted, beside the same ones of an earlier round."""
    then = {one.question: one for one in earlier.scales} if earlier else {}
    for question in material.questions():
        given = {party_id: values.get(question.id) for party_id, values in material.values.items()}
        counted = _counted(question, given)
        if counted is None or not counted.of():
            continue
        before = then.get(counted.question)
        yield counted.beside(before, earlier.year) if earlier and before else counted


def _counted(question: AnyQuestion, given: Mapping[str, Value | None]) -> ScaleResult | None:
    """How often each point or option was chosen, and by whom; None for a question that is answered otherwise."""
    if isinstance(question, Scale):
        points = [("unknown" if point.value is None else point.value, point.text) for point in question.points]
        chosen = {key: (value.value,) for key, value in given.items() if isinstance(value, Point)}
        return _result(question, points, chosen)
    if isinstance(question, Single | Multi):
        answered = {key: options for key, value in given.items() if (options := _options(value))}
        found = _result(question, [(one.id, one.text) for one in question.options], answered)
        kind: Literal["single", "multi"] = "multi" if isinstance(question, Multi) else "single"
        return found.model_copy(update={"kind": kind, "answered": len(answered)})
    return None


def _result(
    question: AnyQuestion, choices: list[tuple[Key, AskedText]], chosen: Mapping[str, tuple[Key | None, ...]]
) -> ScaleResult:
    """The choices with the ids of those who made each."""
    by = [tuple(sorted(party for party, some in chosen.items() if key in some)) for key, _ in choices]
    counts = tuple(
        ScaleCount(text=Text(fi=text.fi, sv=text.sv), count=len(some), by=some)
        for (_, text), some in zip(choices, by, strict=True)
    )
    return ScaleResult(question=Text(fi=question.text.fi, sv=question.text.sv), counts=counts)


def _options(value: Value | None) -> tuple[str, ...]:
    if isinstance(value, Choices):
        return value.options
    return (value.option,) if isinstance(value, Choice) and value.option is not None else ()


def _open_answers(material: Material) -> Iterable[OpenAnswers]:
    for question in material.questions():
        answers = tuple(
            quoted(material, Span(answer_id=answer_id, start=0, end=len(told.comment.text)))
            for answer_id, told in material.told.items()
            if told.comment.question_id == question.id and not told.grouped
        )
        if answers:
            text = Text(fi=question.text.fi, sv=question.text.sv)
            yield OpenAnswers(question_id=question.id, question=text, answers=answers)


def _raised_issues(material: Material) -> Iterable[RaisedIssue]:
    names = {party.id: party.name for party in material.parties}
    for question in material.questions():
        if not isinstance(question, Rows):
            continue
        headings = {column.id: Text(fi=column.text.fi, sv=column.text.sv) for column in question.columns}
        first, *others = headings
        for party_id, values in material.values.items():
            value = values.get(question.id)
            for row in value.rows if isinstance(value, Table) else ():
                if row.get(first, "").strip():
                    details = tuple((headings[cell], mask(row[cell])) for cell in others if row.get(cell, "").strip())
                    cells = (mask(row[first]), *(words for _, words in details))
                    reasons = material.reasons(party_id, question.id, *cells)
                    yield RaisedIssue(
                        organisation=names[party_id],
                        issue=mask(row[first]),
                        details=details,
                        language=detect(row[first], inherited="fi"),
                        cleared=not reasons,
                        reasons=reasons,
                    )


def with_replies(briefing: Briefing, replies: Mapping[tuple[str, str], tuple[tuple[Text, str], ...]]) -> Briefing:
    """The briefing with the `replies` to its raised issues, by the Finnish name of who raised each, and its words."""
    raised = tuple(
        one.model_copy(update={"details": (*one.details, *replies.get((one.organisation.fi, one.issue), ()))})
        for one in briefing.raised_issues
    )
    return briefing.model_copy(update={"raised_issues": raised})


def store(session: Session, run: SynthesisRun, briefing: Briefing) -> StoredBriefing:
    """Keep the briefing of `run`, whole."""
    stored = StoredBriefing(round_id=run.round_id, run_id=run.id or 0, content=briefing.model_dump(mode="json"))
    session.add(stored)
    session.flush()
    return stored


def latest(session: Session, round_id: int) -> tuple[StoredBriefing, Briefing] | None:
    """The newest briefing of a round, or None when none was made yet."""
    stored = session.exec(
        select(StoredBriefing).where(StoredBriefing.round_id == round_id).order_by(col(StoredBriefing.id).desc())
    ).first()
    return None if stored is None else (stored, _read(session, stored))


def load(session: Session, briefing_id: int, county_id: int) -> tuple[StoredBriefing, Briefing]:
    """A stored briefing of `county_id`; NotFound when there is none."""
    stored = session.get(StoredBriefing, briefing_id)
    if stored is None or session.get_one(Round, stored.round_id).county_id != county_id:
        raise NotFound
    return stored, _read(session, stored)


def _read(session: Session, stored: StoredBriefing) -> Briefing:
    """The team's copy as it was made, but for the standing blocks: these are often written after the synthesis."""
    briefing = Briefing.model_validate(stored.content)
    now = standing_blocks.of_round(session, stored.round_id) if briefing.standing else {}
    blocks = (
        block.model_copy(update={"fi": now[block.kind].text_fi, "sv": now[block.kind].text_sv})
        for block in briefing.standing
    )
    return briefing.model_copy(update={"standing": tuple(blocks)})
