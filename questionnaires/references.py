"""What must hold between documents: every name that is used is defined, and ids are unique in the questionnaire as a whole."""

from collections.abc import Iterable, Iterator

from questionnaires.family import Family
from questionnaires.node import Node
from questionnaires.problems import Problem, suggestion
from questionnaires.resolving import PREASSIGNMENT
from questionnaires.rules import asked_id, questions_of, repeated, reused


def references(family: Family) -> Iterator[Problem]:
    """All problems between the documents of a family."""
    for document in family.members():
        if not document.has("instructions"):
            yield from _names_are_known(document, [*family.libraries.values(), document])
    yield from _retired_elsewhere(family)
    if family.document.has("sections"):
        yield from _ids_are_unique(family)
        yield from _deliverables_are_asked(family)


def _names_are_known(document: Node, providers: list[Node]) -> Iterator[Problem]:
    scales, option_lists = _keys(providers, "scales"), _keys(providers, "option_lists")
    lists = {key: _ids(providers, key) for key in ("columns", "roles", "statuses")}
    common = {node.get("id").words: node for provider in providers for node in provider.get("questions").items()}
    for question in questions_of(document):
        yield from _known(question.get("scale"), "scale", scales)
        yield from _known(question.get("options"), "option list", option_lists)
        for key, what in (("columns", "column"), ("roles", "role"), ("statuses", "status")):
            for item in question.get(key).items():
                yield from _known(item, what, lists[key])
        yield from _known(question.get("ref"), "question", [word for word in common if word])
        yield from _kind_agrees(question, common)
        yield from _choices_fit(question, providers)
        yield from _one_column_has_options(question, providers)


def _keys(providers: Iterable[Node], key: str) -> list[str]:
    return [name for provider in providers for name, _ in provider.get(key).entries()]


def _ids(providers: Iterable[Node], key: str) -> list[str]:
    return [word for provider in providers for item in provider.get(key).items() if (word := item.get("id").words)]


def _known(node: Node, what: str, known: list[str]) -> Iterator[Problem]:
    if node.words is not None and node.words not in known:
        code = f"unknown-{what.replace(' ', '-')}"
        yield node.problem(
            code, f"No {what} is called '{node.words}' here or in an included document. {suggestion(node.words, known)}"
        )


def _kind_agrees(question: Node, common: dict[str | None, Node]) -> Iterator[Problem]:
    kind, target = question.get("type"), common.get(question.get("ref").words)
    if kind.words and target and target.get("type").words not in (None, kind.words):
        asked = target.get("type").words
        yield kind.problem(
            "other-type", f"'{question.get('ref').words}' is of type {asked}, not {kind.words}. Write type: {asked}."
        )


def _choices_fit(question: Node, providers: list[Node]) -> Iterator[Problem]:
    limit, options = question.get("max_choices"), question.get("options")
    if options.words:
        options = next(
            (
                node
                for provider in providers
                for name, node in provider.get("option_lists").entries()
                if name == options.words
            ),
            options,
        )
    if limit.number is not None and options.items() and limit.number > len(options.items()):
        message = f"max_choices is {limit.number}, but there are only {len(options.items())} options. Lower it or leave it out."
        yield limit.problem("min-over-max", message)


def _one_column_has_options(question: Node, providers: list[Node]) -> Iterator[Problem]:
    kind = question.get("type").words
    if kind not in ("list", "roster", "per_decision_status") or question.has("ref"):
        return
    choosing = {
        item.get("id").words
        for provider in providers
        for item in provider.get("columns").items()
        if item.get("input").value == "options"
    }
    chosen = [item for item in question.get("columns").items() if item.words in choosing]
    if kind == "list" and chosen:
        message = f"A list has nothing to choose from, but the column '{chosen[0].words}' is input: options. Use another column."
        yield chosen[0].problem("options-column", message)
    if kind != "list" and len(chosen) != 1 and question.get("columns").items():
        message = f"Exactly one column of a {kind} is input: options (for the role or status); here are {len(chosen)}. Change the columns."
        yield question.get("columns").problem("options-column", message)


def _retired_elsewhere(family: Family) -> Iterator[Problem]:
    retired = {item.words: item for document in family.members() for item in document.get("retired").items()}
    for document in family.members():
        for question in questions_of(document):
            node = asked_id(question)
            if node.words in retired and retired[node.words].source is not document.source:
                yield reused(node, retired[node.words])


def _ids_are_unique(family: Family) -> Iterator[Problem]:
    frame = questions_of(family.frame) if family.frame else iter(())
    asked = [asked_id(question) for question in questions_of(family.document)]
    asked += [asked_id(question) for document in family.standing.values() for question in questions_of(document)]
    asked += [question.get("id") for question in frame if not question.has("ref")]
    within = {node.source.file for node in asked}
    for problem in repeated(asked, "question id"):
        if len(within) > 1:
            yield problem
    sections = [place.get("id") for place in family.document.get("sections").items()]
    taken = {*family.standing, PREASSIGNMENT}
    for section in sections:
        if section.words in taken:
            message = f"The section id '{section.words}' belongs to a standing block or the pre-assignment. Give this section another."
            yield section.problem("duplicate-id", message)
    for key in ("standing", "preassignment"):
        yield from repeated((place.get(key) for place in family.document.get("sections").items()), f"{key} block")


def _deliverables_are_asked(family: Family) -> Iterator[Problem]:
    if family.frame is None:
        return
    asked = {asked_id(question).words for question in questions_of(family.document)}
    places = [
        place.get("preassignment") for place in family.document.get("sections").items() if place.has("preassignment")
    ]
    for item in family.frame.get("deliverables").items():
        if (ref := item.get("ref").words) and ref not in asked and places:
            message = f"The pre-assignment's '{item.get('id').words}' is delivered in the question '{ref}', which is not asked. Add '- {{ref: {ref}}}' to a section."
            yield places[0].problem("deliverable-not-asked", message)
