"""A whole questionnaire as YAML, to be changed in an editor and taken in again: the same bytes for the same one."""

import io
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from pydantic import BaseModel
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString

from questionnaires.basics import EARLIER_AUDIENCES, AudienceGroup, Text
from questionnaires.conditions import Condition
from questionnaires.model import AnyPart, Column, Option, Questionnaire, Scale, ScalePoint, Section, Shown

HEADING = """\
# Koko kysely yhdessä tiedostossa. Muuttakaa tekstejä vapaasti, mutta säilyttäkää jokainen id: sen varassa
# vuosien vastauksia verrataan. Jos kysymys tarkoittaa jotain muuta kuin ennen, antakaa sille uusi id.
# Jokainen teksti on suomeksi (fi) ja ruotsiksi (sv).
#
# Hela enkäten i en fil. Ändra texterna fritt, men behåll varje id: med hjälp av det jämförs svaren år för år.
# Om en fråga betyder något annat än tidigare ska den få ett nytt id.
# Varje text finns på finska (fi) och på svenska (sv).
"""
LISTS = ("options", "columns", "roles", "statuses")
Scales = dict[tuple[ScalePoint, ...], str]


def written(questionnaire: Questionnaire) -> str:
    """The questionnaire as a document of its own (`whole: true`)."""
    scales: Scales = {}
    for question in questionnaire.questions():
        if isinstance(question, Scale):
            scales.setdefault(question.points, question.id)
    document = CommentedMap(
        {
            "schema": "hytetu-kysely/1",
            "whole": True,
            "id": questionnaire.id,
            "theme": questionnaire.theme,
            "version": _quoted(questionnaire.version),
            "title": _text(questionnaire.title),
            "theme_name": _text(questionnaire.theme_name),
        }
    )
    _add(document, "goals", [_text(goal) for goal in questionnaire.goals])
    _add(document, "intro", _text(questionnaire.intro) if questionnaire.intro else None)
    if questionnaire.audiences != EARLIER_AUDIENCES:
        document["audiences"] = [_line(group) for group in questionnaire.audiences]
    _add(document, "scales", {name: [_line(point) for point in points] for points, name in scales.items()})
    document["sections"] = [_section(section, scales) for section in questionnaire.sections]
    _add(document, "delivered", [_with_text(item) for item in questionnaire.deliverables])
    stream = io.StringIO()
    _yaml().dump(document, stream)
    return HEADING + stream.getvalue()


def _yaml() -> YAML:
    yaml = YAML()
    yaml.width = 1_000_000
    yaml.allow_unicode = True
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def _section(section: Section, scales: Scales) -> CommentedMap:
    told = CommentedMap({"id": section.id, "title": _text(section.title)})
    _add(told, "intro", [_text(words) for words in section.intro])
    _add(told, "instructions", {audience: _text(words) for audience, words in section.instructions.items()})
    _add(told, "show_if", _condition(section.show_if))
    told["questions"] = [_part(part, scales) for part in section.questions]
    return told


def _part(part: AnyPart, scales: Scales) -> CommentedMap:
    told = CommentedMap({"id": part.id})
    for name, value in _changed(part):
        if name in ("id", "kind", "audiences", "text", "help", "show_if"):
            continue
        if name == "points":
            told["scale"] = scales[value]
        else:
            told[name] = [_line(one) for one in value] if name in LISTS else _plain(value)
    ordered = CommentedMap({"id": part.id, "type": part.kind, "audiences": _flow(part.audiences)})
    if "role" in told:
        ordered["role"] = told.pop("role")
    ordered["text"] = _text(part.text)
    help_ = getattr(part, "help", None)
    _add(ordered, "help", _text(help_) if help_ else None)
    _add(ordered, "show_if", _condition(part.show_if))
    ordered.update({name: value for name, value in told.items() if name != "id"})
    return ordered


def _changed(part: Shown) -> Iterator[tuple[str, Any]]:
    """The fields that are not as they are when left out."""
    for name, field in type(part).model_fields.items():
        value = getattr(part, name)
        if field.is_required() or value != field.get_default(call_default_factory=True):
            yield name, value


def _plain(value: Any) -> Any:
    if isinstance(value, Text):
        return _text(value)
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, tuple):
        return _flow(value)
    if isinstance(value, dict):
        return _flow_map(value)
    return value


def _line(one: Option | ScalePoint | Column | AudienceGroup) -> CommentedMap:
    """A choice, a point, a column or an audience on one line."""
    told: dict[str, Any] = {"value": one.value} if isinstance(one, ScalePoint) else {"id": one.id}
    told |= {"fi": _quoted(one.text.fi), "sv": _quoted(one.text.sv)}
    for name, field in type(one).model_fields.items():
        value = getattr(one, name)
        if not field.is_required() and value != field.default:
            told[name] = value
    return _flow_map(told)


def _with_text(one: BaseModel) -> CommentedMap:
    told = CommentedMap()
    for name, field in type(one).model_fields.items():
        value = getattr(one, name)
        if field.is_required() or value != field.default:
            told[name] = _plain(value)
    return told


def _condition(condition: Condition | None) -> Any:
    return condition.model_dump(mode="json", exclude_none=True, by_alias=True) if condition else None


def _text(text: Text) -> CommentedMap:
    return CommentedMap({"fi": _quoted(text.fi), "sv": _quoted(text.sv)})


def _quoted(text: str) -> Any:
    """A text in quotes; one of several plain lines as such lines."""
    lines = text.removesuffix("\n").split("\n")
    if len(lines) > 1 and all(line and line == line.strip() and line.isprintable() for line in lines):
        return LiteralScalarString(text)
    return DoubleQuotedScalarString(text)


def _add(told: CommentedMap, name: str, value: Any) -> None:
    if value:
        told[name] = value


def _flow(values: Sequence[Any]) -> CommentedSeq:
    listed = CommentedSeq(values)
    listed.fa.set_flow_style()
    return listed


def _flow_map(values: Mapping[str, Any]) -> CommentedMap:
    mapped = CommentedMap(values)
    mapped.fa.set_flow_style()
    return mapped
