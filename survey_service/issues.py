"""The issues that municipalities and others raised for the county's services, from what they submitted alone."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from sqlmodel import Session

from questionnaires.asking import counting
from questionnaires.model import AnyQuestion, Questionnaire, Rows
from questionnaires.values import Table, Value
from reports.briefing import Kind, Text
from survey_service import material, rounds, submissions
from survey_service.audiences import audience_of
from survey_service.masking import mask
from survey_service.models import Organisation, Round

ROLES = frozenset({"request_to_hva", "priority", "raised_issue"})
REPLYING = frozenset({"sote", "pelastus"})
"""The kinds of organisations that are services of the county: they reply, and raise nothing to themselves."""


@dataclass(frozen=True)
class RaisedIssue:
    """One issue, masked. It is known by its words: `key` is their digest, so other words are another issue.

    `details` are further cells of its row as (heading, words). `cleared` False: people could be recognised in it, so
    a service sees it only when it was asked about it. `answer_id` is that of the free text that it is; empty for a row.
    """

    key: str
    organisation_id: int
    organisation: Text
    kind: Kind
    question_id: str
    question: Text
    text: str
    details: tuple[tuple[Text, str], ...]
    language: str
    cleared: bool
    answer_id: str = ""


def raised(session: Session, round_: Round) -> list[RaisedIssue]:
    """Every issue in the submissions that count, by organisation and in the order of the questionnaire."""
    questionnaire = rounds.questionnaire_of(round_)
    found: dict[str, RaisedIssue] = {}
    for organisation, sent in submissions.of_round(session, round_):
        if organisation.kind not in REPLYING:
            values = counting(questionnaire, sent.values, audience_of(organisation, questionnaire))
            languages = {question_id: answer.language for question_id, answer in sent.answers.items()}
            for issue in _of(questionnaire, organisation, values, languages):
                # who writes the same twice has raised it once
                found.setdefault(issue.key, issue)
    return list(found.values())


def _of(
    questionnaire: Questionnaire, organisation: Organisation, values: dict[str, Value], languages: dict[str, str]
) -> Iterator[RaisedIssue]:
    for question in questionnaire.questions():
        value = values.get(question.id)
        if question.role not in ROLES or value is None:
            continue
        for answer_id, text, details in _told(question, value, organisation.key):
            yield RaisedIssue(
                key=key_of(organisation.id or 0, question.id, text),
                organisation_id=organisation.id or 0,
                organisation=Text(fi=organisation.name_fi, sv=organisation.name_sv),
                kind=organisation.kind,
                question_id=question.id,
                question=Text(fi=question.text.fi, sv=question.text.sv),
                text=text,
                details=details,
                language=languages.get(question.id, "fi"),
                cleared=not material.is_small(organisation),
                answer_id=answer_id,
            )


def _told(question: AnyQuestion, value: Value, party: str) -> Iterator[tuple[str, str, tuple[tuple[Text, str], ...]]]:
    """The issues in one answer, masked, each with its id among the free texts ("" for a row) and its details."""
    if isinstance(question, Rows) and isinstance(value, Table):
        first, *others = question.columns
        for row in value.rows:
            if issue := row.get(first.id, "").strip():
                yield (
                    "",
                    mask(issue),
                    tuple(
                        (Text(fi=column.text.fi, sv=column.text.sv), mask(cell))
                        for column in others
                        if (cell := row.get(column.id, "").strip())
                    ),
                )
    else:
        for number, text in enumerate(value.texts(), start=1):
            if text.strip():
                yield f"{party}.{question.id}.{number}", mask(text.strip()), ()


def key_of(organisation_id: int, question_id: str, text: str) -> str:
    """What an issue is known by: who raised it, where, in which words."""
    said = " ".join(text.split())
    return hashlib.sha256(f"{organisation_id}\n{question_id}\n{said}".encode()).hexdigest()[:16]
