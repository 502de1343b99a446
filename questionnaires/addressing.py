"""Whom the documents of a family address: every audience that they name is one of those that they list."""

from collections.abc import Iterator

from questionnaires.basics import EARLIER_AUDIENCES, OTHERS, Audience
from questionnaires.family import Family
from questionnaires.node import Node
from questionnaires.problems import Problem, say, suggestion
from questionnaires.rules import questions_of


def audience_ids(family: Family) -> list[Audience]:
    """The audiences of a family: those of its lists, or those of before when it has none."""
    listed = [word for one in _lists(family) for item in one.items() if (word := item.get("id").words)]
    return listed or [group.id for group in EARLIER_AUDIENCES]


def asked_alike(family: Family) -> dict[Audience, Audience]:
    """Who is asked what another audience is asked, by the theme's `audience_as`."""
    return {new: like.words or "" for new, like in family.document.get("audience_as").entries()}


def addressing(family: Family) -> Iterator[Problem]:
    """Every audience that is named somewhere in the family and is none, or is asked for what it is not asked."""
    known = audience_ids(family)
    for document in family.members():
        if not family.lacks_library:
            yield from _listed(document, known)
        for question in questions_of(document):
            yield from _roles_of_those_asked(question, known)
    for audiences in _lists(family)[:1]:
        if OTHERS not in known:
            message = say(
                "Nobody is '%(OTHERS)s' here, so that others cannot be invited. Add '- {id: %(OTHERS)s, …}'.",
                OTHERS=OTHERS,
            )
            yield audiences.problem("no-others", message, key=True)


def _lists(family: Family) -> list[Node]:
    documents = (*family.libraries.values(), family.document)
    return [document.get("audiences") for document in documents if document.get("audiences").items()]


def _listed(document: Node, known: list[Audience]) -> Iterator[Problem]:
    for node in _values(document):
        if node.words is not None and node.words not in known:
            yield _unknown(node, node.words, known)
    for holder in _holders(document):
        for audience, node in holder.entries():
            if audience not in known:
                yield _unknown(node, audience, known, key=True)


def _values(document: Node) -> Iterator[Node]:
    yield from (like for _, like in document.get("audience_as").entries())
    for question in questions_of(document):
        yield from question.get("audiences").items()
        yield from _of_condition(question.get("show_if"))
    for section in document.get("sections").items():
        yield from _of_condition(section.get("show_if"))


def _holders(document: Node) -> Iterator[Node]:
    """What has audiences for its keys."""
    yield document.get("audience_as")
    yield document.get("instructions")
    yield from (question.get("require_role") for question in questions_of(document))


def _of_condition(condition: Node) -> Iterator[Node]:
    yield condition.get("audience")
    for part in (*condition.get("all").items(), *condition.get("any").items(), condition.get("not")):
        if part.value is not None:
            yield from _of_condition(part)


def _roles_of_those_asked(question: Node, known: list[Audience]) -> Iterator[Problem]:
    asked = [audience.words for audience in question.get("audiences").items()]
    for audience, role in question.get("require_role").entries():
        if audience in known and asked and audience not in asked:
            message = say(
                "'%(audience)s' is not asked this question. Add it to audiences, or remove this line.",
                audience=audience,
            )
            yield role.problem("require-role", message, key=True)


def _unknown(node: Node, audience: str, known: list[Audience], *, key: bool = False) -> Problem:
    return node.problem(
        "unknown-audience",
        say(
            "No audience is called '%(audience)s' here. %(known)s", audience=audience, known=suggestion(audience, known)
        ),
        key=key,
    )
