"""What must hold in a questionnaire as a whole: ids, standing blocks and the pre-assignment."""

from collections.abc import Iterator

from questionnaires.family import Family
from questionnaires.node import Node
from questionnaires.problems import Problem, say
from questionnaires.resolving import PREASSIGNMENT
from questionnaires.rules import asked_id, questions_of, repeated, reused


def composition(family: Family) -> Iterator[Problem]:
    """All problems that the documents of a family have with each other."""
    yield from _retired_elsewhere(family)
    yield from _common_ids_are_left_alone(family)
    if family.document.has("whole"):
        yield from _whole_deliverables_are_asked(family.document)
    elif family.document.has("sections"):
        yield from repeated(_asked(family), say("question id"))
        yield from _places(family)
        yield from _standing_blocks_are_placed(family)
        yield from _deliverables_are_asked(family)


def _retired_elsewhere(family: Family) -> Iterator[Problem]:
    retired = {item.words: item for document in family.members() for item in document.get("retired").items()}
    for document in family.members():
        for question in questions_of(document):
            node = asked_id(question)
            if node.words in retired and retired[node.words].source is not document.source:
                yield reused(node, retired[node.words])


def _common_ids_are_left_alone(family: Family) -> Iterator[Problem]:
    libraries = [library for library in family.libraries.values() if library.source is not family.document.source]
    common = {node.get("id").words: node for library in libraries for node in questions_of(library)}
    for question in questions_of(family.document):
        node = question.get("id")
        if not question.has("ref") and node.words in common:
            message = say(
                "'%(words)s' is a common question (%(line_for)s). Take it with '{ref: %(words)s}', or "
                "give your own question another id.",
                words=node.words,
                line_for=common[node.words].line_for(node),
            )
            yield node.problem("duplicate-id", message)


def _asked(family: Family) -> Iterator[Node]:
    for document in family.standing.values():
        yield from (asked_id(question) for question in questions_of(document))
    if family.frame:
        yield from (item.get("id") for item in questions_of(family.frame) if not item.has("ref"))
    yield from (asked_id(question) for question in questions_of(family.document))


def _places(family: Family) -> Iterator[Problem]:
    places = family.document.get("sections").items()
    for place in places:
        section = place.get("id")
        if section.words in {*family.standing, PREASSIGNMENT}:
            message = say(
                "'%(section)s' is the id of a block that has its own place. Give this section another id.",
                section=section.words,
            )
            yield section.problem("duplicate-id", message)
    yield from repeated((place.get("standing") for place in places), say("standing block"))
    for place in [place for place in places if place.has("preassignment")][1:]:
        yield place.problem("duplicate-id", say("The pre-assignment has its place already. Remove this one."))


def _standing_blocks_are_placed(family: Family) -> Iterator[Problem]:
    placed = {place.get("standing").words for place in family.document.get("sections").items()}
    for name in family.standing_ids:
        if name not in placed:
            message = say(
                "'%(name)s' is asked every year, but not here. Add '- {standing: %(name)s}' to the sections.", name=name
            )
            yield family.document.get("sections").problem("standing-not-placed", message, key=True)


def _deliverables_are_asked(family: Family) -> Iterator[Problem]:
    asked = {asked_id(question).words for question in questions_of(family.document)}
    places = [place for place in family.document.get("sections").items() if place.has("preassignment")]
    for item in family.frame.get("deliverables").items() if family.frame else []:
        ref = item.get("ref").words
        if ref and ref not in asked and places:
            message = say(
                "'%(id)s' is delivered in the question '%(ref)s', which is not asked. Add '- {ref: "
                "%(ref)s}' to a section.",
                id=item.get("id").words,
                ref=ref,
            )
            yield places[0].problem("deliverable-not-asked", message)


def _whole_deliverables_are_asked(document: Node) -> Iterator[Problem]:
    asked = {asked_id(question).words for question in questions_of(document)}
    yield from repeated((item.get("id") for item in document.get("delivered").items()), say("deliverable"))
    for item in document.get("delivered").items():
        question = item.get("question")
        if question.words is not None and question.words not in asked:
            message = say("No question '%(name)s' is asked. Add it to a section, or remove this.", name=question.words)
            yield question.problem("deliverable-not-asked", message)
