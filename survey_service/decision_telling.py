"""How last year's decisions have come along, as the answers tell it: each decision together with its status."""

from collections.abc import Iterable

from questionnaires.model import DecisionStatus
from questionnaires.values import DECISION_KEY, Table
from reports.briefing import OpenAnswers, Party, Quote, Text
from survey_service.masking import mask
from survey_service.material import Material
from synthesis.languages.detection import detect


def told(material: Material) -> Iterable[OpenAnswers]:
    """What every organisation said of each decision, for every question that asks for it."""
    for question in material.questions():
        if not isinstance(question, DecisionStatus):
            continue
        quotes = tuple(
            _quote(material, question, party, row, number)
            for party in material.parties
            for number, row in enumerate(_rows(material, question, party), start=1)
        )
        if quotes:
            text = Text(fi=question.text.fi, sv=question.text.sv)
            yield OpenAnswers(question_id=question.id, question=text, answers=quotes, about="decisions")


def _rows(material: Material, question: DecisionStatus, party: Party) -> tuple[dict[str, str], ...]:
    value = material.values.get(party.id, {}).get(question.id)
    return value.rows if isinstance(value, Table) else ()


def _quote(material: Material, question: DecisionStatus, party: Party, row: dict[str, str], number: int) -> Quote:
    """The decision as it stands now where it is known, else as it stood when something was written about it."""
    first, *others = question.columns
    decision = material.decisions.get(row.get(DECISION_KEY, "")) or mask(row.get(first.id, ""))
    language = detect(decision, inherited="fi")
    names = {status.id: status.text.in_language("sv" if language == "sv" else "fi") for status in question.statuses}
    said = [
        names.get(row.get(column.id, ""), "") if column.input == "options" else mask(row.get(column.id, ""))
        for column in others
    ]
    text = f"{decision}: {'. '.join(words for words in said if words) or '–'}"
    reasons = material.reasons(party.id, question.id, text)
    return Quote(
        answer_id=f"{party.id}.{question.id}.{number}",
        organisation=party.name,
        kind=party.kind,
        text=text,
        language=language,
        cleared=not reasons,
        reasons=reasons,
    )
