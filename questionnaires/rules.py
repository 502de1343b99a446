"""What must hold inside one document beyond its grammar. Every rule gives all that it finds."""

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import get_args

from questionnaires.basics import Audience
from questionnaires.node import Node
from questionnaires.problems import Problem, suggestion

AUDIENCES = get_args(Audience)
Rule = Callable[[Node], Iterator[Problem]]


def questions_of(document: Node) -> Iterator[Node]:
    """Every question and reference of a document of any kind, in order."""
    yield from document.get("questions").items()
    yield from document.get("deliverables").items()
    for section in document.get("sections").items():
        yield from section.get("questions").items()


def asked_id(question: Node) -> Node:
    """Under which id a question is asked: a reference's own, else that of what it refers to."""
    return question.get("id") if question.has("id") or not question.has("ref") else question.get("ref")


def repeated(ids: Iterable[Node], what: str) -> Iterator[Problem]:
    """A problem for each id that was there before."""
    first: dict[str, Node] = {}
    for node in ids:
        word = node.words
        if word is None:
            continue
        if word in first:
            before = first[word].line_for(node)
            message = f"The {what} '{word}' is there already, {before}. Give one of them another id, or remove it."
            yield node.problem("duplicate-id", message)
        first.setdefault(word, node)


def ids_are_unique(document: Node) -> Iterator[Problem]:
    """No two questions, sections, columns, roles, statuses or options of one list have the same id."""
    yield from repeated((asked_id(question) for question in questions_of(document)), "question id")
    for key, what in (("sections", "section"), ("columns", "column"), ("roles", "role"), ("statuses", "status")):
        yield from repeated((item.get("id") for item in document.get(key).items()), what)
    for options in option_lists_of(document):
        yield from repeated((option.get("id") for option in options.items()), "option")


def option_lists_of(document: Node) -> Iterator[Node]:
    """Every list of options, named or a question's own."""
    yield from (options for _, options in document.get("option_lists").entries())
    yield from (
        question.get("options")
        for question in questions_of(document)
        if isinstance(question.get("options").value, list)
    )


def named_twice(document: Node) -> Iterator[Problem]:
    """A list of names (audiences, columns, roles …) holds each name once."""
    for question in questions_of(document):
        for key in ("audiences", "columns", "roles", "statuses", "accept", "show_indicators"):
            seen: set[str] = set()
            for item in question.get(key).items():
                if item.words in seen:
                    yield item.problem("named-twice", f"'{item.words}' is in this list already. Remove it here.")
                seen.add(item.words or "")


def retired_ids_rest(document: Node) -> Iterator[Problem]:
    """A retired id is not used again in the same document."""
    retired = {item.words: item for item in document.get("retired").items()}
    for question in questions_of(document):
        node = asked_id(question)
        if node.words in retired:
            yield reused(node, retired[node.words])


def reused(node: Node, retired: Node) -> Problem:
    """The problem that a retired id is used again."""
    return node.problem(
        "retired-id",
        f"'{node.words}' is retired ({retired.line_for(node)}); its earlier answers mean other things. Take a new id.",
    )


def bounds_agree(document: Node) -> Iterator[Problem]:
    """No smallest number is larger than the largest."""
    for question in questions_of(document):
        low, high = question.get("min_rows"), question.get("max_rows")
        if low.number is not None and high.number is not None and low.number > high.number:
            message = f"min_rows is {low.number} but max_rows only {high.number}. Raise max_rows or lower min_rows."
            yield low.problem("min-over-max", message)
        least, most = question.get("min"), question.get("max")
        if isinstance(least.value, int | float) and isinstance(most.value, int | float) and least.value > most.value:
            message = f"min is {least.value} but max only {most.value}. Raise max or lower min."
            yield least.problem("min-over-max", message)


def exclusive_options_make_sense(document: Node) -> Iterator[Problem]:
    """`exclusive` rules out all others: not every option can, and none can that asks for words of its own."""
    for options in option_lists_of(document):
        items = options.items()
        exclusive = [option for option in items if option.get("exclusive").value is True]
        if exclusive and len(exclusive) == len(items):
            yield exclusive[0].problem(
                "exclusive-misuse", "Every option here is exclusive, so no two can be chosen. Use type: single instead."
            )
        for option in exclusive:
            if option.get("other").value is True:
                message = "An option cannot be both exclusive and other. Keep one of the two."
                yield option.get("other").problem("exclusive-misuse", message)
    for question in questions_of(document):
        if question.get("type").value == "single":
            for option in question.get("options").items():
                if option.get("exclusive").value is True:
                    message = (
                        "In a single choice every option rules out the others. Remove exclusive, or use type: multi."
                    )
                    yield option.get("exclusive").problem("exclusive-misuse", message)


def scales_ascend(document: Node) -> Iterator[Problem]:
    """A scale goes from the lowest to the highest value, and has at most one point for "cannot say"."""
    for name, scale in document.get("scales").entries():
        points = [point.get("value") for point in scale.items()]
        numbers = [point for point in points if point.number is not None]
        for before, after in pairwise(numbers):
            if (after.number or 0) <= (before.number or 0):
                message = f"{after.number} follows {before.number} in the scale '{name}'. Order them from low to high."
                yield after.problem("scale-order", message)
        unknown = [point for point in scale.items() if point.has("value") and point.get("value").value is None]
        for point in unknown[1:]:
            message = f"The scale '{name}' has a point without value (\"cannot say\") already. Give this one a value."
            yield point.get("value").problem("scale-order", message)


def require_role_is_possible(document: Node) -> Iterator[Problem]:
    """A required role is one of the question's roles, and required only of those who are asked."""
    for question in questions_of(document):
        roles = [role.words or "" for role in question.get("roles").items()]
        audiences = [audience.words for audience in question.get("audiences").items()]
        for audience, role in question.get("require_role").entries():
            if role.words is not None and role.words not in roles:
                message = f"'{role.words}' is not among the roles of this question. {suggestion(role.words, roles)}"
                yield role.problem("require-role", message)
            if audience in AUDIENCES and audience not in audiences:
                message = f"'{audience}' is not asked this question. Add it to audiences, or remove this line."
                yield role.problem("require-role", message, key=True)


def include_itself(document: Node) -> Iterator[Problem]:
    """A document does not include itself, unless a pre-assignment frame has the same id."""
    own = document.get("id").words
    for item in document.get("include").items():
        if own and item.words == own and not document.has("instructions"):
            yield item.problem("include-itself", "The document includes itself. Remove this line.")


RULES: tuple[Rule, ...] = (
    ids_are_unique,
    named_twice,
    retired_ids_rest,
    bounds_agree,
    exclusive_options_make_sense,
    scales_ascend,
    require_role_is_possible,
    include_itself,
)
