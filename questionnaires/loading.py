"""Loading questionnaires: from the documents that come with the service, or from another folder."""

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TypeVar

from questionnaires.checking import Checked, check_source
from questionnaires.documents import (
    FrameDocument,
    LibraryDocument,
    PreassignmentDocument,
    StandingDocument,
    ThemeDocument,
    WholeDocument,
)
from questionnaires.model import Questionnaire
from questionnaires.node import Node
from questionnaires.problems import InvalidQuestionnaire, Problem, say
from questionnaires.resolving import Bundle, resolve, resolve_whole
from questionnaires.shelf import PREASSIGNMENTS, Shelf, model_of
from questionnaires.source import Source, parsed, read

Document = TypeVar("Document", LibraryDocument, StandingDocument, ThemeDocument, FrameDocument, PreassignmentDocument)


def years(folder: Traversable | None = None) -> list[int]:
    """The years that have documents, oldest first."""
    root = folder or files("questionnaires")
    return sorted(int(item.name) for item in root.iterdir() if item.name.isdigit() and item.is_dir())


def available(year: int | None = None, *, folder: Traversable | None = None) -> list[str]:
    """The themes that have a template in `year` (the newest when left out), in alphabetical order."""
    return _shelf(year, folder).themes()


def load(document: str | Path, *, year: int | None = None, folder: Traversable | None = None) -> Questionnaire:
    """The whole questionnaire of a theme, or of a theme document's path, with standing blocks and pre-assignment.

    `folder` holds one folder per year; the documents that come with the service are used when it is left out, and the
    newest year when `year` is; those of the service are read once. Raises InvalidQuestionnaire with every problem.
    """
    if isinstance(document, Path):
        return questionnaire_of(check_source(*_from_path(document)))
    return _of_service(document, year) if folder is None else _of_folder(document, year, folder)


def take(raw: bytes, name: str) -> Questionnaire:
    """The questionnaire in the bytes of a file that came from elsewhere; `name` stands in messages.

    What a theme's document draws on is taken from the newest documents that come with the service. Raises
    InvalidQuestionnaire with every problem.
    """
    return questionnaire_of(check_source(parsed(raw, name), _shelf(None, None)))


def check(paths: Iterable[Path]) -> list[Problem]:
    """Every problem in these documents and in those that they draw on, in the order of files and lines."""
    problems: set[Problem] = set()
    for path in paths:
        problems.update(check_source(*_from_path(path)).problems)
    return sorted(problems)


def questionnaire_of(checked: Checked) -> Questionnaire:
    """The questionnaire of a checked theme document; InvalidQuestionnaire when it has problems or is none."""
    document = checked.family.document
    model = model_of(document.value)
    if not checked.problems and model not in (ThemeDocument, WholeDocument):
        message = say("This document asks nothing by itself. Load a theme's document.")
        raise InvalidQuestionnaire([document.problem("not-a-theme", message)])
    if checked.problems:
        raise InvalidQuestionnaire(checked.problems)
    if model is WholeDocument:
        return resolve_whole(WholeDocument.model_validate(document.value))
    family = checked.family
    return resolve(
        Bundle(
            theme=_typed(ThemeDocument, document),
            libraries=[_typed(LibraryDocument, library) for library in family.libraries.values()],
            standing={key: _typed(StandingDocument, node) for key, node in family.standing.items()},
            preassignments={key: _typed(PreassignmentDocument, node) for key, node in family.preassignments.items()},
            frame=_typed(FrameDocument, family.frame) if family.frame else None,
        )
    )


@cache
def _of_service(theme: str, year: int | None) -> Questionnaire:
    return _of_folder(theme, year, None)


def _of_folder(theme: str, year: int | None, folder: Traversable | None) -> Questionnaire:
    shelf = _shelf(year, folder)
    found = shelf.find(theme)
    if found is None:
        known = ", ".join(available(year, folder=folder))
        message = say("There is no such theme. Known here: %(known)s.", known=known)
        raise InvalidQuestionnaire([Problem(f"{shelf.label}{theme}.yaml", 1, 1, "unknown-document", message)])
    return questionnaire_of(check_source(found, shelf))


def _typed(model: type[Document], node: Node) -> Document:
    return model.model_validate(node.value)


def _shelf(year: int | None, folder: Traversable | None) -> Shelf:
    root = folder or files("questionnaires")
    known = years(folder)
    chosen = year if year is not None else (known[-1] if known else 0)
    if chosen not in known:
        message = say(
            "There are no questionnaires for %(chosen)s. Known years: %(none)s.",
            chosen=chosen,
            none=", ".join(map(str, known)) or "none",
        )
        raise InvalidQuestionnaire([Problem(f"{root}/{chosen}", 1, 1, "unknown-year", message)])
    return Shelf(root.joinpath(str(chosen)), f"{root}/{chosen}/")


def _from_path(path: Path) -> tuple[Source, Shelf]:
    folder = path.parent
    if folder.name == PREASSIGNMENTS:
        folder = folder.parent
    label = "" if folder == Path() else f"{folder}/"
    shelf = Shelf(folder, label, behind=_shelf(None, None))
    source = read(path, str(path))
    shelf.add(str(path.relative_to(folder)), source)
    return source, shelf
