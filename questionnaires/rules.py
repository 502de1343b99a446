"""What must hold inside one document beyond its grammar. Every rule gives all that it finds."""

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from questionnaires.node import Node
from questionnaires.problems import Message, Problem, say, suggestion

NAMED_LISTS = (
    ("audiences", say("audience")),
    ("sections", say("section")),
    ("columns", say("column")),
    ("roles", say("role")),
    ("statuses", say("status")),
)
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


def name_of(item: Node) -> str | None:
    """What an item of a list of names is called: the name itself, or the id of what is written out in its place."""
    return item.words or item.get("id").words


def repeated(ids: Iterable[Node], what: Message) -> Iterator[Problem]:
    """A problem for each id that was there before."""
    first: dict[str, Node] = {}
    for node in ids:
        word = node.words
        if word is None:
            continue
        if word in first:
            before = first[word].line_for(node)
            message = say(
                "The %(what)s '%(word)s' is there already, %(before)s. Give one of them another id, or remove it.",
                what=what,
                word=word,
                before=before,
            )
            yield node.problem("duplicate-id", message)
        first.setdefault(word, node)


def ids_are_unique(document: Node) -> Iterator[Problem]:
    """No two questions, audiences, sections, columns, roles, statuses or options of one list have the same id."""
    yield from repeated((asked_id(question) for question in questions_of(document)), say("question id"))
    for key, what in NAMED_LISTS:
        yield from repeated((item.get("id") for item in document.get(key).items()), what)
    for options in option_lists_of(document):
        yield from repeated((option.get("id") for option in options.items()), say("option"))


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
                name = name_of(item)
                if name in seen:
                    yield item.problem(
                        "named-twice", say("'%(item)s' is in this list already. Remove it here.", item=name)
                    )
                seen.add(name or "")


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
        say(
            "'%(words)s' is retired (%(line_for)s); its earlier answers mean other things. Take a new id.",
            words=node.words,
            line_for=retired.line_for(node),
        ),
    )


def bounds_agree(document: Node) -> Iterator[Problem]:
    """No smallest number is larger than the largest."""
    for question in questions_of(document):
        low, high = question.get("min_rows"), question.get("max_rows")
        if low.number is not None and high.number is not None and low.number > high.number:
            message = say(
                "min_rows is %(low)s but max_rows only %(high)s. Raise max_rows or lower min_rows.",
                low=low.number,
                high=high.number,
            )
            yield low.problem("min-over-max", message)
        least, most = question.get("min"), question.get("max")
        if isinstance(least.value, int | float) and isinstance(most.value, int | float) and least.value > most.value:
            message = say(
                "min is %(least)s but max only %(most)s. Raise max or lower min.", least=least.value, most=most.value
            )
            yield least.problem("min-over-max", message)


def exclusive_options_make_sense(document: Node) -> Iterator[Problem]:
    """`exclusive` rules out all others: not every option can, and none can that asks for words of its own."""
    for options in option_lists_of(document):
        items = options.items()
        exclusive = [option for option in items if option.get("exclusive").value is True]
        if exclusive and len(exclusive) == len(items):
            yield exclusive[0].problem(
                "exclusive-misuse",
                say("Every option here is exclusive, so no two can be chosen. Use type: single instead."),
            )
        for option in exclusive:
            if option.get("other").value is True:
                message = say("An option cannot be both exclusive and other. Keep one of the two.")
                yield option.get("other").problem("exclusive-misuse", message)
    for question in questions_of(document):
        if question.get("type").value == "single":
            for option in question.get("options").items():
                if option.get("exclusive").value is True:
                    message = say(
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
                message = say(
                    "%(after)s follows %(before)s in the scale '%(name)s'. Order them from low to high.",
                    after=after.number,
                    before=before.number,
                    name=name,
                )
                yield after.problem("scale-order", message)
        unknown = [point for point in scale.items() if point.has("value") and point.get("value").value is None]
        for point in unknown[1:]:
            message = say(
                "The scale '%(name)s' has a point without value (\"cannot say\") already. Give this one a value.",
                name=name,
            )
            yield point.get("value").problem("scale-order", message)


def require_role_is_possible(document: Node) -> Iterator[Problem]:
    """A required role is one of the question's roles."""
    for question in questions_of(document):
        roles = [name_of(role) or "" for role in question.get("roles").items()]
        for _, role in question.get("require_role").entries():
            if role.words is not None and role.words not in roles:
                message = say(
                    "'%(role)s' is not among the roles of this question. %(roles)s",
                    role=role.words,
                    roles=suggestion(role.words, roles),
                )
                yield role.problem("require-role", message)


def include_itself(document: Node) -> Iterator[Problem]:
    """A document does not include itself, unless a pre-assignment frame has the same id."""
    own = document.get("id").words
    for item in document.get("include").items():
        if own and item.words == own and not document.has("instructions"):
            yield item.problem("include-itself", say("The document includes itself. Remove this line."))


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
