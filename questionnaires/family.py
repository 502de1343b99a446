"""A document and all that it draws on: what it includes, the standing blocks, the pre-assignment."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from questionnaires.documents import (
    FrameDocument,
    LibraryDocument,
    PreassignmentDocument,
    StandingDocument,
    ThemeDocument,
)
from questionnaires.node import Node
from questionnaires.problems import Message, Problem, say, suggestion
from questionnaires.shelf import Shelf, model_of
from questionnaires.source import Source

FRAME = "common"


@dataclass
class Family:
    """`document` as read, with its relatives by id; `problems` are of relatives that cannot be found.

    `standing_ids` are all the standing documents that there are, placed or not; `lacks_library` says that an included
    document could not be had, so that nothing can be said about names that may stand in it.
    """

    document: Node
    libraries: dict[str, Node] = field(default_factory=dict)
    standing: dict[str, Node] = field(default_factory=dict)
    preassignments: dict[str, Node] = field(default_factory=dict)
    frame: Node | None = None
    standing_ids: list[str] = field(default_factory=list)
    lacks_library: bool = False
    problems: list[Problem] = field(default_factory=list)

    def members(self) -> Iterator[Node]:
        """The document and all its relatives."""
        yield self.document
        yield from self.libraries.values()
        yield from self.standing.values()
        yield from self.preassignments.values()
        if self.frame:
            yield self.frame


def gather(source: Source, shelf: Shelf) -> Family:
    """The family of one document, looked for on `shelf`."""
    family = Family(Node.top(source))
    model = model_of(source.data)
    if model in (PreassignmentDocument, FrameDocument):
        _gather_frame(family, family.document, shelf)
        _gather_common_questions(family, shelf)
    else:
        family.standing_ids = shelf.standing_ids() if model is ThemeDocument else []
        _gather_libraries(family, family.document, shelf)
        for place in family.document.get("sections").items():
            _gather_placed(family, place, shelf)
    return family


def _gather_libraries(family: Family, document: Node, shelf: Shelf) -> None:
    for item in document.get("include").items():
        if item.words is None or item.words in family.libraries or item.words == family.document.get("id").words:
            continue
        found = shelf.find(item.words)
        family.lacks_library |= found is None or found.data is None
        if found is None:
            family.problems.append(_unknown(item, say("document to include"), shelf.ids()))
        elif found.data is not None and model_of(found.data) is not LibraryDocument:
            message = say(
                "'%(item)s' holds no building blocks. Include another; a standing one is placed in sections.",
                item=item.words,
            )
            family.problems.append(item.problem("not-includable", message))
        else:
            family.libraries[item.words] = Node.top(found)
            _gather_libraries(family, family.libraries[item.words], shelf)


def _gather_placed(family: Family, place: Node, shelf: Shelf) -> None:
    standing, preassignment = place.get("standing"), place.get("preassignment")
    if standing.words:
        found = shelf.find(standing.words)
        if found is None or (found.data is not None and model_of(found.data) is not StandingDocument):
            family.problems.append(_unknown(standing, say("standing document"), family.standing_ids))
        else:
            family.standing[standing.words] = Node.top(found)
            _gather_libraries(family, family.standing[standing.words], shelf)
    if preassignment.words:
        found = shelf.find(preassignment.words, preassignment=True)
        if found is None or (found.data is not None and model_of(found.data) is not PreassignmentDocument):
            family.problems.append(_unknown(preassignment, say("pre-assignment"), shelf.ids(preassignment=True)))
        else:
            family.preassignments[preassignment.words] = Node.top(found)
            _gather_frame(family, family.preassignments[preassignment.words], shelf)


def _gather_frame(family: Family, preassignment: Node, shelf: Shelf) -> None:
    for item in preassignment.get("include").items():
        found = shelf.find(item.words or "", preassignment=True)
        if found is None or (found.data is not None and model_of(found.data) is not FrameDocument):
            family.problems.append(_unknown(item, say("pre-assignment frame"), shelf.ids(preassignment=True)))
        else:
            family.frame = Node.top(found)


def _gather_common_questions(family: Family, shelf: Shelf) -> None:
    # A pre-assignment names no library: its deliverables refer to the common questions, which every theme includes.
    if found := shelf.find(FRAME):
        family.libraries[FRAME] = Node.top(found)


def _unknown(node: Node, what: Message, known: list[str]) -> Problem:
    return node.problem(
        "unknown-document",
        say(
            "There is no %(what)s '%(words)s' beside this file. %(known)s",
            what=what,
            words=node.words,
            known=suggestion(node.words or "", known),
        ),
    )
