"""The demo's answers: what each organisation answers to each question, from the files beside this one."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

from ruamel.yaml import YAML

from questionnaires.model import AnyQuestion, Questionnaire
from questionnaires.values import VALUE, Items, Value, Words

HERE = files("survey_service") / "demo"


@dataclass
class DemoResponse:
    """One organisation's answers by the language that they are written in; a draft is never submitted."""

    draft: bool
    values: dict[str, dict[str, Value]] = field(default_factory=dict)


def answers(questionnaire: Questionnaire) -> dict[str, DemoResponse]:
    """The demo's responses by organisation key."""
    structured = YAML(typ="safe").load((HERE / "structured.yaml").read_text(encoding="utf-8"))
    made = {key: DemoResponse(draft=key in structured["draft_only"]) for key in structured["responses"]}
    for key, language, question_id, value in _free_text():
        made[key].values.setdefault(language, {})[question_id] = value
    for key, given in structured["responses"].items():
        main = max(made[key].values, key=lambda language: len(made[key].values[language]), default="fi")
        for question_id, content in given.items():
            question = questionnaire.question(question_id)
            made[key].values.setdefault(main, {})[question_id] = _value(question, content)
    return made


def _free_text() -> Iterator[tuple[str, str, str, Value]]:
    """Each text question's answer as (organisation, language, question id, value)."""
    lines = (HERE / "answers.tsv").read_text(encoding="utf-8").splitlines()
    found = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    items: dict[tuple[str, str], list[dict[str, str]]] = {}
    for row in found:
        items.setdefault((row["organisation"], row["question_id"]), []).append(row)
    for (organisation, question_id), rows in items.items():
        texts = tuple(row["text"].replace("\\n", "\n") for row in rows)
        repeated = question_id.endswith("_ilmiot")
        value: Value = Items(items=texts) if repeated else Words(text=texts[0])
        yield organisation, rows[0]["language"], question_id, value


def _value(question: AnyQuestion, content: Any) -> Value:
    rows = (
        {"rows": [{cell: str(words) for cell, words in row.items()} for row in content]}
        if isinstance(content, list)
        else content
    )
    return VALUE.validate_python({"kind": question.kind, **rows})
