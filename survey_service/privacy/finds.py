"""What is pointed out in an answer: what it looks like, where it stands, and how it is recognised when it is kept."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, get_args

from questionnaires.model import AnyQuestion
from questionnaires.values import Value
from survey_service.privacy.folding import folded
from survey_service.privacy.patterns import Pattern, stretches
from survey_service.privacy.places import Place, places

if TYPE_CHECKING:
    from survey_service.privacy.names import Name

Named = Literal["name_beside_health", "name_beside_birth"]
Kind = Pattern | Named
NAMED: dict[str, Named] = {"health": "name_beside_health", "birth": "name_beside_birth"}
AROUND = 40
"""Characters of the text that are quoted on either side."""


@dataclass(frozen=True)
class Find:
    """One stretch of an answer, quoted with what stands around it. `digest` is the same while the stretch is."""

    question_id: str
    kind: Kind
    part: str
    before: str
    found: str
    after: str
    digest: str


def finds(
    response_id: int, question: AnyQuestion, value: Value, named: Iterable[Mapping[str, Any]]
) -> tuple[Find, ...]:
    """What is to be pointed out in an answer, in the order of the page, the same stretch once.

    `named` is what the worker found in this very version, as `NamesChecked` keeps it.
    """
    all_named = list(named)
    seen: dict[str, Find] = {}
    for place in places(question, value):
        for kind, start, end in sorted(_in_place(place, all_named), key=lambda one: one[1]):
            find = _find(response_id, question.id, place, kind, start, end)
            seen.setdefault(find.digest, find)
    return tuple(seen.values())


def kept_names(place: Place, names: "Iterable[Name]") -> list[dict[str, Any]]:
    """The names that were found in a place, as `NamesChecked` keeps them."""
    kinds = [(NAMED[name.beside], name) for name in names]
    return [
        {"kind": kind, "part": place.part, "start": name.start, "end": name.end}
        for kind, name in kinds
        if not place.expects(kind)
    ]


def _in_place(place: Place, named: Iterable[Mapping[str, Any]]) -> Iterator[tuple[Kind, int, int]]:
    for stretch in stretches(place.text):
        if not place.expects(stretch.kind):
            yield stretch.kind, stretch.start, stretch.end
    for name in named:
        if name["part"] == place.part and name["kind"] in get_args(Named):
            yield name["kind"], name["start"], name["end"]


def _find(response_id: int, question_id: str, place: Place, kind: Kind, start: int, end: int) -> Find:
    text, found = place.text, place.text[start:end]
    what = "\n".join((str(response_id), question_id, kind, folded(found).lower()))
    return Find(
        question_id=question_id,
        kind=kind,
        part=place.part,
        before=_shortened(text[:start], keep_end=True),
        found=found,
        after=_shortened(text[end:], keep_end=False),
        digest=hashlib.sha256(what.encode()).hexdigest()[:20],
    )


def _shortened(text: str, *, keep_end: bool) -> str:
    """As much of `text` as is quoted, cut between words; a mark shows where it goes on."""
    if len(text) <= AROUND:
        return text
    if keep_end:
        cut = text[-AROUND:]
        return "…" + cut[cut.find(" ") + 1 :] if " " in cut else "…" + cut
    cut = text[:AROUND]
    return cut[: cut.rfind(" ")] + "…" if " " in cut else cut + "…"
