"""One authored question of any kind to the published question of that kind."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, assert_never

from questionnaires.authored import (
    AuthoredColumn,
    AuthoredDate,
    AuthoredDateNote,
    AuthoredDecisionStatus,
    AuthoredFile,
    AuthoredInfo,
    AuthoredLink,
    AuthoredList,
    AuthoredMulti,
    AuthoredName,
    AuthoredNumber,
    AuthoredOpen,
    AuthoredOpenRepeat,
    AuthoredOption,
    AuthoredPoint,
    AuthoredRoster,
    AuthoredScale,
    AuthoredSingle,
    AuthoredText,
    PartKinds,
    QuestionKinds,
)
from questionnaires.documents import Definitions
from questionnaires.model import (
    AnyPart,
    AnyQuestion,
    Audience,
    Column,
    Date,
    DateNote,
    DecisionStatus,
    File,
    Info,
    Link,
    Multi,
    Number,
    Open,
    OpenRepeat,
    Option,
    Roster,
    Rows,
    Scale,
    ScalePoint,
    Single,
    Text,
)


@dataclass
class Names:
    """What can be referred to by name: the definitions of a document and of those that it includes."""

    scales: dict[str, list[AuthoredPoint]] = field(default_factory=dict)
    option_lists: dict[str, list[AuthoredOption]] = field(default_factory=dict)
    columns: dict[str, AuthoredColumn] = field(default_factory=dict)
    roles: dict[str, AuthoredName] = field(default_factory=dict)
    statuses: dict[str, AuthoredName] = field(default_factory=dict)

    @classmethod
    def of(cls, documents: Iterable[Definitions]) -> "Names":
        """The names of `documents`; a later document's definition wins over an earlier one's."""
        names = cls()
        for document in documents:
            names.scales.update(document.scales)
            names.option_lists.update(document.option_lists)
            names.columns.update({column.id: column for column in document.columns})
            names.roles.update({role.id: role for role in document.roles})
            names.statuses.update({status.id: status for status in document.statuses})
        return names

    def options(self, given: str | list[AuthoredOption]) -> tuple[Option, ...]:
        """The options of a question, its own or those of a named list."""
        options = self.option_lists[given] if isinstance(given, str) else given
        return tuple(
            Option(id=option.id, text=text(option), exclusive=option.exclusive, other=option.other)
            for option in options
        )

    def columns_named(self, given: Sequence[str | AuthoredColumn]) -> tuple[Column, ...]:
        """These columns, in this order: a question's own, or those with these ids."""
        chosen = [self.columns[one] if isinstance(one, str) else one for one in given]
        return tuple(Column(id=column.id, text=text(column), long=column.long, input=column.input) for column in chosen)


def text(authored: AuthoredText) -> Text:
    """The text in both languages."""
    return Text(fi=authored.fi, sv=authored.sv)


def _named(given: Sequence[str | AuthoredName], known: Mapping[str, AuthoredName]) -> tuple[Option, ...]:
    chosen = (known[one] if isinstance(one, str) else one for one in given)
    return tuple(Option(id=one.id, text=text(one)) for one in chosen)


def _points(points: list[AuthoredPoint]) -> tuple[ScalePoint, ...]:
    return tuple(ScalePoint(value=point.value, text=text(point)) for point in points)


def widened(audiences: Sequence[Audience], audience_as: Mapping[Audience, Audience]) -> tuple[Audience, ...]:
    """`audiences`, and those that are asked what one of them is asked."""
    added = [new for new, like in audience_as.items() if like in audiences and new not in audiences]
    return (*audiences, *added)


def published(part: PartKinds, names: Names, audience_as: Mapping[Audience, Audience]) -> AnyPart:
    """The question or text as it is published; every name in it must be known (KeyError)."""
    common: dict[str, Any] = {
        "id": part.id,
        "audiences": widened(part.audiences, audience_as),
        "text": text(part.text),
        "show_if": part.show_if,
    }
    if isinstance(part, AuthoredInfo):
        return Info(**common)
    return _question(part, common | _of_every_question(part), names)


def _of_every_question(question: QuestionKinds) -> dict[str, Any]:
    return {
        "role": question.role,
        "help": text(question.help) if question.help else None,
        "required": question.required,
        "cluster": question.cluster,
        "show_indicators": tuple(question.show_indicators),
    }


def _question(question: QuestionKinds, common: dict[str, Any], names: Names) -> AnyQuestion:
    match question:
        case AuthoredOpen():
            return Open(**common, max_length=question.max_length, prefill=question.prefill)
        case AuthoredOpenRepeat():
            return OpenRepeat(**common, max_items=question.max_items, max_length=question.max_length)
        case AuthoredSingle() | AuthoredMulti() | AuthoredScale():
            return _choice(question, common, names)
        case AuthoredNumber() | AuthoredDate() | AuthoredLink() | AuthoredDateNote():
            return _fact(question, common)
        case AuthoredFile():
            return _file(question, common)
        case AuthoredList() | AuthoredRoster() | AuthoredDecisionStatus():
            return _table(question, common, names)
        case _:
            assert_never(question)


def _choice(
    question: AuthoredSingle | AuthoredMulti | AuthoredScale, common: dict[str, Any], names: Names
) -> Single | Multi | Scale:
    match question:
        case AuthoredSingle():
            return Single(**common, options=names.options(question.options))
        case AuthoredMulti():
            return Multi(**common, options=names.options(question.options), max_choices=question.max_choices)
        case AuthoredScale():
            points = _points(names.scales[question.scale])
            return Scale(**common, points=points, comment=question.comment, max_length=question.max_length)


def _fact(
    question: AuthoredNumber | AuthoredDate | AuthoredLink | AuthoredDateNote, common: dict[str, Any]
) -> Number | Date | Link | DateNote:
    match question:
        case AuthoredNumber():
            return _number(question, common)
        case AuthoredDate():
            return Date(**common)
        case AuthoredLink():
            return Link(**common, ask_organisation=question.ask_organisation, ask_year=question.ask_year)
        case AuthoredDateNote():
            return DateNote(**common)


def _number(question: AuthoredNumber, common: dict[str, Any]) -> Number:
    low, high = (None if bound is None else Decimal(str(bound)) for bound in (question.min, question.max))
    unit = text(question.unit) if question.unit else None
    return Number(**common, min=low, max=high, unit=unit, decimals=question.decimals)


def _file(question: AuthoredFile, common: dict[str, Any]) -> File:
    return File(**common, accept=tuple(question.accept), max_pages=question.max_pages, max_bytes=question.max_bytes)


def _table(
    question: AuthoredList | AuthoredRoster | AuthoredDecisionStatus, common: dict[str, Any], names: Names
) -> Rows | Roster | DecisionStatus:
    columns = names.columns_named(question.columns)
    match question:
        case AuthoredList():
            return Rows(**common, columns=columns, min_rows=question.min_rows, max_rows=question.max_rows)
        case AuthoredRoster():
            return Roster(
                **common,
                columns=columns,
                roles=_named(question.roles, names.roles),
                min_rows=question.min_rows,
                max_rows=question.max_rows,
                require_role=question.require_role,
            )
        case AuthoredDecisionStatus():
            statuses = _named(question.statuses, names.statuses)
            return DecisionStatus(**common, columns=columns, statuses=statuses, max_rows=question.max_rows)
