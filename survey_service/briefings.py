"""Briefings: composed from a round's material and its synthesis, stored whole, and read back as they were made."""

import datetime
from collections.abc import Iterable, Mapping
from functools import partial
from typing import Literal

from sqlmodel import Session, col, select

from questionnaires.model import AnyQuestion, Multi, Rows, Scale, Single
from questionnaires.values import Choice, Choices, Point, Table, Value
from reports.briefing import (
    Briefing,
    Finding,
    Label,
    MethodNote,
    OpenAnswers,
    Quote,
    RaisedIssue,
    ScaleCount,
    ScaleResult,
    Text,
    Unplaced,
)
from survey_service import decision_telling
from survey_service.earlier import Earlier
from survey_service.errors import NotFound
from survey_service.masking import mask
from survey_service.material import Material
from survey_service.models import Round, StoredBriefing, SynthesisRun
from synthesis.languages.detection import detect
from synthesis.model import Phenomenon, Span, Synthesis

REQUEST_ROLES = {"request_to_hva", "priority"}
MOST_REQUESTS = 6


def compose(
    material: Material,
    synthesis: Synthesis,
    *,
    made_on: datetime.date,
    earlier: Earlier | None = None,
    sensitive: frozenset[str] = frozenset(),
) -> Briefing:
    """The briefing of `material`, with the phenomena that `synthesis` found in it, beside those found `earlier`.

    `sensitive` are ids of seeds: words about what comes of them are for the county's team alone.
    """
    theme = material.theme
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
        findings=tuple(_finding(material, phenomenon, earlier, sensitive) for phenomenon in synthesis.phenomena),
        unplaced=tuple(Unplaced(quote=_quote(material, left), reason=left.reason) for left in synthesis.unplaced),
        scales=tuple(_scales(material, earlier)),
        indicators=material.indicators,
        raised_issues=tuple(_raised_issues(material)),
        open_answers=(*_open_answers(material), *decision_telling.told(material)),
        comparison=earlier.comparison(synthesis) if earlier else None,
        method=MethodNote(
            version=synthesis.method.version,
            encoder=synthesis.method.encoder,
            answers=synthesis.method.comments,
            segments=synthesis.method.segments,
            clustered=bool(synthesis.phenomena),
            notes=synthesis.method.notes,
        ),
    )


def _quote(material: Material, span: Span, *, sensitive: bool = False) -> Quote:
    told = material.told[span.answer_id]
    text = told.comment.text[span.start : span.end].strip()
    reasons = material.reasons(told.party.id, told.comment.question_id or "", text)
    if sensitive:
        reasons = (*reasons, "sensitive")
    return Quote(
        answer_id=span.answer_id,
        organisation=told.party.name,
        kind=told.party.kind,
        text=text,
        language=detect(text, inherited=told.comment.language),
        cleared=not reasons,
        reasons=reasons,
    )


def _finding(material: Material, phenomenon: Phenomenon, earlier: Earlier | None, sensitive: frozenset[str]) -> Finding:
    quote = partial(_quote, material, sensitive=phenomenon.seed in sensitive)
    parties = {material.told[segment.answer_id].party.id for segment in phenomenon.segments}
    requests = [segment for segment in phenomenon.segments if material.told[segment.answer_id].role in REQUEST_ROLES]
    return Finding(
        id=phenomenon.id,
        label=Label(fi=phenomenon.label.fi, sv=phenomenon.label.sv),
        gist=quote(phenomenon.gist),
        keywords=phenomenon.keywords,
        origin=phenomenon.origin,
        stability=phenomenon.stability,
        organisations=tuple(sorted(parties)),
        answers=tuple(sorted({segment.answer_id for segment in phenomenon.segments})),
        quotes=tuple(map(quote, phenomenon.quotes)),
        requests=tuple(map(quote, _one_each(material, requests)))[:MOST_REQUESTS],
        asked_by=len({material.told[segment.answer_id].party.id for segment in requests}),
        before=earlier.before(phenomenon) if earlier else (),
    )


def _one_each(material: Material, spans: Iterable[Span]) -> list[Span]:
    """The first span of each organisation."""
    first: dict[str, Span] = {}
    for span in spans:
        first.setdefault(material.told[span.answer_id].party.id, span)
    return list(first.values())


def _scales(material: Material, earlier: Earlier | None) -> Iterable[ScaleResult]:
    """The questions whose answers are counted, beside the same ones of an earlier round."""
    then = {one.question: one for one in earlier.scales} if earlier else {}
    for question in material.questions():
        counted = _counted(question, [values.get(question.id) for values in material.values.values()])
        if counted is None or not counted.of():
            continue
        before = then.get(counted.question)
        yield counted.beside(before, earlier.year) if earlier and before else counted


def _counted(question: AnyQuestion, given: list[Value | None]) -> ScaleResult | None:
    """How often each point or option was chosen; None for a question that is answered otherwise."""
    text = Text(fi=question.text.fi, sv=question.text.sv)
    if isinstance(question, Scale):
        chosen = [value.value for value in given if isinstance(value, Point) and value.value is not None]
        counts = tuple(
            ScaleCount(
                text=Text(fi=point.text.fi, sv=point.text.sv),
                count=chosen.count("unknown" if point.value is None else point.value),
            )
            for point in question.points
        )
        return ScaleResult(question=text, counts=counts)
    if isinstance(question, Single | Multi):
        answered = [_options(value) for value in given]
        options = [option for some in answered for option in some]
        counts = tuple(
            ScaleCount(text=Text(fi=one.text.fi, sv=one.text.sv), count=options.count(one.id))
            for one in question.options
        )
        kind: Literal["single", "multi"] = "multi" if isinstance(question, Multi) else "single"
        return ScaleResult(question=text, counts=counts, kind=kind, answered=sum(map(bool, answered)))
    return None


def _options(value: Value | None) -> tuple[str, ...]:
    if isinstance(value, Choices):
        return value.options
    return (value.option,) if isinstance(value, Choice) and value.option is not None else ()


def _open_answers(material: Material) -> Iterable[OpenAnswers]:
    for question in material.questions():
        answers = tuple(
            _quote(material, Span(answer_id=answer_id, start=0, end=len(told.comment.text)))
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
    return None if stored is None else (stored, Briefing.model_validate(stored.content))


def load(session: Session, briefing_id: int, county_id: int) -> tuple[StoredBriefing, Briefing]:
    """A stored briefing of `county_id`; NotFound when there is none."""
    stored = session.get(StoredBriefing, briefing_id)
    if stored is None or session.get_one(Round, stored.round_id).county_id != county_id:
        raise NotFound
    return stored, Briefing.model_validate(stored.content)
