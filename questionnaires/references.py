"""Every name that a document uses is defined in it or in a document that it includes, and fits where it is used."""

from collections.abc import Iterable, Iterator

from questionnaires.family import Family
from questionnaires.node import Node
from questionnaires.problems import Message, Problem, say, suggestion
from questionnaires.rules import name_of, questions_of


def references(family: Family) -> Iterator[Problem]:
    """Every name that is used somewhere in the family and is not what it should be."""
    for document in family.members():
        providers = [*family.libraries.values(), document]
        for question in questions_of(document):
            yield from _choices_fit(question, providers)
        if not family.lacks_library:
            yield from _names_are_known(document, providers)


def _names_are_known(document: Node, providers: list[Node]) -> Iterator[Problem]:
    scales, option_lists = _keys(providers, "scales"), _keys(providers, "option_lists")
    lists = {key: _ids(providers, key) for key in ("columns", "roles", "statuses")}
    common = {node.get("id").words: node for provider in providers for node in provider.get("questions").items()}
    for question in questions_of(document):
        yield from _known(question.get("scale"), say("scale"), scales)
        yield from _known(question.get("options"), say("option list"), option_lists)
        for key, what in (("columns", say("column")), ("roles", say("role")), ("statuses", say("status"))):
            for item in question.get(key).items():
                yield from _known(item, what, lists[key])
        if not document.has("deliverables") or common:  # a theme's own refs tell what its pre-assignment lacks
            yield from _known(question.get("ref"), say("question"), [word for word in common if word])
        yield from _kind_agrees(question, common)
        yield from _one_column_has_options(question, providers)


def _keys(providers: Iterable[Node], key: str) -> list[str]:
    return [name for provider in providers for name, _ in provider.get(key).entries()]


def _ids(providers: Iterable[Node], key: str) -> list[str]:
    return [word for provider in providers for item in provider.get(key).items() if (word := item.get("id").words)]


def _known(node: Node, what: Message, known: list[str]) -> Iterator[Problem]:
    if node.words is not None and node.words not in known:
        code = f"unknown-{what.replace(' ', '-')}"
        yield node.problem(
            code,
            say(
                "No %(what)s is called '%(words)s' here or in an included document. %(known)s",
                what=what,
                words=node.words,
                known=suggestion(node.words, known),
            ),
        )


def _kind_agrees(question: Node, common: dict[str | None, Node]) -> Iterator[Problem]:
    kind, target = question.get("type"), common.get(question.get("ref").words)
    if kind.words and target and target.get("type").words not in (None, kind.words):
        asked = target.get("type").words
        yield kind.problem(
            "other-type",
            say(
                "'%(ref)s' is of type %(asked)s, not %(kind)s. Write type: %(asked)s.",
                ref=question.get("ref").words,
                asked=asked,
                kind=kind.words,
            ),
        )


def _choices_fit(question: Node, providers: list[Node]) -> Iterator[Problem]:
    limit, count = question.get("max_choices"), len(options_of(question, providers))
    if limit.number is not None and count and limit.number > count:
        message = say(
            "max_choices is %(limit)s, but there are %(count)s options. Lower it or leave it out.",
            limit=limit.number,
            count=count,
        )
        yield limit.problem("min-over-max", message)


def options_of(question: Node, providers: list[Node]) -> list[Node]:
    """The options of a question, its own or those of the list that it names."""
    own = question.get("options")
    lists = (entry for provider in providers for entry in provider.get("option_lists").entries())
    return next((options.items() for name, options in lists if name == own.words), own.items())


def points_of(question: Node, providers: list[Node]) -> list[Node]:
    """The values of the points of the scale that a question names."""
    scales = (entry for provider in providers for entry in provider.get("scales").entries())
    named = next((points.items() for name, points in scales if name == question.get("scale").words), [])
    return [point.get("value") for point in named]


def _one_column_has_options(question: Node, providers: list[Node]) -> Iterator[Problem]:
    kind, columns = question.get("type").words, question.get("columns")
    defined = [column for provider in providers for column in provider.get("columns").items()]
    choosing = {column.get("id").words for column in defined if column.get("input").value == "options"}
    chosen = [item for item in columns.items() if item.words in choosing or item.get("input").value == "options"]
    if kind == "list" and chosen:
        message = say(
            "'%(chosen)s' is input: options, but a list has no options. Use another column.", chosen=name_of(chosen[0])
        )
        yield chosen[0].problem("options-column", message)
    if kind in ("roster", "per_decision_status") and columns.items() and len(chosen) != 1:
        what = say("role") if kind == "roster" else say("status")
        message = say(
            "One column must be input: options, for the %(what)s; here are %(chosen)s. Change the columns.",
            what=what,
            chosen=len(chosen),
        )
        yield columns.problem("options-column", message)
