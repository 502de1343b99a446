"""Every problem of a document and of what it draws on, all at once."""

from collections.abc import Iterable
from dataclasses import dataclass

from questionnaires.addressing import addressing
from questionnaires.composition import composition
from questionnaires.condition_checks import conditions
from questionnaires.family import Family, gather
from questionnaires.node import Node
from questionnaires.problems import Problem
from questionnaires.references import references
from questionnaires.rules import RULES
from questionnaires.shelf import Shelf
from questionnaires.source import Source
from questionnaires.structure import structure


@dataclass(frozen=True)
class Checked:
    """A document with its family and all that is wrong with them."""

    family: Family
    problems: list[Problem]


def check_source(source: Source, shelf: Shelf) -> Checked:
    """Check one document and its relatives on `shelf`."""
    family = gather(source, shelf)
    problems = [*family.problems, *references(family), *addressing(family)]
    problems += [*composition(family), *conditions(family)]
    for member in family.members():
        problems += alone(member)
    return Checked(family, sorted(set(problems)))


def alone(document: Node) -> Iterable[Problem]:
    """What is wrong with one document by itself: how it is written, its grammar, its own rules."""
    yield from document.source.problems
    yield from structure(document.source)
    for rule in RULES:
        yield from rule(document)
